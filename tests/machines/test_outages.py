"""Servers end and come back; the two processes go on, and none of them is started again."""

from __future__ import annotations

from collections.abc import Iterator
from time import sleep

import psycopg
import pytest
import redis
from django.conf import settings

from tests.machines.conftest import QUESTION, Machines, Servers, eventually
from tests.machines.visitor import Visitor
from tests.support.forms import values

COMMENTS = f"{QUESTION}comments/"
NEWEST = f"{QUESTION}?sort=new"


def post(member: Visitor, body: str) -> int:
    return member.post(COMMENTS, body=body).status


def rate(member: Visitor) -> int:
    """What a member may do so often is counted in the cache, which is Redis."""
    return member.post("/explained/her-ending-explained/rating/", stars="4").status


def assert_guests_read(machines: Machines, path: str, words: str = "") -> None:
    for process in (machines.one, machines.two):
        answer = process.visitor().get(path)
        assert answer.status == 200
        assert words in answer.text


@pytest.fixture
def paused_replica(servers: Servers) -> Iterator[None]:
    """It answers, with what it knew at this moment."""
    with psycopg.connect(servers.replica.url, autocommit=True) as connection:
        connection.execute("SELECT pg_wal_replay_pause()")
        yield
        connection.execute("SELECT pg_wal_replay_resume()")


def test_without_redis_pages_and_writes_and_limits_go_on(
    machines: Machines, servers: Servers
) -> None:
    member = machines.member("newcomer")
    assert (post(member, "With Redis."), rate(member)) == (303, 303)
    servers.redis.stop()
    assert_guests_read(machines, "/")
    assert_guests_read(machines, "/about/")
    assert post(member, "Without Redis.") == 303
    # The process counts anew, by itself.
    most, _seconds = settings.LIMITS["rate"]
    assert [rate(member) for _ in range(most + 1)] == [303] * most + [429]
    sleep(1)
    assert_guests_read(machines, NEWEST, "Without Redis.")


def test_with_redis_back_copies_are_shared_again(machines: Machines, servers: Servers) -> None:
    member = machines.member("reader")
    servers.redis.stop()
    assert_guests_read(machines, "/")
    servers.redis.start()
    asked = redis.Redis(port=servers.redis.port)

    def is_shared() -> bool:
        post(member, "Is Redis back?")
        assert_guests_read(machines, QUESTION)
        return bool(asked.keys("pages:*"))

    def says_so() -> bool:
        rate(member)
        return machines.one.said("Redis does not answer") == machines.one.said("Redis answers")

    eventually(is_shared)
    eventually(says_so)


def test_without_the_database_guests_read_and_a_text_comes_back(
    machines: Machines, servers: Servers
) -> None:
    member = machines.member("author")
    assert_guests_read(machines, NEWEST)
    servers.primary.stop()
    servers.replica.stop()
    assert_guests_read(machines, NEWEST)
    refused = member.post(COMMENTS, body="Typed\nfor nothing?", submission="once")
    assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
    form = refused.page.one("form", action=COMMENTS)
    assert form.one("textarea", name="body").text == "Typed for nothing?"
    assert machines.one.visitor().get("/readyz").status == 503
    assert machines.one.visitor().get("/healthz").status == 200
    # Nobody has asked for this one yet.
    unknown = machines.one.visitor().get("/comments/1/")
    assert (unknown.status, unknown.page.one("h1").text) == (503, "One moment, please")

    servers.primary.start()
    eventually(lambda: member.post(COMMENTS, **values(form)).status == 303)
    # Each connects again when it is asked next.
    both = (machines.one, machines.two)
    eventually(lambda: all("for nothing?" in p.visitor().get(NEWEST).text for p in both))
    assert machines.one.said("Requests are answered with 503") == 1


def test_a_database_that_was_started_again_costs_nobody_a_page(
    machines: Machines, servers: Servers
) -> None:
    member = machines.member("author")
    servers.primary.stop()
    servers.primary.start()
    for process in (machines.one, machines.two):
        assert member.at(process.port).get("/me/").status == 200


def test_the_replica_makes_pages_while_the_database_is_gone(
    machines: Machines, servers: Servers
) -> None:
    servers.primary.stop()
    assert_guests_read(machines, "/questions/")


def test_without_the_replica_guests_read_from_the_database(
    machines: Machines, servers: Servers
) -> None:
    member = machines.member("author")
    servers.replica.stop()
    assert post(member, "The replica is gone.") == 303
    sleep(1)
    assert_guests_read(machines, NEWEST, "The replica is gone.")


@pytest.mark.usefixtures("paused_replica")
def test_a_replica_that_is_behind_is_left_alone(machines: Machines) -> None:
    member = machines.member("author")
    # Nobody but guests may ask for the page: what a member was shown is kept for all.
    assert post(member, "The replica is behind.") == 303
    sleep(1)
    assert_guests_read(machines, NEWEST, "The replica is behind.")

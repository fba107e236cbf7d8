"""Where a ballot came from, as a mark that says nothing else, for thirty days."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from discussions.integrity.origin import most_from_one_place, origin_of
from discussions.models import VoteChange
from tests.support.content import Content
from tests.support.voters import cast, make_voters


def mark(**meta: Any) -> str:
    return origin_of(RequestFactory().post("/", **meta))


def test_a_mark_of_the_address_and_of_the_key(settings: Any) -> None:
    here = mark(REMOTE_ADDR="192.0.2.7")
    assert re.fullmatch(r"[0-9a-f]{16}", here)
    assert mark(REMOTE_ADDR="192.0.2.7") == here != mark(REMOTE_ADDR="192.0.2.8")
    settings.SECRET_KEY = "another key"
    assert mark(REMOTE_ADDR="192.0.2.7") != here


def test_one_home_has_one_mark() -> None:
    home = mark(REMOTE_ADDR="2001:db8:1:2::7")
    assert mark(REMOTE_ADDR="2001:db8:1:2:ffff::9") == home != mark(REMOTE_ADDR="2001:db8:1:3::7")
    assert mark(REMOTE_ADDR="::ffff:192.0.2.7") == mark(REMOTE_ADDR="192.0.2.7")


def test_no_address() -> None:
    assert mark(REMOTE_ADDR="") == mark(REMOTE_ADDR="unix:") == ""


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.1"), (1, "192.0.2.9"), (2, "192.0.2.7")])
def test_what_a_reader_says_of_themselves_counts_for_nothing(
    proxies: int, seen: str, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    told = mark(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.7, 192.0.2.9")
    assert told == mark(REMOTE_ADDR=seen)


def test_fewer_addresses_than_proxies(settings: Any) -> None:
    """Somebody came past a proxy, or the number is wrong: the vote counts, whence it came nobody
    knows."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert mark(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7") == ""


def test_stored_with_the_ballot_and_forgotten(content: Content, as_reader: Client) -> None:
    reading = content.question.interpretations.all()[0]
    as_reader.post(f"/interpretations/{reading.pk}/vote/", {"stance": "agree"})
    ballot = VoteChange.objects.get()
    assert ballot.origin == mark(REMOTE_ADDR="127.0.0.1")
    for age, left in ((timedelta(days=30, minutes=-5), ballot.origin), (timedelta(days=30), "")):
        VoteChange.objects.update(at=timezone.now() - age)
        call_command("housekeeping", verbosity=0)
        assert VoteChange.objects.get().origin == left


def test_no_address_in_the_counts_of_limits(guest: Client) -> None:
    form = {"login": "nobody", "password": "wrong"}
    keys: list[str] = []
    real = cache.set

    def noted(key: str, *rest: Any) -> None:
        keys.append(key)
        real(key, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "set", noted)
        guest.post("/account/login/", form, REMOTE_ADDR="192.0.2.77")
    of_address = [key for key in keys if ":ip:" in key]
    assert of_address
    assert not [key for key in keys if "192.0.2.77" in key]
    assert all(key.endswith(mark(REMOTE_ADDR="192.0.2.77")) for key in of_address)


def test_how_many_from_one_place(content: Content) -> None:
    readings = content.question.interpretations.all()
    for name, origin in (("a", "x"), ("b", "x"), ("c", "y"), ("d", ""), ("e", "")):
        cast(make_voters([name])[0], dict.fromkeys(readings, "agree"), origin=origin)
    assert most_from_one_place(VoteChange.objects.all()) == 2
    assert most_from_one_place(VoteChange.objects.exclude(origin="x")) == 0

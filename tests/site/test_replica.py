"""Which database a request reads. With a real replica: tests/machines."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError

from discussions.models import Question
from hersite.models import PageVersion
from hersite.replica import ReplicaRouter, guests_read, read_from_both

GONE = OperationalError("connection refused")


@pytest.fixture
def with_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    databases = SimpleNamespace(DATABASES={"default": {}, "replica": {}})
    monkeypatch.setattr("hersite.replica.settings", databases)


def read_as_guest(**answers: Any) -> tuple[Any, str]:
    """What a guest's request is told, and where it goes on reading."""

    def read(alias: str) -> Any:
        if isinstance(answers[alias], Exception):
            raise answers[alias]
        return answers[alias]

    with guests_read():
        assert ReplicaRouter().db_for_read(PageVersion) == "default"
        return read_from_both(read), ReplicaRouter().db_for_read(PageVersion)


@pytest.mark.usefixtures("with_replica")
class TestWithAReplica:
    def test_that_shows_the_same(self) -> None:
        assert read_as_guest(default=7, replica=7) == (7, "replica")

    def test_that_is_behind(self) -> None:
        assert read_as_guest(default=7, replica=6) == (7, "default")

    def test_that_is_gone(self) -> None:
        assert read_as_guest(default=7, replica=GONE) == (7, "default")

    def test_without_the_database(self) -> None:
        assert read_as_guest(default=GONE, replica=6) == (6, "replica")

    def test_with_neither(self) -> None:
        with pytest.raises(OperationalError):
            read_as_guest(default=GONE, replica=GONE)

    @pytest.mark.parametrize("broken", ["default", "replica"])
    def test_a_mistake_is_nobodys_absence(self, broken: str) -> None:
        with pytest.raises(KeyError):
            read_as_guest(**{"default": 7, "replica": 7, broken: KeyError("a mistake")})

    def test_members_never_read_it(self) -> None:
        asked: list[str] = []
        read_from_both(asked.append)
        assert asked == ["default"]
        assert ReplicaRouter().db_for_read(PageVersion) == "default"

    def test_the_next_request_begins_anew(self) -> None:
        read_as_guest(default=7, replica=7)
        assert ReplicaRouter().db_for_read(PageVersion) == "default"


def test_without_one_guests_read_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hersite.replica.settings", SimpleNamespace(DATABASES={"default": {}}))
    assert read_as_guest(default=7) == (7, "default")


def test_nothing_is_written_or_migrated_there() -> None:
    router = ReplicaRouter()
    assert router.db_for_write(PageVersion) == "default"
    assert router.allow_migrate("replica", "hersite") is False
    assert router.allow_migrate("default", "hersite") is None
    assert router.allow_relation(PageVersion(), PageVersion())


@pytest.mark.usefixtures("db")
def test_a_row_from_the_replica_leads_nobody_back_there(settings: Any) -> None:
    """Guests' pages leave rows in memory that members' pages are made from."""
    settings.DATABASE_ROUTERS = ["hersite.replica.ReplicaRouter"]
    question = Question(pk=1)
    question._state.db = "replica"
    assert question.comments.all().db == "default"
    assert not question.comments.exists()

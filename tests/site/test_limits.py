"""How often one member may do something, and what a deployment is warned of."""

from typing import Any

import pytest

from discussions.models import Member
from hersite.checks import limits_are_on, site_is_https
from hersite.limits import LimitReached, spending


@pytest.fixture
def clock(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[float]:
    """A clock to be turned by hand, and a limit of two a minute."""
    settings.LIMITS = {"comment": (2, 60), "vote": (2, 60)}
    now = [1_000_000.0]
    monkeypatch.setattr("hersite.limits.time.time", lambda: now[0])
    return now


def test_a_window_begins_with_the_first_and_ends_by_itself(
    clock: list[float], reader: Member
) -> None:
    with spending("comment", reader.pk):
        pass
    clock[0] += 50
    with spending("comment", reader.pk):
        pass
    with pytest.raises(LimitReached) as reached, spending("comment", reader.pk):
        pass
    assert reached.value.retry_after == 10
    clock[0] += 10
    with spending("comment", reader.pk):
        pass


def test_members_and_actions_are_counted_apart(
    clock: list[float], reader: Member, author: Member
) -> None:
    for member in (reader.pk, author.pk):
        for action in ("comment", "vote"):
            with spending(action, member):
                pass
            with spending(action, member):
                pass
    with pytest.raises(LimitReached), spending("vote", author.pk):
        pass


def test_the_message_counts_whole_minutes() -> None:
    assert "in a minute" in LimitReached(59).message
    assert "in 10 minutes" in LimitReached(599).message


def test_an_unknown_action_is_an_error(settings: Any) -> None:
    settings.RATE_LIMITS = False
    with pytest.raises(KeyError), spending("dance", 1):
        pass


def test_a_deployment_without_limits_or_https_is_told(settings: Any) -> None:
    settings.RATE_LIMITS, settings.HTTPS = False, False
    assert [message.id for message in limits_are_on()] == ["hersite.E001"]
    assert [message.id for message in site_is_https()] == ["hersite.W001"]
    settings.RATE_LIMITS, settings.HTTPS = True, True
    assert not limits_are_on()
    assert not site_is_https()

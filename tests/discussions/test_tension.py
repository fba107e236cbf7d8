"""What the site does by itself when writers wait too long, and how long it tells them to wait."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from discussions.models import Comment, Decision, Member, Question, Review, SiteRules
from discussions.moderation import tension
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.posting import Attempt, judge
from hersite.limits import LimitReached
from tests.support.cast import make_member
from tests.support.content import Content, post


def hold(content: Content, member: Member, hours: float = 0, body: str = "Held.") -> Comment:
    comment = post(content.question, member, body, held_for="new")
    opened = timezone.now() - timedelta(hours=hours)
    Review.objects.filter(comment=comment).update(opened_at=opened)
    return comment


def verdict(content: Content, member: Member) -> str:
    question = Question.objects.get(pk=content.question.pk)
    return judge(Attempt(member, question, "New words."))


def actions() -> list[str]:
    return list(
        Decision.objects.filter(comment=None).order_by("pk").values_list("action", flat=True)
    )


def test_twelve_hours_tighten_and_an_empty_queue_relaxes(
    content: Content, author: Member, newcomer: Member, moderator: Member
) -> None:
    # Also where nothing was ever said about the site's rules.
    SiteRules.objects.all().delete()
    held, other = hold(content, author, 11.9), hold(content, author, 1, "Another.")
    assert verdict(content, newcomer) == ""
    Review.objects.filter(comment=held).update(
        opened_at=timezone.now() - timedelta(hours=12, seconds=1)
    )
    assert verdict(content, newcomer) == "tight"
    assert SiteRules.current().tight_since is not None
    assert verdict(content, newcomer) == "tight"
    decide(held, Judgement("approve"), moderator)
    # Something waits still, though not for long.
    assert verdict(content, newcomer) == "tight"
    decide(other, Judgement("hide", rule="spam"), moderator)
    assert SiteRules.current().tight_since is None
    assert verdict(content, newcomer) == ""
    # Each once in the log, by nobody.
    assert actions() == ["tighten", "relax"]
    assert not Decision.objects.filter(comment=None, moderator__isnull=False).exists()


def test_members_who_are_known_do_not_feel_it(content: Content, author: Member) -> None:
    known = make_member("known", joined=timezone.now() - timedelta(days=3))
    for number in range(2):
        earlier = timezone.now() - timedelta(hours=5)
        post(content.premise, known, f"Said {number}.", created_at=earlier)
    hold(content, author, 13)
    assert verdict(content, known) == ""


def test_a_new_member_has_one_waiting_at_a_time(
    content: Content, author: Member, newcomer: Member, moderator: Member
) -> None:
    hold(content, author, 13)
    assert verdict(content, newcomer) == "tight"
    mine = hold(content, newcomer, body="Mine.")
    with pytest.raises(LimitReached) as refused:
        verdict(content, newcomer)
    assert "one comment waiting at a time" in refused.value.message
    # Nothing is known of usual waits: as long as the oldest has waited.
    assert refused.value.retry_after == pytest.approx(13 * 3600, abs=60)
    assert "about 13 hours" in refused.value.message
    decide(mine, Judgement("approve"), moderator)
    assert verdict(content, newcomer) == "tight"


def test_what_its_author_deletes_waits_no_longer(content: Content, newcomer: Member) -> None:
    held = hold(content, newcomer, 13)
    assert tension.is_tight(SiteRules.current())
    held.delete_by_author()
    assert tension.oldest_wait() is None
    assert not tension.is_tight(SiteRules.current())


def decided(content: Content, member: Member, moderator: Member, waits: Sequence[float]) -> None:
    """So many held comments, each decided after so many minutes."""
    for number, minutes in enumerate(waits):
        comment = hold(content, member, body=f"Held {number} {minutes}.")
        decide(comment, Judgement("approve"), moderator)
        closed = timezone.now() - timedelta(hours=len(waits) - number)
        Review.objects.filter(comment=comment).update(
            opened_at=closed - timedelta(minutes=minutes), closed_at=closed
        )


def test_nothing_is_said_under_five_decisions(
    content: Content, author: Member, moderator: Member
) -> None:
    assert tension.usual_wait() is None
    decided(content, author, moderator, [10, 20, 30, 40])
    assert tension.usual_wait() is None
    decided(content, author, moderator, [500])
    assert tension.usual_wait() == timedelta(minutes=30)


def test_the_median_of_the_latest_twenty(
    content: Content, author: Member, moderator: Member
) -> None:
    decided(content, author, moderator, [9_000] * 10 + [40] * 11 + [1] * 9)
    assert tension.usual_wait() == timedelta(minutes=40)


def test_what_was_deleted_and_what_was_reported_are_not_waits(
    content: Content, author: Member, moderator: Member
) -> None:
    decided(content, author, moderator, [10, 20, 30, 40])
    hold(content, author, 5, "Thought better of it.").delete_by_author()
    reported = post(content.question, author, "Reported.")
    reported.open_review(Review.Cause.REPORTS)
    decide(reported, Judgement("approve"), moderator)
    assert tension.usual_wait() is None

"""Who reads a comment before everybody does, for one question and for the site; and closing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from discussions.models import Closure, Comment, Member, Question, SiteRules
from discussions.models.question import QUIET
from discussions.moderation.posting import Attempt, judge
from tests.support.cast import make_member
from tests.support.content import Content, post


def verdict(question: Question, member: Member) -> str:
    # As a request loads it: what was asked of the site before is forgotten.
    return judge(Attempt(member, Question.objects.get(pk=question.pk), "New words."))


@pytest.fixture
def known(content: Content) -> Member:
    """Two of their comments were approved."""
    member = make_member("known", joined=timezone.now() - timedelta(days=3))
    for number in range(2):
        earlier = timezone.now() - timedelta(hours=5)
        post(content.premise, member, f"Said {number}.", created_at=earlier)
    return member


MODES = [
    # The site's mode, the question's, why a newcomer waits, why a known member does.
    ("hold-new", "", "new", ""),
    ("hold-new", "pre", "mode", "mode"),
    ("hold-new", "post", "", ""),
    ("pre", "", "mode", "mode"),
    ("pre", "hold-new", "new", ""),
    ("post", "", "", ""),
    ("post", "hold-new", "new", ""),
]


@pytest.mark.parametrize(("site", "own", "newcomers", "others"), MODES)
def test_who_waits(
    content: Content, newcomer: Member, known: Member, site: str, own: str, newcomers: str,
    others: str,
) -> None:  # fmt: skip
    SiteRules(mode=site).save()
    Question.objects.filter(pk=content.question.pk).update(mode=own)
    assert verdict(content.question, newcomer) == newcomers
    assert verdict(content.question, known) == others


def test_a_new_question_holds_newcomers(content: Content, newcomer: Member) -> None:
    question = Question.objects.create(
        explanation=content.explanation, slug="newest", title="Newest?", order=9
    )
    assert SiteRules.current().mode == "hold-new"
    assert verdict(question, newcomer) == "new"


def test_two_approved_ones_end_being_new(content: Content, newcomer: Member) -> None:
    Question.objects.filter(pk=content.question.pk).update(mode="hold-new")
    early = timezone.now() - timedelta(hours=1)
    first = post(content.question, newcomer, "One.", held_for="new", created_at=early)
    second = post(content.question, newcomer, "Two.", held_for="new", created_at=early)
    assert verdict(content.question, newcomer) == "new"
    first.show()
    assert verdict(content.question, newcomer) == "new"
    second.show()
    assert verdict(content.question, newcomer) == ""
    second.hide()
    assert verdict(content.question, newcomer) == "new"


# -- Closing --


def is_closed(question: Question) -> bool:
    return Question.objects.get(pk=question.pk).is_closed


def refused(client: Client, question: Question) -> bool:
    """Nothing can be posted, and everything can be read."""
    page = client.get(question.get_absolute_url())
    assert page.status_code == 200
    assert "The lamp is the clue." in page.content.decode()
    sent = client.post(f"{question.get_absolute_url()}comments/", {"body": "Too late"})
    if sent.status_code == 409:
        assert "Too late" in sent.content.decode()
        assert not Comment.objects.filter(body="Too late").exists()
    return sent.status_code == 409


def test_by_hand(content: Content, comment: Comment, as_reader: Client) -> None:
    assert not is_closed(content.question)
    Closure.objects.create(question=content.question, reason="All is said.")
    assert refused(as_reader, content.question)
    Question.objects.get(pk=content.question.pk).reopen()
    assert not Closure.objects.exists()
    assert not refused(as_reader, content.question)


def test_by_date(content: Content, comment: Comment, as_reader: Client) -> None:
    content.question.closes_at = timezone.now() + timedelta(seconds=60)
    content.question.save()
    assert not is_closed(content.question)
    content.question.closes_at = timezone.now() - timedelta(seconds=1)
    content.question.save()
    assert not content.question.is_quiet
    assert refused(as_reader, content.question)
    Question.objects.get(pk=content.question.pk).reopen()
    assert not refused(as_reader, content.question)


def test_after_180_quiet_days(content: Content, comment: Comment, as_reader: Client) -> None:
    assert QUIET.days == 180
    rows = Question.objects.filter(pk=content.question.pk)
    rows.update(opened_at=timezone.now() - timedelta(days=400))
    rows.update(last_comment_at=timezone.now() - QUIET + timedelta(minutes=1))
    assert not is_closed(content.question)
    rows.update(last_comment_at=timezone.now() - QUIET)
    assert rows.get().is_quiet
    assert refused(as_reader, content.question)
    rows.get().reopen()
    assert not refused(as_reader, content.question)


def test_a_question_that_nobody_ever_answered(content: Content) -> None:
    rows = Question.objects.filter(pk=content.ending.pk)
    assert rows.get().last_comment_at is None
    rows.update(opened_at=timezone.now() - QUIET)
    assert rows.get().is_closed


@pytest.mark.parametrize("own", ["", "post", "pre", "hold-new"])
def test_a_closed_site_closes_all(
    content: Content, comment: Comment, as_reader: Client, own: str
) -> None:
    Question.objects.filter(pk=content.question.pk).update(mode=own)
    SiteRules(mode="closed").save()
    assert refused(as_reader, content.question)
    SiteRules(mode="post").save()
    assert not refused(as_reader, content.question)


def test_a_closed_question_of_an_open_site(
    content: Content, comment: Comment, as_reader: Client
) -> None:
    Question.objects.filter(pk=content.question.pk).update(mode="closed")
    assert refused(as_reader, content.question)
    # Opening it again is to choose another mode.
    Question.objects.get(pk=content.question.pk).reopen()
    assert is_closed(content.question)
    assert not is_closed(content.premise)

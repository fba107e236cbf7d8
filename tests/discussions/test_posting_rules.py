"""What may be posted, and what waits for a moderator: each rule, in words, and when it ends."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from discussions.forms.comments import CommentForm
from discussions.models import Comment, Flag, Member, SiteRules, WordRule
from discussions.models.submission import new_submission
from discussions.moderation.posting import Attempt, judge, judge_edit, submit
from hersite.limits import LimitReached
from tests.support.cast import make_member, make_staff
from tests.support.content import Content, post

LINK = "See [this](https://example.org/lamp)."


def ago(**amount: float) -> Any:
    return timezone.now() - timedelta(**amount)


@pytest.fixture
def regular(content: Content) -> Member:
    """Here for a year, and five comments have stood for a week."""
    member = make_member("regular", joined=ago(days=365))
    for number in range(5):
        post(content.premise, member, f"Said before {number}.", created_at=ago(days=7))
    return member


def verdict(content: Content, member: Member, body: str = "New words.", **fields: Any) -> str:
    return judge(Attempt(member, content.question, body, **fields))


def refusal(content: Content, member: Member, body: str = "New words.") -> LimitReached:
    with pytest.raises(LimitReached) as refused:
        verdict(content, member, body)
    return refused.value


def send(content: Content, member: Member, body: str = "New words.", **fields: Any) -> Comment:
    form = CommentForm({"body": body, **fields}, question=content.question)
    assert form.is_valid(), form.errors
    return submit(member, form)


# -- What is held --


def test_a_regular_posts_at_once(content: Content, regular: Member) -> None:
    assert verdict(content, regular, seconds=60.0) == ""
    assert verdict(content, regular, LINK) == ""
    comment = send(content, regular)
    assert (comment.state, comment.held_for) == ("visible", "")


def test_a_form_sent_in_under_three_seconds(
    content: Content, regular: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = time.time()
    key = new_submission()
    monkeypatch.setattr(time, "time", lambda: moment + 2.9)
    held = send(content, regular, submission=key)
    assert (held.state, held.held_for) == ("held", "hurry")
    assert "three seconds" in str(held.get_held_for_display())
    monkeypatch.setattr(time, "time", lambda: moment + 3.1)
    assert send(content, regular, "Other words.", submission=key).state == "visible"


@pytest.mark.parametrize("key", ["", "any-key", "0" * 32, "f" * 36])
def test_a_key_that_does_not_tell_the_time_is_no_hurry(
    content: Content, regular: Member, key: str
) -> None:
    assert send(content, regular, submission=key).state == "visible"


def test_a_field_that_readers_do_not_see(content: Content, regular: Member) -> None:
    held = send(content, regular, website="https://example.org")
    assert held.held_for == "trap"
    assert "field" in str(held.get_held_for_display())


def test_links_in_the_first_five(content: Content) -> None:
    member = make_member("linker", joined=ago(days=30))
    for number in range(4):
        post(content.premise, member, f"Said {number}.", created_at=ago(days=2))
    for body in (LINK, "https://example.org/lamp", "HTTP://EXAMPLE.ORG", "[x](/about/)"):
        assert verdict(content, member, body) == "links"
    assert verdict(content, member, "No link: (just) [brackets].") == ""
    post(content.premise, member, "The fifth.", created_at=ago(days=1))
    assert verdict(content, member, LINK) == ""


def test_a_link_that_an_edit_brings_in(content: Content, regular: Member) -> None:
    early, late = regular.comments.order_by("pk").first(), post(content.question, regular, "Late.")
    assert early is not None
    assert judge_edit(early, LINK) == "links"
    assert judge_edit(early, "No link.") == ""
    assert judge_edit(late, LINK) == ""
    linked = post(content.question, regular, LINK)
    assert judge_edit(linked, f"{LINK} And more words.") == ""


# -- The same text --


def test_identical_text_in_the_same_thread_is_refused(content: Content, regular: Member) -> None:
    first = post(content.question, regular, "Twice.", created_at=ago(days=3))
    with pytest.raises(ValidationError, match="these very words here already"):
        send(content, regular, "Twice.", submission="another-form")
    assert content.question.comments.get() == first


def test_identical_text_elsewhere_waits(content: Content, regular: Member) -> None:
    held = send(content, regular, "Said before 1.")
    assert (held.state, held.held_for) == ("held", "repeat")
    assert verdict(content, make_member("other", joined=ago(days=9)), "Said before 1.") == ""


def test_the_same_form_sent_twice_is_no_repetition(content: Content, regular: Member) -> None:
    first = send(content, regular, "Once.", submission="one-form")
    assert send(content, regular, "Once.", submission="one-form") == first
    assert content.question.comments.count() == 1


# -- How often --


def test_two_a_minute(content: Content, regular: Member) -> None:
    post(content.question, regular, "One.", created_at=ago(seconds=40))
    assert verdict(content, regular) == ""
    post(content.premise, regular, "Two.", created_at=ago(seconds=10))
    refused = refusal(content, regular)
    assert "Two comments a minute are the most." in refused.message
    assert 18 <= refused.retry_after <= 20
    assert f"again in {refused.retry_after} seconds" in refused.message


def test_ten_on_the_first_day(content: Content) -> None:
    joined = ago(hours=5)
    member = make_member("eager", joined=joined)
    for number in range(10):
        post(content.premise, member, f"Said {number}.", created_at=ago(hours=2))
    refused = refusal(content, member)
    ends = timezone.localtime(joined + timedelta(days=1))
    assert "On the first day ten comments are the most." in refused.message
    assert f"{ends:%-d}" in refused.rule
    assert refused.retry_after == pytest.approx(19 * 3600, abs=60)
    assert "about 19 hours" in refused.message
    Member.objects.filter(pk=member.pk).update(joined=ago(days=1, seconds=1))
    assert verdict(content, Member.objects.get(pk=member.pk)) == ""


@pytest.mark.parametrize("number", [1, 3, 10, 14])
def test_two_minutes_and_one_for_each_open_report(
    content: Content, regular: Member, author: Member, number: int
) -> None:
    there = post(content.question, author, "Reported.")
    for each in range(number):
        Flag.objects.create(member=make_member(f"flagger{each}"), comment=there, reason="spam")
    minutes = 2 + min(number, 10)
    mine = post(content.question, regular, "Mine.", created_at=ago(minutes=minutes - 0.5))
    refused = refusal(content, regular)
    assert f"so {minutes} minutes lie between two of yours" in refused.message
    assert refused.retry_after == pytest.approx(30, abs=2)
    # Nobody else has to wait, nor they in another thread.
    assert verdict(content, make_member("calm", joined=ago(days=2))) == ""
    assert judge(Attempt(regular, content.ending, "New words.")) == ""
    Comment.objects.filter(pk=mine.pk).update(created_at=ago(minutes=minutes + 0.1))
    assert verdict(content, regular) == ""
    Comment.objects.filter(pk=mine.pk).update(created_at=ago(minutes=1.5))
    Flag.objects.update(upheld=False)
    assert verdict(content, regular) == ""


def test_limits_can_be_switched_off_and_holds_stay(
    content: Content, regular: Member, settings: Any
) -> None:
    settings.RATE_LIMITS = False
    for number in range(3):
        send(content, regular, f"Quickly {number}.", submission=new_submission())
    assert content.question.comments.visible().count() == 3
    assert verdict(content, regular, trapped=True) == "trap"


# -- Who is exempt, and what is not counted --


def test_staff_are_trusted(content: Content) -> None:
    SiteRules(mode="pre").save()
    WordRule.objects.create(pattern="zanzibar", action="reject", is_on=True)
    editor = make_staff("chief", "Editors")
    for number in range(3):
        post(content.question, editor, f"Here {number}.")
    assert verdict(content, editor, f"Zanzibar. {LINK}", trapped=True, seconds=0.1) == ""
    assert judge_edit(content.question.comments.all()[0], "Zanzibar") == ""


def test_the_page_tells_the_rule_and_keeps_the_text(content: Content, regular: Member) -> None:
    client = Client()
    client.force_login(regular)
    url = f"{content.question.get_absolute_url()}comments/"
    for number in range(2):
        assert client.post(url, {"body": f"Number {number}"}).status_code == 303
    refused = client.post(url, {"body": "The third of this minute"})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    page = refused.content.decode()
    assert "Two comments a minute are the most." in page
    assert "The third of this minute" in page

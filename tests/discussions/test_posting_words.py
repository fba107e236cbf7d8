"""Word rules on what is posted and edited: held or refused, in every spelling, once switched on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from discussions.models import Member, WordRule
from discussions.moderation.posting import Attempt, judge, judge_edit
from tests.support.cast import make_member
from tests.support.content import Content, post


@pytest.fixture
def regular(content: Content) -> Member:
    """Two of their comments have stood for a week."""
    member = make_member("regular", joined=timezone.now() - timedelta(days=365))
    for number in range(2):
        earlier = timezone.now() - timedelta(days=7)
        post(content.premise, member, f"Said before {number}.", created_at=earlier)
    return member


def verdict(content: Content, member: Member, body: str) -> str:
    return judge(Attempt(member, content.question, body))


@pytest.mark.parametrize("spelling", ["zanzibar", "Z a n z i b a r", "zаnzibаr", "Ｚanzibar"])
def test_words_are_held_or_refused(content: Content, regular: Member, spelling: str) -> None:
    rule = WordRule.objects.create(pattern="zanzibar", action="queue")
    assert verdict(content, regular, f"To {spelling}, then.") == ""
    rule.is_on = True
    rule.save()
    assert verdict(content, regular, f"To {spelling}, then.") == "words"
    rule.action = "reject"
    rule.save()
    with pytest.raises(ValidationError) as refused:
        verdict(content, regular, f"To {spelling}, then.")
    assert "isn’t posted here" in refused.value.messages[0]
    assert "other words" in refused.value.messages[0]
    assert verdict(content, regular, "To the sea, then.") == ""
    rule.delete()
    assert verdict(content, regular, f"To {spelling}, then.") == ""


def test_an_edit_falls_under_the_words_too(content: Content, regular: Member) -> None:
    WordRule.objects.create(pattern="zanzibar", action="queue", is_on=True)
    comment = post(content.question, regular)
    assert judge_edit(comment, "To Zanzibar.") == "words"
    comment.edit("To Zanzibar.", regular, held_for="words")
    assert (comment.state, comment.held_for) == ("held", "words")
    content.question.refresh_from_db()
    assert content.question.comment_count == 0

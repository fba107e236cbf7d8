"""Every counter against its rows: what differs is named, and put right where asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from discussions.models import Comment, Flag, Interpretation, Member, Question, VoteChange
from discussions.models.moves_readers import count_moved
from discussions.models.useful import rank_of
from tests.support.cast import make_member
from tests.support.content import Content, post, post_many


@pytest.fixture
def lively(content: Content, author: Member, reader: Member) -> Content:
    """A discussion in which everything happened that a counter counts."""
    comments = post_many(content.question, [author, reader], 6)
    for comment in comments[::2]:
        comment.mark_useful(reader)
    comments[0].withdraw_useful(reader)
    comments[2].mark_useful(make_member("third"))
    comments[1].delete_by_author()
    comments[3].hide()
    comments[5].delete_by_author()
    Flag.objects.create(member=reader, comment=comments[2], reason="spam", upheld=True)
    Flag.objects.create(member=author, comment=comments[4], reason="spam", upheld=False)
    comments[2].count_upheld(+1)
    for reading, stance in zip(content.readings, ("agree", "disagree", "unsure"), strict=True):
        reading.vote(reader, stance)
        reading.vote(author, "agree")
    content.readings[1].vote(author, "unsure")
    content.readings[2].withdraw(reader)
    content.readings[2].withdraw(author)
    changed = content.readings[1].vote(author, "agree")
    VoteChange.objects.filter(pk=changed.pk).update(credited=comments[0])
    count_moved([comments[0].pk])
    return content


def test_what_the_verbs_do_is_right(lively: Content, capsys: Any) -> None:
    call_command("recount")
    assert capsys.readouterr().out == "Every counter equals its rows.\n"


def test_nothing_is_right_too(content: Content, capsys: Any) -> None:
    call_command("recount", verbosity=0)
    assert capsys.readouterr().out == ""


DISTANT = timezone.now() - timedelta(days=900)
WRONG: list[tuple[type, str, Any]] = [
    (Question, "comment_count", 77),
    (Question, "last_comment_at", DISTANT),
    (Question, "last_comment_at", None),
    (Interpretation, "agree", 77),
    (Interpretation, "disagree", 77),
    (Interpretation, "unsure", 77),
    (Interpretation, "frozen_at", None),
    (Comment, "descendant_count", 77),
    (Comment, "hung_count", 77),
    (Comment, "useful_count", 77),
    (Comment, "upheld_count", 77),
    (Comment, "rank", 0.77),
    (Comment, "moved_count", 77),
]


@pytest.mark.parametrize(("model", "field", "wrong"), WRONG)
def test_each_counter(lively: Content, model: Any, field: str, wrong: Any, capsys: Any) -> None:
    row = model.objects.order_by("pk").first()
    right = getattr(row, field)
    assert right != wrong
    model.objects.filter(pk=row.pk).update(**{field: wrong})
    line = f"{model._meta.model_name} {row.pk}: {field} is {wrong}, the rows say"

    with pytest.raises(CommandError, match="differed from the rows: 1; run recount --fix") as error:
        call_command("recount")
    assert error.value.returncode == 1
    assert capsys.readouterr().out.startswith(line)

    with pytest.raises(CommandError, match=": 1; put right"):
        call_command("recount", fix=True)
    assert line in capsys.readouterr().out
    row.refresh_from_db()
    # The moment of the first vote is taken from the votes that are left.
    assert getattr(row, field) == right or (field == "frozen_at" and row.is_frozen)
    call_command("recount", verbosity=0)
    call_command("recount", fix=True, verbosity=0)


def test_a_count_and_what_follows_from_it(lively: Content) -> None:
    comment = Comment.objects.filter(useful_count=1).first()
    assert comment is not None
    Comment.objects.filter(pk=comment.pk).update(useful_count=5, rank=rank_of(5))
    with pytest.raises(CommandError):
        call_command("recount", fix=True)
    comment.refresh_from_db()
    assert (comment.useful_count, comment.rank) == (1, rank_of(1))
    call_command("recount", verbosity=0)


def test_without_comments_there_is_no_last_one(content: Content) -> None:
    Question.objects.filter(pk=content.ending.pk).update(last_comment_at=timezone.now())
    with pytest.raises(CommandError):
        call_command("recount", fix=True)
    content.ending.refresh_from_db()
    assert content.ending.last_comment_at is None


def test_many_differences_are_cut_short(content: Content, author: Member, capsys: Any) -> None:
    for number in range(25):
        post(content.question, author, f"Number {number}.")
    Comment.objects.update(useful_count=3)
    with pytest.raises(CommandError, match="25"):
        call_command("recount")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 5 more"


def test_a_repair_is_all_or_nothing(lively: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    Question.objects.update(comment_count=77)
    Comment.objects.update(rank=0.77)
    monkeypatch.setattr("discussions.recount.rank_of", lambda useful: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("recount", fix=True, verbosity=0)
    assert Question.objects.filter(comment_count=77).count() == Question.objects.count()

"""What holds of a discussion, whatever was done to it."""

from collections import Counter

from django.test import Client

from discussions.models import (
    Appeal,
    Comment,
    CommentEdit,
    Member,
    Question,
    Review,
    Vote,
    VoteChange,
)
from discussions.models.placed import MAX_DEPTH, PATH_DIGITS, UNFOLDED
from discussions.movement import load_movement
from discussions.recount import counters
from tests.support.content import Content


def counters_equal_rows() -> None:
    wrong = [str(each) for counter in counters() for each in counter.differences()]
    assert not wrong, wrong


def the_last_ballot_is_the_vote() -> None:
    """Of each member on each reading, and each ballot begins where the one before it ended; also
    where another reading was merged into it."""
    said: dict[tuple[int, int], str] = {}
    rows = VoteChange.objects.order_by("pk")
    for *key, previous, stance in rows.values_list(
        "member", "interpretation", "previous", "stance"
    ):
        assert previous == said.get((key[0], key[1]), "")
        said[key[0], key[1]] = stance
    votes = Vote.objects.values_list("member", "interpretation", "stance")
    assert {key: stance for key, stance in said.items() if stance} == {v[:2]: v[2] for v in votes}


def movement_ends_at_the_counters() -> None:
    for question in Question.objects.all():
        movement = load_movement(question)
        for reading in question.interpretations.open():
            days = movement.get(reading.pk)
            assert (days[-1].counts if days else (0, 0, 0)) == (
                reading.agree, reading.disagree, reading.unsure,
            )  # fmt: skip


def everything_has_its_place() -> None:
    rows = {row.pk: row for row in Comment.objects.order_by("pk")}
    hung: Counter[int] = Counter()
    for row in rows.values():
        line = [row.path[i : i + PATH_DIGITS] for i in range(0, len(row.path), PATH_DIGITS)]
        above = [rows[int(key)] for key in line]
        assert above[-1] == row
        assert (above[0].pk, len(above)) == (row.root_id, row.depth)
        if row.parent_id is None:
            assert row.depth == 1
            continue
        # Below whom it answers, or beside them where the thread is at its deepest.
        parent = rows[row.parent_id]
        beside = parent.depth == MAX_DEPTH
        assert row.path[:-PATH_DIGITS] == (parent.path[:-PATH_DIGITS] if beside else parent.path)
        hung[above[-2].pk] += 1
        folded = hung[above[-2].pk] > UNFOLDED
        assert row.fold_id == (above[-2].pk if folded else above[-2].fold_id)


def what_waits_is_in_the_queue() -> None:
    waiting = set(Review.objects.open().values_list("comment", flat=True))
    held = Comment.objects.filter(state="held")
    assert set(held.values_list("pk", flat=True)) <= waiting
    assert not held.filter(held_for="").exists()
    assert not Comment.objects.filter(pk__in=waiting, state="deleted").exists()
    asked = Appeal.objects.filter(outcome="").exclude(decision__comment__state="deleted")
    assert set(asked.values_list("decision__comment", flat=True)) <= waiting
    assert not asked.exclude(decision__undone_at=None).exists()


def nothing_hidden_is_shown(content: Content, members: list[Member]) -> None:
    guest, page = Client(), content.question.get_absolute_url()
    addresses = [page, f"{page}?sort=new", f"/feeds{page}", content.url, "/"]
    addresses += [member.get_absolute_url() for member in members]
    comments = list(Comment.objects.order_by("pk"))
    addresses += [f"/comments/{comment.pk}/" for comment in comments[:3]]
    texts = {url: guest.get(url).content.decode() for url in addresses}
    visible = {comment.body for comment in comments if comment.state == "visible"}
    hidden = {comment.body for comment in comments if comment.state != "visible"} - {""}
    before = set(CommentEdit.objects.values_list("body", flat=True)) - visible
    for url, text in texts.items():
        assert not [word for word in hidden | before if word in text], url
    if len(comments) <= 50:
        unfolded = {c.body for c in comments if c.state == "visible" and c.fold_id is None}
        assert not [word for word in unfolded if word not in texts[page]]

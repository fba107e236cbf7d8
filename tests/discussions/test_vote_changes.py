"""Every ballot handed in is a row, whatever becomes of the vote, the reading and the member."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from discussions.models import Comment, Interpretation, Member, Stance, Vote, VoteChange
from discussions.models.moves_readers import count_moved
from discussions.moderation.suspensions import lift, suspend
from discussions.own_data import own_data
from tests.support.cast import make_member
from tests.support.content import Content, make_content, post, reload

BALLOTS = st.tuples(
    st.integers(0, 2), st.integers(0, 1), st.sampled_from(["", *Stance.values]),
    st.sampled_from(["", "before", "after"]),
)  # fmt: skip


@settings(
    max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(handed_in=st.lists(BALLOTS, min_size=3, max_size=20))
def test_totals_are_those_of_the_rows_in_any_order(
    db: None, handed_in: list[tuple[int, int, str, str]]
) -> None:
    with transaction.atomic():
        readings = make_content().readings
        members = [make_member(f"voter{number}") for number in range(3)]
        stands: dict[tuple[int, int], str] = {}
        for who, which, stance, moment in handed_in:
            reading, member = readings[which], members[who]
            if stance:
                reading.vote(member, stance, moment)
            else:
                reading.withdraw(member, moment)
            stands[member.pk, reading.pk] = stance
        votes = Vote.objects.values_list("member", "interpretation", "stance")
        assert {row[:2]: row[2] for row in votes} == {k: s for k, s in stands.items() if s}
        rows = VoteChange.objects.order_by("pk").values_list("member", "interpretation", "stance")
        latest = {row[:2]: row[2] for row in rows}
        assert {k: s for k, s in latest.items() if s} == {k: s for k, s in stands.items() if s}
        for reading in Interpretation.objects.filter(question=readings[0].question):
            said = Counter(s for (_who, which), s in stands.items() if which == reading.pk)
            assert [getattr(reading, s) for s in Stance] == [said[s] for s in Stance]
        transaction.set_rollback(True)


def changed_by(comment: Comment, reading: Interpretation, member: Member) -> VoteChange:
    """The member goes over to the other side and says that this comment moved them."""
    reading.vote(member, "disagree")
    change = reading.vote(member, "agree")
    VoteChange.objects.filter(pk=change.pk).update(credited=comment)
    count_moved([comment.pk])
    return change


def test_a_merged_readings_ballots_belong_to_the_other(
    content: Content, reader: Member, author: Member
) -> None:
    first, second, _third = content.readings
    one, two = post(content.question, author, "One"), post(content.question, author, "Two")
    lost, kept = changed_by(one, first, reader), changed_by(two, second, reader)
    other = changed_by(one, first, make_member("third"))
    assert (reload(one).moved_count, reload(two).moved_count) == (2, 1)
    first.merge_into(second)
    assert not first.changes.exists()
    assert second.changes.count() == 6
    # One for each reading and member: of two the one that was named for the other stands.
    named = dict(second.changes.exclude(credited=None).values_list("pk", "credited"))
    assert named == {kept.pk: two.pk, other.pk: one.pk}
    assert lost.pk not in named
    assert (reload(one).moved_count, reload(two).moved_count) == (1, 1)
    call_command("recount", verbosity=0)


def test_a_suspended_members_credits_leave_and_come_back(
    content: Content, comment: Comment, reader: Member, moderator: Member
) -> None:
    changed_by(comment, content.readings[0], reader)
    ends = timezone.now() + timedelta(days=3)
    suspend(reader, moderator, rule="spam", message="Away.", ends_at=ends)
    assert reload(comment).moved_count == 0
    call_command("recount", verbosity=0)
    lift(Member.objects.get(pk=reader.pk))
    assert reload(comment).moved_count == 1
    call_command("recount", verbosity=0)


@pytest.mark.parametrize("keep_texts", [True, False])
def test_whoever_leaves_takes_their_ballots_along(
    content: Content, comment: Comment, reader: Member, newcomer: Member, keep_texts: bool
) -> None:
    changed_by(comment, content.readings[0], reader)
    content.readings[1].vote(reader, "agree", "before")
    content.readings[1].vote(newcomer, "agree", "before")
    reader.erase(keep_texts=keep_texts)
    assert set(VoteChange.objects.values_list("member", flat=True)) == {newcomer.pk}
    assert reload(comment).moved_count == 0
    call_command("recount", verbosity=0)


def test_they_are_among_what_can_be_taken_along(
    content: Content, comment: Comment, reader: Member
) -> None:
    changed_by(comment, content.readings[0], reader)
    content.readings[0].withdraw(reader, "after")
    rows = own_data(reader)["ballots_handed_in"]
    shown = [(r["previous"], r["stance"], r["moment"], r["credited_id"]) for r in rows]
    assert shown == [
        ("", "disagree", "", None), ("disagree", "agree", "", comment.pk),
        ("agree", "", "after", None),
    ]  # fmt: skip
    assert rows[0]["reading"] == content.readings[0].statement
    assert rows[0]["on"] == content.question.slug
    assert "origin" not in rows[0]

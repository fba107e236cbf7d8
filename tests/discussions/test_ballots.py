"""What a viewer sees of a question's readings, and how results are counted and ranked."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from discussions.ballots import ENOUGH, Ballot, Tally, load_ballots, rank, with_votes
from discussions.models import Interpretation, Member, Question, Stance
from tests.support.cast import make_member
from tests.support.content import Content

GUEST = None


def order_for(question: Question, viewer: Member | None) -> list[int]:
    return [ballot.interpretation.pk for ballot in ballots_for(question, viewer)]


def ballots_for(question: Question, viewer: Member | None) -> list[Ballot]:
    ballots = load_ballots(question)
    return with_votes(ballots, viewer) if viewer else ballots


def counted(agree: int, disagree: int, unsure: int) -> Tally:
    return Tally(Interpretation(agree=agree, disagree=disagree, unsure=unsure))


def test_a_member_sees_one_order_for_ever(content: Content, reader: Member) -> None:
    first = order_for(content.question, reader)
    assert all(order_for(content.question, reader) == first for _again in range(5))


def test_orders_differ_from_member_to_member(content: Content) -> None:
    members = [make_member(f"member{number}") for number in range(40)]
    orders = Counter(tuple(order_for(content.question, member)) for member in members)
    assert len(orders) == 6
    firsts = Counter(order[0] for order in orders.elements())
    assert min(firsts.values()) >= 4


def test_all_guests_see_the_order_of_the_day(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    assert order_for(content.question, GUEST) == order_for(content.question, GUEST)
    orders = set()
    for day in range(40):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: today + timedelta(days=day))
        orders.add(tuple(order_for(content.question, GUEST)))
    assert len(orders) == 6


def test_only_open_readings_have_a_ballot(content: Content, reader: Member) -> None:
    one, two, three = content.readings
    Interpretation.objects.filter(pk=one.pk).update(state="proposed")
    Interpretation.objects.filter(pk=two.pk).update(state="merged", merged_into=three)
    assert order_for(content.question, reader) == [three.pk]


def test_the_general_thread_has_no_ballot(content: Content, reader: Member) -> None:
    Interpretation.objects.create(question=content.general, statement="By mistake")
    assert load_ballots(content.general) == []


def test_no_result_before_ones_own_vote(content: Content, reader: Member, author: Member) -> None:
    reading = content.readings[0]
    reading.vote(author, Stance.AGREE)
    reading.vote(reader, Stance.UNSURE)
    ballots = {b.interpretation.pk: b for b in ballots_for(content.question, reader)}
    assert ballots.pop(reading.pk).shown_results
    assert not any(ballot.shown_results for ballot in ballots.values())
    assert not any(ballot.shown_results for ballot in ballots_for(content.question, GUEST))


def test_under_twenty_votes_there_are_dots_and_no_percentage() -> None:
    few = counted(9, 6, 4)
    assert (few.total, few.shares) == (ENOUGH - 1, None)
    enough = counted(9, 7, 4)
    assert (enough.total, enough.shares) == (ENOUGH, {"agree": 45, "disagree": 35, "unsure": 20})


@given(*[st.integers(0, 500)] * 3)
def test_percentages_add_up_to_a_hundred(agree: int, disagree: int, unsure: int) -> None:
    tally = counted(agree, disagree, unsure)
    if tally.total < ENOUGH:
        return
    assert tally.shares is not None
    assert sum(tally.shares.values()) == 100
    for stance, count in tally.counts:
        assert abs(tally.shares[stance.value] - 100 * count / tally.total) < 1


def test_results_are_ranked_by_the_score_of_those_who_took_a_side() -> None:
    readings = [
        Interpretation(pk=1, agree=1, disagree=0, unsure=0),  # (1 + 3) / 6 = 0.667
        Interpretation(pk=2, agree=10, disagree=1, unsure=0),  # (10 + 3) / 16 = 0.813
        Interpretation(pk=3, agree=40, disagree=20, unsure=900),  # (40 + 3) / 65 = 0.662
        Interpretation(pk=4, agree=0, disagree=0, unsure=0),  # 3 / 5 = 0.6
    ]
    assert [tally.interpretation.pk for tally in rank(readings)] == [2, 1, 3, 4]


def test_a_vote_is_counted_changed_and_withdrawn(content: Content, reader: Member) -> None:
    reading = content.readings[0]

    def numbers() -> tuple[int, int, int]:
        reading.refresh_from_db()
        return reading.agree, reading.disagree, reading.unsure

    reading.vote(reader, Stance.AGREE)
    reading.vote(reader, Stance.AGREE)
    assert numbers() == (1, 0, 0)
    reading.vote(reader, Stance.UNSURE)
    assert numbers() == (0, 0, 1)
    reading.withdraw(reader)
    reading.withdraw(reader)
    assert numbers() == (0, 0, 0)
    assert reading.votes.count() == 0
    with pytest.raises(ValueError, match="maybe"):
        reading.vote(reader, "maybe")


def test_the_first_vote_freezes_the_wording_for_good(content: Content, reader: Member) -> None:
    reading = content.readings[0]
    reading.statement = "Better words"
    reading.save()
    reading.vote(reader, Stance.AGREE)
    reading.withdraw(reader)
    reading.refresh_from_db()
    assert reading.is_frozen
    reading.statement = "Other words"
    with pytest.raises(ValidationError):
        reading.save()
    with pytest.raises(ValidationError):
        reading.full_clean()
    reading.refresh_from_db()
    reading.order = 9
    reading.save()
    assert (reading.statement, reading.order) == ("Better words", 9)


def test_merged_readings_say_into_which(content: Content) -> None:
    one, two, _three = content.readings
    one.state = Interpretation.State.MERGED
    with pytest.raises(ValidationError):
        one.full_clean()
    one.merged_into = two
    one.full_clean()
    two.merged_into = one
    with pytest.raises(ValidationError):
        two.full_clean()

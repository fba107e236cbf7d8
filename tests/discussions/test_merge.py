"""Two readings that mean the same become one, with their votes and comments."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from discussions.models import Interpretation, Member, Vote
from discussions.pairs import load_pairs
from tests.support.cast import make_member
from tests.support.content import Content, post, reload


def test_votes_and_comments_count_for_the_other(content: Content, author: Member) -> None:
    first, second, third = content.readings
    members = [make_member(f"voter{number}") for number in range(3)]
    for member in members:
        first.vote(member, "agree")
    second.vote(members[0], "disagree")
    third.vote(members[1], "unsure")
    comment = post(content.question, author, supports=first)
    first.merge_into(second)
    merged, kept = Interpretation.objects.filter(pk__in=[first.pk, second.pk]).order_by("pk")
    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert (merged.agree, merged.disagree, merged.unsure) == (0, 0, 0)
    # Who had voted on both: the newest stands, which was on the other.
    assert (kept.agree, kept.disagree, kept.unsure) == (2, 1, 0)
    assert reload(comment).supports == kept
    assert third.votes.count() == 1
    call_command("recount", verbosity=0)


@pytest.mark.parametrize(("older", "stands"), [("first", "disagree"), ("second", "agree")])
def test_of_two_votes_the_newest_stands(
    content: Content, reader: Member, older: str, stands: str
) -> None:
    first, second, _third = content.readings
    first.vote(reader, "agree")
    second.vote(reader, "disagree")
    early = first if older == "first" else second
    Vote.objects.filter(interpretation=early).update(at=timezone.now() - timedelta(days=1))
    first.merge_into(second)
    assert Vote.objects.get().stance == stands
    call_command("recount", verbosity=0)


def test_the_words_are_frozen_by_the_votes_that_came(content: Content, reader: Member) -> None:
    first, second, _third = content.readings
    first.vote(reader, "agree")
    first.merge_into(second)
    kept = Interpretation.objects.get(pk=second.pk)
    kept.statement = "Something else"
    with pytest.raises(ValidationError):
        kept.save()


def test_only_into_another_open_one_of_its_question(content: Content) -> None:
    first, second, third = content.readings
    elsewhere = content.ending.interpretations.all()[0]
    second.merge_into(third)
    for other in (first, second, elsewhere):
        with pytest.raises(ValidationError, match="another open interpretation"):
            first.merge_into(Interpretation.objects.get(pk=other.pk))
    assert Interpretation.objects.get(pk=first.pk).state == "open"


def test_who_proposed_the_other_has_no_pair_on_it(content: Content, reader: Member) -> None:
    """Nor a vote: nobody votes on their own words."""
    first, second, _third = content.readings
    Interpretation.objects.filter(pk=second.pk).update(proposed_by=reader)
    other, long_ago = make_member("other"), timezone.now() - timedelta(days=2)
    Member.objects.filter(pk__in=[reader.pk, other.pk]).update(joined=long_ago)
    for member in (reader, other):
        first.vote(member, "agree", "before")
        first.vote(member, "disagree", "after")
    first.merge_into(Interpretation.objects.get(pk=second.pk))
    assert Vote.objects.get().member == other
    pairs = load_pairs(content.question)
    assert (pairs.readers, pairs.readings[second.pk].total) == (1, 1)
    call_command("recount", verbosity=0)

"""The sample discussion taken away: without a trace, and with nothing of what readers did."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from discussions.models import (
    Comment,
    Decision,
    Flag,
    MapWatch,
    Member,
    Mute,
    Notice,
    OpinionMap,
    Rating,
    Visit,
    Vote,
    VoteChange,
    VoteRelease,
)
from discussions.models.moves_readers import count_moved
from discussions.moderation.appeals import appeal
from discussions.moderation.decisions import Judgement, decide
from discussions.moderation.reports import report
from discussions.moderation.suspensions import lift
from tests.support.content import Content, post, reload
from tests.support.sample import SAMPLE, by, everything


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamp.toml").write_text(SAMPLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def loaded(content: Content, folder: Path) -> Content:
    call_command("load_demo", folder, verbosity=0)
    content.question.refresh_from_db()
    return content


def test_nothing_is_left(content: Content, folder: Path, capsys: Any) -> None:
    before = everything()
    call_command("load_demo", folder, verbosity=0)
    call_command("remove_demo")
    assert everything() == before
    assert "Removed: 2 members, 2 comments." in capsys.readouterr().out
    call_command("remove_demo")
    assert "There is no sample discussion." in capsys.readouterr().out


def test_maps_and_credits(loaded: Content, reader: Member, moderator: Member) -> None:
    """A map that sample members are on goes, and so does what they say moved them; the votes of
    readers call for the next map."""
    own = post(loaded.question, reader, "My own.")
    ada, reading = Member.objects.get(username="ada"), loaded.readings[2]
    changes = VoteChange.objects.filter(member=ada, interpretation=reading)
    changes.filter(moment="after").update(credited=own)
    count_moved([own.pk])
    # What a reader credits to a sample comment is a ballot of theirs, and stays one.
    reading.vote(reader, "agree")
    VoteChange.objects.filter(member=reader).update(credited=by("bo"))
    VoteRelease.objects.create(member=ada, by=moderator)
    OpinionMap.objects.create(explanation=loaded.explanation, votes=3, result={})
    MapWatch.objects.update(ballots=4, enough=900)
    call_command("remove_demo", verbosity=0)
    assert not OpinionMap.objects.exists()
    assert MapWatch.objects.values_list("ballots", "enough").get() == (1, 20)
    assert VoteChange.objects.get().credited is None
    assert reload(own).moved_count == 0
    call_command("recount", verbosity=0)


def test_it_can_come_back(loaded: Content, folder: Path) -> None:
    call_command("remove_demo", verbosity=0)
    call_command("load_demo", folder, verbosity=0)
    assert Comment.objects.count() == 2
    call_command("recount", verbosity=0)


def test_what_readers_answered_leaves_an_empty_place(
    loaded: Content, reader: Member, capsys: Any
) -> None:
    real = post(loaded.question, reader, "No, about the lamp.", parent=by("ada"))
    place = by("ada").pk
    call_command("remove_demo")
    assert "Left as empty places, for members answered them: 1." in capsys.readouterr().out
    left = Comment.objects.get(pk=place)
    assert (left.state, left.body, left.body_html) == ("deleted", "", "")
    assert left.author.erased_at is not None
    assert not left.author.is_sample
    assert reload(real).body == "No, about the lamp."
    loaded.question.refresh_from_db()
    assert loaded.question.comment_count == 1
    assert loaded.question.last_comment_at == real.created_at
    call_command("recount", verbosity=0)
    call_command("remove_demo", verbosity=0)
    assert Comment.objects.count() == 2


def test_what_moderators_did_with_it_goes_too(
    content: Content, folder: Path, reader: Member, moderator: Member
) -> None:
    content.readings[2].vote(reader, "agree")
    before = everything()
    call_command("load_demo", folder, verbosity=0)
    ada = Member.objects.get(username="ada")
    report(by("ada"), reader, "spam", "Spam.")
    report(by("ada"), moderator, "spam", "Spam.")
    made = decide(by("ada"), Judgement("suspend", rule="spam"), moderator)
    assert appeal(made, ada, "It is none.")
    lift(ada, moderator)
    ada.rename("Ada B.")
    Visit.objects.create(member=ada, question=content.question)
    Mute.objects.create(member=reader, muted=ada)
    call_command("remove_demo", verbosity=0)
    assert everything() == before
    assert not Decision.objects.exists()
    assert not Notice.objects.exists()
    call_command("recount", verbosity=0)


def test_replies_unfold_where_sample_ones_are_gone(loaded: Content, reader: Member) -> None:
    mine = post(loaded.question, reader, "Mine.")
    ada = Member.objects.get(username="ada")
    for number in range(13):
        author = ada if number < 4 else reader
        post(loaded.question, author, f"Reply {number}.", parent=reload(mine))
    assert Comment.objects.filter(fold=mine).count() == 3
    call_command("remove_demo", verbosity=0)
    assert not Comment.objects.exclude(fold=None).exists()
    assert (reload(mine).hung_count, reload(mine).descendant_count) == (9, 9)
    call_command("recount", verbosity=0)


def test_a_place_is_no_newest_comment(loaded: Content, reader: Member) -> None:
    post(loaded.question, reader, "Taken back.", parent=by("bo")).delete_by_author()
    call_command("remove_demo", verbosity=0)
    loaded.question.refresh_from_db()
    assert (loaded.question.comment_count, loaded.question.last_comment_at) == (0, None)
    assert Comment.objects.count() == 3


def test_what_readers_think_stays(loaded: Content, reader: Member) -> None:
    own = post(loaded.question, reader, "My own.")
    ada = Member.objects.get(username="ada")
    own.mark_useful(ada)
    by("ada").mark_useful(reader)
    Flag.objects.create(member=reader, comment=by("bo"), reason=Flag.Reason.SPAM)
    loaded.readings[0].vote(reader, "disagree")
    Rating.objects.create(member=reader, explanation=loaded.explanation, stars=2)
    call_command("remove_demo", verbosity=0)
    assert Vote.objects.get().member == reader
    assert Rating.objects.get().member == reader
    assert Comment.objects.get() == own
    assert reload(own).useful_count == 0
    # Words with a reader's vote stay frozen, the others are the editors' again.
    assert [reading.is_frozen for reading in loaded.readings] == [True, False, False]
    call_command("recount", verbosity=0)

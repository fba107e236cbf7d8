"""The sample discussion: loaded as if people had written it."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from discussions.models import (
    Comment,
    MapWatch,
    Member,
    OpinionMap,
    Question,
    Rating,
    Vote,
    VoteChange,
)
from discussions.pairs import Pairs, load_pairs
from discussions.sample_discussion import SAMPLES, read_samples
from tests.support.cast import make_member
from tests.support.content import Content
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


@pytest.mark.django_db
def test_what_comes_with_the_site(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_content", verbosity=0)
    call_command("load_demo")
    sample = read_samples(SAMPLES)[0]
    assert Comment.objects.count() == len(sample.comments) > 50
    # Enough for an opinion map, and for threads sorted by what moved readers.
    votes = Counter(Vote.objects.values_list("member", flat=True))
    assert sum(number >= 7 for number in votes.values()) >= 15
    asked = Question.objects.get(leading=True)
    assert sum(asked.comments.values_list("moved_count", flat=True)) >= 5
    assert VoteChange.objects.exclude(credited=None).count() == len(sample.credits)
    assert load_pairs(asked).readers > load_pairs(asked).moved > 3
    assert OpinionMap.objects.get().result["state"] == "map"
    assert Rating.objects.count() == len(sample.ratings)
    call_command("recount")
    assert "There is no" not in capsys.readouterr().err


def test_twice_changes_nothing(loaded: Content, folder: Path, capsys: Any) -> None:
    before = everything()
    call_command("load_demo", folder)
    assert everything() == before
    assert "nothing was changed" in capsys.readouterr().out


def test_comments_stand_as_if_they_were_written_then(loaded: Content) -> None:
    first, answer = by("ada"), by("bo")
    ago = timezone.now() - first.created_at
    assert timedelta(hours=20) <= ago < timedelta(hours=20, minutes=5)
    assert first.supports == loaded.readings[1]
    assert (first.depth, first.root_id, first.descendant_count) == (1, first.pk, 1)
    assert (answer.depth, answer.root_id, answer.parent_id) == (2, first.pk, first.pk)
    assert answer.path.startswith(first.path)
    assert answer.spoils == "ending"
    assert "<em>counting</em>" in answer.body_html
    assert loaded.question.comment_count == 2
    assert loaded.question.last_comment_at == answer.created_at


def test_opinions_are_counted(loaded: Content) -> None:
    counts = [(r.agree, r.disagree, r.unsure, r.is_frozen) for r in loaded.readings]
    assert counts == [(1, 0, 0, True), (1, 0, 0, True), (0, 0, 1, True)]
    assert by("ada").useful_count == 1
    assert Rating.objects.get().stars == 4
    call_command("recount", verbosity=0)


def test_ballots_before_and_after_and_what_a_comment_changed(loaded: Content) -> None:
    rows = VoteChange.objects.order_by("pk")
    first, second, third = (reading.pk for reading in loaded.readings)
    assert list(rows.values_list("interpretation", "previous", "stance", "moment")) == [
        (second, "", "agree", "after"),
        (first, "", "disagree", "before"),
        # Said before only where a ballot came after it.
        (third, "", "unsure", "before"),
        (first, "disagree", "unsure", "after"),
        (third, "unsure", "unsure", "after"),
        (first, "unsure", "agree", ""),
    ]
    assert rows.get(credited=by("bo")).stance == "agree"
    assert by("bo").moved_count == 1
    ago = timezone.now() - Vote.objects.get(interpretation=first).at
    assert timedelta(hours=8) <= ago < timedelta(hours=8, minutes=5)
    assert load_pairs(loaded.question).readings == {
        first: Pairs({("disagree", "unsure"): 1}),
        second: Pairs({}, skipped=1),
        third: Pairs({("unsure", "unsure"): 1}),
    }


def test_the_map_is_made_at_once(loaded: Content) -> None:
    assert OpinionMap.objects.values_list("explanation", "votes").get() == (
        loaded.explanation.pk, 3,
    )  # fmt: skip
    assert MapWatch.objects.get().ballots == 0


def test_members_are_labelled_and_nobody_signs_in_as_one(loaded: Content) -> None:
    ada = Member.objects.get(username="ada")
    assert ada.is_sample
    assert not ada.has_usable_password()
    assert (ada.name, ada.about) == ("Ada", "Sits in the back.")
    assert ada.joined < by("ada").created_at


def test_a_name_that_a_reader_has(content: Content, folder: Path) -> None:
    real = make_member("ADA")
    call_command("load_demo", folder, verbosity=0)
    call_command("load_demo", folder, verbosity=0)
    real.refresh_from_db()
    assert not real.is_sample
    assert not real.comments.exists()
    assert by("ada-2").body == "It is about the sea."
    assert Member.objects.count() == 3


def test_a_question_that_is_not_there(content: Content, folder: Path, capsys: Any) -> None:
    content.question.interpretations.all().delete()
    content.question.delete()
    call_command("load_demo", folder)
    out, err = capsys.readouterr()
    assert err.strip() == (
        "There is no question “what-is-it-about”: 4 entries of the sample are left out."
    )
    assert out.strip() == "2 members, 1 ratings"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("ref = 2", "ref = ", "lamp.toml: "),
        ("stars = 4", 'stars = 4\nmood = "good"', "ratings, entry 1"),
        ('author = "ada"', 'author = "eve"', "comment 1: “eve” is not a member"),
        ('useful = ["bo"]', 'useful = ["ada"]', "comment 1: its author finds it useful"),
        ("parent = 1", "parent = 7", "comment 2: what it answers (7) isn't there before it"),
        ("hours_ago = 20.0", "hours_ago = 5.0", "what it answers (1) isn't there before it"),
        ('spoils = "ending"', 'spoils = "all"', "comment 2: “all” is not a scope"),
        ('"unsure"', '"perhaps"', "votes on what-is-it-about: “perhaps” is not a vote"),
        ('member = "bo"\nexp', 'member = "eve"\nexp', "ratings: “eve” is not a member"),
        ('["disagree", "agree", "unsure"]', '["agree"]', "more of one kind than of the other"),
        ("reading = 1", "reading = 4", "credit for comment 2: ada has no such vote"),
        ('previous = "unsure"', 'previous = "none"', "“none” is not a stance"),
        ('previous = "unsure"', 'previous = "agree"', "it changed nothing"),
        ("hours_ago = 8.0", "hours_ago = 9.5", "it changed nothing"),
        ("comment = 2", "comment = 3", "it isn't one of that question"),
        ("comment = 2", "comment = 1", "it is their own, or was not written yet"),
    ],
)
def test_a_broken_file(content: Content, folder: Path, old: str, new: str, complaint: str) -> None:
    (folder / "lamp.toml").write_text(SAMPLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError) as error:
        call_command("load_demo", folder)
    assert complaint in str(error.value)
    assert not Member.objects.exists()


def test_a_folder_that_is_not_there(content: Content, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("load_demo", tmp_path / "nowhere")

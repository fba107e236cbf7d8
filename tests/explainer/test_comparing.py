"""What is different between two editions: as a list, and side by side."""

import pytest

from explainer.comparing import Difference, changes, side_by_side
from explainer.comparing.changes import MOST_WORDS
from explainer.models import Edition, Picture, Section
from tests.support.content import Content


@pytest.fixture
def draft(content: Content) -> Edition:
    return content.explanation.new_edition()


def alter(row: Section, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def reload(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_words_are_marked_on_both_sides_and_nothing_is_lost() -> None:
    old, new = "A keeper counts ships.\n\nAt night.", "A keeper counts all boats.\nAt night."
    difference = Difference(old, new)
    assert "".join(run.text for run in difference.old_runs) == old
    assert "".join(run.text for run in difference.new_runs) == new
    assert [run.text.strip() for run in difference.old_runs if run.differs] == ["ships."]
    assert [run.text.strip() for run in difference.new_runs if run.differs] == ["all boats."]
    assert (difference.removed, difference.added) == (1, 2)


def test_a_place_has_the_words_around_it() -> None:
    (place,) = Difference("1 2 3 4 5 6 x 7 8 9 10 11 12", "1 2 3 4 5 6 7 8 9 10 11 12").places
    assert (place.before, place.removed, place.added, place.after) == (
        "2 3 4 5 6", "x", "", "7 8 9 10 11",
    )  # fmt: skip


def test_changes_name_every_kind(content: Content, draft: Edition) -> None:
    draft.title, draft.spoils = "Another title", "premise"
    draft.lead_picture = None
    draft.sections.get(key="after").delete()
    alter(draft.sections.get(key="opening"), heading="Light at sea", order=7)
    picture = Picture.objects.create(art="doors", alt="Doors")
    alter(draft.sections.get(key="ending"), picture=picture)
    Section.objects.create(edition=draft, key="coda", heading="Coda", body="Last.", order=9)
    found = [(change.where, change.what, change.key) for change in changes(draft, content.edition)]
    assert found == [
        ("Title", "", ""),
        ("The text gives away", "now: the premise", ""),
        ("Lead picture", "another one", ""),
        ("The last night", "another picture", "ending"),
        ("Light at sea", "", "opening"),
        ("Coda", "new section", "coda"),
        ("What stays", "taken out", "after"),
        ("Sections", "in another order", ""),
    ]


def test_line_breaks_alone_are_said(content: Content, draft: Edition) -> None:
    opening = draft.sections.get(key="opening")
    alter(opening, body=opening.body.replace("\n\n", " "))
    assert [change.what for change in changes(draft, content.edition)] == ["other line breaks"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        # One word of two, in more places than anybody reads.
        (
            " ".join(f"same {n}" for n in range(20)),
            " ".join(f"other {n}" for n in range(20)),
            "changed in 20 places: 20 words taken out, 20 put in",
        ),
        ("old " * MOST_WORDS, "new " * MOST_WORDS, "rewritten"),
        (
            "It stays as it was. " * 60,
            "It stays as it was. " * 60 + "more " * (MOST_WORDS + 1),
            f"changed in one place: 0 words taken out, {MOST_WORDS + 1} put in",
        ),
    ],
)
def test_a_long_change_is_told_in_numbers(
    content: Content, draft: Edition, before: str, after: str, said: str
) -> None:
    Section.objects.filter(edition=content.edition, key="opening").update(body=before)
    alter(draft.sections.get(key="opening"), body=after)
    (change,) = changes(draft, content.edition)
    assert (change.what, change.places) == (said, [])


def test_nothing_differs_from_itself_or_from_nothing(content: Content, draft: Edition) -> None:
    assert changes(draft, None) == []
    assert changes(draft, draft) == []
    assert changes(draft, content.edition) == []
    assert not any(part.differs for part in side_by_side(content.edition, draft))


def test_side_by_side_has_every_part_and_marks_those_that_differ(
    content: Content, draft: Edition
) -> None:
    opening = draft.sections.get(key="opening")
    alter(opening, body=opening.body.replace("ships", "boats"), order=7)
    draft.sections.get(key="after").delete()
    Section.objects.create(edition=draft, key="coda", heading="Coda", body="Last.", order=9)
    parts = side_by_side(content.edition, reload(draft))
    told = {part.where: (part.differs, part.removed, part.added, part.notes) for part in parts}
    assert told == {
        "Title": (False, 0, 0, []),
        "Standfirst": (False, 0, 0, []),
        "The text gives away": (False, 0, 0, []),
        "The last night": (True, 0, 0, ["stands in another place"]),
        "A light at sea": (True, 1, 1, ["stands in another place"]),
        "Coda": (True, 0, 1, []),
        "What stays": (True, 9, 0, []),
    }
    absent = {part.where: (part.left.absent, part.right.absent) for part in parts}
    assert absent["Coda"] == (True, False)
    assert absent["What stays"] == (False, True)


def test_headings_are_shown_where_they_differ(content: Content, draft: Edition) -> None:
    alter(draft.sections.get(key="opening"), heading="A light on land")
    parts = {part.key: part for part in side_by_side(content.edition, reload(draft))}
    assert [run.text for run in parts["opening"].right.heading if run.differs] == ["on land"]
    assert parts["ending"].right.heading == []

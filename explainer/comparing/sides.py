from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from explainer.comparing.changes import field_label
from explainer.comparing.words import Difference, Run
from explainer.models import Edition, Section


@dataclass
class Side:
    """A part as one of the two editions has it; the heading only where the two differ in it,
    ``absent`` where it hasn't got the part."""

    text: list[Run] = field(default_factory=list)
    heading: list[Run] = field(default_factory=list)
    absent: bool = False


@dataclass
class Part:
    """A field or a section in both editions."""

    where: str
    left: Side
    right: Side
    key: str = ""
    removed: int = 0
    added: int = 0
    # What is different besides words.
    notes: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return bool(self.removed or self.added or self.notes)


def side_by_side(left: Edition, right: Edition) -> list[Part]:
    """All parts of both, those that differ and those that don't, in the order of the right one;
    what only the left one has comes last."""
    return [*_fields(left, right), *_sections(left, right)]


def _fields(left: Edition, right: Edition) -> Iterator[Part]:
    for name in ("title", "standfirst"):
        yield _part(field_label(name), getattr(left, name), getattr(right, name))
    yield _part(field_label("spoils"), left.get_spoils_display(), right.get_spoils_display())
    if left.lead_picture_id != right.lead_picture_id:
        pictures = [str(edition.lead_picture or "–") for edition in (left, right)]
        yield _part(field_label("lead_picture"), *pictures)


def _part(where: str, old: str, new: str) -> Part:
    words = Difference(old, new)
    return Part(
        where,
        Side(words.old_runs),
        Side(words.new_runs),
        removed=words.removed,
        added=words.added,
    )


def _sections(left: Edition, right: Edition) -> Iterator[Part]:
    before = {section.key: section for section in left.sections.all()}
    after = {section.key: section for section in right.sections.all()}
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    for key, section in after.items():
        if key in before:
            part = _section(before[key], section)
            part.notes += [_("stands in another place")] if key in moved else []
            yield part
        else:
            yield _only(section, on_the_left=False)
    for key, section in before.items():
        if key not in after:
            yield _only(section, on_the_left=True)


def _moved(before: list[str], after: list[str]) -> set[str]:
    return {key for key, other in zip(before, after, strict=True) if key != other}


def _section(old: Section, new: Section) -> Part:
    heading, text = Difference(old.heading, new.heading), Difference(old.body, new.body)
    notes = []
    if old.picture_id != new.picture_id:
        notes.append(_("another picture"))
    if not text.same_text and not text.places:
        notes.append(_("other line breaks"))
    left, right = Side(text.old_runs), Side(text.new_runs)
    if not heading.same_text:
        left.heading, right.heading = heading.old_runs, heading.new_runs
    return Part(
        new.heading,
        left,
        right,
        key=new.key,
        removed=heading.removed + text.removed,
        added=heading.added + text.added,
        notes=notes,
    )


def _only(section: Section, *, on_the_left: bool) -> Part:
    """A section that the other edition hasn't got."""
    there = Side([Run(section.body, differs=True)])
    words = len(section.body.split())
    if on_the_left:
        return Part(section.heading, there, Side(absent=True), key=section.key, removed=words)
    return Part(section.heading, Side(absent=True), there, key=section.key, added=words)

"""A part of a draft that two editors have changed, as both have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from explainer.comparing import Difference, Run
from explainer.merging import Part, Value, Words
from explainer.models import Edition, Picture
from hersite.admin_columns import label_of
from hersite.spoils import Spoils


@dataclass
class Side:
    """Mine or theirs. Heading, picture and key only where they differ; no text where it is to be
    taken out."""

    text: list[Run] | None
    heading: list[Run] | None = None
    picture: str = ""
    key: str = ""


def part_label(part: Part) -> str:
    """A field's name, or a section's heading."""
    section = part.mine or part.stored
    return section.heading if isinstance(section, Words) else label_of(Edition, part.name)


def both_sides(part: Part) -> tuple[Side, Side]:
    """Mine and theirs, with the words marked that the other one hasn't got there."""
    mine, theirs = part.mine, part.stored
    if isinstance(mine, str) and isinstance(theirs, str):
        return _texts(_said(part.name, mine), _said(part.name, theirs))
    if not (isinstance(mine, Words) and isinstance(theirs, Words)):
        return _alone(mine), _alone(theirs)
    left, right = _texts(mine.body, theirs.body)
    heading = Difference(mine.heading, theirs.heading)
    if not heading.same_text:
        left.heading, right.heading = heading.old_runs, heading.new_runs
    for side, words, other in ((left, mine, theirs), (right, theirs, mine)):
        side.picture = _picture(words.picture) if words.picture != other.picture else ""
        side.key = words.key if words.key != other.key else ""
    return left, right


def _texts(mine: str, theirs: str) -> tuple[Side, Side]:
    difference = Difference(mine, theirs)
    return Side(difference.old_runs), Side(difference.new_runs)


def _alone(words: Value) -> Side:
    if not isinstance(words, Words):
        return Side(None)
    return Side([Run(words.body, differs=False)], [Run(words.heading, differs=False)])


def _said(name: str, value: str) -> str:
    """A field's value in words."""
    if name == "minor":
        return _("Yes") if value else _("No")
    if name == "lead_picture":
        return _picture(value)
    labels: dict[Any, Any] = dict(Spoils.choices) if name == "spoils" else {}
    return str(labels.get(value, value))


def _picture(pk: str) -> str:
    found = Picture.objects.filter(pk=pk).first() if pk.isdecimal() else None
    return str(found or _("no picture"))

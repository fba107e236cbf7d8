from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explainer.comparing.words import Difference, Place
from explainer.models import Edition, Section

# Beyond this many places, or words in them, in one text the list helps less than the text itself.
MOST_PLACES = 12
MOST_WORDS = 120
# A text that keeps less than this share of its words was written anew.
REWRITTEN = 0.5


@dataclass
class Change:
    """What is different in one part of an edition: places in its text, or a word on it. ``key`` is
    the section's."""

    where: str
    what: str = ""
    places: list[Place] = field(default_factory=list)
    key: str = ""


# What of a section is compared.
Text = Callable[[Section], str]


def as_written(section: Section) -> str:
    return section.body


def changes(edition: Edition, earlier: Edition | None, text: Text = as_written) -> list[Change]:
    """From the earlier edition to this one; empty where there is none before, or nothing
    differs."""
    if earlier is None or earlier.pk == edition.pk:
        return []
    return [*_fields(earlier, edition), *_sections(earlier, edition, text)]


def field_label(name: str) -> str:
    return capfirst(str(Edition._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _fields(old: Edition, new: Edition) -> Iterator[Change]:
    for name in ("title", "standfirst"):
        yield from _words(Change(field_label(name)), getattr(old, name), getattr(new, name))
    if old.spoils != new.spoils:
        now = new.get_spoils_display()
        yield Change(field_label("spoils"), _("now: %(spoils)s") % {"spoils": now})
    if old.lead_picture_id != new.lead_picture_id:
        yield Change(field_label("lead_picture"), _("another one"))


def _sections(old: Edition, new: Edition, text: Text) -> Iterator[Change]:
    before = {section.key: section for section in old.sections.all()}
    after = {section.key: section for section in new.sections.all()}
    for key, section in after.items():
        if key in before:
            yield from _section(before[key], section, text)
        else:
            yield Change(section.heading, _("new section"), key=key)
    for key, section in before.items():
        if key not in after:
            yield Change(section.heading, _("taken out"), key=key)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield Change(_("Sections"), _("in another order"))


def _section(old: Section, new: Section, text: Text) -> Iterator[Change]:
    yield from _words(Change(new.heading, key=new.key), old.heading, new.heading)
    if old.body != new.body:
        found = list(_words(Change(new.heading, key=new.key), text(old), text(new)))
        yield from found or [Change(new.heading, _("in markup or drawings alone"), key=new.key)]
    if old.picture_id != new.picture_id:
        yield Change(new.heading, _("another picture"), key=new.key)


def _words(change: Change, old: str, new: str) -> Iterator[Change]:
    difference = Difference(old, new)
    if difference.same_text:
        return
    if not difference.places:
        change.what = _("other line breaks")
    elif _is_too_much(difference):
        change.what = _in_numbers(difference)
    else:
        change.places = difference.places
    yield change


def _is_too_much(difference: Difference) -> bool:
    words = difference.removed + difference.added
    return len(difference.places) > MOST_PLACES or words > MOST_WORDS


def _in_numbers(difference: Difference) -> str:
    if difference.kept < REWRITTEN:
        return _("rewritten")
    number = len(difference.places)
    return ngettext("changed in one place", "changed in %(number)d places", number) % {
        "number": number
    } + _(": %(removed)d words taken out, %(added)d put in") % {
        "removed": difference.removed,
        "added": difference.added,
    }

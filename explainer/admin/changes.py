"""What an edition changes, for whoever is about to publish it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from explainer.models import Edition, Section
from hersite.admin_columns import label_of

# Words shown on either side of a change.
AROUND = 5
# Beyond this many places in one text the list helps less than the text itself.
MOST_PLACES = 12


@dataclass(frozen=True)
class Place:
    """A change in a text, with the words around it."""

    before: str
    removed: str
    added: str
    after: str


@dataclass
class Change:
    """What is different in one part of an edition."""

    where: str
    what: str = ""
    places: list[Place] = field(default_factory=list)


def changes(edition: Edition, live: Edition | None) -> list[Change]:
    """From the live edition to this one; empty where nothing is live, or nothing differs."""
    if live is None or live.pk == edition.pk:
        return []
    return [*_fields(edition, live), *_sections(edition, live)]


def _fields(edition: Edition, live: Edition) -> Iterator[Change]:
    for name in ("title", "standfirst"):
        label = label_of(Edition, name)
        yield from _text(label, getattr(live, name), getattr(edition, name))
    if edition.spoils != live.spoils:
        now = edition.get_spoils_display()
        yield Change(label_of(Edition, "spoils"), _("now: %(spoils)s") % {"spoils": now})
    if edition.lead_picture_id != live.lead_picture_id:
        yield Change(label_of(Edition, "lead_picture"), _("another one"))


def _sections(edition: Edition, live: Edition) -> Iterator[Change]:
    old = {section.key: section for section in live.sections.all()}
    new = {section.key: section for section in edition.sections.all()}
    for key, section in new.items():
        if key not in old:
            yield Change(section.heading, _("new section"))
        else:
            yield from _section(old[key], section)
    for key in old.keys() - new.keys():
        yield Change(old[key].heading, _("removed, and with it the anchor #%(key)s") % {"key": key})
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Change(_("Sections"), _("in another order"))


def _section(old: Section, new: Section) -> Iterator[Change]:
    yield from _text(new.heading, old.heading, new.heading)
    yield from _text(new.heading, old.body, new.body)
    if old.picture_id != new.picture_id:
        yield Change(new.heading, _("another picture"))


def _text(where: str, old: str, new: str) -> Iterator[Change]:
    places = list(_places(old.split(), new.split()))
    if len(places) > MOST_PLACES:
        yield Change(where, _("changed in %(number)d places") % {"number": len(places)})
    elif places:
        yield Change(where, places=places)
    elif old != new:
        yield Change(where, _("other line breaks"))


def _places(old: list[str], new: list[str]) -> Iterator[Place]:
    # Without autojunk: the commonest words of a long text are part of it too.
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield Place(
                before=" ".join(new[max(0, new_from - AROUND) : new_from]),
                removed=" ".join(old[old_from:old_to]),
                added=" ".join(new[new_from:new_to]),
                after=" ".join(new[new_to : new_to + AROUND]),
            )

"""Where a picture is shown: in the place of an edition, in that of a section, and in texts that
name it by its number; in editions of any age, since none is ever altered or forgotten."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from explainer.models import Edition, Picture, Section
from hersite.admin_references import Reference
from hersite.markdown import PICTURE

_NAMED = re.compile(rf"{PICTURE}(\d+)")


@dataclass(frozen=True)
class Use:
    """``section`` is None for the lead picture."""

    edition: Edition
    section: Section | None
    in_text: bool = False

    def __str__(self) -> str:
        if self.section is None:
            return _("lead picture")
        said = _("in the text of “%s”") if self.in_text else _("at “%s”")
        return said % self.section.heading

    @property
    def url(self) -> str:
        return reverse("admin:explainer_edition_change", args=[self.edition.pk])


def named(picture: Picture) -> re.Pattern[str]:
    """How texts name it, and no picture with a longer number."""
    return re.compile(rf"{PICTURE}{picture.pk}(?!\d)")


def uses_of(picture: Picture) -> list[Use]:
    """Newest editions first."""
    return sorted(_uses(picture), key=lambda use: (use.edition.explanation_id, -use.edition.number))


def _uses(picture: Picture) -> Iterator[Use]:
    editions = Edition.objects.select_related("explanation")
    yield from (Use(edition, None) for edition in editions.filter(lead_picture=picture))
    for section in _sections(picture):
        if section.picture_id == picture.pk:
            yield Use(section.edition, section)
        if named(picture).search(section.body):
            yield Use(section.edition, section, in_text=True)


def _sections(picture: Picture) -> QuerySet[Section]:
    shown = Q(picture=picture) | Q(body__contains=f"{PICTURE}{picture.pk}")
    return Section.objects.filter(shown).select_related("edition__explanation").order_by("order")


def explanations_by_picture() -> dict[int, set[int]]:
    """Of every picture the explanations that show it or ever did."""
    found: dict[int, set[int]] = defaultdict(set)
    leads = Edition.objects.exclude(lead_picture=None).order_by()
    places = Section.objects.exclude(picture=None).order_by()
    for picture, explanation in (
        *leads.values_list("lead_picture", "explanation").distinct(),
        *places.values_list("picture", "edition__explanation").distinct(),
    ):
        found[picture].add(explanation)
    texts = Section.objects.filter(body__contains=PICTURE).order_by()
    for body, explanation in texts.values_list("body", "edition__explanation"):
        for number in _NAMED.findall(body):
            found[int(number)].add(explanation)
    return found


def what_shows_picture(pictures: list[Picture]) -> Iterator[tuple[Picture, Reference]]:
    """For the page that asks before deleting: whatever shows it forbids that."""
    for picture in pictures:
        for use in uses_of(picture):
            said = f"{use.edition}: {use}"
            yield picture, Reference(said, use.url, forbids=True)

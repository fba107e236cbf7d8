from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from explainer.checks.finding import Place
from explainer.models import Edition, Picture, Section
from hersite.admin_columns import label_of
from hersite.markdown import ArticleParts, article_parts


@dataclass(frozen=True)
class Written:
    """A section with what its text is made of."""

    section: Section
    parts: ArticleParts
    place: Place


@dataclass(frozen=True)
class Manuscript:
    """An edition as its checks read it: the rows as they are saved, each text parsed once. ``at``
    is the moment at which it would go live."""

    edition: Edition
    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def written(self) -> list[Written]:
        # In the order in which the form numbers them.
        return [
            Written(section, article_parts(section.body), self._section_place(section, number))
            for number, section in enumerate(self.edition.sections.select_related("picture"))
        ]

    @cached_property
    def pictures(self) -> dict[int | None, Picture]:
        """Those that its texts name by their numbers."""
        drawings = (drawing for written in self.written for drawing in written.parts.drawings)
        numbers = {drawing.picture for drawing in drawings if drawing.picture}
        return {**Picture.objects.in_bulk(numbers)} if numbers else {}

    @property
    def shown(self) -> list[Picture]:
        """Every picture of it, be it in its place or in a text; each once."""
        sections = [written.section.picture for written in self.written]
        own = [self.edition.lead_picture, *sections, *self.pictures.values()]
        return list({picture.pk: picture for picture in own if picture}.values())

    @cached_property
    def keys(self) -> set[str]:
        return {written.section.key for written in self.written}

    def place_of(self, name: str) -> Place:
        """A field of the edition."""
        return Place(label_of(Edition, name), self._form(f"id_{name}"))

    @property
    def sections_place(self) -> Place:
        """All of the sections, where none of them is the one."""
        return Place(_("Sections"), self._form("sections-group"))

    def _section_place(self, section: Section, number: int) -> Place:
        return Place(section.heading or section.key, self._form(f"id_sections-{number}-body"))

    def _form(self, anchor: str) -> str:
        return reverse("admin:explainer_edition_change", args=[self.edition.pk]) + f"#{anchor}"

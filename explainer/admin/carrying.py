"""What a correction brings into the edition that waits, shown and asked on the publishing page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explainer.admin.moments import moment_text
from explainer.models import CarryOver, Edition, Section
from explainer.models.carrying import CORRECTED, WAITING, Part
from hersite.admin_columns import label_of
from hersite.spoils import Spoils


class CarryingForm(forms.Form):
    """A choice for each part that both have changed."""

    def __init__(self, carrying: CarryOver, data: Any = None) -> None:
        self.carrying = carrying
        self.edition = carrying.waiting
        # Which edition waits, and which words of it the page shows; sent back with the choices.
        self.seen = f"{self.edition.pk}-{self.edition.lock_version}"
        super().__init__(data)
        options = [
            (CORRECTED, _("As it is corrected here")),
            (WAITING, _("As edition %(number)d has it") % {"number": self.edition.number}),
        ]
        for part in carrying.disputed:
            self.fields[part.name] = forms.ChoiceField(
                label=self._label(part), choices=options, widget=forms.RadioSelect
            )

    @property
    def moment(self) -> str:
        """When the other edition goes live."""
        return moment_text(self.edition.publish_at) if self.edition.publish_at else ""

    @property
    def unseen(self) -> bool:
        """Whether the page that was sent showed another edition, or other words of it."""
        return self.is_bound and self.data.get("waiting") != self.seen

    @property
    def choices(self) -> dict[str, str]:
        return {part.name: self.cleaned_data[part.name] for part in self.carrying.disputed}

    def carried(self) -> list[str]:
        """Names of the parts that only the correction has changed."""
        return [self._label(part) for part in self.carrying.parts if not part.is_disputed]

    def disputes(self) -> Iterator[dict[str, Any]]:
        """Of each disputed part the field, and both buttons with the words they stand for."""
        for part in self.carrying.disputed:
            field = self[part.name]
            words = (_words(part.corrected), _words(part.waiting))
            yield {"field": field, "options": list(zip(field, words, strict=True))}

    def _label(self, part: Part) -> str:
        if not part.key:
            return label_of(Edition, part.name)
        section = part.corrected or part.waiting or part.base
        return section.heading


def _words(value: Any) -> dict[str, Any]:
    """How a part is shown: a heading and a text, or a single line."""
    if isinstance(value, Section):
        return {"heading": value.heading, "text": value.body, "picture": value.picture}
    if value in Spoils.values:
        return {"text": Spoils(value).label}
    return {"text": value or gettext("nothing: it is taken out")}

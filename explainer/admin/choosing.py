"""Which words stay, asked of each part of a draft that two editors have changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from explainer.admin.disputes import both_sides, part_label
from explainer.merging import Part, Value, Words, digest
from explainer.models import Edition, Section
from hersite.admin_columns import label_of
from hersite.admin_text import text_area

MINE, THEIRS, BOTH, ANEW = "mine", "theirs", "both", "anew"
# Fields that are written; of the others one value or the other is taken.
PROSE = ("title", "standfirst", "note")
# What begins so in a request was chosen here.
ASKED = ("merging", "choice-", "anew-")


class Dispute:
    """One part, with the fields of the form that ask about it."""

    def __init__(self, part: Part, theirs: str) -> None:
        """``theirs`` says whose the stored words are."""
        self.part = part
        self.is_section = isinstance(part.mine or part.stored, Words)
        own = digest(part.name)
        # A choice counts for the words that it was made about: others give it another name.
        self.choice = f"choice-{own}-{digest(repr(part.stored))}"
        self.anew = {name: f"anew-{own}-{name}" for name in self._written()}
        self._theirs = theirs

    def _written(self) -> tuple[str, ...]:
        if self.is_section:
            return ("heading", "body") if self.part.together else ()
        return (self.part.name,) if self.part.name in PROSE else ()

    def options(self) -> Iterator[tuple[str, str]]:
        taken_out = _("Take it out")
        yield MINE, taken_out if self.part.mine is None else _("As I have it")
        yield THEIRS, taken_out if self.part.stored is None else self._theirs
        if self.part.together:
            yield BOTH, _("Both texts, mine first")
        if self.anew:
            yield ANEW, _("As I write it here:")

    def fields(self) -> Iterator[tuple[str, forms.Field]]:
        """The choice, and my words to go on from."""
        yield (
            self.choice,
            forms.ChoiceField(
                label=part_label(self.part),
                choices=list(self.options()),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose which words stay.")},
            ),
        )
        for name, field in self.anew.items():
            mine = self.part.mine
            yield (
                field,
                forms.CharField(
                    label=label_of(Section if self.is_section else Edition, name),
                    initial=getattr(mine, name) if isinstance(mine, Words) else mine,
                    required=False,
                    widget=text_area(12) if name == "body" else forms.TextInput(),
                ),
            )

    def chosen(self, sent: dict[str, Any]) -> Value:
        choice = sent[self.choice]
        if choice == ANEW:
            return self._written_anew(sent)
        return {MINE: self.part.mine, THEIRS: self.part.stored, BOTH: self.part.together}[choice]

    def _written_anew(self, sent: dict[str, Any]) -> Value:
        """Key and picture of a section are those that were changed."""
        written = {name: sent[field] for name, field in self.anew.items()}
        if not self.part.together:
            return str(written[self.part.name])
        return replace(self.part.together, **written)


class ChoiceForm(forms.Form):
    """``data`` where the page has been answered; ``theirs`` as in ``Dispute``."""

    def __init__(self, disputed: list[Part], theirs: str, data: Any = None) -> None:
        super().__init__(data)
        self.disputes = [Dispute(part, theirs) for part in disputed]
        for dispute in self.disputes:
            self.fields.update(dispute.fields())

    @property
    def choices(self) -> dict[str, Value]:
        """What becomes of each part, once the form is valid."""
        return {each.part.name: each.chosen(self.cleaned_data) for each in self.disputes}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Of each part both texts, the choice, and where it can be written anew."""
        for dispute in self.disputes:
            mine, theirs = both_sides(dispute.part)
            anew = [self[name] for name in dispute.anew.values()]
            yield {"choice": self[dispute.choice], "mine": mine, "theirs": theirs, "anew": anew}

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from discussions.forms.comments import without_controls
from discussions.likeness import trigrams
from discussions.models import Decision, Interpretation, Question
from discussions.quotes import live_text
from explainer.models import Scene, Section

SHORTEST, LONGEST = 40, 2_000
# Marks that turn the direction of what follows: on a ballot that would be other people's words.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class StatementField(forms.CharField):
    """What a reading claims, in one line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("A claim that others can agree or disagree with."))
        super().__init__(
            label=_("The reading, in a sentence"),
            max_length=Interpretation._meta.get_field("statement").max_length,
            # Two hundred characters are more than a line shows.
            widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
            error_messages={"required": _("Write something first.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return " ".join(_TURNING.sub("", without_controls(text)).split())

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if text and not trigrams(text):
            raise forms.ValidationError(_("Say it in words."))
        return text


class ReasoningField(forms.CharField):
    """What speaks for a reading: plain text, whose line ends count as one character."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What speaks for it"),
            max_length=LONGEST,
            validators=[
                MinLengthValidator(SHORTEST, _("Say a little more: 40 characters at least.")),
            ],
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": _("Write something first.")},
            help_text=_("In your own words, 40 to 2,000 characters. No Markdown."),
        )

    def to_python(self, value: Any) -> str:
        text = _TURNING.sub("", without_controls(super().to_python(value) or ""))
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class ProposalForm(forms.Form):
    """A reading of ``question``, and the scene or the passage that it rests on."""

    statement = StatementField()
    reasoning = ReasoningField()
    scene: forms.ModelChoiceField[Scene] = forms.ModelChoiceField(
        label=_("A scene that shows it"),
        queryset=None,
        required=False,
        empty_label=_("no scene in particular"),
    )
    section_key = forms.ChoiceField(label=_("A section of the explanation"), required=False)
    quote = forms.CharField(
        label=_("Words from that section"),
        max_length=500,
        required=False,
        help_text=_("As they stand there."),
    )
    # The alike readings that the proposer has seen: they are asked about once.
    seen = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        film = question.explanation.film_id
        self.fields["scene"].queryset = Scene.objects.filter(film=film)  # type: ignore[attr-defined]
        self.fields["section_key"].choices = [  # type: ignore[attr-defined]
            ("", _("no section in particular")), *_sections(question)
        ]  # fmt: skip

    def clean_quote(self) -> str:
        return " ".join(without_controls(self.cleaned_data["quote"]).split())

    def clean(self) -> dict[str, Any]:
        """What it rests on: at least one thing, and quoted words only where they stand."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors.keys() & {"scene", "section_key", "quote"}:
            return data
        key, quote = data["section_key"], data["quote"]
        if not (data["scene"] or key or quote):
            self.add_error("scene", _("Choose a scene, or quote a passage of the explanation."))
        elif key and not quote:
            self.add_error("quote", _("Copy the words that you mean, or choose no section."))
        elif quote:
            data["section_key"] = self._section_of(quote, key)
        return data

    def _section_of(self, quote: str, key: str) -> str:
        text = live_text(self.question.explanation)
        found = text.section_of(quote, key) if text else ""
        if not found:
            said = _("These words don’t stand in that section.")
            self.add_error("quote", said if key else _("The explanation doesn’t have these words."))
        return found

    @property
    def seen_keys(self) -> set[str]:
        return set(self.cleaned_data.get("seen", "").split(","))

    @property
    def fields_for_reading(self) -> dict[str, Any]:
        """What ``propose`` takes besides the member and the question."""
        names = ("statement", "reasoning", "scene", "section_key", "quote")
        return {name: self.cleaned_data[name] for name in names}


def _sections(question: Question) -> list[tuple[str, str]]:
    """Of the live edition, in their order."""
    edition = question.explanation.live_edition
    sections = Section.objects.filter(edition=edition).order_by("order", "id")
    return [(key, heading) for key, heading in sections.values_list("key", "heading")]


class VerdictForm(forms.Form):
    """What is to become of ``reading``; ``was`` is its state as it stood on the page."""

    action = forms.ChoiceField(
        choices=[(action, action.label) for action in (
            Decision.Action.OPEN, Decision.Action.MERGE, Decision.Action.DECLINE,
        )],
    )  # fmt: skip
    was = forms.ChoiceField(choices=Interpretation.State, widget=forms.HiddenInput)
    statement = StatementField(
        required=False, help_text=_("Put a typing error right before it opens.")
    )
    into: forms.ModelChoiceField[Interpretation] = forms.ModelChoiceField(
        label=_("Merge into"), queryset=None, required=False, empty_label=_("choose a reading")
    )
    note = forms.CharField(
        label=_("Message to the proposer"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, reading: Interpretation, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": f"%s-{reading.pk}"})
        self.reading = reading
        into: Any = self.fields["into"]
        into.queryset = reading.question.interpretations.open().exclude(pk=reading.pk)
        into.label_from_instance = lambda other: Truncator(other.statement).chars(80)
        if reading.is_frozen:
            del self.fields["statement"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        action = data.get("action")
        if action == Decision.Action.MERGE and not data.get("into") and "into" not in self.errors:
            self.add_error("into", _("Choose the reading that says the same."))
        if action == Decision.Action.DECLINE and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say why: the proposer reads it."))
        return data

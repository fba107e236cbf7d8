from __future__ import annotations

import re
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from discussions.mentions import render_text
from discussions.models import Comment, Interpretation, Question
from discussions.models.comment import MAX_BODY
from discussions.quotes import known_place
from hersite.markdown import TooMuchMarkup
from hersite.spoils import Spoils

_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def comments_url(question: Question) -> str:
    """Where comments on a question are sent."""
    return reverse("discussions:comments", args=[question.slug])


def without_controls(text: str) -> str:
    """Control characters have no look and no place in a feed; NUL is left for its own message."""
    return _CONTROLS.sub("", text)


def clean_body(text: str) -> str:
    """ValidationError where the text can't be stored as a comment."""
    try:
        render_text(text)
    except TooMuchMarkup as error:
        raise forms.ValidationError(
            _("There is too much formatting in this text; please use less of it.")
        ) from error
    return text


class BodyField(forms.CharField):
    """A comment's Markdown. Line ends count as one character, as the browser counts them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MAX_BODY,
            widget=forms.Textarea(attrs={"rows": 6}),
            error_messages={"required": _("Write something first.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        text = without_controls(super().to_python(value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()

    def clean(self, value: Any) -> str:
        return clean_body(super().clean(value))


class SpoilsField(forms.ChoiceField):
    """What the comment gives away; left out, no more than its page."""

    def __init__(self) -> None:
        super().__init__(
            label=_("It gives away"),
            required=False,
            choices=[
                (Spoils.NONE, _("no more than this page")),
                (Spoils.PREMISE, _("the premise: cover it")),
                (Spoils.ENDING, _("the ending: cover it")),
            ],
        )

    def clean(self, value: Any) -> str:
        return super().clean(value) or Spoils.NONE


class PreviewForm(forms.Form):
    body = BodyField(label=_("Comment"))


class EditForm(forms.Form):
    body = BodyField(label=_("Comment"))
    spoils = SpoilsField()


class CommentForm(forms.Form):
    """A comment on ``question``, or an answer to the comment that ``parent`` names."""

    body = BodyField(
        label=_("Your comment"),
        help_text=_("Markdown works. Hide a spoiler between two pairs of bars: ||like this||."),
    )
    supports: forms.ModelChoiceField[Interpretation] = forms.ModelChoiceField(
        label=_("It supports"),
        queryset=None,
        required=False,
        empty_label=_("no reading in particular"),
    )
    spoils = SpoilsField()
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    submission = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)
    # Whoever fills it in is a machine; see her/trap.html.
    website = forms.CharField(
        required=False, max_length=500, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )
    quote = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    section_key = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)
    paragraph = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        readings = question.interpretations.open()
        if question.general:
            del self.fields["supports"]
        else:
            self.fields["supports"].queryset = readings  # type: ignore[attr-defined]

    def clean_quote(self) -> str:
        """In one line, as words are compared, and with nothing in it that can't be seen."""
        return " ".join(without_controls(self.cleaned_data["quote"]).split())

    def clean(self) -> dict[str, Any]:
        """A place that the explanation never had is dropped; so is one without words."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        named = (data.get("section_key", ""), data.get("paragraph", ""))
        known = ("", "")
        if data.get("quote") and any(named):
            known = known_place(self.question.explanation, *named)
        return data | dict(zip(("section_key", "paragraph"), known, strict=True))

    def clean_parent(self) -> Comment | None:
        """The comment that is answered; one of another question is as unknown as one that never
        was."""
        pk = self.cleaned_data["parent"]
        if pk is None:
            return None
        # A larger number than the database can hold is just as unknown.
        parent = self.question.comments.visible().filter(pk=pk).first() if 0 < pk < 2**63 else None
        if parent is None:
            raise forms.ValidationError(_("The comment you answer isn’t there any more."))
        return parent

    def fields_for_comment(self) -> dict[str, Any]:
        """What ``Comment.post`` takes, the author aside."""
        data = {**self.cleaned_data}
        del data["website"]
        if not data["submission"]:
            del data["submission"]
        return {"question": self.question, **data}

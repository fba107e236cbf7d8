"""What an editor's reading rests on: a scene of the film, or a passage of the explanation."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from discussions.admin.section_choice import Choices, offer_sections, section_choices
from discussions.models import Question
from discussions.quotes import live_text
from explainer.models import Scene
from hersite.admin_ordered import OrderedFormSet

FIELDS = ("scene", "section_key", "quote")


class Grounds:
    """The scenes and the sections of a question, read once for all its readings."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def scenes(self) -> Choices:
        scenes = Scene.objects.filter(film__explanations=self.question.explanation_id)
        return [("", "---------"), *((str(scene.pk), str(scene)) for scene in scenes)]

    @cached_property
    def sections(self) -> Choices:
        return section_choices(self.question.explanation_id)

    def offer(self, form: Any) -> None:
        if "scene" in form.fields:
            form.fields["scene"].choices = self.scenes
        if "section_key" in form.fields:
            offer_sections(form, self.sections)


def keep_proposed(form: Any) -> None:
    """What a member has proposed rests on what they say."""
    if form.instance.proposed_by_id:
        for name in form.fields.keys() & set(FIELDS):
            form.fields[name].disabled = True


def check_quote(form: Any, question: Question | None) -> None:
    """Words that were put in stand in the section that they are said to stand in; where none is
    said, they find it. Of what nobody can see yet nothing is asked."""
    data = form.cleaned_data
    quote = " ".join((data.get("quote") or "").split())
    if not quote or question is None or not {"quote", "section_key"} & set(form.changed_data):
        return
    text = live_text(question.explanation)
    key = data.get("section_key") or ""
    if text is None or (key and key not in text.sections.values()):
        return
    data["quote"], found = quote, text.section_of(quote, key)
    if found:
        data["section_key"] = found
    else:
        form.add_error("quote", _("The explanation doesn’t have these words in that section."))


class ReadingFormSet(OrderedFormSet):
    """The readings of a question; a new one begins at the section that asks it."""

    @cached_property
    def _grounds(self) -> Grounds | None:
        return Grounds(self.instance) if self.instance.explanation_id else None

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk is None and "section_key" in form.fields:
            form.initial["section_key"] = self.instance.section_key
            # As with the order: a row left empty stays empty although the question moves.
            form.fields["section_key"].show_hidden_initial = True
        if self._grounds:
            self._grounds.offer(form)

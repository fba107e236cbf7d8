"""Which questions stand on which section of an explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.urls import reverse

from discussions.models import Question
from explainer.models import Explanation, Section


@dataclass(frozen=True)
class Asked:
    """A question as it is listed at its section."""

    question: Question
    url: str
    readings: int
    votes: int


@dataclass(frozen=True)
class Place:
    """A section, or the key of one that is gone, or none in particular; ``ask_url`` is empty for
    whoever may not ask anything there."""

    key: str
    heading: str
    questions: list[Asked]
    ask_url: str = ""


class QuestionsOf:
    """The questions of an explanation, for who comes from ``back``, a page of the admin. They are
    read once, however often this is made for the same row."""

    def __init__(self, explanation: Explanation, back: str, *, may_ask: bool) -> None:
        self.explanation, self.back, self.may_ask = explanation, back, may_ask
        prefetch_related_objects([explanation], "questions__interpretations")

    def on(self, key: str, heading: str = "") -> Place:
        own = [
            self._asked(question)
            for question in self.explanation.questions.all()
            if question.section_key == key
        ]
        return Place(key, heading, own, self._ask_url(key) if self.may_ask else "")

    def places(self, sections: list[Section]) -> list[Place]:
        """All of them: by section, then those whose section is gone, then those of none."""
        known = {section.key: section.heading for section in sections}
        keys = {question.section_key for question in self.explanation.questions.all()}
        gone = [Place(key, "", self.on(key).questions) for key in sorted(keys - {"", *known})]
        return [*(self.on(key, heading) for key, heading in known.items()), *gone, self.on("")]

    def _asked(self, question: Question) -> Asked:
        readings = question.interpretations.all()
        page = reverse("admin:discussions_question_change", args=[question.pk])
        return Asked(
            question,
            f"{page}?{urlencode({'back': self.back})}",
            sum(reading.state == reading.State.OPEN for reading in readings),
            sum(reading.agree + reading.disagree + reading.unsure for reading in readings),
        )

    def _ask_url(self, key: str) -> str:
        asked: dict[str, Any] = {"explanation": self.explanation.pk, "section_key": key}
        query = urlencode({**asked, "back": self.back})
        return f"{reverse('admin:discussions_question_add')}?{query}"

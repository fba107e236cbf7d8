"""A whole proposal of a reading, and where it is sent."""

from __future__ import annotations

from typing import Any

from discussions.models import Interpretation, Member
from explainer.models import Scene
from tests.support.content import Content

WORDS = "The keeper wants to be found"
REASONS = "He lights the lamp on nights when no ship is due, and he leaves the book open."


def address(content: Content) -> str:
    return f"{content.question.get_absolute_url()}readings/"


def whole(content: Content) -> dict[str, str]:
    """What a form holds that nothing is wrong with."""
    scene, _made = Scene.objects.get_or_create(film=content.film, title="The open book")
    return {"statement": WORDS, "reasoning": REASONS, "scene": str(scene.pk)}


def proposed() -> Interpretation:
    return Interpretation.objects.get(state="proposed")


def none_yet() -> bool:
    return not Interpretation.objects.filter(state="proposed").exists()


def propose_many(member: Member, content: Content, number: int, **fields: Any) -> None:
    for each in range(number):
        values = {"statement": f"Number {each} of {number}", "state": "proposed", **fields}
        Interpretation.objects.create(question=content.question, proposed_by=member, **values)

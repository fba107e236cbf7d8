"""What the admin's pages show of both rooms."""

from __future__ import annotations

from typing import Any

from django import template

from explainer.models import Explanation, Section
from hersite.desk.asked import Place, QuestionsOf
from hersite.desk.page import Desk, load_desk

register = template.Library()


@register.simple_tag
def desk_of(user: Any) -> Desk:
    """The blocks of the first page, for a member of the staff."""
    return load_desk(user)


@register.inclusion_tag("admin/desk/section_questions.html", takes_context=True)
def section_questions(context: Any, section: Section, anchor: str = "") -> dict[str, Any]:
    """On the page of an edition: what is asked at one of its sections. ``anchor`` is where saving a
    question leads back to."""
    found = _questions(context, context["original"].explanation, anchor)
    return {"place": found.on(section.key, section.heading) if found and section.pk else None}


@register.simple_tag(takes_context=True)
def section_places(context: Any, explanation: Explanation) -> list[Place]:
    """On the page of an explanation: its sections, each with what is asked there."""
    found = _questions(context, explanation, "asked")
    edition = explanation.current_edition or explanation.editions.first()
    if found is None or edition is None:
        return []
    return found.places(list(edition.sections.defer("body", "body_html")))


def _questions(context: Any, explanation: Explanation, anchor: str) -> QuestionsOf | None:
    """None for whoever may not read questions."""
    request = context["request"]
    if not request.user.has_perm("discussions.view_question"):
        return None
    back = f"{request.path}#{anchor}" if anchor else request.path
    may_ask = request.user.has_perm("discussions.add_question")
    return QuestionsOf(explanation, back, may_ask=may_ask)

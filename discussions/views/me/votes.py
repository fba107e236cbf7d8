from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from discussions.cursors import part_of
from discussions.models import Member, Question, Vote
from discussions.views.me.frame import show, signed_in
from explainer.models import Edition
from hersite.spoils import Spoils


@dataclass(frozen=True)
class Stands:
    """Where a member stands on the readings of a question. ``spoils`` is how much these give away;
    None where nobody can read the page at present."""

    question: Question
    votes: list[Vote]
    spoils: str | None


@login_required
@require_safe
def votes(request: HttpRequest) -> HttpResponse:
    """The member's votes, question by question; nobody else is ever shown them."""
    part = part_of(_cast_by(signed_in(request)), "question", request.GET.get("after", ""))
    context = {"stands": list(_by_question(part.rows)), "after": part.after}
    return show(request, "votes.html", _("Your votes"), context)


def _cast_by(member: Member) -> QuerySet[Any]:
    question = "interpretation__question"
    live = Edition.objects.live().filter(explanation=OuterRef(f"{question}__explanation"))
    edition_spoils = Subquery(live.values("spoils")[:1])
    votes = member.votes.select_related(question)
    return votes.annotate(question=F(question), edition_spoils=edition_spoils)


def _by_question(votes: Iterable[Any]) -> Iterator[Stands]:
    for _key, group in groupby(votes, lambda vote: vote.interpretation.question_id):
        own = list(group)
        question, edition_spoils = own[0].interpretation.question, own[0].edition_spoils
        spoils = edition_spoils and Spoils.widest(question.spoils, edition_spoils)
        yield Stands(question, own, spoils)

"""A member follows a question: it stands on their own pages, with what is new there."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string

from discussions.models import Comment, Member, Mute, Question, Visit
from explainer.models import Edition
from hersite.memory import Fragments

_buttons = Fragments(most=2_000)


def follow(member: Member, question: Question) -> None:
    """From now on; what stands there already is not new."""
    Visit.objects.update_or_create(member=member, question=question, defaults={"follows": True})


def unfollow(member: Member, question: Question) -> None:
    member.visits.filter(question=question).update(follows=False)


def followed(member: Member) -> QuerySet[Visit]:
    """Questions that can be read, the one last looked at first, each with the number of comments
    (``fresh``) that others have written since."""
    muted = Mute.objects.filter(member=member).values("muted")
    live = Edition.objects.live().filter(explanation=OuterRef("question__explanation"))
    since = (
        Comment.objects.visible()
        .filter(question=OuterRef("question"), created_at__gt=OuterRef("seen_at"))
        .exclude(Q(author=member) | Q(author__in=muted))
    )
    number = since.order_by().values("question").annotate(number=Count("pk")).values("number")
    return (
        member.visits.filter(follows=True)
        .alias(edition=Subquery(live.values("pk")[:1]))
        .exclude(edition=None)
        .annotate(fresh=Coalesce(Subquery(number), 0))
        .select_related("question")
    )


def follow_html(slug: str, *, follows: bool) -> str:
    """The button on the question's page; it stands there for guests, too, and leads them to
    sign-in first."""
    context = {"slug": slug, "follows": follows}
    return _buttons.get_or_make(
        (slug, follows), lambda: render_to_string("discussions/questions/follow.html", context)
    )

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discussions.admin.closures import ClosureActions
from discussions.admin.interpretations import InterpretationInline
from discussions.admin.question_form import QuestionForm
from discussions.models import Interpretation, Question
from discussions.models.question import QUIET
from hersite.admin_columns import link
from hersite.admin_return import ReturnsWhence
from hersite.admin_rules import LockedWhileSaving, NeverDeleted
from hersite.admin_slugs import ChangesSlugs


class OpenFilter(admin.SimpleListFilter):
    title = _("discussion")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("open")), ("no", _("closed")), ("silent", _("without a comment"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        now = timezone.now()
        silent = Q(last_comment_at=None) | Q(last_comment_at__lte=now - QUIET)
        quiet = silent & Q(opened_at__lte=now - QUIET)
        by_mode = Q(mode=Question.Mode.CLOSED)
        closed = Q(closure__isnull=False) | Q(closes_at__lte=now) | quiet | by_mode
        match self.value():
            case "yes":
                return queryset.exclude(closed)
            case "no":
                return queryset.filter(closed)
            case "silent":
                return queryset.filter(last_comment_at=None)
        return queryset


def _closed_by_itself(question: Question) -> str:
    if not question.is_closed:
        return gettext("no")
    if question.rules_mode == Question.Mode.CLOSED:
        return gettext("by its moderation, or by that of the site")
    return gettext("after 180 quiet days") if question.is_quiet else gettext("by its date")


@admin.register(Question)
class QuestionAdmin(
    ClosureActions, ReturnsWhence, ChangesSlugs, NeverDeleted, LockedWhileSaving, admin.ModelAdmin
):
    form = QuestionForm
    list_display = [
        "public_title", "explanation", "comments", "last_comment_at", "votes", "open", "spoils",
        "mode",
    ]  # fmt: skip
    list_filter = [OpenFilter, "mode", "spoils", "explanation"]
    list_select_related = ["explanation", "closure"]
    search_fields = ["title", "safe_title", "slug"]
    # The liveliest first.
    ordering = [F("last_comment_at").desc(nulls_last=True), "explanation", "order"]
    autocomplete_fields = ["explanation"]
    fieldsets = [
        (None, {"fields": ["explanation", "section_key", "title", "spoils", "safe_title", "slug",
                           "prompt"]}),
        (_("Place"), {"fields": ["order", "leading", "general"]}),
        (_("Discussion"), {"fields": ["mode", "closes_at", "closed"]}),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        votes = (
            Interpretation.objects.filter(question=OuterRef("pk"))
            .order_by()
            .values("question")
            .annotate(total=Sum(F("agree") + F("disagree") + F("unsure")))
        )
        total = Coalesce(Subquery(votes.values("total")), 0)
        questions = super().get_queryset(request).with_rules()  # type: ignore[attr-defined]
        return questions.annotate(vote_total=total)

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> list[str]:
        return ["closed"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Whoever comes from a section begins with it, after the questions that are there."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        explanation = initial.get("explanation", "")
        if explanation.isdecimal() and len(explanation) < 19:
            asked = Question.objects.filter(explanation=explanation)
            last = asked.aggregate(last=Max("order"))["last"]
            initial.setdefault("order", 0 if last is None else last + 1)
        else:
            # No row has such a number, and the field would ask the database for it.
            initial.pop("explanation", None)
        return initial

    def get_inlines(self, request: HttpRequest, obj: Question | None) -> list[Any]:
        # The general thread has no ballot.
        return [] if obj and obj.general else [InterpretationInline]

    @admin.display(description=_("question"), ordering="title")
    def public_title(self, question: Question) -> str:
        return question.public_title

    @admin.display(description=_("comments"), ordering="comment_count")
    def comments(self, question: Question) -> SafeString:
        url = reverse("admin:discussions_comment_changelist")
        return link(f"{url}?question__id__exact={question.pk}", question.comment_count)

    @admin.display(description=_("votes"), ordering="vote_total")
    def votes(self, question: Any) -> int:
        return question.vote_total

    @admin.display(description=_("open"), boolean=True)
    def open(self, question: Question) -> bool:
        return not question.is_closed

    @admin.display(description=_("closed"))
    def closed(self, question: Question) -> str:
        if not hasattr(question, "closure"):
            return _closed_by_itself(question)
        closure = question.closure
        return f"{closure.at:%Y-%m-%d}, {closure.by}: {closure.reason}"

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        # From now on the row is the editors': loading the files again leaves it alone.
        obj.source_digest = ""
        super().save_model(request, obj, form, change)

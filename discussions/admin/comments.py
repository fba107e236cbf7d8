from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Upper
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from discussions.admin.deciding import ask_and_hide, show
from discussions.admin.names import called, number_in
from discussions.models import Comment, CommentEdit, Flag
from hersite.admin_columns import count_of, link
from hersite.admin_long_list import MOST, LongList
from hersite.admin_rules import ReadOnly, Steps


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        return [(value, str(label)) for value, label in Comment.State.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        state = self.value()
        if state is None:
            return queryset
        if {"question__id__exact", "author__id__exact"} & request.GET.keys():
            return queryset.filter(state=state)
        return queryset.alias(capitals=Upper("state")).filter(capitals=state.upper())


class ReportedFilter(admin.SimpleListFilter):
    title = _("reports")
    parameter_name = "reported"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("reported")), ("no", _("not reported"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comment]) -> QuerySet[Comment]:
        # The list of reports leads to all there are; this one to what was reported of late.
        if self.value() == "yes":
            latest = Flag.objects.order_by("-at", "-pk")[:MOST]
            return queryset.filter(pk__in=latest.values("comment"))
        reports = Exists(Flag.objects.filter(comment=OuterRef("pk")))
        return queryset.exclude(reports) if self.value() == "no" else queryset


class FlagInline(ReadOnly, admin.TabularInline):
    model = Flag
    fields = ["reason", "note", "member", "at", "upheld"]
    readonly_fields = ["upheld"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Flag]:
        return super().get_queryset(request).select_related("member")


class CommentEditInline(ReadOnly, admin.TabularInline):
    model = CommentEdit
    fields = ["body", "editor", "at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CommentEdit]:
        return super().get_queryset(request).select_related("editor")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see a comment may see what it said before."""
        return request.user.has_perm("discussions.view_comment")


@admin.register(Comment)
class CommentAdmin(LongList, Steps, ReadOnly, admin.ModelAdmin):
    """Comments are read and decided on here; their words are nobody's but the author's."""

    list_display = [
        "excerpt", "author", "question", "state", "useful_count", "reports", "created_at",
    ]  # fmt: skip
    list_filter = [StateFilter, ReportedFilter, "question"]
    list_select_related = ["author", "question"]
    search_fields = ["body"]
    search_hint = _("A comment’s number, its author’s whole name, or words of newer comments.")
    ordering = ["-created_at"]
    sortable_by = ["created_at"]
    fields = [
        "state", "author", "question", "answers", "body", "quote", "supports", "spoils",
        "useful_count", "created_at", "edited_at",
    ]  # fmt: skip
    actions = ["show", "hide"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        reports = count_of(Flag.objects.filter(comment=OuterRef("pk")))
        return super().get_queryset(request).annotate(report_count=reports)

    def find_whole(self, queryset: QuerySet[Comment], term: str) -> list[QuerySet[Comment]]:
        number = queryset.filter(pk=number_in(term))
        return [number, *(queryset.filter(author=member) for member in called(term))]

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> list[str]:
        return ["answers"]

    def get_inlines(self, request: HttpRequest, obj: Comment | None) -> list[Any]:
        if obj is None:
            return []
        inlines: list[Any] = [FlagInline] if obj.flags.exists() else []
        return [*inlines, CommentEditInline] if obj.edits.exists() else inlines

    @admin.display(description=_("comment"))
    def excerpt(self, comment: Comment) -> str:
        return Truncator(comment.body).chars(90) or comment.get_state_display()

    @admin.display(description=_("reports"))
    def reports(self, comment: Any) -> int | str:
        return comment.report_count or "–"

    @admin.display(description=_("in answer to"))
    def answers(self, comment: Comment) -> SafeString | str:
        above: Any = comment.parent
        if above is None:
            return "–"
        url = reverse("admin:discussions_comment_change", args=[above.pk])
        return link(url, f"{above}, {above.author}")

    # -- Decisions --

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("discussions.change_comment")

    @admin.action(permissions=["moderate"], description=_("Show: approve or restore"))
    def show(self, request: HttpRequest, comments: QuerySet[Comment]) -> None:
        show(self, request, comments)

    @admin.action(permissions=["moderate"], description=_("Hide… (the author is told why)"))
    def hide(self, request: HttpRequest, comments: QuerySet[Comment]) -> HttpResponse | None:
        return ask_and_hide(self, request, comments, comments)

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from discussions.admin.names import called, number_in
from discussions.models import Decision
from hersite.admin_columns import link
from hersite.admin_long_list import LongList
from hersite.admin_rules import ReadOnly


@admin.register(Decision)
class DecisionAdmin(LongList, ReadOnly, admin.ModelAdmin):
    """The full log, with names and words, for administrators."""

    list_display = ["at", "action", "rule", "about", "member", "moderator", "undone_at"]
    list_filter = ["action", "rule"]
    list_select_related = ["comment", "interpretation", "member", "moderator"]
    search_fields = ["note"]
    search_hint = _("A comment’s number, a whole name, or words of newer messages.")
    ordering = ["-at"]
    sortable_by = ["at"]
    fields = ["at", "action", "rule", "note", "about", "member", "moderator", "undone_at"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: Decision | None = None) -> list[str]:
        return ["about"]

    def find_whole(self, queryset: QuerySet[Decision], term: str) -> list[QuerySet[Decision]]:
        """About a comment, about what concerns somebody, and what somebody decided."""
        decided = queryset.order_by()
        found = [decided.filter(comment=number_in(term))]
        for member in called(term):
            found += [decided.filter(member=member), decided.filter(moderator=member)]
        return found

    @admin.display(description=_("about"))
    def about(self, decision: Decision) -> SafeString | str:
        comment, reading = decision.comment, decision.interpretation
        if reading is not None:
            url = reverse("discussions:decide_reading", args=[reading.pk])
            return link(url, Truncator(reading.statement).chars(60))
        if comment is None:
            return "–"
        url = reverse("discussions:moderate", args=[comment.pk])
        return link(url, Truncator(comment.body).chars(60) or comment)

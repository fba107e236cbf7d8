from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from discussions.admin.deciding import ask_and_hide, dismiss
from discussions.admin.names import called, number_in
from discussions.models import Comment, Flag
from hersite.admin_columns import link
from hersite.admin_long_list import LongList
from hersite.admin_rules import ReadOnly, Steps


class StandsFilter(admin.SimpleListFilter):
    title = _("the comment")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("is on the page")), ("no", _("is hidden or deleted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Flag]) -> QuerySet[Flag]:
        # Asked of each report: a join would begin with all comments in that state.
        visible = Comment.objects.visible().filter(pk=OuterRef("comment"))
        if self.value() == "yes":
            return queryset.filter(Exists(visible))
        return queryset.exclude(Exists(visible)) if self.value() == "no" else queryset


@admin.register(Flag)
class FlagAdmin(LongList, Steps, ReadOnly, admin.ModelAdmin):
    list_display = ["reason", "excerpt", "note", "state", "author", "member", "at", "upheld"]
    list_filter = [StandsFilter, "reason"]
    list_select_related = ["comment__author", "member"]
    search_fields = ["note", "comment__body"]
    search_hint = _("A comment’s number, a whole name, or words of newer reports.")
    ordering = ["-at"]
    sortable_by = ["at"]
    fields = ["reason", "note", "member", "at", "excerpt", "author", "state", "upheld"]
    actions = ["hide", "dismiss"]

    def find_whole(self, queryset: QuerySet[Flag], term: str) -> list[QuerySet[Flag]]:
        """About a comment, about what somebody wrote, and what somebody reported."""
        flags = queryset.order_by()
        found = [flags.filter(comment=number_in(term))]
        for member in called(term):
            found += [flags.filter(comment__author=member), flags.filter(member=member)]
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Flag | None = None) -> list[str]:
        return ["excerpt", "author", "state", "upheld"]

    def view_on_site(self, flag: Flag) -> str:
        return flag.comment.get_absolute_url()

    @admin.display(description=_("comment"))
    def excerpt(self, flag: Flag) -> SafeString:
        url = reverse("admin:discussions_comment_change", args=[flag.comment_id])
        return link(url, Truncator(flag.comment.body).chars(90) or flag.comment)

    @admin.display(description=_("by"))
    def author(self, flag: Flag) -> str:
        return str(flag.comment.author)

    @admin.display(description=_("the comment is"))
    def state(self, flag: Flag) -> str:
        return flag.comment.get_state_display()

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("discussions.change_comment")

    @admin.action(permissions=["moderate"], description=_("Hide the comments they are about…"))
    def hide(self, request: HttpRequest, flags: QuerySet[Flag]) -> HttpResponse | None:
        return ask_and_hide(self, request, flags, self._comments(flags))

    @admin.action(permissions=["moderate"], description=_("Dismiss: the comments stay"))
    def dismiss(self, request: HttpRequest, flags: QuerySet[Flag]) -> None:
        dismiss(self, request, self._comments(flags))

    def _comments(self, flags: QuerySet[Flag]) -> QuerySet[Comment]:
        return Comment.objects.filter(pk__in=flags.values("comment"))

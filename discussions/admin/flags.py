from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from discussions.admin.comments import decide
from discussions.models import Comment, Flag
from hersite.admin_columns import link
from hersite.admin_rules import ReadOnly


class StandsFilter(admin.SimpleListFilter):
    title = _("the comment")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("is on the page")), ("no", _("is hidden or deleted"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Flag]) -> QuerySet[Flag]:
        if self.value() == "yes":
            return queryset.filter(comment__state=Comment.State.VISIBLE)
        if self.value() == "no":
            return queryset.exclude(comment__state=Comment.State.VISIBLE)
        return queryset


@admin.register(Flag)
class FlagAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["reason", "excerpt", "note", "state", "author", "member", "at"]
    list_filter = [StandsFilter, "reason"]
    list_select_related = ["comment__author", "member"]
    search_fields = ["note", "comment__body", "comment__author__username", "member__username"]
    fields = ["reason", "note", "member", "at", "excerpt", "author", "state"]
    actions = ["hide"]

    def get_readonly_fields(self, request: HttpRequest, obj: Flag | None = None) -> list[str]:
        return ["excerpt", "author", "state"]

    def view_on_site(self, flag: Flag) -> str:
        return flag.comment.get_absolute_url()

    @admin.display(description=_("comment"))
    def excerpt(self, flag: Flag) -> SafeString:
        url = reverse("admin:discussions_comment_change", args=[flag.comment_id])
        return link(url, Truncator(flag.comment.body).chars(90) or flag.comment)

    @admin.display(description=_("by"))
    def author(self, flag: Flag) -> str:
        return str(flag.comment.author)

    @admin.display(description=_("the comment is"), ordering="comment__state")
    def state(self, flag: Flag) -> str:
        return flag.comment.get_state_display()

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("discussions.change_comment")

    @admin.action(permissions=["moderate"], description=_("Hide the comments they are about"))
    def hide(self, request: HttpRequest, flags: QuerySet[Flag]) -> None:
        comments = Comment.objects.filter(pk__in=flags.values("comment"))
        number = decide(self, request, comments, Comment.State.HIDDEN)
        said = ngettext("%(number)d comment is hidden.", "%(number)d comments are hidden.", number)
        self.message_user(request, said % {"number": number}, messages.SUCCESS)

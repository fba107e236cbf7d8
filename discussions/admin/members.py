from __future__ import annotations

from typing import Any

from allauth.account import admin as accounts
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from discussions.admin.names import called
from discussions.models import Comment, Member
from hersite.admin_columns import count_of, link
from hersite.admin_long_list import LongList
from hersite.admin_rules import NeverDeleted

# No page shows an e-mail address, this one neither: their owners look after them at /account/.
assert accounts.EmailAddressAdmin
admin.site.unregister(EmailAddress)

PERSON: list[Any] = ["username", "display_name", "about", "joined", "last_login", "is_sample"]


class GroupFilter(admin.SimpleListFilter):
    """Django's own asks for distinct rows, which it would look for among all members."""

    title = _("group")
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        return list(Group.objects.order_by("name").values_list("pk", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Member]) -> QuerySet[Member]:
        chosen = self.value()
        if chosen is None or not chosen.isdecimal():
            return queryset
        within = Member.groups.through.objects.filter(group=int(chosen))
        return queryset.filter(pk__in=within.values("member"))


@admin.register(Member)
class MemberAdmin(LongList, NeverDeleted, admin.ModelAdmin):
    """Who may do what. Members sign up and leave by themselves; e-mail addresses stay theirs."""

    list_display = [
        "username", "display_name", "comments", "joined", "is_staff", "is_active", "is_sample",
    ]  # fmt: skip
    list_filter = ["is_staff", GroupFilter, "is_active", "is_sample"]
    search_fields = ["username", "display_name"]
    search_hint = _("A whole name, or a part of the name of somebody who joined of late.")
    ordering = ["-joined"]
    sortable_by = ["username", "joined"]
    readonly_fields = PERSON
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": PERSON}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "groups", "is_superuser"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Member]:
        written = Comment.objects.filter(author=OuterRef("pk"))
        return super().get_queryset(request).annotate(comment_total=count_of(written))

    def find_whole(self, queryset: QuerySet[Member], term: str) -> list[QuerySet[Member]]:
        return [queryset.filter(pk__in=called(term).values("pk"))]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        """Whoever gives rights could give themselves all of them: that is for superusers."""
        return bool(request.user.is_superuser)

    def get_fieldsets(self, request: HttpRequest, obj: Member | None = None) -> Any:
        own = super().get_fieldsets(request, obj)
        return own if self.has_change_permission(request) else own[:1]

    @admin.display(description=_("comments"))
    def comments(self, member: Any) -> SafeString:
        url = reverse("admin:discussions_comment_changelist")
        return link(f"{url}?author__id__exact={member.pk}", member.comment_total)

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from discussions.models import SiteRules
from hersite.admin_rules import LockedWhileSaving, NeverDeleted


@admin.register(SiteRules)
class SiteRulesAdmin(NeverDeleted, LockedWhileSaving, admin.ModelAdmin):
    """The one row there is: its list leads to it."""

    fields = ["mode", "tightened"]
    readonly_fields = ["tightened"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        SiteRules.objects.get_or_create(pk=1)
        return redirect("admin:discussions_siterules_change", 1)

    @admin.display(description=_("tightened since"))
    def tightened(self, rules: SiteRules) -> str:
        since = rules.tight_since
        return f"{since:%Y-%m-%d %H:%M}" if since else gettext("not tightened")

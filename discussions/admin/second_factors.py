from __future__ import annotations

from typing import Any

from allauth.mfa import admin as second_factors
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest

from hersite.admin_references import AsksBeforeDeleting

# allauth's own page shows the secrets themselves, and lets them be rewritten.
assert second_factors.AuthenticatorAdmin
admin.site.unregister(Authenticator)

SHOWN = ("user", "type", "created_at", "last_used_at")


@admin.register(Authenticator)
class AuthenticatorAdmin(AsksBeforeDeleting, admin.ModelAdmin):
    """For the member who lost what they signed in with: a superuser takes it away, and they set up
    another one."""

    list_display = SHOWN
    list_select_related = ["user"]
    list_filter = ["type"]
    search_fields = ["=user__username"]
    fields = readonly_fields = SHOWN
    ordering = ["-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

from __future__ import annotations

from django.contrib import admin

from discussions.models import NameChange
from hersite.admin_rules import ReadOnly


@admin.register(NameChange)
class NameChangeAdmin(ReadOnly, admin.ModelAdmin):
    """Who was shown as what before."""

    list_display = ["at", "before", "after", "member"]
    list_select_related = ["member"]
    search_fields = ["=before", "=after", "=member__username"]
    fields = ["member", "before", "after", "at"]

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth import admin as groups
from django.contrib.auth.models import Group

from hersite.admin_references import AsksBeforeDeleting

admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(AsksBeforeDeleting, groups.GroupAdmin):
    """Django's own page; a group that somebody is in stays."""

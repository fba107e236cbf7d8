from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext

from discussions.models import Suspension
from discussions.moderation.suspensions import lift
from hersite.admin_rules import ReadOnly, Steps, staff
from hersite.audit.record import note_before


@admin.register(Suspension)
class SuspensionAdmin(Steps, ReadOnly, admin.ModelAdmin):
    """Made in the queue; ended here before its time."""

    list_display = ["member", "rule", "at", "ends_at", "ended_at", "by"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter), "rule"]
    list_select_related = ["member", "by"]
    search_fields = ["=member__username", "=member__display_name"]
    fields = ["member", "rule", "message", "at", "ends_at", "ended_at", "by"]
    steps = ("lift",)

    def lift(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not staff(request).is_moderator:
            raise PermissionDenied
        suspension = get_object_or_404(Suspension, pk=pk)
        if suspension.ended_at is None:
            note_before(request, suspension)
            lift(suspension.member, staff(request))
            self.log_change(request, suspension, gettext("Lifted."))
            self.message_user(request, gettext("The suspension is lifted."), messages.SUCCESS)
        return redirect("admin:discussions_suspension_change", pk)

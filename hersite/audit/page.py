"""The record of what staff did, for administrators: to be read, and for nothing else."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hersite.admin_columns import link
from hersite.admin_long_list import LongList, SortedByIndex
from hersite.admin_rules import ReadOnly
from hersite.audit.shown import Shown, shown
from hersite.models import StaffAction


class PersonFilter(admin.SimpleListFilter):
    """Who is on the staff; others, who were once, are found by their name."""

    title = _("person")
    parameter_name = "actor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        members = get_user_model()._default_manager
        # Along the index of those few among a million, which has them in this order.
        staff = members.filter(is_staff=True).order_by("-joined", "-id")
        return sorted(((member.pk, str(member)) for member in staff), key=lambda one: one[1])

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StaffAction]
    ) -> QuerySet[StaffAction]:
        chosen = self.value()
        by_one = chosen is not None and chosen.isdecimal() and len(chosen) < 19
        return queryset.filter(actor=int(chosen)) if chosen and by_one else queryset


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        kinds = {model._meta.label_lower: model for model in apps.get_models()}
        registered = {model._meta.label_lower for model in model_admin.admin_site._registry}
        registered.discard(StaffAction._meta.label_lower)
        names = [(kind, str(kinds[kind]._meta.verbose_name)) for kind in registered]
        return sorted(names, key=lambda named: named[1])

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StaffAction]
    ) -> QuerySet[StaffAction]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class WithChanges(SortedByIndex):
    """What the lines of a page show, loaded together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        lines = list(self.result_list)
        for action, told in zip(lines, shown(lines), strict=True):
            action.told = told
        self.result_list = lines


@admin.register(StaffAction)
class StaffActionAdmin(LongList, ReadOnly, admin.ModelAdmin):
    list_display = ["at", "actor", "done", "about", "differences"]
    list_filter = [PersonFilter, KindFilter, ("at", admin.DateFieldListFilter)]
    list_select_related = ["actor"]
    search_fields = ["name", "said"]
    search_hint = _(
        "A day as 2026-03-31, somebody’s whole name, the number of an object, or words of what was "
        "done of late."
    )
    ordering = ["-at"]
    sortable_by = ["at"]
    fields = readonly_fields = ("at", "actor", "done", "about", "differences")

    class Media:
        css = {"all": ["css/admin/staff-actions.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[SortedByIndex]:
        return WithChanges

    def find_whole(self, queryset: QuerySet[StaffAction], term: str) -> list[QuerySet[StaffAction]]:
        """By whom, on which day, to the object with which number."""
        rows = queryset.order_by("-at", "-id")
        found = [rows.filter(actor=member) for member in _called(term)]
        number = term.removeprefix("#")
        if number.isdecimal():
            found.append(rows.filter(key=number))
        if day := _day(term):
            start = timezone.make_aware(datetime.combine(day, time.min))
            found.append(rows.filter(at__gte=start, at__lt=start + timedelta(days=1)))
        return found

    @admin.display(description=_("what"))
    def done(self, action: Any) -> str:
        return self._told(action).said

    @admin.display(description=_("on what"))
    def about(self, action: Any) -> SafeString | str:
        told = self._told(action)
        words = f"{capfirst(told.kind)}: {told.name}"
        return link(told.url, words) if told.url else words

    @admin.display(description=_("before → after"))
    def differences(self, action: Any) -> SafeString:
        return render_to_string("admin/staff_action/changes.html", {"told": self._told(action)})

    def _told(self, action: Any) -> Shown:
        """Loaded with the list, or for its own page."""
        if not hasattr(action, "told"):
            action.told = shown([action])[0]
        told: Shown = action.told
        return told


def _called(name: str) -> QuerySet[Any]:
    """In any case; as their indexes have it."""
    members = get_user_model()._default_manager
    rows = members.alias(own=Lower("username"), shown=Lower("display_name"))
    return rows.filter(Q(own=Lower(Value(name))) | Q(shown=Lower(Value(name)))).order_by()


def _day(term: str) -> date | None:
    try:
        return date.fromisoformat(term)
    except ValueError:
        return None

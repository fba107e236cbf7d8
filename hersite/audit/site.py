"""The admin, on record: whatever class a model is registered with, its pages write down what they
do, and their History shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from hersite.audit.record import Verb, note_before, record, record_change
from hersite.audit.shown import shown
from hersite.audit.state import state_of
from hersite.models import StaffAction

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
else:
    _Page = object

# Of one object's history, on a page.
LINES = 50


class Recorded(_Page):
    """In front of every class of the admin. Django calls ``log_…`` for what its own forms do, in
    their transaction; a step of the project calls ``log_change`` itself, with what it did."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any | None:
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST":
            # By now the row is locked, where the page locks it.
            note_before(request, obj)
        return obj

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record(request.user, Verb.ADD, obj, {}, state_of(obj), _in_words(message))

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        record_change(request, obj, _in_words(message))

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> Any:
        """Called before they are gone."""
        for obj in queryset:
            record(request.user, Verb.DELETE, obj, state_of(obj), {})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who did what when, for all who see the object; before and after for administrators."""
        rows = StaffAction.objects.filter(kind=self.opts.label_lower, key=unquote(object_id))
        page = Paginator(_newest(rows), LINES).get_page(request.GET.get("p", 1))
        context = {
            "action_list": page,
            "actions": shown(page.object_list),
            "page_range": page.paginator.get_elided_page_range(page.number),
            "page_var": "p",
            "pagination_required": page.paginator.num_pages > 1,
            "tells_values": request.user.is_superuser,
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})


def _newest(rows: QuerySet[StaffAction]) -> QuerySet[StaffAction]:
    return rows.select_related("actor").order_by("-at", "-id")


def _in_words(message: Any) -> str:
    """A list is what Django says of a form; what was changed tells itself."""
    return message if isinstance(message, str) else ""


class AuditedSite(admin.AdminSite):
    def register(
        self, model_or_iterable: Any, admin_class: type[Any] | None = None, **options: Any
    ) -> None:
        base: Any = admin_class or admin.ModelAdmin
        if not issubclass(base, Recorded):
            base = type(base)(base.__name__, (Recorded, base), {"__module__": base.__module__})
        super().register(model_or_iterable, base, **options)

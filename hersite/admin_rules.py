"""What the admin may and may not do here, as mixins for its pages and inlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
else:
    _Page = object


def staff(request: HttpRequest) -> Any:
    """Who is asking: behind ``admin_view`` always a member of the staff."""
    return request.user


class NeverDeleted:
    """For what links and other rows hold on to: it is closed, hidden or withdrawn instead."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnly(NeverDeleted):
    """For what only its own verbs change."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class LockedWhileSaving(_Page):
    """A form writes its row as a whole, and readers move counters in the same row meanwhile: a
    request that writes locks the row and reads it anew before anything is compared."""

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any | None:
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        return self.model._default_manager.select_for_update().get(pk=obj.pk)


class Steps(_Page):
    """Addresses below an object's page where more is done with it than saving: for every method
    named in ``steps`` there is ``<pk>/<name>/``, called ``<app>_<model>_<name>``."""

    steps: tuple[str, ...] = ()

    def get_urls(self) -> list[URLPattern]:
        label = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<int:pk>/{name.replace('_', '-')}/",
                self.admin_site.admin_view(getattr(self, name)),
                name=f"{label}_{name}",
            )
            for name in self.steps
        ]
        return own + super().get_urls()

    def load(self, request: HttpRequest, pk: int) -> Any:
        """The object for somebody who may change it. Http404, PermissionDenied."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404(f"{self.opts.model_name} {pk}")
        return obj

    def step_context(self, request: HttpRequest, obj: Model | None, **extra: Any) -> dict[str, Any]:
        """What the template of a step needs besides what is its own."""
        site = self.admin_site.each_context(request)
        return {**site, "opts": self.opts, "original": obj, "media": self.media, **extra}

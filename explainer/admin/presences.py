"""Who has a draft open, told to whoever else has."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from explainer.models import Edition, Presence
from explainer.models.presence import TOLD_EVERY
from hersite.admin_references import Reference
from hersite.admin_rules import Steps, staff


class Company:
    """What one editor of a draft is told about the others."""

    def __init__(self, request: HttpRequest, edition: Edition) -> None:
        self.edition = edition
        self.others = list(edition.presences.others(staff(request)))

    @property
    def line(self) -> str:
        """Empty where nobody else is there. Without a moment in it: it is read out each time it
        changes."""
        if not self.others:
            return ""
        names = [str(presence.member) for presence in self.others]
        said = ngettext(
            "%(names)s has this draft open.", "%(names)s have this draft open.", len(names)
        )
        return said % {"names": get_text_list(names, gettext("and"))}

    def since(self, version: str) -> str:
        """What has become of the draft since somebody opened that version of it."""
        if not self.edition.is_draft:
            return gettext("It was published or scheduled meanwhile; what you type stays yours.")
        if not version or version == str(self.edition.lock_version):
            return ""
        said = gettext("%(editor)s saved it since you opened it: saving brings both together.")
        return said % {"editor": self.edition.editor or gettext("Somebody else")}

    @property
    def next(self) -> float:
        """Seconds until it is worth asking again: at the latest when somebody is gone."""
        now = timezone.now()
        left = [(presence.gone_at - now).total_seconds() for presence in self.others]
        return max(1.0, min([TOLD_EVERY.total_seconds(), *left]))


class PresenceSteps(Steps):
    """POST to ``presence/`` says that the draft is open and is answered with who else is there;
    DELETE takes it back."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        now = Prefetch("presences", Presence.objects.now(), to_attr="open_now")
        return super().get_queryset(request).prefetch_related(now)

    @admin.display(description=_("open with"))
    def open_with(self, edition: Any) -> str:
        return ", ".join(str(presence.member) for presence in edition.open_now) or "–"

    @method_decorator(require_http_methods(["POST", "DELETE"]))
    def presence(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        # Not locked: it is asked every few seconds, and alters nothing of the edition.
        edition = Edition.objects.select_related("editor").filter(pk=pk).first()
        if edition is None:
            raise Http404(f"edition {pk}")
        if request.method == "DELETE":
            edition.presences.filter(member=staff(request)).delete()
            return HttpResponse(status=204)
        if edition.is_draft:
            Presence.objects.tell(edition, staff(request))
        company = Company(request, edition)
        said = [company.line, company.since(request.POST.get("version", ""))]
        return JsonResponse({"line": " ".join(filter(None, said)), "next": company.next})

    def step_context(self, request: HttpRequest, obj: Model | None, **extra: Any) -> dict[str, Any]:
        def company() -> Company | None:
            return Company(request, obj) if isinstance(obj, Edition) and obj.is_draft else None

        return {"company": company, **super().step_context(request, obj, **extra)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        edition = context.get("original")
        if edition and edition.is_draft and self.has_change_permission(request, edition):
            if request.method == "GET":
                Presence.objects.tell(edition, staff(request))
            context["company"] = Company(request, edition)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who has a draft open is nothing that an editor loses with it."""
        deleted, counts, *rest = super().get_deleted_objects(objs, request)
        counts.pop(str(Presence._meta.verbose_name_plural), None)
        return deleted, counts, *rest

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        # Rendered later, with what is added here.
        response = super().render_delete_form(request, context)
        if line := Company(request, context["object"]).line:
            context["references"].append(Reference(line))
        return response

"""What is live, what is drafted: columns and filters that explanations and editions share."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from explainer.models import Edition, Explanation


def with_live(editions: QuerySet[Edition]) -> QuerySet[Any]:
    """Each with ``is_live``: whether it is what readers see now."""
    live = Edition.objects.live().filter(pk=OuterRef("pk"))
    return editions.annotate(is_live=Exists(live))


def edition_state(edition: Any) -> str:
    """In a word, for an edition from ``with_live``."""
    if edition.is_draft:
        return pgettext("edition", "draft")
    if not edition.is_published:
        return pgettext("edition", "scheduled")
    return pgettext("edition", "live") if edition.is_live else pgettext("edition", "published")


class ExplanationStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("live", _("live")),
            ("scheduled", _("scheduled")),
            ("drafted", _("with a draft")),
            ("never", _("never published")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Explanation]
    ) -> QuerySet[Explanation]:
        own = Edition.objects.filter(explanation=OuterRef("pk"))
        match self.value():
            case "live":
                live = Edition.objects.live().filter(explanation=OuterRef("pk"))
                return queryset.filter(Exists(live))
            case "scheduled":
                return queryset.filter(Exists(own.scheduled()))
            case "drafted":
                return queryset.filter(Exists(own.drafts()))
            case "never":
                return queryset.exclude(Exists(own.exclude(publish_at=None)))
            case "withdrawn":
                return queryset.exclude(withdrawal=None)
        return queryset


class EditionStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("draft", gettext("draft")),
            ("live", gettext("live")),
            ("scheduled", gettext("scheduled")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Edition]) -> QuerySet[Edition]:
        match self.value():
            case "draft":
                return queryset.filter(publish_at=None)
            case "live":
                return queryset.filter(pk__in=Edition.objects.live().values("pk"))
            case "scheduled":
                return queryset.filter(publish_at__gt=timezone.now())
        return queryset

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from explainer.checks import Finding, Level, find
from explainer.models import Edition


class Checked:
    """What the checks found in an edition, and whether its editor wants to publish it all the
    same. Who agrees, agrees to the draft as it was shown: the box carries its version."""

    def __init__(
        self, request: HttpRequest, edition: Edition, *, at: datetime | None = None
    ) -> None:
        findings = _find(edition, at)
        self.stops = [finding for finding in findings if finding.stops]
        self.asks = [finding for finding in findings if not finding.stops]
        self.agreed = request.POST.get("anyway") == str(edition.lock_version)
        # In sentences, where it was tried and couldn't be done after all.
        self.refused: list[str] = []
        self.unanswered = request.method == "POST" and bool(self.asks) and not self.agreed

    @property
    def passed(self) -> bool:
        return not self.stops and (self.agreed or not self.asks)


def _find(edition: Edition, at: datetime | None) -> list[Finding]:
    if not edition.is_draft:
        published = edition.is_published
        said = _("It is published already.") if published else _("It is scheduled already.")
        return [Finding(Level.STOP, said)]
    return find(edition, at=at)


class FindingsOnDraft(admin.ModelAdmin):
    """Tells whoever opens a draft how much is still in its way; saving it goes on as ever."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # A form that was refused has put its values into the row: they are not what is saved.
        edition = context.get("original")
        if edition and edition.is_draft and request.method == "GET":
            findings = find(edition)
            context["stops"] = sum(finding.stops for finding in findings)
            context["asks"] = len(findings) - context["stops"]
        return super().render_change_form(request, context, *args, **kwargs)

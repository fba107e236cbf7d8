"""Two editions side by side, and going back to an older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from explainer.admin.corrections import edition_url
from explainer.admin.states import edition_state, with_live
from explainer.comparing import changes, side_by_side
from explainer.models import Edition
from hersite.admin_rules import Steps, staff

if TYPE_CHECKING:
    from discussions.models import Member


class ComparisonSteps(Steps):
    """For the pages of editions."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.compare)
        own = path("<int:pk>/compare/<int:other>/", view, name="explainer_edition_compare")
        return [own, *super().get_urls()]

    @method_decorator(require_safe)
    def compare(self, request: HttpRequest, pk: int, other: int) -> HttpResponse:
        """Any two editions of one explanation, the first on the left."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = with_live(Edition.objects.select_related("explanation", "editor", "lead_picture"))
        found = {edition.pk: edition for edition in rows.filter(pk__in=[pk, other])}
        left, right = found.get(pk), found.get(other)
        if left is None or right is None or left.explanation_id != right.explanation_id:
            raise Http404(f"{pk} and {other} are no two editions of one explanation")
        for edition in (left, right):
            edition.state = edition_state(edition)
        numbers = {"left": left.number, "right": right.number}
        parts = side_by_side(left, right)
        context = self.step_context(
            request,
            right,
            title=gettext("Edition %(left)d beside edition %(right)d") % numbers,
            left=left,
            right=right,
            parts=parts,
            differing=sum(part.differs for part in parts),
            may_restore=self.has_change_permission(request),
        )
        return TemplateResponse(request, "admin/explainer/edition/compare.html", context)

    def restore(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft with the words of an older edition; what is published stays as it is."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            edition = self.load(request, pk)
            refusal = _why_not(edition)
            if refusal:
                messages.warning(request, refusal)
                return redirect(edition_url(edition))
            return redirect(edition_url(self._copy(request, edition)))

    def _copy(self, request: HttpRequest, edition: Edition) -> Edition:
        draft = _begun(staff(request), edition)
        if draft:
            messages.info(request, gettext("This is the draft that you had begun before."))
            return draft
        draft = edition.explanation.new_edition(by=staff(request), source=edition)
        words = {"number": edition.number}
        said = gettext("Begun as a copy of edition %(number)d.") % words
        self.log_addition(request, draft, said)
        told = gettext(
            "This draft says what edition %(number)d said. "
            "Readers see nothing of it until you publish it."
        )
        messages.info(request, told % words)
        return draft


def _why_not(edition: Edition) -> str:
    if not edition.is_published:
        return gettext("It was never published: there is nothing to go back to.")
    if edition == edition.explanation.current_edition:
        return gettext("It is the newest one. To change it, start a correction.")
    return ""


def _begun(member: Member, edition: Edition) -> Edition | None:
    """The member's newest draft, where it says just what that edition says: the button was
    pressed twice."""
    explanation = edition.explanation
    own = explanation.editions.drafts().filter(editor=member, based_on=explanation.current_edition)
    newest = own.order_by("-number").first()
    return newest if newest and not changes(newest, edition) else None

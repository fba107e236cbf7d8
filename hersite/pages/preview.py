"""A draft as its page will be once it is live: for editors, and for a reader with a link.

Made by the code and the template of the page itself, and with a guest's eyes, so that what stands
in ``<main>`` is what readers will get. Nothing of it is kept anywhere: no shell, no copy.
"""

from dataclasses import replace
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from discussions.discussion import GUEST
from explainer.models import Edition, PreviewLink
from hersite import shells
from hersite.freshness import Freshness
from hersite.pages.explanation import load_edition, page_of, with_discussion


@admin.site.admin_view
@require_safe
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # Views with arguments, too.
@xframe_options_sameorigin
def draft_for_staff(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Also inside a frame of the admin's own page, which shows it at two widths."""
    if not request.user.has_perm("explainer.change_edition"):
        raise PermissionDenied
    return _answer(pk)


@require_safe
def draft_for_reader(request: HttpRequest, token: str) -> HttpResponseBase:
    """410 where the link is no longer valid."""
    link = PreviewLink.find(token)
    if link is None:
        raise Http404("nobody made this link")
    if not link.is_valid:
        said = render_to_string("errors/link_ended.html")
        return _for_nobody_else(HttpResponse(said, status=410))
    return _answer(link.edition_id, link)


def _answer(pk: int, link: PreviewLink | None = None) -> HttpResponseBase:
    """What is published has its own page."""
    edition = load_edition(Edition.objects.filter(pk=pk))
    if edition.is_published:
        return _for_nobody_else(redirect(edition.explanation))
    return _for_nobody_else(HttpResponse(_html(edition, link)))


def _for_nobody_else(response: HttpResponseBase) -> HttpResponseBase:
    """No search engine shows it; that no copy is kept, its address says (see ``PRIVATE``)."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _html(edition: Edition, link: PreviewLink | None) -> str:
    """The whole page, as if the edition went live now, or at its moment where it has one."""
    moment = edition.publish_at or timezone.now()
    edition.date_as_if_published(moment)
    explanation = edition.explanation
    path = explanation.get_absolute_url()
    # Of no scope and no version: no copy could ever be found by it.
    freshness = Freshness((), ())
    page = page_of(edition, freshness, at=moment)
    page.context.update(_around(page.context, edition, link))
    frame = shells.draw(path, freshness, page)
    whole = with_discussion(frame, explanation.slug, GUEST, freshness, edition)
    return whole.fill({})


def _around(context: dict[str, Any], edition: Edition, link: PreviewLink | None) -> dict[str, Any]:
    """What is other than on the page itself, all of it outside of ``<main>``."""
    title = _("Preview: %(title)s") % {"title": edition.title}
    quiet = replace(context["meta"], title=title, path="", robots="noindex", feed=None, json_ld=[])
    return {"meta": quiet, "preview": edition, "preview_link": link}

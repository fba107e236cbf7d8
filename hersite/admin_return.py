from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    _Page = admin.ModelAdmin
else:
    _Page = object


class ReturnsWhence(_Page):
    """Saving leads back to the page of the admin that ``?back=`` names: who came from a section to
    ask a question about it goes on there."""

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _whence(request) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return _whence(request) or super().response_post_save_change(request, obj)


def _whence(request: HttpRequest) -> HttpResponseRedirect | None:
    back = request.GET.get("back", "")
    here = back.startswith(reverse("admin:index"))
    # A link that somebody was sent must not lead them off the site.
    if here and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return None

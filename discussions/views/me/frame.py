"""What the pages have in common that a member alone sees."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from discussions.models import Member
from hersite.meta import PageMeta


def signed_in(request: HttpRequest) -> Member:
    """The member whom login_required has let through."""
    assert isinstance(request.user, Member)
    return request.user


def show(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """One of the templates in discussions/me/."""
    meta = PageMeta(title=title, description="", path=request.path, robots="noindex")
    context = {"title": title, "meta": meta, **context}
    return render(request, f"discussions/me/{template}", context, status=status)

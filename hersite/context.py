"""What every page's template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from discussions.accounts import pending_note
from discussions.models import Member
from hersite.middleware import is_guest


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "guest": is_guest(request),
        "site_name": settings.SITE_NAME,
        "mail": settings.MAIL,
        "pending": SimpleLazyObject(lambda: pending_note(request)),
        "sample_discussion": SimpleLazyObject(
            lambda: Member.objects.filter(is_sample=True).exists()
        ),
    }

"""How django-allauth signs members up and in on this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from discussions import drafts, pending
from discussions.integrity.origin import mark_of
from discussions.models import Member
from hersite.meta import Here
from hersite.middleware import is_guest


class AccountAdapter(DefaultAccountAdapter):
    def post_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> HttpResponse:
        """Do what waited for the member, then go where they were."""
        pending.carry_out(request, user)
        return super().post_login(request, user, **kwargs)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Never the address itself: allauth counts its limits by this, in rows that stay."""
        return mark_of(super().get_client_ip(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails greet with the site's name, not with its host."""
        super().send_mail(template_prefix, email, {"current_site": Here(), **context})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """None for signing out: it would need a session, and whoever left is to be a guest."""
        if message_template != "account/messages/logged_out.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return reverse("discussions:resume")


def pending_note(request: HttpRequest) -> str:
    """For the entrance pages: what is kept for after them; empty where nothing is."""
    if is_guest(request):
        return ""
    kept = drafts.load(request)
    if any(draft.is_text for draft in kept):
        return _("Your text is kept. It waits for you after this step.")
    if kept:
        return _("What you chose is kept. It counts after this step.")
    return ""

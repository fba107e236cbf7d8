"""A second thing to sign in with: a passkey, or the codes of an app.

Everybody may have one, and the staff have to: without one a password alone, guessed or stolen,
would open the desk. allauth asks for it at every sign-in once it is there; this file sees to it
that it is there, and stays.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from discussions.models import Member

# The staff's pages; all others stay open to staff as they are to every reader.
DESKS = ("/admin/", "/moderation/")
# The log without names is everybody's.
PUBLIC = ("/moderation/log/",)
# What counts. Recovery codes alone don't: they are for the day on which the other is lost.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# In the session: the page that a member of the staff was on the way to. The page that sets a
# second factor up says why it came up, and leads there afterwards.
WANTED = "desk_wanted"

Answer = Callable[[HttpRequest], HttpResponse]


def staff_second_factor(get_response: Answer) -> Answer:
    """Middleware: who has no second factor is led to the page that sets one up, and back."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DESKS) or request.path.startswith(PUBLIC):
            return get_response(request)
        read = request.method in ("GET", "HEAD")
        wanted = request.get_full_path() if read else request.path
        return detour(request, wanted) or get_response(request)

    return answer


def detour(request: HttpRequest, wanted: str) -> HttpResponse | None:
    """Where somebody who has to have a second factor goes first, and then on to ``wanted``; None
    for all others. Views of the staff that don't stand below a desk's address ask for themselves.
    """
    if not is_bound(request.user):
        return None
    if is_mfa_enabled(request.user, FACTORS):
        request.session.pop(WANTED, None)
        return None
    request.session[WANTED] = wanted
    return redirect("mfa_index")


def is_bound(user: Any) -> bool:
    """Whether somebody has to have a second factor."""
    return bool(settings.STAFF_SECOND_FACTOR and user.is_staff)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Whoever looks after this site has a second factor. Set up another one first; then "
            "this one can go."
        ),
        "incorrect_code": _("That did not match. A code is good for 30 seconds, and only once."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of who has to have one."""
        factors = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return not is_bound(authenticator.user) or factors.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _now("Passkey {number}").format(number=number)

    def get_totp_label(self, user: Any) -> str:
        """The name on this site, and not an address that somebody may read over a shoulder."""
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user: Member) -> dict[str, Any]:
        """What the browser lists when somebody has several accounts."""
        own = {"name": user.get_username(), "display_name": user.name}
        return super().get_public_key_credential_user_entity(user) | own


class RemovalForm(forms.Form):
    """Refuses like allauth's own form for the app's codes; for passkeys it has none."""

    def __init__(self, *args: Any, authenticator: Authenticator, **kwargs: Any) -> None:
        self.authenticator = authenticator
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.authenticator):
            raise adapter.validation_error("cannot_delete_authenticator")
        return super().clean()


class RemovePasskey(RemoveWebAuthnView):
    form_class = RemovalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"authenticator": self.object}


remove_passkey = RemovePasskey.as_view()

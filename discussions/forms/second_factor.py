import struct
from typing import TYPE_CHECKING, Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    _Form = forms.Form
else:
    _Form = object

LABEL = _("What you call it")
LONGEST = 60
# What reading a passkey raises that no browser sends, counted over 40,000 broken ones; allauth
# takes the first two for a mistake, and the rest would be an error of the server.
BROKEN = (TypeError, ValueError, AttributeError, LookupError, struct.error)


class Readable(_Form):
    """Refuses a passkey that can't be read."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except BROKEN:
            self.add_error("credential", ValidationError(_("This is not a passkey.")))


class PasskeyForm(Readable, AuthenticateWebAuthnForm):
    """After the password."""


class LoginPasskeyForm(Readable, LoginWebAuthnForm):
    """In place of name and password."""


class ReauthenticatePasskeyForm(Readable, ReauthenticateWebAuthnForm):
    """Before a change of the account."""


class AddPasskeyForm(Readable, AddWebAuthnForm):
    """A key that signs in by itself, unless somebody wants it after the password only."""

    name = forms.CharField(label=LABEL, max_length=LONGEST, required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone"),
        initial=True,
        required=False,
        help_text=_(
            "Without name and password. Your device asks for your finger, your face or its PIN. "
            "Leave this out for a key that only comes after the password."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The rest of the page is about it; a screen reader hears it anyway.
        self.fields["credential"].label = _("Passkey")


class EditPasskeyForm(EditWebAuthnForm):
    name = forms.CharField(label=LABEL, max_length=LONGEST)

from typing import Any

from allauth.account import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from discussions.models import Member
from discussions.names import check_impersonation, staff_names


class SignupForm(forms.SignupForm):
    """Name and password; an address only where the site can send mail, and then only if given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = self.fields["username"]
        username.label = _("Name")
        username.help_text = Member._meta.get_field("username").help_text
        _without_placeholders(self.fields)

    def clean_username(self) -> str:
        """Nobody signs up under what another member is shown as, nor as somebody of the site."""
        name: str = super().clean_username()
        check_impersonation(name, staff=staff_names())
        if Member.objects.filter(display_name__iexact=name).exists():
            raise ValidationError(Member._meta.get_field("username").error_messages["unique"])
        return name


class LoginForm(forms.LoginForm):
    """Name and password; where no mail is set up, no way back to a forgotten password either."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or address") if settings.MAIL else _("Name")
        if not settings.MAIL:
            self.fields["password"].help_text = ""
        _without_placeholders(self.fields)


def _without_placeholders(fields: dict[str, Field]) -> None:
    # The label says it; a placeholder that says it again vanishes while one types.
    for field in fields.values():
        field.widget.attrs.pop("placeholder", None)

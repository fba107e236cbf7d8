from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from discussions.models import Member


class SignupForm(forms.SignupForm):
    """Name and password; an address only where the site can send mail, and then only if given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = self.fields["username"]
        username.label = _("Name")
        username.help_text = Member._meta.get_field("username").help_text
        for field in self.fields.values():
            # The label says it; a placeholder that says it again vanishes while one types.
            field.widget.attrs.pop("placeholder", None)

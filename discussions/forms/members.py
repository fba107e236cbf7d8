import unicodedata
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from discussions.models import Member


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Member
        fields = ["display_name", "about"]
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def clean_display_name(self) -> str:
        """NFKC, without invisible characters, and nobody else's name."""
        name = unicodedata.normalize("NFKC", self.cleaned_data["display_name"])
        if any(unicodedata.category(character)[0] == "C" for character in name):
            raise forms.ValidationError(_("Use visible characters only."))
        name = " ".join(name.split())
        taken = Member.objects.filter(Q(username__iexact=name) | Q(display_name__iexact=name))
        if name and taken.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("That name is taken."))
        return name


class DeletionForm(forms.Form):
    texts = forms.ChoiceField(
        label=_("What happens to your comments?"),
        choices=[
            ("keep", _("They stay, without my name")),
            ("remove", _("They are removed; replies to them stay")),
        ],
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if not member.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.member.check_password(password):
            raise forms.ValidationError(_("That is not your password."))
        return str(password)

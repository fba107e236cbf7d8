from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from discussions.models import Member
from discussions.names import clean_display_name, may_rename_at, staff_names


class ProfileForm(forms.ModelForm):
    """The name that others see, at most once in 30 days, and a few words about oneself."""

    class Meta:
        model = Member
        fields = ["display_name", "about"]
        help_texts = {
            "display_name": _("Shown instead of the name. You can change it once in 30 days.")
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 4})}

    def clean_display_name(self) -> str:
        """A name that can be read and is nobody else's. One that stays as it is may be older than
        the rules."""
        name: str = self.cleaned_data["display_name"]
        member = self.instance
        if name == self.initial["display_name"]:
            return name
        name = clean_display_name(name, staff=staff_names(but=member), is_staff=member.is_staff)
        taken = Member.objects.filter(Q(username__iexact=name) | Q(display_name__iexact=name))
        if name and taken.exclude(pk=member.pk).exists():
            raise forms.ValidationError(_("That name is taken."))
        if name != self.initial["display_name"]:
            self._check_interval()
        return name

    def _check_interval(self) -> None:
        again = may_rename_at(self.instance)
        if again and again > timezone.now():
            raise forms.ValidationError(
                _("A display name stays for 30 days. You can change it again from %(date)s."),
                params={"date": date_format(timezone.localtime(again), "DATETIME_FORMAT")},
            )

    @transaction.atomic
    def save(self, commit: bool = True) -> Member:
        """What the name was before is kept with the change."""
        name = self.cleaned_data["display_name"]
        self.instance.display_name = self.initial["display_name"]
        member: Member = super().save(commit)
        member.rename(name)
        return member


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

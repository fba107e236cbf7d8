from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from discussions.models import Decision, Rule
from discussions.moderation.decisions import ACTIONS, OF_AN_APPEAL, WITH_RULE, Judgement
from hersite.spoils import Spoils

USUAL_DAYS = 7


class JudgementForm(forms.Form):
    """What a moderator wants done; the rule may be left to each comment's own."""

    action = forms.ChoiceField(
        choices=[(action.value, action.label) for action in (*ACTIONS, *OF_AN_APPEAL)]
    )
    rule = forms.ChoiceField(label=_("Reason"), choices=Rule, required=False)
    note = forms.CharField(
        label=_("Message to the author"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("Suspend for"), coerce=int, required=False,
        choices=[(1, _("a day")), (3, _("three days")), (7, _("a week")), (30, _("30 days"))],
    )  # fmt: skip
    spoils = forms.ChoiceField(
        label=_("Cover as"), required=False,
        choices=[(Spoils.ENDING, _("giving the ending away")),
                 (Spoils.PREMISE, _("giving the premise away"))],
    )  # fmt: skip

    def judgement(self, rule: str) -> Judgement:
        """With this rule where the form names none; without one for what needs none."""
        data: dict[str, Any] = self.cleaned_data
        action = data["action"]
        if action == Decision.Action.COVER:
            named = Rule.SPOILER.value
        else:
            named = (data["rule"] or rule) if action in WITH_RULE else ""
        until = timezone.now() + timedelta(days=data["days"] or USUAL_DAYS)
        return Judgement(action, named, data["note"], data["spoils"] or Spoils.ENDING, until)


class RuleForm(forms.Form):
    """What the admin asks before comments are hidden."""

    rule = forms.ChoiceField(label=_("Reason"), choices=Rule, help_text=_("The author reads it."))
    note = forms.CharField(
        label=_("Message to the author"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class AppealForm(forms.Form):
    # Named as reports name theirs: so a draft of it is kept through sign-in.
    note = forms.CharField(
        label=_("Why should it be looked at again?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from discussions.models import Interpretation
from hersite.admin_ordered import OrderedFormSet
from hersite.admin_rules import LockedWhileSaving, NeverDeleted
from hersite.admin_text import LONG_TEXTS

COUNTERS = ("agree", "disagree", "unsure")


class InterpretationForm(forms.ModelForm):
    """The wording until the first vote, the rest always."""

    class Meta:
        model = Interpretation
        fields = ["question", "statement", "reasoning", "state", "order"]
        widgets = {"statement": forms.TextInput(attrs={"class": "vTextField"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields and self.instance.state != Interpretation.State.MERGED:
            # Merging moves votes along; it is not a word to be picked from a list.
            state: Any = self.fields["state"]
            state.choices = [c for c in state.choices if c[0] != Interpretation.State.MERGED]
        if self.instance.is_frozen:
            self._freeze()

    def _freeze(self) -> None:
        for name in self.fields.keys() & {"question", "statement", "reasoning"}:
            # What was typed before the first vote came is refused with a message, by the model.
            if not self.is_bound or self.add_prefix(name) not in self.data:
                self.fields[name].disabled = True
        if "statement" in self.fields:
            self.fields["statement"].help_text = _(
                "Readers have voted on these words: they stay. Start another interpretation "
                "instead, and decline this one if it misleads."
            )


class InterpretationInline(NeverDeleted, admin.StackedInline):
    model = Interpretation
    form = InterpretationForm
    formset = OrderedFormSet
    fields = ["statement", "reasoning", ("state", "order"), COUNTERS]
    readonly_fields = list(COUNTERS)
    extra = 1
    formfield_overrides = LONG_TEXTS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interpretation]:
        interpretations = super().get_queryset(request)
        # Votes move the counters in these rows meanwhile; see LockedWhileSaving.
        return interpretations.select_for_update() if request.method == "POST" else interpretations


@admin.register(Interpretation)
class InterpretationAdmin(NeverDeleted, LockedWhileSaving, admin.ModelAdmin):
    form = InterpretationForm
    list_display = ["statement", "question", "state", *COUNTERS, "frozen"]
    list_filter = ["state", "question"]
    list_select_related = ["question"]
    search_fields = ["statement", "question__title"]
    fields = ["question", "statement", "reasoning", "state", "order", "proposed_by", COUNTERS]
    readonly_fields = ["proposed_by", *COUNTERS]
    autocomplete_fields = ["question"]
    formfield_overrides = LONG_TEXTS

    def view_on_site(self, interpretation: Interpretation) -> str:
        return interpretation.question.get_absolute_url()

    @admin.display(description=_("wording fixed"), boolean=True, ordering="frozen_at")
    def frozen(self, interpretation: Interpretation) -> bool:
        return interpretation.is_frozen

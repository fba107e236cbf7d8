from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from discussions.admin.rests_on import Grounds, ReadingFormSet, check_quote, keep_proposed
from discussions.models import Decision, Interpretation
from discussions.moderation.readings import POSSIBLE, Verdict, decide, is_for_colleague
from hersite.admin_rules import LockedWhileSaving, NeverDeleted, staff
from hersite.admin_text import LONG_TEXTS
from hersite.limits import lock_members

COUNTERS = ("agree", "disagree", "unsure")
State = Interpretation.State
BECOMES: dict[str, str] = {
    Decision.Action.OPEN: State.OPEN,
    Decision.Action.DECLINE: State.DECLINED,
}


class InterpretationForm(forms.ModelForm):
    """The wording until the first vote, the rest always."""

    class Meta:
        model = Interpretation
        fields = ["question", "statement", "reasoning", "scene", "section_key", "quote", "order"]
        widgets = {
            "statement": forms.TextInput(attrs={"class": "vTextField"}),
            "quote": forms.TextInput(attrs={"class": "vTextField"}),
        }
        help_texts = {"quote": _("Words of the explanation that it rests on, as they stand there.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_frozen:
            self._freeze()
        keep_proposed(self)

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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        stored = self.instance.question if self.instance.question_id else None
        check_quote(self, data.get("question") or stored)
        return self.cleaned_data


class StateForm(InterpretationForm):
    """With what may become of it. Merging asks into which one, on the page of the reading."""

    note = forms.CharField(
        label=_("Message to the proposer"),
        max_length=500,
        required=False,
        help_text=_("Needed where you decline a reader’s proposal."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta(InterpretationForm.Meta):
        fields = [*InterpretationForm.Meta.fields, "state"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "state" in self.fields:
            stored = self.instance
            possible = {BECOMES.get(action) for action in POSSIBLE[stored.state] if stored.pk}
            state: Any = self.fields["state"]
            state.choices = [c for c in state.choices if c[0] in {stored.state, *possible}]
        if self.instance.question_id:
            Grounds(self.instance.question).offer(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        declined = "state" in self.changed_data and data.get("state") == State.DECLINED
        if declined and self.instance.proposed_by_id and not data.get("note"):
            self.add_error("note", _("Say why: the proposer reads it."))
        return data


class InterpretationInline(NeverDeleted, admin.StackedInline):
    model = Interpretation
    form = InterpretationForm
    formset = ReadingFormSet
    fields = [
        "statement", "reasoning", ("scene", "section_key"), "quote", ("state", "order"), COUNTERS,
    ]  # fmt: skip
    readonly_fields = ["state", *COUNTERS]
    extra = 1
    formfield_overrides = LONG_TEXTS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interpretation]:
        interpretations = super().get_queryset(request)
        # Votes move the counters in these rows meanwhile; see LockedWhileSaving.
        return interpretations.select_for_update() if request.method == "POST" else interpretations


@admin.register(Interpretation)
class InterpretationAdmin(NeverDeleted, LockedWhileSaving, admin.ModelAdmin):
    form = StateForm
    list_display = ["statement", "question", "state", *COUNTERS, "frozen"]
    list_filter = ["state", "question"]
    list_select_related = ["question"]
    search_fields = ["statement", "question__title"]
    fields = [
        "question", "statement", "reasoning", ("scene", "section_key"), "quote", "state", "note",
        "order", "proposed_by", COUNTERS,
    ]  # fmt: skip
    readonly_fields = ["proposed_by", *COUNTERS]
    autocomplete_fields = ["question"]
    formfield_overrides = LONG_TEXTS

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Interpretation | None:
        if request.method == "POST" and object_id.isdecimal() and len(object_id) < 19:
            # Members before readings, as everybody locks them: the proposer may be told something.
            row = Interpretation.objects.filter(pk=object_id)
            lock_members(*filter(None, row.values_list("proposed_by", flat=True)))
        return super().get_object(request, object_id, from_field)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Interpretation | None = None
    ) -> list[str]:
        """What becomes of one's own proposal a colleague decides."""
        own = obj is not None and is_for_colleague(obj, staff(request))
        return [*self.readonly_fields, *(["state"] if own else [])]

    def save_model(
        self, request: HttpRequest, obj: Interpretation, form: Any, change: bool
    ) -> None:
        """What becomes of it is decided as on the moderators' page: logged, and told."""
        wanted, was = obj.state, form.initial.get("state", obj.state)
        obj.state = was
        super().save_model(request, obj, form, change)
        if wanted != was:
            action = next(action for action, state in BECOMES.items() if state == wanted)
            decide(obj, Verdict(action, was, form.cleaned_data["note"]), staff(request))
            obj.refresh_from_db()

    def view_on_site(self, interpretation: Interpretation) -> str:
        return interpretation.question.get_absolute_url()

    @admin.display(description=_("wording fixed"), boolean=True, ordering="frozen_at")
    def frozen(self, interpretation: Interpretation) -> bool:
        return interpretation.is_frozen

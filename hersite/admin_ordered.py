from __future__ import annotations

from typing import Any

from django import forms


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows in an editor's order: a new one proposes the place after the last."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            # In a table the head of the column is all the label that Django gives a field.
            if not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)
        if form.instance.pk is None and "order" in form.fields:
            form.initial["order"] = self._next_order()
            # The proposal goes along with the form: a row left empty stays empty although somebody
            # added another meanwhile.
            form.fields["order"].show_hidden_initial = True

    def _next_order(self) -> int:
        return max((row.order for row in self.get_queryset()), default=0) + 1

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

# Of how many saves one session remembers that they were stored.
MOST = 10
LONGEST = 100


class TellsWhatIsStored(admin.ModelAdmin):
    """While an editor writes, the browser keeps the text, and may forget it only once it is
    stored. So a form names the text that it sends, and pages of the edition say which of those
    were stored (``kept.html``): also where the answer to the save itself was lost."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        name = request.POST.get("kept", "")[:LONGEST]
        if name:
            earlier = request.session.get("stored_texts", [])
            request.session["stored_texts"] = [name, *earlier][:MOST]

"""What a browser would send from a form of the admin, made from the context of its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm
from django.test import Client
from django.test.utils import CaptureQueriesContext


def fields(page: Any, **changes: Any) -> dict[str, Any]:
    """All fields of a change or add page as shown, with ``changes`` typed into some of them
    (a name's ``-`` written ``__``)."""
    data: dict[str, Any] = {}
    for form in _forms(page.context):
        for bound in form:
            value = bound.value()
            if not (bound.field.disabled or value is None or value is False):
                data[bound.html_name] = value
            if bound.field.show_hidden_initial:
                data[bound.html_initial_name] = value
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


def _forms(context: Any) -> Iterator[BaseForm]:
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield inline.formset.management_form
        if inline.has_change_permission or inline.has_add_permission:
            yield from inline.formset.forms


def save(client: Client, url: str, button: str = "_save", **changes: Any) -> Any:
    """Open a page, type, press a button. The response, not followed."""
    page = client.get(url)
    assert page.status_code == 200, page
    return client.post(url, fields(page, **changes) | {button: "1"})


def queries(client: Client, url: str) -> int:
    """How many statements the page takes."""
    from django.db import connection

    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)

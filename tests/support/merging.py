"""What an editor does on the page that asks which words stay."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.support.html import Element, parse

Answers = dict[str, str]


def asked(response: Any) -> dict[str, Element]:
    """The parts in question by their names."""
    assert response.status_code == 409, response
    page = parse(response)
    return {part.one("legend").text: part for part in page.all("fieldset", class_="part")}


def answer(client: Client, url: str, response: Any, choices: Answers, **anew: str) -> Any:
    """Choose by the names of the parts, write some anew by the label of the field, and press the
    button."""
    page = parse(response)
    form = page.one("form", class_="merge")
    sent = {each["name"]: each.get("value") for each in form.all("input", type="hidden")}
    sent |= {each["name"]: "1" for each in form.all("input", type="submit")}
    for name, part in asked(response).items():
        for label in part.all("label"):
            field = next(each for each in part.walk() if each.get("id") == label["for"])
            if field.get("type") == "radio" and label.text == choices.get(name):
                sent[field["name"]] = field["value"]
            elif field.get("type") != "radio":
                sent[field["name"]] = anew.get(label.text.rstrip(":"), field.get("value"))
    return client.post(form.get("action") or url, sent)

"""A request with a draft in it that couldn't be stored yet: what goes along until it can."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

from explainer.admin.choosing import ASKED

# By which the form of a draft is sent; a page in between sends it on by the same one.
BUTTONS = ("_publish", "_preview", "_continue", "_save")
# A draft is begun with what was typed into one that can't be written any more.
ANEW = "_anew"


def carried(data: QueryDict) -> Iterator[tuple[str, str]]:
    """All that was typed, field by field, for a page that asks something before it is stored."""
    own = ("csrfmiddlewaretoken", ANEW, *BUTTONS)
    for name, values in data.lists():
        if name not in own and not name.startswith(ASKED):
            yield from ((name, str(value)) for value in values)


def pressed(data: QueryDict) -> str:
    return next((name for name in BUTTONS if name in data), "_continue")

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from explainer.comparing import Difference, Run

register = template.Library()


@register.simple_tag
def difference(old: str, new: str) -> Difference:
    """Two texts, for the filters below."""
    return Difference(old, new)


@register.filter
def removed(runs: Iterable[Run]) -> SafeString:
    """Words of the left one of two texts; those that the right one lacks are struck through."""
    return _marked("del", gettext("[taken out:]"), runs)


@register.filter
def added(runs: Iterable[Run]) -> SafeString:
    """Words of the right one; those that the left one lacks are underlined."""
    return _marked("ins", gettext("[put in:]"), runs)


@register.filter
def only_here(runs: Iterable[Run]) -> SafeString:
    """Words of one of two texts, neither of which is the older one."""
    return _marked("mark", gettext("[only here:]"), runs)


def _marked(tag: str, said: str, runs: Iterable[Run]) -> SafeString:
    # Not in a template: every space between two runs would show.
    mark = f'<{tag}><span class="visually-hidden">{{}} </span>{{}}</{tag}>'
    pieces = (format_html(mark, said, r.text) if r.differs else r.text for r in runs)
    return format_html_join("", "{}", ((piece,) for piece in pieces))

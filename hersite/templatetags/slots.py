"""``{% slot "name" %}what a guest sees{% endslot %}``: where a member's own goes on a page that is
otherwise the same for everybody; see ``hersite.shells``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from hersite.shells import IS_SHELL, mark

register = template.Library()


@register.simple_block_tag(takes_context=True)
def slot(context: dict[str, Any], content: SafeString, name: str) -> SafeString:
    return mark(name, content) if context.get(IS_SHELL) else content

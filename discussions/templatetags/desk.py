from __future__ import annotations

from typing import Any

from django import template

from discussions.moderation.queue import Waiting, load_waiting

register = template.Library()


@register.simple_tag
def waiting_for(user: Any) -> Waiting | None:
    """How much waits in the queue, for who may decide on it."""
    return load_waiting() if user.is_moderator else None

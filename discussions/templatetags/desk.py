from __future__ import annotations

from typing import Any

from django import template

from discussions.moderation.queue import Waiting, load_waiting
from discussions.moderation.readings import WaitingReadings, load_waiting_readings, may_decide

register = template.Library()


@register.simple_tag
def waiting_for(user: Any) -> Waiting | None:
    """How much waits in the queue, for who may decide on it."""
    return load_waiting() if user.is_moderator else None


@register.simple_tag
def readings_for(user: Any) -> WaitingReadings | None:
    """How many readings that members propose wait, for who may decide on them."""
    return load_waiting_readings() if may_decide(user) else None

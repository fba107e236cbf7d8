from __future__ import annotations

from typing import Any

from django import template

from discussions.moderation.readings import WaitingReadings, load_waiting_readings, may_decide

register = template.Library()


@register.simple_tag
def readings_for(user: Any) -> WaitingReadings | None:
    """How many readings that members propose wait, for who may decide on them."""
    return load_waiting_readings() if may_decide(user) else None

"""How long writers wait for a moderator, in words."""

from __future__ import annotations

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from discussions.moderation.tension import usual_wait


def usual_wait_text() -> str:
    """A sentence; nothing where too little was decided to say so."""
    wait = usual_wait()
    if wait is None:
        return ""
    now = timezone.now()
    return _("The last ones took %(wait)s in the median.") % {
        "wait": timesince(now - wait, now, depth=1)
    }

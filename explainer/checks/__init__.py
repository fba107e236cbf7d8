"""What is looked over in an edition before it goes live.

A check is a function from a ``Manuscript`` to what it found. Those that read what readers wrote
live with those rows, and are added with ``register``.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from explainer.checks.alternative_text import missing_alternative_text
from explainer.checks.fields import incomplete
from explainer.checks.finding import Finding, Level, Place
from explainer.checks.giving_away import gives_away
from explainer.checks.headings import heading_order
from explainer.checks.links import dead_links
from explainer.checks.manuscript import Manuscript, Written
from explainer.checks.pictures import unmade_pictures
from explainer.checks.see_also import unpublished_see_also
from explainer.checks.stale import stale_base
from explainer.models import Edition

Check = Callable[[Manuscript], Iterable[Finding]]

__all__ = ["Check", "Finding", "Level", "Manuscript", "Place", "Written", "find", "register"]

_checks: list[Check] = [
    stale_base,
    incomplete,
    missing_alternative_text,
    unmade_pictures,
    dead_links,
    unpublished_see_also,
    heading_order,
    gives_away,
]


def register(*checks: Check) -> None:
    """Run these too, from now on. Each counts once, however often its app is made ready."""
    _checks.extend(check for check in checks if check not in _checks)


def find(edition: Edition, *, at: datetime | None = None) -> list[Finding]:
    """All that is wrong or doubtful in an edition as it is saved, what stops it first. ``at`` is
    when it would go live: now, where nothing else is said."""
    manuscript = Manuscript(edition, at or timezone.now())
    found = dict.fromkeys(finding for check in _checks for finding in check(manuscript))
    return sorted(found, key=lambda finding: not finding.stops)

from collections.abc import Iterator

from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript
from explainer.models import StaleBase


def stale_base(manuscript: Manuscript) -> Iterator[Finding]:
    """Publishing it would undo another edition."""
    try:
        manuscript.edition.check_base()
    except StaleBase as stale:
        for message in stale.messages:
            yield Finding(Level.STOP, message)

from collections.abc import Iterator

from django.utils.translation import gettext as _

from explainer.checks.alternative_text import place_of
from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript


def unmade_pictures(manuscript: Manuscript) -> Iterator[Finding]:
    """Uploads of which there is nothing yet that readers could see."""
    for picture in manuscript.shown:
        if picture.is_ready:
            continue
        words = {"picture": picture, "failure": picture.failure}
        if picture.is_taken_down:
            said = _("“%(picture)s” was taken down: %(failure)s")
        elif picture.failure:
            said = _("“%(picture)s” could not be made: %(failure)s")
        else:
            said = _("“%(picture)s” is still being made. Try again in a minute.")
        yield Finding(Level.STOP, said % words, place_of(picture))

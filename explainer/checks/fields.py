from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript

# Set by the model itself, not by an editor; there is nothing to put right in them.
_NOT_WRITTEN = ["explanation", "number", "based_on", "editor", "source_digest"]


def incomplete(manuscript: Manuscript) -> Iterator[Finding]:
    """A first draft is begun empty; published it has everything that a page needs."""
    try:
        manuscript.edition.full_clean(exclude=_NOT_WRITTEN)
    except ValidationError as error:
        for name, said in error.message_dict.items():
            place = None if name == NON_FIELD_ERRORS else manuscript.place_of(name)
            yield from (Finding(Level.STOP, message, place) for message in said)
    if not manuscript.written:
        yield Finding(Level.STOP, _("It has no section yet."), manuscript.sections_place)

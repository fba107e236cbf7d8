from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from explainer.checks.finding import Finding, Level, Place
from explainer.checks.manuscript import Manuscript
from explainer.models import Picture


def missing_alternative_text(manuscript: Manuscript) -> Iterator[Finding]:
    """A picture without words for those who can't see it: the lead picture, a section's own, or
    one in a text, where an uploaded one brings its own words."""
    for picture in manuscript.shown:
        if not picture.alt.strip():
            said = _("The picture “%(art)s” has no alternative text.") % {"art": picture.label}
            yield Finding(Level.STOP, said, place_of(picture))
    for written in manuscript.written:
        for drawing in written.parts.drawings:
            if not drawing.alt and not drawing.picture:
                said = _("The drawing “%(art)s” has no words between its square brackets.")
                art = drawing.art or drawing.address
                yield Finding(Level.STOP, said % {"art": art}, written.place)


def place_of(picture: Picture) -> Place:
    url = reverse("admin:explainer_picture_change", args=[picture.pk])
    return Place(_("Picture"), f"{url}#id_alt")

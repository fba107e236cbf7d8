from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from explainer.checks.finding import Finding, Level, Place
from explainer.checks.manuscript import Manuscript
from explainer.checks.published import published_slugs


def unpublished_see_also(manuscript: Manuscript) -> Iterator[Finding]:
    """The page would leave it out without a word."""
    explanation = manuscript.edition.explanation
    links = list(explanation.see_also_links.select_related("other"))
    out = published_slugs({link.other.slug for link in links}, manuscript.at)
    url = reverse("admin:explainer_explanation_change", args=[explanation.pk])
    for number, link in enumerate(links):
        if link.other.slug not in out:
            said = _("“%(slug)s” is not published.") % {"slug": link.other.slug}
            place = Place(_("See also"), f"{url}#id_see_also_links-{number}-other")
            yield Finding(Level.STOP, said, place)

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from explainer.art import art_size
from explainer.checks.addresses import Address, own_addresses
from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript
from explainer.checks.published import edition_at, published_slugs
from explainer.models import Explanation, Section
from hersite.markdown import paragraphs
from hersite.slugs import current_slugs

# Every address of an explanation begins with one of these.
_ROUTES = ("explained/<slug:slug>/", "opinions/<slug:slug>/")
# Pages of the staff, and drafts.
_NOT_FOR_READERS = ("admin:", "pages:draft")
# What else has a name on an explanation's page.
PAGE_ANCHORS = {"facts", "main", "rating", "see-also", "top"}
GENERAL_THREAD = {"discussion", "write"}


def dead_links(manuscript: Manuscript) -> Iterator[Finding]:
    """Links to an address, an explanation or an anchor that isn't there, and drawings that aren't
    there either."""
    yield from _missing_drawings(manuscript)
    addresses = list(own_addresses(manuscript))
    explained = [address for address in addresses if address.route.startswith(_ROUTES)]
    # An old address leads on to where the page is now.
    now = current_slugs(Explanation, {address.slug for address in explained})
    out = published_slugs(now.values(), manuscript.at)
    # They go live together.
    out.add(manuscript.edition.explanation.slug)
    for address in addresses:
        slug = now.get(address.slug, "")
        if address.match is None or address.match.view_name.startswith(_NOT_FOR_READERS):
            if not _is_file(address.path):
                yield address.dead(_("Readers find nothing at “%(link)s”."))
        elif address in explained and slug not in out:
            yield address.dead(_("“%(link)s” leads to an explanation that is not published."))
        elif said := _missing_anchor(address, slug, manuscript):
            yield address.dead(said)


def _missing_drawings(manuscript: Manuscript) -> Iterator[Finding]:
    for written in manuscript.written:
        for drawing in written.parts.drawings:
            known = drawing.picture in manuscript.pictures
            if not known and (not drawing.art or art_size(drawing.art) is None):
                said = _("There is no drawing “%(address)s”: only its words would be shown.")
                if drawing.picture:
                    said = _("There is no picture “%(address)s”.")
                address = {"address": drawing.art or drawing.address}
                yield Finding(Level.STOP, said % address, written.place)


def _is_file(path: str) -> bool:
    static = f"/{settings.STATIC_URL.strip('/')}/"
    return path.startswith(static) and finders.find(path.removeprefix(static)) is not None


def _missing_anchor(address: Address, slug: str, manuscript: Manuscript) -> str:
    """In a sentence; empty where it is there, or the address has none."""
    assert address.match is not None
    if address.match.view_name == "pages:paragraph":
        known = _had_paragraph(slug, address.values["paragraph"])
        return "" if known else _("“%(link)s” leads to a paragraph that no edition has.")
    if address.match.view_name != "pages:explanation" or not address.fragment:
        return ""
    anchors = PAGE_ANCHORS | GENERAL_THREAD | _anchors(slug, manuscript)
    if address.fragment in anchors or _is_comment(address.fragment):
        return ""
    return _("“%(link)s” names a section or paragraph that isn’t there.")


def _anchors(slug: str, manuscript: Manuscript) -> set[str]:
    """Of the sections and paragraphs as they are when this edition goes live."""
    own = manuscript.edition.explanation
    if slug == own.slug:
        sections = [written.section for written in manuscript.written]
    else:
        edition = edition_at(Explanation.objects.get(slug=slug), manuscript.at)
        sections = list(edition.sections.all()) if edition else []
    return {
        anchor
        for section in sections
        for anchor in (section.key, *(paragraph.id for paragraph in paragraphs(section.body_html)))
    }


def _is_comment(fragment: str) -> bool:
    return fragment.startswith("c") and fragment[1:].isdigit()


def _had_paragraph(slug: str, id_: str) -> bool:
    """In any of its editions: one that is gone leads to where it stood."""
    return Section.objects.filter(
        edition__explanation__slug=slug, body_html__contains=f'<p id="{id_}">'
    ).exists()

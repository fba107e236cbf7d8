"""What of the editors' own rows refers to something that they may delete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explainer.models import Edition, PreviewLink, Section
from hersite.admin_references import Reference

# Where an inline link of Markdown leads.
_LINK = re.compile(r"\]\(([^\s)]*#[^\s)]+)")


def links_to_section(sections: list[Section]) -> Iterator[tuple[Section, Reference]]:
    """Sections whose text links to one of these: of the same edition, of what readers see, and of
    what waits."""
    edition = sections[0].edition
    page = edition.explanation.get_absolute_url()
    for other, url in _linking(edition):
        places = {urljoin(url, address) for address in _LINK.findall(other.body)}
        for section in sections:
            if section.pk != other.pk and f"{page}#{section.key}" in places:
                said = _("A link in “%(section)s” of “%(edition)s”")
                names = {"section": other.heading, "edition": other.edition}
                yield section, Reference(said % names, _page_of(other.edition))


def _linking(edition: Edition) -> Iterator[tuple[Section, str]]:
    """Sections with links into a page, and the address of their own page. Of other explanations
    only what is live or waits: drafts are looked over when they are published."""
    live = Edition.objects.live().values("pk")
    elsewhere = Q(edition__in=live) | Q(edition__in=Edition.objects.scheduled().values("pk"))
    # They name the page by its slug; of all others not even the text is read.
    named = Q(body__contains=edition.explanation.slug)
    other = ~Q(edition__explanation=edition.explanation) & elsewhere & named
    linking = Section.objects.filter(Q(edition=edition) | other, body__contains="#")
    for section in linking.select_related("edition__explanation").defer("body_html"):
        yield section, section.edition.explanation.get_absolute_url()


def what_hangs_on_edition(editions: list[Edition]) -> Iterator[tuple[Edition, Reference]]:
    """The links by which somebody reads a draft, and other drafts based on it."""
    for edition in editions:
        links = [link for link in PreviewLink.objects.filter(edition=edition) if link.is_valid]
        if number := len(links):
            said = ngettext(
                "%(n)d preview link ends: %(readers)s", "%(n)d preview links end: %(readers)s",
                number,
            )  # fmt: skip
            names = ", ".join(link.reader for link in links)
            yield edition, Reference(said % {"n": number, "readers": names})
        for other in Edition.objects.filter(based_on=edition):
            yield edition, Reference(_("Based on it: “%s”") % other, _page_of(other))


def _page_of(edition: Edition) -> str:
    return reverse("admin:explainer_edition_change", args=[edition.pk])

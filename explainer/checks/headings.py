from collections.abc import Iterator

from django.utils.translation import gettext as _

from explainer.checks.finding import Finding, Level
from explainer.checks.manuscript import Manuscript, Written
from hersite.markdown import Heading

# A section's own heading, and the lowest that the page shows as one.
_SECTION, _LOWEST = 2, 4


def heading_order(manuscript: Manuscript) -> Iterator[Finding]:
    """Whoever has a page read aloud goes from heading to heading: none is skipped, and none stands
    above the section it is in. (WCAG 2.2, technique G141.)"""
    for written in manuscript.written:
        yield from _of_section(written)


def _of_section(written: Written) -> Iterator[Finding]:
    above = _SECTION
    for heading in written.parts.headings:
        if said := _wrong(heading, above):
            yield Finding(Level.STOP, said, written.place)
        above = max(_SECTION, min(heading.level, _LOWEST))


def _wrong(heading: Heading, above: int) -> str:
    """In a sentence; empty where it is in order below a heading of level ``above``."""
    words = {"words": heading.words}
    if heading.level <= _SECTION:
        return _(
            "“%(words)s” would stand as high as the section’s own heading, or higher. Inside a "
            "section headings begin with ###; a line of --- or === makes the words above it one."
        ) % words  # fmt: skip
    if heading.level > _LOWEST:
        return _("“%(words)s” is too deep for a heading: #### is the lowest.") % words
    if heading.level > above + 1:
        return _("“%(words)s” skips a level: it needs a heading with ### before it.") % words
    return ""

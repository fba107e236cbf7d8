"""The ¶ beside each paragraph of an explanation: it leads to the page where that is discussed, and
says how many comments there are about it.

What is stored has a link to the paragraph itself. Where it leads on a page is for the page to say,
which knows the slug; and the number is put into a slot, so that the text needn't be made again for
it.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from discussions.models import Question
from discussions.quotes import MOST_COUNTED, count_by_paragraph
from hersite.markdown import replace_pilcrows
from hersite.shells import mark

_SLOT = "line-"


def with_margin(body_html: str, slug: str) -> str:
    """A section's stored text with the links as its page has them, each in a slot."""
    return replace_pilcrows(body_html, lambda id_: mark(f"{_SLOT}{id_}", _link(slug, id_)))


def margin_counts(general: Question, slots: Iterable[str]) -> dict[str, str]:
    """What those of a page's slots hold whose paragraphs there are comments about."""
    slug = general.explanation.slug
    ids = [name.removeprefix(_SLOT) for name in slots if name.startswith(_SLOT)]
    counts = count_by_paragraph(general, ids)
    return {f"{_SLOT}{id_}": _link(slug, id_, count) for id_, count in counts.items()}


def _link(slug: str, id_: str, count: int = 0) -> SafeString:
    url = reverse("pages:paragraph", args=[slug, id_])
    if not count:
        label = _("Discuss this paragraph")
        return format_html('<a class="pilcrow" href="{}" aria-label="{}">¶</a>', url, label)
    number = str(count) if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
    label = ngettext(
        "¶ %(number)s comment about this paragraph",
        "¶ %(number)s comments about this paragraph",
        count,
    ) % {"number": number}
    return format_html(
        '<a class="pilcrow has-comments" href="{}" aria-label="{}">¶<span>{}</span></a>',
        url, label, number,
    )  # fmt: skip

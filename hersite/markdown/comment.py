from functools import lru_cache

from markdown_it import MarkdownIt

from hersite.markdown.mentions import mentions_plugin
from hersite.markdown.sanitise import clean_comment
from hersite.markdown.spoilers import spoiler_plugin

# A comment's HTML may be ten times as long as what was typed. The allowance lets one short
# spoiler through: its markup alone is ninety characters.
MAX_GROWTH = 10
ALLOWANCE = 500


class TooMuchMarkup(ValueError):
    """The text would grow to more than ten times its size."""


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    md.enable(["linkify", "strikethrough"])
    # No pictures, and no headings that would stand among the page's own. A reference
    # definition would let a link's target hide far from its words.
    md.disable(["image", "heading", "lheading", "reference", "html_block", "html_inline"])
    assert md.linkify is not None
    md.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    return md.use(spoiler_plugin).use(mentions_plugin)


_MARKDOWN = _parser()


# What was previewed or checked a moment ago is what is stored next.
@lru_cache(maxsize=50)
def render_comment(text: str, names: tuple[tuple[str, str], ...] = ()) -> str:
    """The HTML of a member's Markdown, safe to show anywhere; TooMuchMarkup where it explodes.
    ``names`` are those that a mention may link to, in small letters, each with its address."""
    html = clean_comment(_MARKDOWN.render(text, {"names": dict(names)}))
    if len(html) > MAX_GROWTH * len(text) + ALLOWANCE:
        raise TooMuchMarkup
    return html

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hersite.markdown.paragraphs import Paragraph, assign_ids
from hersite.markdown.sanitise import clean_article
from hersite.markdown.spoilers import spoiler_plugin

ART = "art:"
# A picture by its number. What is stored only says where it stands: the files that readers get of
# it may be made later, and made again.
PICTURE = "picture:"
PICTURE_PLACE = "/pictures/"
_PICTURE = re.compile(rf"{PICTURE}(?P<number>[1-9][0-9]{{0,17}})")
Size = Callable[[str], tuple[int, int] | None]
Url = Callable[[str], str]


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "typographer": False})
    md.disable(["html_block", "html_inline"])
    md.validateLink = lambda url: url.startswith((ART, PICTURE)) or MarkdownIt.validateLink(md, url)  # type: ignore[method-assign]
    # Only what stands alone is shown, as a figure; among words it leaves its own words, and a
    # picture from elsewhere is never fetched.
    md.add_render_rule("image", _render_image)
    return md.use(spoiler_plugin)


def _render_image(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return str(escape(tokens[index].content))


_MARKDOWN = _parser()


def render_article(
    text: str, *, key: str, earlier: Iterable[Paragraph], size: Size, url: Url
) -> str:
    """The HTML of a section. ``size`` and ``url`` know the drawings that ``![…](art:name)`` names;
    one that doesn't exist leaves its alternative text. Of ``![…](picture:12)`` only the place is
    stored. Top-level paragraphs get ids and a link to themselves; those that are versions of
    ``earlier`` ones keep their ids."""
    tokens = _with_figures(parse_article(text), size, url)
    _with_ids(tokens, key, earlier)
    return clean_article(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def parse_article(text: str) -> list[Token]:
    """A section's Markdown, before anything of the page is in it."""
    return _MARKDOWN.parse(text)


def picture_number(address: str) -> int | None:
    """Which picture an address in a text names; None where it names none."""
    found = _PICTURE.fullmatch(address)
    return int(found["number"]) if found else None


def _with_figures(tokens: list[Token], size: Size, url: Url) -> list[Token]:
    """Replace each paragraph that is nothing but a drawing by a figure."""
    result: list[Token] = []
    for token in tokens:
        children = token.children or []
        if token.type == "inline" and len(children) == 1 and children[0].type == "image":
            result.pop()
            figure = Token("html_block", "", 0)
            figure.content = _figure(children[0], size, url)
            figure.meta = {"figure": True}
            result.append(figure)
        elif token.type == "paragraph_close" and result and result[-1].meta.get("figure"):
            continue
        else:
            result.append(token)
    return result


def _figure(image: Token, size: Size, url: Url) -> str:
    address = str(image.attrs.get("src", ""))
    caption = str(image.attrs.get("title", ""))
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    if number := picture_number(address):
        place = f'<img src="{PICTURE_PLACE}{number}" alt="{escape(image.content)}">'
        return f'<figure class="art">{place}{below}</figure>\n'
    name = address.removeprefix(ART)
    dimensions = size(name)
    if dimensions is None:
        return f"<p>{escape(image.content)}</p>\n"
    width, height = dimensions
    return (
        f'<figure class="art"><img src="{url(name)}" alt="{escape(image.content)}" '
        f'width="{width}" height="{height}" loading="lazy">{below}</figure>\n'
    )


def _with_ids(tokens: list[Token], key: str, earlier: Iterable[Paragraph]) -> None:
    opens = [
        (token, tokens[index + 1])
        for index, token in enumerate(tokens)
        if token.type == "paragraph_open" and token.level == 0
    ]
    texts = [_words(inline) for _open, inline in opens]
    for (token, inline), id_ in zip(opens, assign_ids(key, texts, earlier), strict=True):
        token.attrSet("id", id_)
        assert inline.children is not None
        inline.children.append(_pilcrow(id_))


def _words(inline: Token) -> str:
    def text(token: Any) -> str:
        return " " if token.type == "softbreak" else token.content

    return "".join(text(child) for child in inline.children or []).strip()


def _pilcrow(id_: str) -> Token:
    token = Token("html_inline", "", 0)
    label = escape(_("Link to this paragraph"))
    token.content = f' <a class="pilcrow" href="#{escape(id_)}" aria-label="{label}">¶</a>'
    return token

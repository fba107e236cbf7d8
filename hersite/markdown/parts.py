"""What an article's Markdown is made of, for whoever looks it over before it is published. Read
from the source: the stored HTML has lost what isn't allowed in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markdown_it.token import Token

from hersite.markdown.article import ART, parse_article, picture_number


@dataclass(frozen=True)
class Drawing:
    """A picture as the text names it; ``art`` is empty where its address is not ``art:…``."""

    art: str
    address: str
    alt: str

    @property
    def picture(self) -> int | None:
        """The number where its address is ``picture:…``."""
        return picture_number(self.address)


@dataclass(frozen=True)
class Heading:
    """``level`` as on the page, where a section's own heading has 2 and ``###`` makes 3."""

    level: int
    words: str


@dataclass
class ArticleParts:
    """In the order of the text. ``texts`` are the words of each block, ``covered`` those of each
    spoiler among them."""

    links: list[str] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)


def article_parts(text: str) -> ArticleParts:
    """Those of the Markdown of a section."""
    parts = ArticleParts()
    level, cover = 0, 0
    for token in parse_article(text):
        if token.type == "heading_open":
            level = int(token.tag.removeprefix("h"))
        elif token.type == "container_spoiler_open":
            cover += 1
        elif token.type == "container_spoiler_close":
            cover -= 1
        elif token.type == "inline":
            _add_inline(parts, token.children or [], level, covered=cover > 0)
            level = 0
    return parts


def _add_inline(parts: ArticleParts, children: list[Token], level: int, *, covered: bool) -> None:
    words = _words(children)
    parts.texts.append(words)
    if level:
        parts.headings.append(Heading(level, words))
    parts.covered += [words] if covered else _covered(children)
    for child in children:
        if child.type == "link_open":
            parts.links.append(str(child.attrs["href"]))
        elif child.type == "image":
            address = str(child.attrs["src"])
            art = address.removeprefix(ART) if address.startswith(ART) else ""
            parts.drawings.append(Drawing(art, address, child.content.strip()))


def _covered(children: list[Token]) -> list[str]:
    """The words of each ``||spoiler||`` in a line; one in another belongs to the outer one."""
    found: list[list[Token]] = []
    depth = 0
    for child in children:
        depth += {"spoiler_open": 1, "spoiler_close": -1}.get(child.type, 0)
        if child.type == "spoiler_open" and depth == 1:
            found.append([])
        elif depth:
            found[-1].append(child)
    return [_words(tokens) for tokens in found]


def _words(tokens: Iterable[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else t.content for t in tokens).strip()

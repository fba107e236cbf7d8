"""``@name`` in a comment: who is named, and the link that it becomes."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# More than so many are words: nobody calls a crowd together.
MOST = 5
_NAME = re.compile(r"(?<![\w@/.+-])@([A-Za-z0-9_-]{2,30})(?![A-Za-z0-9_-]|\.\w)")


def mentioned(text: str) -> list[str]:
    """The names after an @ in a text, as written, each once in any case, at most five."""
    found = {match[1].casefold(): match[1] for match in _NAME.finditer(text)}
    return list(found.values())[:MOST]


def mentions_plugin(md: MarkdownIt) -> None:
    """Make links of the names that ``env["names"]`` holds, with the address of each."""
    md.core.ruler.push("mentions", _link_names)


def _link_names(state: StateCore) -> None:
    addresses: dict[str, str] = state.env.get("names") or {}
    if not addresses:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_linked(token.children, addresses))


def _linked(tokens: list[Token], addresses: dict[str, str]) -> Any:
    inside = 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not inside and "@" in token.content:
            yield from _split(token, addresses)
        else:
            yield token


def _split(token: Token, addresses: dict[str, str]) -> Any:
    text, start = token.content, 0
    for match in _NAME.finditer(text):
        address = addresses.get(match[1].casefold())
        if address:
            yield _text(text[start : match.start()], token.level)
            opening = Token("link_open", "a", 1, attrs={"href": address}, level=token.level)
            yield from (opening, _text(match[0], token.level + 1))
            yield Token("link_close", "a", -1, level=token.level)
            start = match.end()
    yield _text(text[start:], token.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)

"""A page as a tree, so that tests ask for what is on it instead of searching its source."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attributes}>"

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", **wanted: str | bool) -> list[Element]:
        """Elements of that tag with these attributes; ``True`` for any value, ``class_`` for a
        class among others, ``_`` in a name for ``-``."""
        return [element for element in self.walk() if element.fits(tag, wanted)]

    def one(self, tag: str = "", **wanted: str | bool) -> Element:
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}: {found}"
        return found[0]

    def fits(self, tag: str, wanted: dict[str, Any]) -> bool:
        return (not tag or tag == self.tag) and all(self._has(*item) for item in wanted.items())

    def _has(self, name: str, value: str | bool) -> bool:
        if name == "class_":
            return value in self.get("class").split()
        name = name.replace("_", "-")
        return name in self.attributes if value is True else self.attributes.get(name) == value

    @property
    def text(self) -> str:
        """Its words in one line, those of scripts left out."""
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag != "script":
                yield from child._words()

    @property
    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag, f"</{tag}> closes {self.open} at line {self.getpos()[0]}"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def parse(html: Any) -> Element:
    """The tree of a text or of a response; AssertionError where tags are not closed in order."""
    text = html if isinstance(html, str) else html.content.decode()
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open is builder.root, f"{builder.open} is never closed"
    return builder.root

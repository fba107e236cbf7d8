import re
from html.parser import HTMLParser

from django.utils.translation import gettext as _

# Characters that a feed, which is XML, can't hold.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLOCKS = {"p", "li", "blockquote", "pre", "figure", "h3", "h4", "br", "hr"}


class _Plain(HTMLParser):
    """Text of stored HTML with every spoiler replaced by one word in brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._skip: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self._skip:
            # Count the same tag so that its end isn't taken for the spoiler's.
            if tag == self._skip[-1]:
                self._skip.append(tag)
        elif "spoiler" in classes:
            self.pieces.append(f" [{_('spoiler')}] ")
            self._skip.append(tag)
        elif "pilcrow" in classes:
            self._skip.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._skip:
            if tag == self._skip[-1]:
                self._skip.pop()
        elif tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.pieces.append(data)


def plain_text(html: str) -> str:
    """The words of stored HTML in one line, for feeds and cards; what is hidden reads
    “[spoiler]”."""
    parser = _Plain()
    parser.feed(html)
    return " ".join(_UNSEEN.sub("", "".join(parser.pieces)).split())

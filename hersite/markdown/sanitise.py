"""The second lock behind the parser, which has raw HTML switched off: only these tags, attributes
and schemes leave it, whatever a bug or a plugin lets through."""

import nh3

_TEXT = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a"}
_SPOILER = {"details", "summary", "label", "input", "span"}
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "ol": {"start"},
    "details": {"class"},
    "label": {"class"},
    "input": {"aria-label"},
}
_VALUES: dict[str, dict[str, set[str]]] = {"input": {"type": {"checkbox"}}}

_COMMENT = nh3.Cleaner(
    tags=_TEXT | _SPOILER,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https"},
    link_rel="ugc nofollow noopener",
    strip_comments=True,
)
_ARTICLE = nh3.Cleaner(
    tags=_TEXT | _SPOILER | {"h3", "h4", "figure", "figcaption", "img"},
    attributes=_ATTRIBUTES
    | {
        "a": {"href", "title", "class", "aria-label"},
        "p": {"id"},
        "figure": {"class"},
        "img": {"src", "alt", "width", "height", "loading"},
    },
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)


def clean_comment(html: str) -> str:
    return _COMMENT.clean(html)


def clean_article(html: str) -> str:
    return _ARTICLE.clean(html)

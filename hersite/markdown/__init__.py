"""Markdown to stored HTML, for articles and for comments.

Raise ``RENDERER_VERSION`` with every change of what comes out; ``manage.py rerender`` then makes
the stored HTML anew.
"""

from hersite.markdown.article import ART, PICTURE, PICTURE_PLACE, picture_number, render_article
from hersite.markdown.comment import TooMuchMarkup, render_comment
from hersite.markdown.mentions import mentioned
from hersite.markdown.paragraphs import (
    Paragraph,
    opening_words,
    paragraph_html,
    paragraphs,
    replace_pilcrows,
)
from hersite.markdown.parts import ArticleParts, Drawing, Heading, article_parts
from hersite.markdown.plain import plain_text

RENDERER_VERSION = 1

__all__ = [
    "ART",
    "PICTURE",
    "PICTURE_PLACE",
    "RENDERER_VERSION",
    "ArticleParts",
    "Drawing",
    "Heading",
    "Paragraph",
    "TooMuchMarkup",
    "article_parts",
    "mentioned",
    "opening_words",
    "paragraph_html",
    "paragraphs",
    "picture_number",
    "plain_text",
    "render_article",
    "render_comment",
    "replace_pilcrows",
]

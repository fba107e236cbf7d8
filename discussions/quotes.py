"""Where the words that a comment is about stand now.

A comment keeps the words as its author chose them, and the id of their paragraph. An edition may
change the words, move them or take them away: they are looked for in the text as it is, and where
they are gone the comment says so and keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connections, router
from django.utils import timezone

from discussions.models import Comment, Question
from discussions.models.comment_query import CommentQuerySet
from explainer.models import Edition, Explanation, Section
from hersite.markdown import paragraphs
from hersite.memory import Memory
from hersite.text_fragment import text_fragment

# Fewer characters stand in another paragraph by chance, and aren't taken for the ones meant.
DISTINCT = 25
# The margin says "99+" from here on.
MOST_COUNTED = 100
# Soft hyphens and marks without a width: a browser's selection has them or not.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ID = re.compile(r"[-a-zA-Z0-9_]+\Z")
# One for one, so that a place among these is a place among the words as they stand on the page.
_ALIKE = str.maketrans("‘’‚‛′“”„‟″«»‐‑‒–—―−", '\'\'\'\'\'"""""""-------')


@dataclass(frozen=True)
class QuotePlace:
    """``url`` leads to the quoted words, or to what is left of their place; empty where nobody
    knows one. ``changed``: the text doesn't have them any more."""

    url: str
    changed: bool


@dataclass(frozen=True)
class LiveText:
    """The paragraphs of an edition, one a line: as they stand, and as they are compared. ``spans``
    says from where to where each of them goes."""

    url: str
    words: str
    compared: str
    spans: dict[str, tuple[int, int]]
    sections: dict[str, str]  # of each paragraph, by its id

    def find(self, quote: str, paragraph: str = "", section_key: str = "") -> QuotePlace:
        """In its own paragraph, otherwise wherever else the text has these words."""
        wanted = _compared(_plain(quote))
        own = self.spans.get(paragraph)
        at = self.compared.find(wanted, *own) if own else -1
        if at < 0 and (not paragraph or len(wanted) >= DISTINCT):
            at = self.compared.find(wanted)
        if at >= 0 and wanted:
            end = at + len(wanted)
            here = next(key for key, span in self.spans.items() if span[0] <= at <= span[1])
            directive = text_fragment(self.words, at, end)
            return QuotePlace(f"{self.url}#{here}{directive}", changed=False)
        return self._lost(paragraph, section_key)

    def section_of(self, words: str, section_key: str = "") -> str:
        """The key of the section in which the words stand, in one paragraph or across several;
        only that one is looked at where one is named. Empty where they stand in none."""
        wanted = _compared(_plain(words))
        keys = [section_key] if section_key else list(dict.fromkeys(self.sections.values()))
        return next((key for key in keys if wanted and wanted in self._compared_in(key)), "")

    def _compared_in(self, section_key: str) -> str:
        spans = [self.spans[id_] for id_, key in self.sections.items() if key == section_key]
        return " ".join(self.compared[slice(*span)] for span in spans)

    def _lost(self, paragraph: str, section_key: str) -> QuotePlace:
        if not paragraph and not section_key:
            # Words that never said where they stand.
            return QuotePlace("", changed=False)
        left = [paragraph] if paragraph in self.spans else []
        left += [section_key] if section_key in self.sections.values() else []
        return QuotePlace(f"{self.url}#{left[0]}" if left else self.url, changed=True)


# About 50 kB each, by edition and address. A published edition is never altered.
_texts: Memory[LiveText] = Memory(most=100)


def live_text(explanation: Explanation) -> LiveText | None:
    """What readers see now; None where nothing is live."""
    live = Edition.objects.live().filter(explanation=explanation)
    edition = live.values_list("pk", flat=True).first()
    if edition is None:
        return None
    key = (edition, explanation.slug)
    text = _texts.get(key)
    if text is None:
        text = _read(edition, explanation.get_absolute_url())
        _texts.put(key, text)
    return text


def text_of(edition: Edition) -> LiveText:
    """As if it were live; not kept, for a draft is altered."""
    return _read(edition.pk, edition.explanation.get_absolute_url())


def _read(edition: int, url: str) -> LiveText:
    words, at = [], 0
    spans, sections = {}, {}
    stored = Section.objects.filter(edition=edition).values_list("key", "body_html")
    for key, html in stored:
        for paragraph in paragraphs(html):
            plain = _plain(paragraph.text)
            words.append(plain)
            spans[paragraph.id] = (at, at + len(plain))
            sections[paragraph.id] = key
            at += len(plain) + 1
    text = "\n".join(words)
    return LiveText(url, text, _compared(text), spans, sections)


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _compared(text: str) -> str:
    """However an editor or a keyboard writes quotation marks and dashes."""
    return text.translate(_ALIKE)


def place_quotes(
    question: Question, comments: Iterable[Comment], edition: Edition | None = None
) -> None:
    """Tell those that quote the explanation where the words stand, in another edition where one
    is given. One statement, a second one after a new edition, and none where nothing is quoted."""
    quoting = [comment for comment in comments if comment.quote and comment.has_text]
    if not quoting:
        return
    text = text_of(edition) if edition else live_text(question.explanation)
    if text is not None:
        for comment in quoting:
            comment.quote_place = text.find(comment.quote, comment.paragraph, comment.section_key)


def known_place(
    explanation: Explanation, section_key: str = "", paragraph: str = ""
) -> tuple[str, str]:
    """Section and paragraph as some edition that was ever published had them; what none had is
    left empty."""
    published = Section.objects.filter(
        edition__explanation=explanation, edition__publish_at__lte=timezone.now()
    ).order_by("-edition__publish_at", "-edition__number")
    if _ID.match(paragraph):
        having = published.filter(body_html__contains=f'<p id="{paragraph}">')
        if key := having.values_list("key", flat=True).first():
            return key, paragraph
    there = section_key and published.filter(key=section_key).exists()
    return (section_key if there else ""), ""


def about_paragraphs(general: Question) -> CommentQuerySet:
    """The visible comments of a general thread that are about a paragraph."""
    # As the index says it, which holds these alone.
    return general.comments.visible().exclude(paragraph="")


def count_by_paragraph(general: Question, ids: Sequence[str]) -> dict[str, int]:
    """How many comments there are about each of these, up to MOST_COUNTED; those without any are
    left out."""
    if not ids:
        return {}
    connection = connections[router.db_for_read(Comment)]
    table = connection.ops.quote_name(Comment._meta.db_table)
    marks = ", ".join(["(%s)"] * len(ids))
    # The ORM groups all that there are; this stops at the most for each, however long the thread.
    sql = (
        f"SELECT ids.column1, (SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE question_id = %s "  # noqa: S608
        "AND paragraph = ids.column1 AND state = %s AND NOT (paragraph = '') "
        f"LIMIT {MOST_COUNTED}) AS counted) FROM (VALUES {marks}) AS ids"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [general.pk, Comment.State.VISIBLE, *ids])
        return {id_: count for id_, count in cursor.fetchall() if count}

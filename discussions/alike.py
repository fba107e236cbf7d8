"""Readings that may say what somebody is about to propose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from discussions.likeness import ALIKE, likeness, trigrams
from discussions.models import Interpretation, Question
from discussions.threads import Viewer

MOST_SHOWN = 5
State = Interpretation.State


@dataclass(frozen=True)
class Alike:
    """``reading`` is one that readers vote on, or that waits; ``said`` are the words that are
    alike, where these were merged into it."""

    reading: Interpretation
    likeness: float
    said: str = ""

    @property
    def waits(self) -> bool:
        return self.reading.state == State.PROPOSED


class Known:
    """Readings of one explanation or several, that statements are compared with."""

    def __init__(self, rows: Iterable[Interpretation]) -> None:
        self._rows = {row.pk: row for row in rows}
        self._trigrams = {key: trigrams(row.statement) for key, row in self._rows.items()}

    def like(self, statement: str, besides: Interpretation | None = None) -> list[Alike]:
        """Those to which the statement has a likeness of at least a half, the most alike first,
        each once; ``besides`` is the reading that it is itself, whose explanation alone counts."""
        wanted = trigrams(statement)
        best: dict[int, Alike] = {}
        for key, row in self._rows.items():
            found = self._ends_in(row)
            if found is None or not self._comparable(found, row, besides):
                continue
            measure = likeness(wanted, self._trigrams[key])
            known = best.get(found.pk)
            if measure >= ALIKE and (known is None or known.likeness < measure):
                best[found.pk] = Alike(found, measure, "" if found is row else row.statement)
        return sorted(best.values(), key=lambda a: (-a.likeness, a.reading.pk))[:MOST_SHOWN]

    def _ends_in(self, row: Interpretation) -> Interpretation | None:
        """Where its votes went; None where readers can't see that any more."""
        end: Interpretation | None = row
        while end is not None and end.state == State.MERGED:
            end = self._rows.get(end.merged_into_id or 0)
        return end

    @staticmethod
    def _comparable(
        found: Interpretation, row: Interpretation, besides: Interpretation | None
    ) -> bool:
        if besides is None:
            return True
        here = besides.question.explanation_id == found.question.explanation_id
        return here and besides.pk not in (found.pk, row.pk)


def known_to(viewer: Viewer, question: Question) -> Known:
    """What a reader may be shown: open and merged ones, and their own that wait."""
    seen = Q(state__in=(State.OPEN, State.MERGED))
    if viewer.is_authenticated:
        seen |= Q(state=State.PROPOSED, proposed_by=viewer.pk)
    rows = Interpretation.objects.filter(seen, question__explanation=question.explanation_id)
    return Known(rows.select_related("question"))


def known_to_moderators(explanations: Iterable[int]) -> Known:
    """The same with all that wait."""
    rows = Interpretation.objects.exclude(state=State.DECLINED)
    return Known(rows.filter(question__explanation__in=explanations).select_related("question"))

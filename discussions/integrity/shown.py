"""A report as moderators read it: members and readings instead of their keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discussions.models import Interpretation, Member, Stance, VoteRelease, VoteReport
from explainer.models import Explanation


@dataclass(frozen=True)
class Shown:
    """A finding: ``numbers`` as they are stored, see ``discussions.integrity.report``; ``more``
    members than are listed."""

    numbers: dict[str, Any]
    members: list[Member]
    since: datetime
    until: datetime | None
    reading: Interpretation | None
    explanation: Explanation | None
    stance: str

    @property
    def more(self) -> int:
        return int(self.numbers["number"]) - len(self.numbers["members"])


@dataclass(frozen=True)
class ShownReport:
    made_at: datetime
    lists: dict[str, list[Shown]]
    # Whom moderators have released, the latest first.
    released: list[VoteRelease]

    @property
    def released_keys(self) -> set[int]:
        return {row.member_id for row in self.released}


def load_report() -> ShownReport | None:
    """The latest; None before the first night."""
    report = VoteReport.objects.first()
    if report is None:
        return None
    found = [each for group in report.findings.values() for each in group]
    members = Member.objects.filter(erased_at=None).in_bulk(
        {key for each in found for key in each["members"]}
    )
    readings = Interpretation.objects.select_related("question__explanation").in_bulk(
        {each["reading"] for each in found if "reading" in each}
    )
    explanations = Explanation.objects.select_related("film").in_bulk(
        {each["explanation"] for each in found if "explanation" in each}
    )

    def show(each: dict[str, Any]) -> Shown:
        return Shown(
            each,
            [members[key] for key in each["members"] if key in members],
            datetime.fromisoformat(each["since"]),
            datetime.fromisoformat(each["until"]) if "until" in each else None,
            readings.get(each.get("reading")),
            explanations.get(each.get("explanation")),
            str(Stance(each["stance"]).label) if "stance" in each else "",
        )

    return ShownReport(
        report.made_at,
        {name: [show(each) for each in group] for name, group in report.findings.items()},
        list(VoteRelease.objects.select_related("member", "by").order_by("-at", "-pk")[:100]),
    )

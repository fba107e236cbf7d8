"""Everything that staff can do at an address of its own: with what has to be there before, and a
form that does it. By the name of the URL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from discussions.models import Interpretation, Review
from discussions.moderation.decisions import Judgement, decide
from explainer.models import Withdrawal
from tests.support.access import Row, Site
from tests.support.cast import make_member


def _nothing(site: Site) -> None:
    pass


def _version(site: Site) -> dict[str, Any]:
    version = site.draft.lock_version
    return {"version": version, "anyway": version}


def _waits(site: Site) -> None:
    site.draft.schedule(timezone.now() + timedelta(days=1))


def _is_withdrawn(site: Site) -> None:
    Withdrawal.objects.create(explanation=site.content.explanation, reason="Wrong.")


def _is_held(site: Site) -> None:
    site.comment.open_review("reports")


def _review(site: Site) -> dict[str, Any]:
    review = Review.objects.get(comment=site.comment)
    return {"review": review.pk, "action": "hide", "rule": "spam"}


def _is_decided(site: Site) -> None:
    """By whom it is undone."""
    judgement = Judgement("hide", rule="spam")
    site.decision = decide(site.comment, judgement, site.members["administrator"])


def _is_proposed(site: Site) -> None:
    Interpretation.objects.filter(question=site.content.question).update(
        state="proposed", proposed_by=make_member("proposer"), order=0
    )


@dataclass(frozen=True)
class Step:
    data: Callable[[Site], dict[str, Any]] = lambda site: {}
    before: Callable[[Site], None] = _nothing

    def take(self, site: Site, client: Client, template: str) -> Any:
        self.before(site)
        data = self.data(site)
        return client.post(site.address(template), data)


STEPS: dict[str, Step] = {
    "admin:explainer_edition_preview": Step(lambda site: {"reader": "A friend"}),
    "admin:explainer_edition_revoke_link": Step(),
    "admin:explainer_picture_replace": Step(
        lambda site: {"art": "letter", "alt": "A letter", "focus_x": 50, "focus_y": 50}
    ),
    "admin:explainer_picture_take_down": Step(lambda site: {"reason": "A complaint."}),
    "admin:explainer_edition_publish": Step(_version),
    "admin:explainer_edition_restore": Step(before=lambda site: site.draft.publish()),
    "admin:explainer_edition_unschedule": Step(before=_waits),
    "admin:explainer_explanation_new_edition": Step(),
    "admin:explainer_explanation_withdraw": Step(lambda site: {"reason": "Wrong."}),
    "admin:explainer_explanation_restore": Step(before=_is_withdrawn),
    "admin:discussions_suspension_lift": Step(),
    "discussions:decisions": Step(_review, before=_is_held),
    "discussions:undo": Step(before=_is_decided),
    "discussions:decide_reading": Step(
        lambda site: {"action": "open", "was": "proposed"}, before=_is_proposed
    ),
    "discussions:vote_release": Step(),
    "discussions:moderate": Step(
        lambda site: {"action": "hide", "rule": "spam", "seen": ""},
    ),
    "discussions:feature": Step(lambda site: {"feature": "yes"}),
}
# What else takes a POST where only staff may, and changes nothing of the site: pages that are read,
# what is tried out, who has a draft open, one's own account, and what staff do as readers.
NOTHING_DONE = {
    "admin:index", "admin:app_list", "admin:login", "admin:logout", "admin:password_change",
    "admin:discussions_wordrule_try",
    "admin:explainer_edition_presence", "admin:explainer_edition_render",
    "discussions:useful", "discussions:flag",
}  # fmt: skip


def of_staff(row: Row) -> bool:
    """Whether it takes a POST of somebody on the staff, as it takes none of other members."""
    others = row.expected("post", "member")
    taken = {row.expected("post", role) for role in ("moderator", "editor", "administrator")}
    taken -= {403, 404, 405}
    return bool(taken) and (row.name.startswith("admin:") or others not in taken)

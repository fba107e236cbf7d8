"""Why a decision was not carried out, in words for the moderator."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from discussions.models import Comment, Decision
from discussions.moderation.decisions import AlreadyDecided, NotYours
from discussions.moderation.suspensions import StaffMember

REFUSALS = (AlreadyDecided, NotYours, StaffMember)


def explain(error: Exception, comment: Comment) -> str:
    about = {"name": comment.author.name, "words": Truncator(comment.body).chars(60)}
    if isinstance(error, StaffMember):
        return _("%(name)s is staff and can’t be suspended.") % about
    if isinstance(error, NotYours):
        said = _("“%(words)s” is for a colleague: you wrote it, or decided on it before.")
        return said % about
    decision = error.decision if isinstance(error, AlreadyDecided) else None
    if decision is None and comment.state != Comment.State.DELETED:
        return _("“%(words)s” by %(name)s was changed meanwhile. Please read it again.") % about
    if decision is None:
        return _("%(name)s has deleted this comment meanwhile.") % about
    said = _("Decided already, nothing was changed: “%(words)s” by %(name)s. %(decision)s")
    return said % {**about, "decision": in_words(decision)}


def in_words(decision: Decision) -> str:
    """What was done, because of what, by whom, when."""
    what = str(decision.get_action_display())
    if decision.rule:
        what = f"{what} ({decision.get_rule_display()})"
    who = decision.moderator.name if decision.moderator else _("the site by itself")
    ago = timesince(decision.at, depth=1)
    return _("%(moderator)s, %(time)s ago: %(what)s.") % {
        "moderator": who, "time": ago, "what": what,
    }  # fmt: skip

"""Members who may read and not write: what they are told where they try to."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from discussions.models import Member, Suspension
from discussions.moderation import suspensions


class Suspended(Exception):
    """The member may not write at present."""

    def __init__(self, suspension: Suspension) -> None:
        super().__init__(suspension)
        self.suspension = suspension

    @property
    def message(self) -> str:
        """Since which rule, until when, and what the moderator wrote."""
        ends = date_format(timezone.localtime(self.suspension.ends_at), "DATETIME_FORMAT")
        told = _("You are suspended until %(ends)s, for this reason: %(rule)s.") % {
            "ends": ends,
            "rule": self.suspension.get_rule_display(),
        }
        if self.suspension.message:
            told += " " + _("The moderators say: “%(message)s”") % {
                "message": self.suspension.message
            }
        return told


def require_not_suspended(member: Member) -> None:
    """Suspended where they may not write now."""
    if suspension := suspensions.standing(member):
        raise Suspended(suspension)

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class StaffActionQuerySet(models.QuerySet["StaffAction"]):
    def on(self, row: models.Model) -> StaffActionQuerySet:
        """What was done to an object, the newest first."""
        return self.filter(kind=row._meta.label_lower, key=str(row.pk)).order_by("-at", "-id")

    def by(self, member: models.Model) -> StaffActionQuerySet:
        return self.filter(actor=member).order_by("-at", "-id")


class StaffAction(models.Model):
    """One thing that a member of the staff did: who, when, to what, and what of it was otherwise
    before. Rows are only ever added; the database refuses anything else (``hersite.audit.guard``).
    """

    class Verb(models.TextChoices):
        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        DELETE = "delete", _("deleted")

    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"),
        db_index=False,
    )  # fmt: skip
    verb = models.CharField(_("what"), max_length=6, choices=Verb)
    # What was done in words, where it has a name of its own: "Published."
    said = models.CharField(_("said"), max_length=500, blank=True)
    # The object: its model ("explainer.edition"), its key, and what it was called. Empty for what
    # is called after somebody. It may be gone, so no key of the database holds on to it.
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("number"), max_length=40)
    name = models.CharField(_("name"), max_length=200, blank=True)
    # The parts that differ, as ``hersite.audit.state`` reads them; null where nobody knows.
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"))

    objects = StaffActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff action")
        verbose_name_plural = _("staff actions")
        default_permissions = ()
        indexes = [
            models.Index(fields=["-at", "-id"], name="staff_action_newest"),
            models.Index(fields=["actor", "-at", "-id"], name="staff_action_by"),
            models.Index(fields=["kind", "-at", "-id"], name="staff_action_kind"),
            models.Index(fields=["kind", "key", "-at", "-id"], name="staff_action_on"),
            # A number that is looked for may be that of any kind.
            models.Index(fields=["key", "-at", "-id"], name="staff_action_key"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.key}"

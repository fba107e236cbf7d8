"""How an edition comes before readers: now, or at a moment, and back from waiting for one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hersite.freshness import ALL, bump

if TYPE_CHECKING:
    from explainer.models.edition import Edition
    from explainer.models.explanation import Explanation


class StaleBase(ValidationError):
    """Another edition went live after this draft was copied: publishing it would undo that one."""


class Publishing(models.Model):
    """Live is the latest ``publish_at`` that has passed; no job runs at that moment. Only the
    verbs here write it, and what has one can't be altered: a published edition never, a scheduled
    one not before it is taken from the schedule, so that nothing half written goes live."""

    publish_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    if TYPE_CHECKING:
        number: int
        based_on_id: int | None
        explanation: models.ForeignKey[Explanation, Explanation]
        sections: Any

    class Meta:
        abstract = True

    @property
    def is_draft(self) -> bool:
        return self.publish_at is None

    @property
    def is_scheduled(self) -> bool:
        return not self.is_draft and not self.is_published

    @property
    def is_published(self) -> bool:
        return self.publish_at is not None and self.publish_at <= timezone.now()

    def check_draft(self) -> None:
        """ValidationError where its words can't be altered."""
        if self.is_published:
            raise ValidationError(_("A published edition can't be altered; start a new one."))
        if self.is_scheduled:
            raise ValidationError(
                _("A scheduled edition can't be altered; take it from the schedule first.")
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = type(self)._default_manager.filter(pk=self.pk).only("publish_at").first()
        (stored or self).check_draft()
        self.check_draft()
        super().save(*args, **kwargs)

    def check_base(self) -> None:
        """StaleBase where publishing this would undo an edition that its editor hasn't seen."""
        current = self.explanation.current_edition
        if current is not None and current.pk not in (self.pk, self.based_on_id):
            raise StaleBase(
                _("Edition %(number)d went live after this draft was begun. Start from that one."),
                params={"number": current.number},
            )

    def publish(
        self, *, at: datetime | None = None, choices: Mapping[str, str] | None = None
    ) -> None:
        """Make it live now, or as if at a moment that has passed (texts that come with the
        project). What it corrects is carried over into the edition that is scheduled, if one is;
        ``choices`` decides about the parts that both have changed (see ``CarryOver``).

        ValidationError where it is no draft, has no sections or leaves a part undecided; StaleBase
        as in ``check_base``.
        """
        # It reads editions and sections, which are made from this class.
        from explainer.models.carrying import CarryOver

        with transaction.atomic():
            self._check_ready()
            carrying = CarryOver.from_correction(cast("Edition", self))
            self._set_publish_at(at or timezone.now())
            if carrying:
                carrying.carry_out(choices or {})
            bump(ALL, removal=True)

    def schedule(self, at: datetime) -> None:
        """Let it go live at that moment. ValidationError as in ``publish``, where the moment has
        passed, and where another edition waits: its editor hasn't seen this one."""
        with transaction.atomic():
            self._check_ready()
            other = self.explanation.scheduled_edition
            if other is not None:
                raise ValidationError(
                    _("Edition %(number)d is scheduled already, and only one can wait."),
                    params={"number": other.number},
                )
            self._await(at)
            # Kept pages now end at that moment.
            bump(ALL)

    def unschedule(self) -> None:
        """Make it a draft again. ValidationError where it doesn't wait, or no longer."""
        with transaction.atomic():
            self.explanation.lock()
            self._stop_waiting()
            bump(ALL)

    def _check_ready(self) -> None:
        self.explanation.lock()
        if self.is_published:
            raise ValidationError(_("This edition is published already."))
        if self.is_scheduled:
            raise ValidationError(_("This edition is scheduled already."))
        self._check_sections()
        self.check_base()

    def _check_sections(self) -> None:
        if not self.sections.exists():
            raise ValidationError(_("An edition without a section can't be published."))

    def _await(self, at: datetime) -> None:
        if at <= timezone.now():
            raise ValidationError(
                _("%(moment)s has passed."),
                params={"moment": date_format(timezone.localtime(at), "DATETIME_FORMAT")},
            )
        self._set_publish_at(at)

    def _stop_waiting(self) -> None:
        if not self.is_scheduled:
            raise ValidationError(_("This edition isn’t waiting: it is a draft, or live by now."))
        self._set_publish_at(None)

    def _set_publish_at(self, moment: datetime | None) -> None:
        # Only where it is stored as it was read: two editors may press two buttons at once.
        same = type(self)._default_manager.filter(pk=self.pk, publish_at=self.publish_at)
        if not same.update(publish_at=moment):
            raise ValidationError(
                _("Somebody else has published this edition or taken it from the schedule.")
            )
        self.publish_at = moment

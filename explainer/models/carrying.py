"""A correction goes live while a rewrite waits for its moment: the rewrite began without it and
would undo it. So what was corrected is carried over into the rewrite, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from explainer.models.edition import Edition
from explainer.models.section import Section
from explainer.models.weaving import shared_order, woven

# What is chosen where both have changed a part.
CORRECTED, WAITING = "corrected", "waiting"


@dataclass(frozen=True)
class Part:
    """A field of an edition, or a whole section, as the correction found it (``base``), as it
    leaves it and as it waits; None where there is no such section."""

    name: str
    # Of the section; empty for a field.
    key: str
    base: Any
    corrected: Any
    waiting: Any

    @property
    def is_carried(self) -> bool:
        """Corrected, and not in the same words already."""
        return _words(self.corrected) not in (_words(self.base), _words(self.waiting))

    @property
    def is_disputed(self) -> bool:
        """Both have changed it, so neither can be taken without being asked."""
        return self.is_carried and _words(self.waiting) != _words(self.base)


class CarryOver:
    """What a correction brings into the edition that is scheduled."""

    def __init__(self, correction: Edition, waiting: Edition) -> None:
        self.correction, self.waiting = correction, waiting
        self._base = _sections(correction.based_on)
        self._corrected, self._waiting = _sections(correction), _sections(waiting)
        self.parts = [part for part in self._all() if part.is_carried]

    @classmethod
    def from_correction(cls, correction: Edition) -> CarryOver | None:
        """None where no other edition waits."""
        waiting = correction.explanation.scheduled_edition
        return cls(correction, waiting) if waiting and waiting.pk != correction.pk else None

    def _all(self) -> Iterator[Part]:
        editions = (self.correction.based_on, self.correction, self.waiting)
        for name in Edition.WRITTEN:
            yield Part(name, "", *(getattr(edition, name, None) for edition in editions))
        sections = (self._base, self._corrected, self._waiting)
        for key in dict.fromkeys([*self._corrected, *self._base]):
            yield Part(f"section-{key}", key, *(rows.get(key) for rows in sections))

    @property
    def disputed(self) -> list[Part]:
        return [part for part in self.parts if part.is_disputed]

    def carry_out(self, choices: Mapping[str, str]) -> None:
        """Inside the transaction in which the correction goes live. ``choices`` says by the name
        of each disputed part which words stay. ValidationError where one is left out, where
        nothing would be left of the rewrite, and where its moment has come meanwhile."""
        for part in self.disputed:
            if choices.get(part.name) not in (CORRECTED, WAITING):
                raise ValidationError(_("Choose which words stay where both have changed a part."))
        at = self.waiting.publish_at
        assert at is not None
        self.waiting._stop_waiting()
        self.waiting.based_on = self.correction
        for part in self.parts:
            if not part.is_disputed or choices[part.name] == CORRECTED:
                self._carry(part)
        self._arrange()
        self.waiting.lock_version += 1
        self.waiting.save()
        self.waiting._check_sections()
        self.waiting._await(at)

    def _carry(self, part: Part) -> None:
        if not part.key:
            setattr(self.waiting, part.name, part.corrected)
        elif part.corrected is None:
            part.waiting.delete()
        elif part.waiting is None:
            part.corrected.copy_to(self.waiting)
        else:
            # The row's edition was read while it waited; this one has stopped.
            part.waiting.edition = self.waiting
            for name in Section.WORDS:
                setattr(part.waiting, name, getattr(part.corrected, name))
            part.waiting.save()

    def _arrange(self) -> None:
        """In the rewrite's order where it has one of its own, otherwise in the correction's; what
        only the other one has stands behind what it follows there."""
        own = shared_order(self._waiting, self._base) != shared_order(self._base, self._waiting)
        first, second = list(self._corrected), list(self._waiting)
        keys = woven(second, first) if own else woven(first, second)
        for section in self.waiting.sections.all():
            Section.objects.filter(pk=section.pk).update(order=keys.index(section.key))


def _words(part: Any) -> Any:
    if isinstance(part, Section):
        return tuple(getattr(part, name) for name in Section.WORDS)
    return part


def _sections(edition: Edition | None) -> dict[str, Section]:
    if edition is None:
        return {}
    return {section.key: section for section in edition.sections.select_related("picture")}

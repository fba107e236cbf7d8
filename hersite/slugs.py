"""Slugs that may be changed while every address that ever was keeps working.

A changed slug stays with its row for good: the address that it stood in redirects to where the row
is now, in one step however often it moved, and no other row gets it. What was taken is a row of
``TakenSlug``, so two who want the same slug at the same moment are told apart by the database.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import IntegrityError, models, transaction

from hersite.freshness import OnEveryPage, bump
from hersite.models import TakenSlug


class SlugTaken(IntegrityError):
    """Another row has the slug, or had it."""


class KeepsItsAddresses(OnEveryPage):
    """A row with a ``slug`` in its address."""

    slug: Any

    class Meta:
        abstract = True

    @classmethod
    def called(cls, slug: str) -> Self | None:
        """The row that has this slug, or had it."""
        now = current_slugs(cls, [slug]).get(slug)
        rows: Any = cls._default_manager
        return rows.filter(slug=now).first() if now else None

    @classmethod
    def is_taken(cls, slug: str, but: int | None = None) -> bool:
        """Whether a row has or had it; ``but`` names the one to whom it would be given."""
        rows: Any = cls._default_manager
        had = TakenSlug.objects.filter(kind=cls._meta.label_lower, slug=slug).exclude(row=but or 0)
        has = rows.filter(slug=slug).exclude(pk=but)
        return had.exists() or has.exists()

    @staticmethod
    def scopes_of(slug: str) -> tuple[str, ...]:
        """The scopes that are named by a slug of this kind; see ``hersite.freshness``."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """SlugTaken where the slug is or was another row's."""
        fields = kwargs.get("update_fields")
        if fields is not None and "slug" not in fields:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            former = self._stored_slug()
            if former is None:
                self._require_free()
            elif former != self.slug:
                self._move(former)
            super().save(*args, **kwargs)
            if former is None:
                self._take(self.slug)

    def _stored_slug(self) -> str | None:
        """None for a row that is new. Locks it: whoever moves it meanwhile has to wait."""
        rows: Any = type(self)._default_manager
        stored = rows.select_for_update().filter(pk=self.pk)
        return stored.values_list("slug", flat=True).first() if self.pk else None

    def _require_free(self) -> None:
        if type(self).is_taken(self.slug):
            raise SlugTaken(self.slug)

    def _move(self, former: str) -> None:
        self._take(former)
        self._take(self.slug)
        # A copy may be known under the new name, too, from when the row had it before.
        bump(*self.scopes_of(former), *self.scopes_of(self.slug), removal=True)

    def _take(self, slug: str) -> None:
        taken, _created = TakenSlug.objects.get_or_create(
            kind=self._meta.label_lower, slug=slug, defaults={"row": self.pk}
        )
        if taken.row != self.pk:
            raise SlugTaken(slug)


def current_slugs(model: type[models.Model], slugs: Collection[str]) -> dict[str, str]:
    """The slug that the row has now, for each of these that a row has or had."""
    rows: Any = model._default_manager
    now = {slug: slug for slug in rows.filter(slug__in=slugs).values_list("slug", flat=True)}
    if unknown := set(slugs) - now.keys():
        taken = TakenSlug.objects.filter(kind=model._meta.label_lower, slug__in=unknown)
        old = dict(taken.values_list("slug", "row"))
        there = dict(rows.filter(pk__in=old.values()).values_list("pk", "slug")) if old else {}
        now |= {slug: there[row] for slug, row in old.items() if row in there}
    return now


def moved_to(kind: str, slug: str) -> str | None:
    """Where the row went that had this slug; None where there was none, or it is there still.
    ``kind`` is a model's label."""
    now = current_slugs(apps.get_model(kind), [slug]).get(slug)
    return now if now != slug else None

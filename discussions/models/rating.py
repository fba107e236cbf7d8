from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hersite.freshness import bump, ratings

if TYPE_CHECKING:
    from discussions.models.member import Member
    from explainer.models import Explanation

STARS = range(1, 6)


class Rating(models.Model):
    """What a member thinks of the explanation itself, in one to five stars."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ratings")
    explanation = models.ForeignKey("explainer.Explanation", models.PROTECT, related_name="ratings")
    stars = models.PositiveSmallIntegerField(
        _("stars"), validators=[MinValueValidator(STARS[0]), MaxValueValidator(STARS[-1])]
    )
    at = models.DateTimeField(_("rated"), default=timezone.now)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["member", "explanation"], name="one_rating_each"),
            models.CheckConstraint(
                condition=models.Q(stars__gte=STARS[0], stars__lte=STARS[-1]),
                name="one_to_five_stars",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.member_id}: {self.stars}"

    @classmethod
    @transaction.atomic
    def give(cls, member: Member, explanation: Explanation, stars: int) -> None:
        """Make ``stars``, 1 to 5, the member's only rating of the explanation."""
        cls.objects.update_or_create(
            member=member, explanation=explanation, defaults={"stars": stars}
        )
        bump(ratings(explanation.slug))

    @classmethod
    @transaction.atomic
    def take_back(cls, member: Member, explanation: Explanation) -> None:
        """Nothing happens where there is none."""
        if cls.objects.filter(member=member, explanation=explanation).delete()[0]:
            bump(ratings(explanation.slug))

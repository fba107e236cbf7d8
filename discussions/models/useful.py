from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Useful(models.Model):
    """A member found somebody else's comment useful. Set by ``Comment.mark_useful``."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="useful_marks"
    )
    comment = models.ForeignKey("discussions.Comment", models.PROTECT, related_name="useful_marks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("useful mark")
        verbose_name_plural = _("useful marks")
        constraints = [models.UniqueConstraint(fields=["member", "comment"], name="useful_once")]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.comment_id}"

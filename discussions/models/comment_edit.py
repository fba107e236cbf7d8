from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommentEdit(models.Model):
    """What a comment said before it was changed, and who changed it when."""

    comment = models.ForeignKey("discussions.Comment", models.CASCADE, related_name="edits")
    body = models.TextField(_("text before"))
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.at:%Y-%m-%d %H:%M}"

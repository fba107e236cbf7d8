from django.db import models
from django.utils.translation import gettext_lazy as _

from hersite.freshness import OnEveryPage


class Scene(OnEveryPage):
    """A place in a film that arguments refer to. Without a time code: cuts and releases differ."""

    film = models.ForeignKey("explainer.Film", models.PROTECT, related_name="scenes")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["film", "title"], name="one_scene_of_a_title")
        ]

    def __str__(self) -> str:
        return self.title

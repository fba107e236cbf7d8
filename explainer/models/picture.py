from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.templatetags.static import static
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from explainer.art import art_names, art_size
from explainer.models.picture_file import PictureFile, PictureQuerySet
from hersite.audit.state import Audited
from hersite.freshness import OnEveryPage
from hersite.markdown import ART, PICTURE


def validate_art(name: str) -> None:
    """ValidationError where static/art holds no drawing of that name."""
    if art_size(name) is None:
        raise ValidationError(
            _("There is no drawing “%(name)s”. There are: %(names)s."),
            params={"name": name, "names": ", ".join(art_names())},
        )


class Picture(PictureFile, OnEveryPage):
    """A drawing of the site's own or an uploaded picture, with words for those who can't see it, a
    caption and a credit. Other pixels are another picture: what is published keeps showing what it
    showed."""

    # Not what a job makes of it meanwhile.
    audited = Audited(without=("original", "recipe", "card_x", "card_y"))

    art = models.SlugField(
        _("drawing"),
        blank=True,
        validators=[validate_art],
        help_text=_("Name of a file in static/art."),
    )
    alt = models.CharField(
        _("alternative text"), max_length=300, help_text=_("What is to be seen, in one sentence.")
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("replaces"),
    )  # fmt: skip

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["art", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(art="") ^ Q(digest=""), name="picture_art_or_upload"
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="picture_focus_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {Truncator(self.alt).chars(60)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.is_upload:
            size = art_size(self.art)
            if size is None:
                raise ValueError(f"no drawing {self.art!r} in static/art")
            self.width, self.height = size
        super().save(*args, **kwargs)
        self.call()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        transaction.on_commit(self.delete_files, robust=True)
        return super().delete(*args, **kwargs)

    @property
    def label(self) -> str:
        """What editors know it by: the drawing's name, or its number."""
        return self.art or str(self.pk)

    @property
    def reference(self) -> str:
        """How a text names it: ``![…](art:letter)``, ``![…](picture:12)``."""
        return f"{PICTURE}{self.pk}" if self.is_upload else f"{ART}{self.art}"

    @property
    def url(self) -> str:
        return self.widest() if self.is_upload else static(f"art/{self.art}.svg")

    @property
    def thumb_url(self) -> str:
        """A small one for lists; empty where it is not made yet."""
        if not self.is_ready:
            return ""
        return self.smallest() if self.is_upload else self.url

    @property
    def card_url(self) -> str:
        """The 1200×630 picture that other sites show beside a link; empty where it is not made
        yet."""
        if not self.is_ready:
            return ""
        drawn = f"cards/{self.art}.png"
        return self.folder.url(self.card_name) if self.is_upload else static(drawn)

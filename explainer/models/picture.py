from django.core.exceptions import ValidationError
from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from explainer.art import art_names, art_size
from hersite.freshness import OnEveryPage


def validate_art(name: str) -> None:
    """ValidationError where static/art holds no drawing of that name."""
    if art_size(name) is None:
        raise ValidationError(
            _("There is no drawing “%(name)s”. There are: %(names)s."),
            params={"name": name, "names": ", ".join(art_names())},
        )


class Picture(OnEveryPage):
    """A drawing as an edition shows it: with words for those who can't see it, and a caption."""

    art = models.SlugField(
        _("drawing"), validators=[validate_art], help_text=_("Name of a file in static/art.")
    )
    alt = models.CharField(
        _("alternative text"), max_length=300, help_text=_("What is to be seen, in one sentence.")
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["art", "id"]

    def __str__(self) -> str:
        return f"{self.art}: {self.alt[:60]}"

    def save(self, *args: object, **kwargs: object) -> None:
        size = art_size(self.art)
        if size is None:
            raise ValueError(f"no drawing {self.art!r} in static/art")
        self.width, self.height = size
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        return static(f"art/{self.art}.svg")

    @property
    def card_url(self) -> str:
        """The 1200×630 PNG that other sites show beside a link."""
        return static(f"cards/{self.art}.png")

from django.db import models
from django.utils.translation import gettext_lazy as _

from hersite.audit.state import Audited
from hersite.freshness import OnEveryPage


class Film(OnEveryPage):
    """A film that explanations are about, with what a reader looks up: length, makers, cast."""

    audited = Audited(without=("source_digest",), rows=("credits", "scenes"))

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("slug"), unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    director = models.CharField(_("director"), max_length=200)
    runtime_minutes = models.PositiveSmallIntegerField(_("running time in minutes"))
    genre = models.CharField(_("genre"), max_length=200, blank=True)
    synopsis = models.TextField(_("synopsis"), help_text=_("Without the ending."))
    # Digest of the file it was loaded from; empty once an editor has changed the row.
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        ordering = ["title", "year"]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Credit(OnEveryPage):
    """One person's part in a film."""

    class Kind(models.TextChoices):
        CAST = "cast", _("cast")
        CREW = "crew", _("makers")

    film = models.ForeignKey(Film, models.CASCADE, related_name="credits")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind, default=Kind.CAST)
    person = models.CharField(_("person"), max_length=200)
    role = models.CharField(_("character or job"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"

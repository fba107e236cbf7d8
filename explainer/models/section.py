from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer.art import art_size, art_url
from hersite.audit.state import Audited
from hersite.markdown import RENDERER_VERSION, Paragraph, paragraphs, render_article


class Section(models.Model):
    """A part of an edition. Its key is its anchor on the page and stays from edition to edition."""

    audited = Audited(without=("body_html", "renderer_version"), key="key")

    # What it says and shows, wherever it stands.
    WORDS = ("heading", "body", "picture")

    edition = models.ForeignKey("explainer.Edition", models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    key = models.SlugField(
        _("key"),
        max_length=60,
        help_text=_("The section's anchor; keep it when the heading changes."),
    )
    heading = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"), help_text=_("Markdown."))
    body_html = models.TextField(editable=False)
    renderer_version = models.PositiveSmallIntegerField(editable=False, default=0)
    picture = models.ForeignKey(
        "explainer.Picture", models.PROTECT, null=True, blank=True, related_name="sections",
        verbose_name=_("picture"),
    )  # fmt: skip

    # While it is made as a copy: the section copied.
    _source: Section | None = None

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="section_key_once")]

    def __str__(self) -> str:
        return self.heading

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.edition.check_draft()
        self.render()
        super().save(*args, **kwargs)

    def render(self) -> None:
        """Make ``body_html`` from ``body``; paragraphs keep the ids that readers link to."""
        self.body_html = render_article(
            self.body, key=self.key, earlier=self._earlier_paragraphs(), size=art_size, url=art_url
        )
        self.renderer_version = RENDERER_VERSION

    def _earlier_paragraphs(self) -> list[Paragraph]:
        """Those of the same section in this row as stored, in the edition this one is based on, and
        in the one it is being copied from, which an editor may have gone back to."""
        stored = Section.objects.filter(pk=self.pk) if self.pk else Section.objects.none()
        base = Section.objects.filter(edition=self.edition.based_on, key=self.key)
        source = [self._source] if self._source else []
        found = [p for section in (*stored, *base, *source) for p in paragraphs(section.body_html)]
        return list({paragraph.id: paragraph for paragraph in found}.values())

    def copy_to(self, edition: Any) -> Section:
        """The same section in another edition, ids of paragraphs included."""
        copy = Section(edition=edition)
        copy._source = self
        for name in ("order", "key", *self.WORDS):
            setattr(copy, name, getattr(self, name))
        copy.save()
        return copy

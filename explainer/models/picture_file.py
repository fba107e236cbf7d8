"""What a picture has that is no drawing of the site's own: an uploaded file, and the renditions of
it that readers get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from explainer.pictures.renditions import (
    LAST,
    ORIGINALS,
    RECIPE,
    TYPES,
    Folder,
    card_file,
    keep,
    made_of,
    widths,
)
from hersite.freshness import ALL, bump

if TYPE_CHECKING:
    from explainer.pictures.upload import Master

CENTRE = 50


@dataclass(frozen=True)
class Source:
    """One format of a picture in all its widths, for ``<source>``."""

    type: str
    srcset: str


class PictureQuerySet(models.QuerySet[Any]):
    def uploads(self) -> PictureQuerySet:
        return self.exclude(digest="")

    def failed(self) -> PictureQuerySet:
        """Uploads that nothing could be made of; what was taken down is none of them."""
        return self.uploads().exclude(failure="").exclude(original="")

    def due(self) -> PictureQuerySet:
        """Uploads of which something has to be made, but for those that failed."""
        made = {"recipe": RECIPE, "card_x": F("focus_x"), "card_y": F("focus_y")}
        return self.uploads().filter(failure="").exclude(**made)


class PictureFile(models.Model):
    """The pixels are kept as they were taken over, without anything else that the file held. A job
    makes the renditions after the commit; until then readers see nothing of the picture."""

    # Of the pixels: the first half of their SHA-256. Empty for a drawing.
    digest = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    original = models.FileField(blank=True, editable=False)
    focus_x = models.PositiveSmallIntegerField(
        _("focus from the left, %"), default=CENTRE, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focus from the top, %"), default=CENTRE, validators=[MaxValueValidator(100)]
    )
    # What there is: by which recipe (0: nothing yet), and around which place the card is cut.
    recipe = models.PositiveSmallIntegerField(default=0, editable=False)
    card_x = models.PositiveSmallIntegerField(default=CENTRE, editable=False)
    card_y = models.PositiveSmallIntegerField(default=CENTRE, editable=False)
    failure = models.CharField(_("what went wrong"), max_length=300, blank=True, editable=False)

    if TYPE_CHECKING:
        width: models.PositiveIntegerField[int, int]
        height: models.PositiveIntegerField[int, int]

    class Meta:
        abstract = True

    def take(self, master: Master) -> None:
        """Have these pixels from now on. They are stored before the row is: a file without a row
        does no harm."""
        self.digest = sha256(master.content).hexdigest()[:32]
        self.width, self.height = master.width, master.height
        name = f"{ORIGINALS}/{self.digest}.{master.suffix}"
        self.original.name = keep(name, master.content)

    @property
    def original_name(self) -> str:
        return self.original.name or ""

    @property
    def is_upload(self) -> bool:
        return bool(self.digest)

    @property
    def is_ready(self) -> bool:
        """Whether readers can see it."""
        return not self.is_upload or self.recipe > 0

    @property
    def is_taken_down(self) -> bool:
        return self.is_upload and not self.original_name

    @property
    def is_due(self) -> bool:
        made = (RECIPE, self.focus_x, self.focus_y)
        return self.is_upload and (self.recipe, self.card_x, self.card_y) != made

    @property
    def folder(self) -> Folder:
        return Folder(self.digest, self.recipe)

    @property
    def sources(self) -> list[Source]:
        """The formats that a browser may choose before the last one."""
        kinds = [(suffix, kind) for suffix, kind in TYPES.items() if suffix != LAST]
        return [Source(kind, self.folder.srcset(suffix, self.width)) for suffix, kind in kinds]

    @property
    def srcset(self) -> str:
        return self.folder.srcset(LAST, self.width)

    @property
    def card_name(self) -> str:
        return card_file(self.card_x, self.card_y)

    @property
    def focus_class(self) -> str:
        """For styles that cut a picture: the place to keep in sight, in tenths."""
        if (self.focus_x, self.focus_y) == (CENTRE, CENTRE):
            return ""
        return f"focus-x-{round(self.focus_x / 10)} focus-y-{round(self.focus_y / 10)}"

    def widest(self) -> str:
        return self.folder.url(f"{widths(self.width)[-1]}.{LAST}")

    def smallest(self) -> str:
        return self.folder.url(f"{widths(self.width)[0]}.{LAST}")

    def call(self) -> None:
        """Have made what is due, once the row is stored for good."""
        # The job's module reads these rows.
        from explainer.pictures.jobs import call_for_renditions

        if self.is_due and not self.failure:
            transaction.on_commit(call_for_renditions, robust=True)

    def take_down(self, reason: str) -> None:
        """Leave nothing of its pixels, also where other rows have the same: every page that shows
        it, of whatever age, leaves it out. Its words and its place stay, and ``failure`` says why.
        """
        same = type(self)._default_manager.filter(digest=self.digest)
        names = [*filter(None, same.values_list("original", flat=True)), *made_of(self.digest)]
        with transaction.atomic():
            same.update(original="", recipe=0, failure=reason)
            bump(ALL, removal=True)
            transaction.on_commit(partial(_delete, names), robust=True)
        self.refresh_from_db()

    def delete_files(self) -> None:
        """Of a row that is gone, unless another one has the same pixels still."""
        others = type(self)._default_manager.filter(digest=self.digest).exclude(original="")
        if not self.is_upload or others.exists():
            return
        _delete([*filter(None, [self.original_name]), *made_of(self.digest)])


def _delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)

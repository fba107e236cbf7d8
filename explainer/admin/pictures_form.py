"""What an editor says of a picture, and the file that it comes in."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from explainer.art import art_names
from explainer.models import Picture
from explainer.models.picture_file import CENTRE
from explainer.pictures.upload import Master, examine
from hersite.admin_text import text_area

FOCUS = {"focus_x", "focus_y"}
WORDS = ["alt", "caption", "credit", "focus_x", "focus_y"]
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|webp|avif|gif|svg|tiff?|heic)", re.IGNORECASE)


def look_at(request: HttpRequest) -> None:
    """Read an upload before the admin begins its transaction: a large picture takes a second, and
    on SQLite nobody could write in the meantime."""
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        _examined(upload)


def _examined(upload: Any) -> Master | ValidationError:
    if not hasattr(upload, "examined"):
        try:
            upload.examined = examine(upload)
        except ValidationError as error:
            upload.examined = error
    return upload.examined


class PictureForm(forms.ModelForm):
    """The words for a picture, and the place in it that is never cut off."""

    class Meta:
        model = Picture
        fields = WORDS
        widgets = {
            "alt": text_area(2),
            "caption": forms.TextInput(attrs={"class": "vTextField"}),
            "credit": forms.TextInput(attrs={"class": "vTextField"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FOCUS & self.fields.keys():
            self.fields[name].required = False

    def clean_alt(self) -> str:
        alt: str = self.cleaned_data["alt"].strip()
        if _FILE_NAME.fullmatch(alt):
            raise ValidationError(_("Say what is to be seen; this is the name of a file."))
        return alt

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        middle = {name: CENTRE for name in FOCUS if cleaned.get(name, 0) is None}
        return cleaned | middle


class NewPictureForm(PictureForm):
    """Either a file or one of the site's own drawings."""

    file = forms.FileField(
        label=_("Picture file"),
        required=False,
        # Its name is never used: it may be as long as it likes.
        max_length=None,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.avif"}),
        help_text=_(
            "JPEG, PNG, WebP or AVIF; at most 20 MB and 25 million pixels, a JPEG 50 million. "
            "Readers get it at most 1800 pixels wide."
        ),
    )
    field_order = ["file", "art", *WORDS]

    class Meta(PictureForm.Meta):
        fields = ["art", *WORDS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "art" in self.fields:
            names = [(name, name) for name in art_names()]
            self.fields["art"].widget = forms.Select(choices=[("", "—"), *names])
            self.fields["art"].help_text = _("Instead of a file: one that comes with the site.")

    def clean_file(self) -> UploadedFile | None:
        upload: UploadedFile | None = self.cleaned_data["file"]
        if upload:
            self._master = _examined(upload)
            if isinstance(self._master, ValidationError):
                raise self._master
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        upload, art = cleaned.get("file"), cleaned.get("art")
        if not {"file", "art"} & self.errors.keys() and bool(upload) == bool(art):
            self.add_error("file", _("Choose a file or a drawing: one of the two."))
        names = {art, PurePosixPath(upload.name or "").stem if upload else None}
        if cleaned.get("alt") in names:
            self.add_error("alt", _("Say what is to be seen; this is the name of a file."))
        return cleaned

    def save(self, commit: bool = True) -> Picture:
        if self.cleaned_data.get("file"):
            self.instance.take(self._master)
        return super().save(commit)

"""How files that come with a form are read: in memory, up to a limit, and from the staff alone.

Django would write whatever anybody sends to the disk, to be looked at by a view that may not even
want it. Here a reader's file goes nowhere, and of one that is too large no more is kept than told.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

# The photograph of a large camera, as it comes from it.
MOST_BYTES = 20 * 1024 * 1024
# The only forms that have a field for a file.
TAKEN_AT = "/admin/"


class Refused(UploadedFile):
    """In place of a file that wasn't kept: why."""

    def __init__(self, reason: str, **kwargs: Any) -> None:
        super().__init__(file=BytesIO(), **kwargs)
        self.reason = reason


class _Parser(MultiPartParser):
    """Leaves names as they were sent; Django's own takes away the folders in them unseen."""

    def sanitize_file_name(self, file_name: str) -> str | None:
        return file_name if super().sanitize_file_name(file_name) else None


class LimitedUploadHandler(FileUploadHandler):
    request: HttpRequest
    _parsing = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django's name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> Any:
        if self._parsing:
            return None
        self._parsing = True
        return _Parser(META, input_data, [self], encoding).parse()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if not self.request.path.startswith(TAKEN_AT):
            raise SkipFile
        self.content, self.size = BytesIO(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size <= MOST_BYTES:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        name = self.file_name or ""
        described: dict[str, Any] = {
            "name": name, "content_type": self.content_type, "size": file_size,
            "charset": self.charset,
        }  # fmt: skip
        if {"/", "\\"} & set(name) or name.startswith(".."):
            said = _("The file is sent under the name “%s”, which leads into folders.") % name
            return Refused(said, **described)
        if file_size > MOST_BYTES:
            words = {"most": filesizeformat(MOST_BYTES), "size": filesizeformat(file_size)}
            said = _("The file has %(size)s; at most %(most)s are taken.") % words
            return Refused(said, **described)
        self.content.seek(0)
        return InMemoryUploadedFile(self.content, self.field_name, **described)

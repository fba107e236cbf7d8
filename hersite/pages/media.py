"""Uploaded pictures as readers get them, where no server in front hands the files out."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from explainer.pictures.renditions import FOLDER, TYPES

# An address holds the hash of the pixels and the recipe: it never means another file.
FOR_EVER = "max-age=315360000, public, immutable"


@require_safe
def media(request: HttpRequest, digest: str, recipe: int, file: str, suffix: str) -> FileResponse:
    """A rendition, and nothing else that lies there: what is uploaded is shown to nobody."""
    if suffix not in TYPES:
        raise Http404(suffix)
    name = f"{FOLDER}/{digest}/{recipe}/{file}.{suffix}"
    try:
        opened = default_storage.open(name)
    except OSError:
        raise Http404(name) from None
    return FileResponse(
        opened,
        content_type=TYPES[suffix],
        headers={"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"},
    )

"""How answers are compressed for a browser."""

from __future__ import annotations

from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

# For what is compressed anew each time: a third of gzip's time, and as small.
QUICK = 3
# Compressed by their own formats.
PIXELS = ("image/avif", "image/webp", "image/jpeg")
# Bytes under which compressing costs more than it saves.
LEAST = 200


class CompressionMiddleware(GZipMiddleware):
    """Brotli where the browser takes it, else gzip. Tokens in pages are masked anew for every
    answer, so that their length tells nothing (the BREACH attack)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.get("Content-Type", "").startswith(PIXELS):
            return response
        compressible = not response.streaming and len(response.content) >= LEAST  # type: ignore[attr-defined]
        coded = response.has_header("Content-Encoding")
        accepted = request.headers.get("Accept-Encoding", "")
        if not compressible or coded or best_coding(accepted) != "br":
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        response.content = brotli.compress(response.content, quality=QUICK)  # type: ignore[attr-defined]
        response["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
        response["Content-Encoding"] = "br"
        if response.get("ETag", "").startswith('"'):
            response["ETag"] = f"W/{response['ETag']}"
        return response


@lru_cache(maxsize=256)
def best_coding(accepted: str) -> str:
    """br, gzip or none, by an ``Accept-Encoding``; what comes with q=0 is refused (RFC 9110,
    12.5.3)."""
    offers = (offer.replace(" ", "").lower().partition(";q=") for offer in accepted.split(","))
    taken = {name for name, _q, weight in offers if weight.strip("0.") or not weight}
    return next((coding for coding in ("br", "gzip") if coding in taken), "")

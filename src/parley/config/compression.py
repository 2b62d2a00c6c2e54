"""Pages go over the wire packed: Cyrillic takes two bytes a letter, and many people read on a phone."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    """Packs pages and parts of pages, and nothing else: files are packed already or are to arrive byte for byte.

    What is packed tells by its length what it repeats. Django adds a random number of bytes to each answer, and the only secret
    of a page, the token of its forms, is written differently every time.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)

"""What is said of a request that cannot be read at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from parley.web.accounts.reader import language_of


def not_readable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """In the reader's language: such a request is turned away before anybody has chosen one, and the thread may still speak
    that of the last reader."""
    with translation.override(language_of(request)):
        return HttpResponse(loader.render_to_string("400.html"), status=400)

"""Headers that every answer carries, whoever wrote the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from parley.config.security import PERMISSIONS_POLICY


class HeadersMiddleware:
    """Adds what Django and the content policy do not: features of the browser, and who may keep a copy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # A page about an order must not be found in a shared cache, nor shown again after signing out without asking us.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

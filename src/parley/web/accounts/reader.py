"""Where a reader is: the language they read and the zone their dates are shown in.

A person has both in their account. A guest has a cookie, else what the browser asks for; an unknown zone is UTC.
"""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from parley.people.models import Person, Theme
from parley.people.zones import zone_or_utc

# Written by the page's script for guests, from what the browser knows; read when they sign up.
ZONE_COOKIE = "parley_zone"
THEME_COOKIE = "parley_theme"
COOKIE_AGE_S = 365 * 24 * 3600


def person_of(request: HttpRequest) -> Person | None:
    """Who asks, if they are signed in."""
    user = getattr(request, "user", None)  # a request that is turned away at the first door has none
    return user if isinstance(user, Person) else None


def language_of(request: HttpRequest) -> str:
    """The language this request is answered in: a code of settings.LANGUAGES."""
    spoken = dict(settings.LANGUAGES)
    person = person_of(request)
    if person is not None and person.language in spoken:
        return person.language
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in spoken else translation.get_language_from_request(request)


def zone_of(request: HttpRequest) -> str:
    """The IANA zone in which this request's instants are shown."""
    person = person_of(request)
    return zone_or_utc(person.zone if person is not None else request.COOKIES.get(ZONE_COOKIE, ""))


def theme_of(request: HttpRequest) -> str:
    """`light`, `dark` or `system`."""
    person = person_of(request)
    theme = person.theme if person is not None else request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in Theme.values else Theme.SYSTEM


class ReaderMiddleware:
    """Activates the reader's language and zone for the request, and says so in the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        translation.activate(language_of(request))
        timezone.activate(zoneinfo.ZoneInfo(zone_of(request)))
        request.LANGUAGE_CODE = translation.get_language()
        try:
            response = self.get_response(request)
        finally:
            # The next request of this thread must not inherit a zone when it fails before it has its own.
            timezone.deactivate()
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE or settings.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

"""What somebody sees who tried too often, and when it is too often."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parley.people.models import Person


def too_many_requests(request: HttpRequest) -> HttpResponse:
    response = render(request, "account/too_many.html", status=429)
    response.headers["Retry-After"] = "60"
    return response


def is_too_often(what: str, person: Person, at_most: int) -> bool:
    """Whether this person has asked for `what` more often than that within a minute; counts this time too. For all processes
    together, because it is counted in the database."""
    key = f"{what}:{person.id}"
    if cache.add(key, 1, timeout=60):
        return False
    try:
        return cache.incr(key) > at_most
    except ValueError:
        return False  # the minute ended between the two

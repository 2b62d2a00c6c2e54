"""The door of what belongs to one person: a service, a brief, a piece of work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parley.people.models import Person
from parley.web.accounts.reader import person_of

Thing = TypeVar("Thing")
View = Callable[[HttpRequest, Person, Thing], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, ...], HttpResponse]


def owners_only(
    find: Callable[[Person, UUID], Thing | None], methods: tuple[str, ...], stands_on: str
) -> Callable[[View[Thing]], Guarded]:
    """Lets in whoever `find` gives the thing to, by these methods; for all others there is no such page. A guest, whose session
    may have ended, signs in and comes back: to the page `stands_on` where the address only takes a form."""

    def guard(view: View[Thing]) -> Guarded:
        @require_http_methods(methods)
        def inside(request: HttpRequest, person: Person, thing_id: UUID) -> HttpResponse:
            thing = find(person, thing_id)
            if thing is None:
                raise Http404
            return view(request, person, thing)

        @wraps(view)
        def guarded(request: HttpRequest, **address: Any) -> HttpResponse:
            (thing_id,) = address.values()
            person = person_of(request)
            if person is None:
                return redirect_to_login(reverse(stands_on) if stands_on else request.get_full_path())
            return inside(request, person, thing_id)

        return guarded

    return guard

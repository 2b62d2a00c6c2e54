"""The door of the mediators' pages: to everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parley.people.models import Person
from parley.web.accounts.reader import person_of

P = ParamSpec("P")


def mediators_only(
    *methods: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Person, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Lets in whoever may mediate, operators too, by these methods; the view is handed the person. For all others, guests
    too, there is no such page."""

    def guard(
        view: Callable[Concatenate[HttpRequest, Person, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @require_http_methods(methods)
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if person is None or not person.may_mediate:
                raise Http404
            return view(request, person, *args, **kwargs)

        return guarded

    return guard

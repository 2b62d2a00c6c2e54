"""The door of the operators' pages: to everybody else they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from parley.people.policies import Written, find
from parley.web.accounts.reader import person_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
LOOK = ("GET", "HEAD")
FILL_IN = (*LOOK, "POST")
SEND = ("POST",)


def operators_only(*methods: str) -> Callable[[View[P]], View[P]]:
    """Lets operators in, by these methods. For all others, guests too, there is no such page."""

    def guard(view: View[P]) -> View[P]:
        @require_http_methods(methods)
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if person is None or not person.is_operator:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


def written_or_404(name: str) -> Written:
    """The written policy of the address. A ready-made one cannot be written, so there is no such page for it."""
    found = find(name)
    if found is None:
        raise Http404
    return found

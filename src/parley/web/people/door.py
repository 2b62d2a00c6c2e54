"""Who may look at somebody's page, and the doors of the pages on which one fills one's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parley.people.models import Person
from parley.people.portfolio import piece_of
from parley.people.profiles import is_public
from parley.people.shown import Piece
from parley.web.accounts.reader import person_of

SENDS_A_MINUTE = 30
"""Forms about oneself that one person sends."""

OwnView = Callable[[HttpRequest, Person, Piece], HttpResponse]


def may_look(reader: Person | None, found: Person) -> bool:
    """Whoever is signed in looks at whoever has an account, operators also at closed ones. A guest sees those who let them."""
    if reader is None:
        return is_public(found.id)
    return found.is_active or reader.is_operator


def own_piece(*methods: str, stands_on: str = "") -> Callable[[OwnView], Callable[[HttpRequest, UUID], HttpResponse]]:
    """Lets the owner of a piece in, by these methods; for all others there is no such page. A guest, whose session may have
    ended, signs in and comes back: to the page `stands_on` where the address only takes a form."""

    def guard(view: OwnView) -> Callable[[HttpRequest, UUID], HttpResponse]:
        @require_http_methods(methods)
        def inside(request: HttpRequest, person: Person, piece_id: UUID) -> HttpResponse:
            piece = piece_of(person, piece_id)
            if piece is None:
                raise Http404
            return view(request, person, piece)

        @wraps(view)
        def guarded(request: HttpRequest, piece_id: UUID) -> HttpResponse:
            person = person_of(request)
            if person is None:
                return redirect_to_login(reverse(stands_on) if stands_on else request.get_full_path())
            return inside(request, person, piece_id)

        return guarded

    return guard

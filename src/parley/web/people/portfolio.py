"""/me/profile/portfolio: one's pieces of work in their order, each with the ways to change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.people.models import Person
from parley.people.portfolio import MOST_PIECES, pieces_of
from parley.people.shown import Piece
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.people.pieces import PieceShown, piece_shown


@dataclass(frozen=True, slots=True)
class OwnPiece:
    """A piece and the addresses of what its owner can do with it. `ways` are those in which it can move, with their words."""

    piece: PieceShown
    change_href: str
    delete_href: str
    move_href: str
    ways: tuple[tuple[str, str], ...]


@login_required
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    found = pieces_of(person.id)
    add = Action(_("Show a piece of work"), icon="plus", href=reverse("new_piece"))
    context = {
        "title": _("Your portfolio"),
        "pieces": tuple(_own(piece, number, len(found)) for number, piece in enumerate(found, start=1)),
        "add": add if 0 < len(found) < MOST_PIECES else None,
        "empty": EmptyState(
            _("You show nothing yet"),
            _("A picture of something that you made says more than a list of skills."),
            action=Action(_("Show a piece of work"), href=reverse("new_piece"), weight="primary"),
        ),
    }
    return render(request, "people/portfolio.html", context)


def _own(piece: Piece, number: int, count: int) -> OwnPiece:
    up, down = ("up", _("Move up")), ("down", _("Move down"))
    return OwnPiece(
        piece_shown(piece),
        change_href=reverse("edit_piece", args=[piece.id]),
        delete_href=reverse("delete_piece", args=[piece.id]),
        move_href=reverse("move_piece", args=[piece.id]),
        ways=(*((up,) if number > 1 else ()), *((down,) if number < count else ())),
    )

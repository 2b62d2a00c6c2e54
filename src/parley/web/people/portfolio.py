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
from parley.web.components.form import Form
from parley.web.people.pieces import PieceShown, piece_shown


@dataclass(frozen=True, slots=True)
class OwnPiece:
    """A piece and what its owner can do with it."""

    piece: PieceShown
    actions: tuple[Action, ...]


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
    move = reverse("move_piece", args=[piece.id])
    title = piece.title
    actions = [
        # Translators: buttons beside a piece of work. {title} is its title.
        Action(_("Change “{title}”").format(title=title), icon="pencil", href=reverse("edit_piece", args=[piece.id]))
    ]
    if number > 1:
        label = _("Move “{title}” up").format(title=title)
        actions.append(Action(label, weight="quiet", post=Form(action=move, hidden=(("way", "up"),))))
    if number < count:
        label = _("Move “{title}” down").format(title=title)
        actions.append(Action(label, weight="quiet", post=Form(action=move, hidden=(("way", "down"),))))
    return OwnPiece(piece_shown(piece), tuple(actions))

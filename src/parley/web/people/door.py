"""Who may look at somebody's page, and the doors of the pages on which one fills one's own."""

from __future__ import annotations

from collections.abc import Callable

from parley.people.models import Person
from parley.people.portfolio import piece_of
from parley.people.profiles import is_public
from parley.people.shown import Piece
from parley.web.accounts.owners import Guarded, View, owners_only

SENDS_A_MINUTE = 30
"""Forms about oneself that one person sends."""


def may_look(reader: Person | None, found: Person) -> bool:
    """Whoever is signed in looks at whoever has an account, operators also at closed ones. A guest sees those who let them."""
    if reader is None:
        return is_public(found.id)
    return found.is_active or reader.is_operator


def own_piece(*methods: str, stands_on: str = "") -> Callable[[View[Piece]], Guarded]:
    """Lets the owner of a piece in: see owners_only."""
    return owners_only(piece_of, methods, stands_on)

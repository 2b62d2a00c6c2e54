"""Where the money is: a bar in proportion, and under each piece its pattern, its word and the exact amount.

    bar = money_bar([MoneyPart("released", _("Released to you"), "€300.00", 30000),
                     MoneyPart("held", _("Held for this order"), "€500.00", 50000),
                     MoneyPart("to_fund", _("To fund"), "€200.00", 20000)])
    {% include "components/money_bar.html" with bar=page.bar %}

Readable without colour (pattern and words) and without the picture: the bar is hidden from screen readers, the list
under it says everything. Pieces of zero are left out; order them released, held, refunded, to_fund.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parley.web.components.sentence import Text
from parley.web.components.shares import basis, percent, permille

MoneyKind = Literal["released", "held", "refunded", "to_fund", "clearing", "at_bank"]

ROOM_FOR_WORDS = 180
"""Below this permille a piece cannot hold its own words on a wide page, so the words become a plain row."""


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """An amount as it stands: `amount` is formatted text, `weight` the same in minor units (used for width only)."""

    kind: MoneyKind
    label: Text
    amount: str
    weight: int


@dataclass(frozen=True, slots=True)
class MoneyPiece:
    """A part with its place in the bar. `x` and `width` are SVG lengths, `basis` the spacer's pixels."""

    kind: MoneyKind
    label: Text
    amount: str
    x: str
    width: str
    basis: str


@dataclass(frozen=True, slots=True)
class MoneyBar:
    """`under` says that the words keep the edges of their pieces; `slim` draws the 10 px bar of a proposal."""

    pieces: tuple[MoneyPiece, ...]
    label: str = ""
    under: bool = True
    slim: bool = False


def money_bar(parts: Sequence[MoneyPart], label: str = "", slim: bool = False) -> MoneyBar:
    """Lay parts out in a bar. `label` replaces the group's name for screen readers ("Where the money is")."""
    present = [part for part in parts if part.weight > 0]
    shares = permille([part.weight for part in present])
    pieces = []
    x = 0
    for part, share in zip(present, shares, strict=True):
        pieces.append(MoneyPiece(part.kind, part.label, part.amount, percent(x), percent(share), basis(share)))
        x += share
    return MoneyBar(tuple(pieces), label, all(share >= ROOM_FOR_WORDS for share in shares), slim)

"""Next: the one raised sheet of a page. Whose turn, what to do, until when, what happens if nobody moves, and the doors.

    NextCard(turn="yours", headline=_("Your turn, Ana"), instruction=_("Deliver the logo drafts again by"),
             deadline=Moment(...), default=_("on Thu 10 Dec the order goes to the resolution room."),
             primary=Action(_("Deliver again"), icon="package", href=..., weight="primary"),
             rows=(ActionRow(...),), doors=(Link(_("Resolution room…"), ...), Link(_("Cancel…"), ...)))
    {% include "components/next_card.html" with card=page.next %}      first in `.side`, before the timeline in the document
    {% include "components/foot_bar.html" with card=page.next %}       last in `main`: turn and date at the phone's foot

Waiting (turn "theirs" or "nobody") gets a grey edge and usually no primary action: "Saskia's turn. You can rest".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.action import Action, ActionRow, Link
from parley.web.components.facts import Fact
from parley.web.components.moment import Moment
from parley.web.components.sentence import Text
from parley.web.components.silence_road import SilenceRoad

Turn = Literal["yours", "theirs", "nobody"]


@dataclass(frozen=True, slots=True)
class ClauseTicks:
    """How far the reading of an offer is: one mark a clause, and the same in words."""

    sentence: Text
    states: tuple[Literal["agreed", "talk", "to_read"], ...]


@dataclass(frozen=True, slots=True)
class NextCard:
    """Everything Next can hold, in the order in which it is read; what is empty is left out.

    `default` completes "If nobody moves:" and is one sentence. `jump` is a short way to what must be read first, shown
    on narrow pages only. `short` is the headline of the foot bar (default: the headline). `rows_intro` stands above
    the rows, as in "You need to do nothing. You may:". A second card on a page needs an `id` of its own.
    """

    turn: Turn
    headline: str
    instruction: Text = ""
    deadline: Moment | None = None
    default: Text = ""
    jump: Link | None = None
    ticks: ClauseTicks | None = None
    primary: Action | None = None
    second: Action | None = None
    road: SilenceRoad | None = None
    rows_intro: Text = ""
    rows: tuple[ActionRow, ...] = ()
    facts: tuple[Fact, ...] = ()
    doors: tuple[Link, ...] = ()
    short: str = ""
    id: str = "next"

    @property
    def is_waiting(self) -> bool:
        return self.turn != "yours"

    @property
    def foot_headline(self) -> str:
        return self.short or self.headline

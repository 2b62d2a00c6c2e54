"""What waits, ordered by deadline: one sentence each, with what happens if nobody moves.

    DeskGroup(turn="yours", title=_("Waits for you"), count="4", sections=(DeskSection("", rows),), empty=EmptyState(...))
    {% include "components/desk_group.html" with group=it %}

Ten rows or more read better in sections by week ("This week", "Next week"); fewer stand in one section without a title.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.empty_state import EmptyState
from parley.web.components.moment import Moment
from parley.web.components.money_bar import MoneyKind
from parley.web.components.next_card import Turn
from parley.web.components.pager import Pager
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One order that waits. `soon` (due today) puts a clock beside the time.

    `default` is one sentence, without "If nobody moves:". `order` is the title its people gave it; `party` completes it
    ("with Nadia Benali; you are the client").
    """

    title: str
    href: str
    order: str
    party: str
    when: Moment | None = None
    soon: bool = False
    default: Text = ""
    amount: str = ""
    money: MoneyKind | None = None
    money_label: str = ""


@dataclass(frozen=True, slots=True)
class DeskSection:
    """Rows under one heading, earliest first."""

    title: str
    rows: tuple[DeskRow, ...]


@dataclass(frozen=True, slots=True)
class DeskGroup:
    """One of the two lists of the desk. `count` is text ("4", "25+"). `empty` is shown when there is no row."""

    turn: Turn
    title: str
    sections: tuple[DeskSection, ...] = ()
    count: str = ""
    empty: EmptyState | None = None
    pager: Pager | None = None

    @property
    def has_rows(self) -> bool:
        return any(section.rows for section in self.sections)

"""What came, what went, what is left: the lines of an account as a person reads them.

Statement(_("Your statement in euros"),
          (StatementLine(Moment(...), say(...), amount="€300.00", direction="in", balance="€884.50"),))
{% include "components/statement.html" with statement=it %}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.moment import Moment
from parley.web.components.pager import Pager
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement. `amount` is formatted with its sign; `direction` only draws it; `order` names where it comes from."""

    at: Moment
    what: Text
    amount: str
    balance: str
    direction: Literal["in", "out", "none"] = "none"
    order: Text = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Newest first, with the balances before and after where they are known."""

    caption: str
    lines: tuple[StatementLine, ...]
    opening: str = ""
    closing: str = ""
    pager: Pager | None = None

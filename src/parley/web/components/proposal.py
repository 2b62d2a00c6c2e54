"""Who asks for what, until when, what silence means, and what yes would do. Declined ones stay, in one line.

Proposal(title=_("Tomás proposes 65 % to you"), small="Mon 23 Nov, 15:20. Page 5 is dropped", until=Moment(...),
         split=money_bar((MoneyPart("released", say(_("To you {sum}, after the fee"), ...), "", 37050), ...), slim=True),
         accept=Action(_("Accept, and close the case"), post=...),
         others=(Action(_("Answer with another split"), href=..., weight="quiet"),))
{% include "components/proposal.html" with proposal=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Action
from parley.web.components.moment import Moment
from parley.web.components.money_bar import MoneyBar
from parley.web.components.preview import Preview
from parley.web.components.revision import Verdict
from parley.web.components.sentence import Text
from parley.web.components.table import Table


@dataclass(frozen=True, slots=True)
class Proposal:
    """`until` while it is open, else `outcome`. `words` is the proposer's own note, `reply` what the other side said to it.
    `default` says what silence means."""

    title: Text
    small: Text = ""
    words: str = ""
    reply: str = ""
    until: Moment | None = None
    default: Text = ""
    outcome: Verdict | None = None
    table: Table | None = None
    split: MoneyBar | None = None
    preview: Preview | None = None
    accept: Action | None = None
    others: tuple[Action, ...] = ()
    id: str = ""

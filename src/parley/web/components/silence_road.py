"""Where silence leads: the stops behind and ahead, each with its date; the last says where the money goes.

SilenceRoad((Stop("past", _("Delivered"), "Tue 10 Nov, 10:12"),
             Stop("now", _("Last notice, 48 hours"), _("since today, 10:12")),
             Stop("future", _("Counts as complete"), "Thu 26 Nov, 10:12", _("Saskia gets an acceptance request"))))
{% include "components/silence_road.html" with road=it %}     (Next shows its own if `card.road` is set)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop. `when` is formatted text; `iso` its machine form where there is one."""

    mark: Literal["past", "now", "future"]
    title: Text
    when: Text
    detail: Text = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class SilenceRoad:
    """Stops in order of time. Without a title the part says "Where silence leads"."""

    stops: tuple[Stop, ...]
    title: str = ""

"""Two envelopes: who has sealed an offer and who has not. How much is on no page.

Envelopes(_("Round 1 of 3"), (Envelope(_("You"), _("Still open")), Envelope("Tomás", _("Sealed"), sealed=True)), Moment(...))
{% include "components/envelopes.html" with envelopes=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.moment import Moment
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Envelope:
    """One side's. `state` says it in words; the seal only draws it."""

    name: str
    state: Text
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Both, the reader's own first, with which round it is and until when."""

    title: Text
    pair: tuple[Envelope, Envelope]
    until: Moment | None = None
    lines: tuple[Text, ...] = ()

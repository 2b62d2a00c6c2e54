"""Six steps through a delivery that was not accepted: quiet, above what happened, and each knows how the order stands.

Companion(_("Six calm steps"), (CompanionStep(1, _("Breathe"), (_("..."),), "done"), ...), note=_("..."))
{% include "components/companion.html" with companion=it %}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parley.web.components.action import Link
from parley.web.components.sentence import Text

StepMark = Literal["done", "now", "later", "left_out"]


@dataclass(frozen=True, slots=True)
class CompanionStep:
    """`lines` say how things stand; `links` are the acts of this step that are open now."""

    number: int
    name: str
    lines: tuple[Text, ...]
    mark: StepMark
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """The present step is in sight; all six are one tap away."""

    title: str
    steps: tuple[CompanionStep, ...]
    of: str = ""
    note: Text = ""

    @property
    def now(self) -> CompanionStep:
        """The step one is in; where all are done the last."""
        return next((step for step in self.steps if step.mark == "now"), self.steps[-1])

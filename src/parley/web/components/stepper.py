"""The milestones of an order, or the stages of a case, as numbered rings on a line.

    steps = stepper(_("Milestones"), [
        Step(1, "Moodboard", _("Released 6 Nov"), "done", "€300.00", weight=30000),
        Step(2, "Logo drafts", _("Revising, round 1 of 2"), "now", "€500.00", weight=50000), ...])
    {% include "components/stepper.html" with stepper=page.steps %}

Give every step its `weight` (price in minor units) and the steps share the edges of the money bar above them wherever
each is wide enough for its words; otherwise they are equally wide. On the phone they stand below each other and only
the current one keeps its second line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parley.web.components.sentence import Text
from parley.web.components.shares import basis, permille

Mark = Literal["done", "now", "later", "ended"]
"""done: a check; now: filled; later: an outline; ended: over without a release (refunded, void)."""

ROOM_FOR_STEP = 170


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone or stage. `name` is a person's words if `said`; `basis` is filled in by `stepper`."""

    number: int
    name: str
    state: Text
    mark: Mark
    amount: str = ""
    href: str = ""
    weight: int = 0
    said: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Stepper:
    """Steps in order; `shared` says that their widths are those of the money bar."""

    label: str
    steps: tuple[Step, ...]
    shared: bool = False


def stepper(label: str, steps: Sequence[Step]) -> Stepper:
    """Decide whether the steps can share the money bar's edges, and lay them out."""
    if steps and all(step.weight > 0 for step in steps):
        shares = permille([step.weight for step in steps])
        if min(shares) >= ROOM_FOR_STEP:
            laid = tuple(replace(step, basis=basis(share)) for step, share in zip(steps, shares, strict=True))
            return Stepper(label, laid, shared=True)
    return Stepper(label, tuple(steps))

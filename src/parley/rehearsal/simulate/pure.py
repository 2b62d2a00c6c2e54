"""The pure part: walk after walk, a million steps in minutes."""

from __future__ import annotations

from random import Random

from parley.rehearsal.simulate.counts import Counts
from parley.rehearsal.simulate.legs import Leg
from parley.rehearsal.simulate.walk import Walk

LONGEST_LEG = 1_000
SHORTEST_WALK, LONGEST_WALK = 15, 110


def play(leg: Leg) -> Counts:
    """Orders, one after another, until the steps of this leg are used up."""
    chance = Random(f"parley pure {leg.seed} {leg.number}")  # noqa: S311 - no secret, but the same walk every time
    counts = Counts()
    walks = 0
    while counts.steps < leg.steps:
        walks += 1
        steps = min(chance.randint(SHORTEST_WALK, LONGEST_WALK), leg.steps - counts.steps)
        Walk(Random(chance.getrandbits(128)), counts, f"{leg.name}, order {walks}").goes(steps)  # noqa: S311
    return counts

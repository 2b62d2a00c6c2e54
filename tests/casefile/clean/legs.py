"""Orders that nobody tampered with, wherever random parties and bad weather (`./parley simulate`) bring them.

Each is packed while it is under way and once more when it has ended, and both verifiers look at it, with the desk's key and its
head: what they find is a false alarm.
"""

from __future__ import annotations

import runpy
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from parley.casefile.archive import packed
from parley.casefile.record import record_of
from parley.casefile.signing import public_key
from parley.casefile.verify import verify_file
from parley.rehearsal.simulate.counts import Counts
from parley.rehearsal.simulate.crowd import Crowd
from parley.rehearsal.simulate.desk import Desk, Wrong
from parley.rehearsal.simulate.legs import Leg
from parley.rehearsal.simulate.lodging import lodging
from parley.rehearsal.simulate.weather import Weather, frail
from parley.store.queries import all_order_ids

VERIFIER = Path(__file__).resolve().parents[3] / "src/parley/casefile/standalone/parley_verify.py"
STEPS = 150
"""In one leg, which brings a dozen or two of orders."""
ALARM, CASE_FILES, EVENT, STAGE = "alarm ", "case files", "event ", "stage "
"""How the names in the counts begin."""


def play(seed: int, number: int, steps: int = STEPS) -> Counter[str]:
    """Play one leg at a desk of its own, and look at every order half-way and at its end."""
    weather, counts, found = Weather(), Counts(), Counter[str]()
    chance = Random(f"parley clean {seed} {number}")  # noqa: S311  (to be repeated)
    with lodging(frail(weather)) as path:
        crowd = Crowd(chance, counts, Leg(seed, number, steps), Desk(chance, counts, weather, path))
        # What goes wrong at the desk itself is for simulate to tell; what is stored then must be sound all the same.
        with suppress(Wrong):
            while counts.steps < steps:
                crowd._step()
        found.update(_looked_at())
        with suppress(Wrong):
            crowd._silence()
        found.update(_looked_at())
    return found


def _looked_at() -> Iterator[str]:
    alone = runpy.run_path(str(VERIFIER))
    for order_id in all_order_ids(None, 10_000):
        record = record_of(order_id)
        assert record is not None
        data = packed(record, {})
        yield CASE_FILES
        yield f"{STAGE}{record.order.stage.value}"
        yield from (f"{EVENT}{row.kind}" for row in record.rows)
        found: list[Any] = list(verify_file(BytesIO(data), public_key(), record.head).found)
        found += alone["check"](BytesIO(data), public_key(), record.head).found
        yield from (f"{ALARM}{order_id}: {one}" for one in found)

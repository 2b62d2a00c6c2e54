"""Which counts may be published, so that nobody can work out what became of a single order.

A count below LEAST is not shown, and with it neither is the next smallest: the total less all that is shown would say the one
that is missing, and several small ones near their limit would say each other. Nothing says which of them is the small one, so
each could be either. A table of fewer than LEAST in all is not shown at all (that is for whoever shows it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

LEAST = 5
LEAST_FOR_MEDIAN = 2 * LEAST
LEAST_FOR_NINETIETH = 10 * LEAST
"""At least LEAST values lie on each side of what is published."""

K = TypeVar("K")


def shown(counts: Mapping[K, int]) -> dict[K, int | None]:
    """The same with None for what is not shown. Counts are zero or more."""
    hidden = {key for key, count in counts.items() if count < LEAST}
    others = [key for key in counts if key not in hidden]
    if hidden and others:
        # All of that size: which of two alike is left out would tell where the small one stands.
        smallest = min(counts[key] for key in others)
        hidden |= {key for key in others if counts[key] == smallest}
    return {key: None if key in hidden else count for key, count in counts.items()}


def median(values: Sequence[int]) -> int | None:
    """The lower middle of sorted values; None where there are too few of them."""
    return values[(len(values) - 1) // 2] if len(values) >= LEAST_FOR_MEDIAN else None


def ninetieth(values: Sequence[int]) -> int | None:
    """The least of the sorted values that nine in ten do not exceed; None where there are too few of them."""
    return values[-(-9 * len(values) // 10) - 1] if len(values) >= LEAST_FOR_NINETIETH else None

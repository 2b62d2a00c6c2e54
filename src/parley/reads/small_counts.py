"""Which counts may be published, so that nobody can work out what became of a single order.

A count below LEAST is not shown. Where the counts that are not shown come to less than LEAST together, their sum, which is the
total less all that is shown, would say too much: then the next smallest is not shown either, and so on. Nothing says which of
them is small and which only stands beside a small one. A table of fewer than LEAST is not shown at all.
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
    by_size = sorted((key for key in counts if key not in hidden), key=lambda key: counts[key])
    while hidden and by_size and sum(counts[key] for key in hidden) < LEAST:
        hidden.add(by_size.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}


def median(values: Sequence[int]) -> int | None:
    """The lower middle of sorted values; None where there are too few of them."""
    return values[(len(values) - 1) // 2] if len(values) >= LEAST_FOR_MEDIAN else None


def ninetieth(values: Sequence[int]) -> int | None:
    """The least of the sorted values that nine in ten do not exceed; None where there are too few of them."""
    return values[-(-9 * len(values) // 10) - 1] if len(values) >= LEAST_FOR_NINETIETH else None

"""Whole numbers that add up: how widths are shared out among the pieces of a bar without a float.

SVG gets its widths as attributes, because the page's security policy forbids inline styles. Text under a bar keeps
the bar's edges by a spacer that is asked to be `basis` pixels wide and then shrinks in proportion (see `.share` in parts.css).
"""

from __future__ import annotations

from collections.abc import Sequence

WHOLE = 1000
SMALLEST = 40
"""A piece that exists is never drawn narrower than 4 %, or it could not be seen or read."""


def permille(weights: Sequence[int], smallest: int = SMALLEST) -> tuple[int, ...]:
    """Share 1000 among weights (>= 0, one unit); the parts sum to 1000, or are all 0 if every weight is 0.

    Pieces above zero get at least `smallest`; what they gain the larger ones give in proportion. Left-over units go to
    the largest remainders, ties to the piece listed first.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("a share cannot be negative")
    total = sum(weights)
    if total == 0:
        return tuple(0 for _ in weights)
    raised: set[int] = set()
    while True:
        free = [i for i, weight in enumerate(weights) if weight and i not in raised]
        room = WHOLE - smallest * len(raised)
        weight_of_free = sum(weights[i] for i in free)
        narrow = {i for i in free if weights[i] * room < smallest * weight_of_free}
        if not narrow or len(narrow) == len(free):
            break
        raised |= narrow
    parts = [smallest if i in raised else 0 for i in range(len(weights))]
    for i in free:
        parts[i] = weights[i] * room // weight_of_free
    by_remainder = sorted(free, key=lambda i: (-(weights[i] * room % weight_of_free), i))
    for i in by_remainder[: WHOLE - sum(parts)]:
        parts[i] += 1
    return tuple(parts)


def percent(share: int) -> str:
    """A permille as an SVG length: 305 becomes "30.5%", the same in every language."""
    return f"{share // 10}.{share % 10}%" if share % 10 else f"{share // 10}%"


def basis(share: int) -> str:
    """The width in pixels that a spacer asks for; far more than any page has, so that it only ever shrinks."""
    return str(share * 20)

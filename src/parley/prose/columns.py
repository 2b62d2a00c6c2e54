"""Several whole numbers in one, so that rows of a table are added with one addition each.

Adding rows number by number is most of what a linear model costs in Python; whole numbers may be as long as one likes.
"""

from __future__ import annotations

from collections.abc import Sequence

_BITS = 40  # of a column; sums of a million rows fit
_HALF, _MASK = 1 << (_BITS - 1), (1 << _BITS) - 1


def pack(row: Sequence[int]) -> int:
    """One number for a row. The sum of such numbers is the number of the sum, as long as each column stays within 2**39."""
    packed = 0
    for value in reversed(row):
        packed = (packed << _BITS) + value
    return packed


def unpack(packed: int, columns: int) -> list[int]:
    """The row of that many columns which a number, or a sum of numbers, stands for."""
    row = []
    for _column in range(columns):
        value = ((packed + _HALF) & _MASK) - _HALF
        row.append(value)
        packed = (packed - value) >> _BITS
    return row

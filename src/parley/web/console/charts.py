"""Columns over time, drawn as SVG: stacked, patterned, and with a table that says the same.

{% include "console/columns.html" with chart=it %}

Places across are shares of the width, heights are pixels: so the words in the drawing keep their size on a phone. Whoever
cannot see it, or wants the figures, opens the table beneath.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.web.components.shares import percent
from parley.web.components.table import Table

PLOT_PX = 180
TOP_PX = 16
SCALE_PX = 76
"""For the figures of the scale, in a drawing of their own beside: a share of a phone's width would be too little for them."""
MOST_TICKS = 5
EVERY = 4
"""A date stands under every fourth column, counted from the last: the words of a date are long on a phone."""

Pattern = Literal["held", "clearing", "released"]


@dataclass(frozen=True, slots=True)
class Series:
    """One layer of the columns, the lowest first; as many values (>= 0) as there are columns."""

    name: str
    pattern: Pattern
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of a column. `x` and `width` are shares of the width, `y` and `height` pixels."""

    x: str
    width: str
    y: str
    height: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Mark:
    """Words at a place: a date under a column, or a figure of the scale. `anchor` is the SVG word for which side of them lies
    there."""

    at: str
    words: str
    anchor: Literal["start", "middle", "end"] = "middle"


@dataclass(frozen=True, slots=True)
class Columns:
    """A drawing with its names. `title` and `description` are what a screen reader says of it; `table` has every figure."""

    id: str
    title: str
    description: str
    pieces: tuple[Piece, ...]
    dates: tuple[Mark, ...]
    scale: tuple[Mark, ...]
    legend: tuple[tuple[Pattern, str], ...]
    table: Table
    height: str = str(TOP_PX + PLOT_PX + 28)
    foot: str = str(TOP_PX + PLOT_PX)
    dates_at: str = str(TOP_PX + PLOT_PX + 20)
    scale_width: str = str(SCALE_PX)
    scale_at: str = str(SCALE_PX - 8)


def columns(
    id_: str,
    title: str,
    description: str,
    dates: Sequence[str],
    series: Sequence[Series],
    table: Table,
    told: Callable[[int], str],
) -> Columns:
    """`told` writes a figure of the scale."""
    highest = max((sum(values) for values in zip(*(one.values for one in series), strict=True)), default=0)
    step = tick_step(highest)
    top = max(step * -(-highest // step), step)
    room = 1000 // max(len(dates), 1)
    pieces: list[Piece] = []
    for number in range(len(dates)):
        below = 0
        for one in series:
            low, high = (PLOT_PX * value // top for value in (below, below + one.values[number]))
            below += one.values[number]
            if high > low:
                x, width = number * room + room // 6, room * 2 // 3
                y = TOP_PX + PLOT_PX - high
                pieces.append(Piece(percent(x), percent(width), str(y), str(high - low), one.pattern))
    return Columns(
        id=id_,
        title=title,
        description=description,
        pieces=tuple(pieces),
        dates=_dates(dates, room),
        scale=tuple(
            Mark(str(TOP_PX + PLOT_PX - PLOT_PX * value // top), told(value)) for value in range(0, top + 1, step)
        ),
        legend=tuple((one.pattern, one.name) for one in series),
        table=table,
    )


def _dates(dates: Sequence[str], room: int) -> tuple[Mark, ...]:
    """The last one ends with the drawing: there is nothing beside it on a phone."""
    last = len(dates) - 1
    return tuple(
        Mark("100%", words, "end") if number == last else Mark(percent(number * room + room // 2), words)
        for number, words in enumerate(dates)
        if (last - number) % EVERY == 0
    )


def tick_step(highest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 and so on with which MOST_TICKS steps reach `highest`."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power * MOST_TICKS >= highest:
                return digit * power
        power *= 10

"""A table that restacks in a narrow column and keeps its roles: the first cell becomes the head of its block.

Table(caption=_("Milestones"), columns=(Column(_("Milestone")), Column(_("Due")), Column(_("Price"), numeric=True)),
      rows=(Row((Cell("Moodboard"), Cell("Fri 6 Nov"), Cell("€300.00"))),),
      foot=Row((Cell(_("Total")), Cell(""), Cell("€1,000.00"))))
{% include "components/table.html" with table=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column head; `numeric` columns stand at the end and keep their figures in line."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Words or a figure, with a small second line. `said` for a person's words; `numeric` as its column. `label` repeats the
    head of the column where the table is restacked and has none: for columns that would be taken for one another."""

    text: Text
    small: Text = ""
    said: bool = False
    href: str = ""
    iso: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """As many cells as the table has columns."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The caption names the table for screen readers; `caption_shown` prints it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: Row | None = None
    caption_shown: bool = False

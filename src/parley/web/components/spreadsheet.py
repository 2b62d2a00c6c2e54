"""A table to take along: CSV as spreadsheets read it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be worked out by a spreadsheet."""


def spreadsheet(heads: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """The table as a file called `name`, which ends in .csv. Instants are to be UTC, sums plain decimals with their currency
    beside them."""
    written = StringIO()
    out = csv.writer(written)
    out.writerow(heads)
    out.writerows([_plain(cell) for cell in row] for row in rows)
    # The mark at the beginning tells spreadsheets that this is UTF-8.
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv;charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _plain(cell: object) -> object:
    """Words that a spreadsheet would take for a formula get an apostrophe before them."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell

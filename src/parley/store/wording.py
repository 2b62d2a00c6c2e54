# ruff: noqa: S608  (the statements are put together from the names of our own columns)
"""The words of many orders in one question, for lists that show a title of each."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from parley.store.engine import engine
from parley.store.rows import TextRow
from parley.store.tables import TEXTS


def texts_named(named: Sequence[tuple[UUID, str]]) -> dict[tuple[UUID, str], TextRow]:
    """The texts of these (order_id, commitment); what is not there is left out."""
    if not named:
        return {}
    marks = ", ".join(["(%s, %s)"] * len(named))
    statement = f"SELECT {TEXTS.list} FROM texts WHERE (order_id, commitment) IN (VALUES {marks})"
    rows = engine().read(TextRow, statement, [part for pair in named for part in pair])
    return {(row.order_id, row.commitment): row for row in rows}

# ruff: noqa: S608  (the statements are put together from the names of our own columns)
"""Changing what is stored behind the desk's back, a byte at a time and back again, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from parley.store.tables import Table


def keys(table: Table[Any], order_id: UUID) -> list[list[Any]]:
    """The keys of the first, a middle and the last row of this order."""
    columns = ", ".join(_as_text(column) for column in table.key)
    with connection.cursor() as cursor:
        order = ", ".join(f'"{column}"' for column in table.key)
        cursor.execute(f"SELECT {columns} FROM {table.name} WHERE order_id = %s ORDER BY {order}", [_stored(order_id)])
        rows = [list(row) for row in cursor.fetchall()]
    assert rows, table.name
    return [rows[place] for place in sorted({0, len(rows) // 2, len(rows) - 1})]


@contextmanager
def changed(
    table: Table[Any], key: list[Any], column: str, change: Callable[[str], str] | None = None
) -> Iterator[str]:
    """One byte of this column is another one while the block runs. Yields what it was and became."""
    before = value(table, key, column)
    flip = change or (_other_number if _type(table, column) == "bigint" else _flipped)
    after = flip(before) if before else _something(column)
    _write(table, key, column, after)
    moved = [after if name == column else part for name, part in zip(table.key, key, strict=True)]
    try:
        yield f"{before} -> {after}"
    finally:
        _write(table, moved, column, before)


def _other_number(value: str) -> str:
    """One bit is another one; not the lowest, whose number may be taken by the next row."""
    return str(int(value) ^ 64)


def _flipped(value: str) -> str:
    """Its last digit becomes the neighbouring one; a value without digits gets another last letter."""
    place = max((place for place, letter in enumerate(value) if letter in "0123456789"), default=len(value) - 1)
    return value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]


def _something(column: str) -> str:
    """For a column that is empty."""
    return {"erased_at": "2026-06-17 15:30:00", "prev_hash": "0"}[column]


def value(table: Table[Any], key: list[Any], column: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_as_text(column)} FROM {table.name} WHERE {where(table)}", key)
        (found,) = cursor.fetchall()
    return None if found[0] is None else str(found[0])


def _write(table: Table[Any], key: list[Any], column: str, value: str | None) -> None:
    cast = f"CAST(%s AS {_type(table, column)})" if connection.vendor == "postgresql" else "%s"
    number = connection.vendor == "sqlite" and _type(table, column) == "bigint" and value is not None
    stored = int(value) if number and value is not None else value
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table.name} SET "{column}" = {cast} WHERE {where(table)}', [stored, *key])
        assert cursor.rowcount == 1, (table.name, column, value)


def where(table: Table[Any]) -> str:
    return " AND ".join(f"{_as_text(column)} = %s" for column in table.key)


def _as_text(column: str) -> str:
    return f'CAST("{column}" AS TEXT)'


def _type(table: Table[Any], column: str) -> str:
    types = {UUID: "uuid", datetime: "timestamptz", int: "bigint", str: "text"}
    return next(types[one.type] for one in table.columns if one.name == column)


def _stored(order_id: UUID) -> str:
    return str(order_id) if connection.vendor == "postgresql" else order_id.hex


def execute(statement: str, parameters: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(one) if isinstance(one, UUID) else one for one in parameters])
        assert cursor.rowcount > 0


def remove(table: Table[Any], key: list[Any]) -> None:
    """Take one row away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table.name} WHERE {where(table)}", key)
        assert cursor.rowcount == 1

# ruff: noqa: S608  (the statements are put together from the names of our own columns)
"""Whatever somebody may do to the rows and files of an order behind the desk's back, at random."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction

from parley.store.queries import files_of
from parley.store.tables import FILES, JOURNAL, ORDERS, PARTIES, POSTINGS, RECEIPTS, TEXTS, Table
from tests.reads.tampering import _as_text, _stored, _type, _write, value, where

TABLES: dict[str, Table[Any]] = {
    "the row of an order": ORDERS,
    "parties": PARTIES,
    "events": JOURNAL,
    "postings": POSTINGS,
    "texts": TEXTS,
    "files": FILES,
    "receipts": RECEIPTS,
}
"""By the first column of the table in docs/explanation/case-file.md."""
ON_DISK = "bytes of a file on disk"

BLIND = {("texts", "language"), ("receipts", "salt"), ("receipts", "body_hash")}
"""Columns in which one letter may stand for another and nobody could tell (tests/reads/test_audit.py)."""


class Unchanged(Exception):
    """This cannot be done to these rows, or the database does not take it."""


@contextmanager
def tampered(chance: Random, which: str, order_ids: list[UUID]) -> Iterator[str]:
    """Something is changed, deleted, doubled or swapped while the block runs. Yields what. Raises Unchanged."""
    if which == ON_DISK:
        with _file_on_disk(chance, chance.choice(order_ids)) as what:
            yield what
        return
    with transaction.atomic():
        try:
            with transaction.atomic():
                what = _tamper(chance, TABLES[which], order_ids)
        except (IntegrityError, DataError) as refused:
            transaction.set_rollback(True)
            raise Unchanged from refused
        yield what
        transaction.set_rollback(True)


def _tamper(chance: Random, table: Table[Any], order_ids: list[UUID]) -> str:
    keys = [key for order_id in order_ids for key in _keys(table, order_id)]
    if not keys:
        raise Unchanged
    way = chance.choice([_change, _change, _delete, _double, _swap])
    return f"{table.name}: {way.__name__[1:]} {way(chance, table, keys)}"


def _change(chance: Random, table: Table[Any], keys: list[list[Any]]) -> str:
    key, column = chance.choice(keys), _column(chance, table)
    before = value(table, key, column)
    after = _other(chance, before, column, _type(table, column))
    _write(table, key, column, after)
    return f"{column} of {key}: {before!r:.60} -> {after!r:.60}"


def _delete(chance: Random, table: Table[Any], keys: list[list[Any]]) -> str:
    key = chance.choice(keys)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table.name} WHERE {where(table)}", key)
    return str(key)


def _double(chance: Random, table: Table[Any], keys: list[list[Any]]) -> str:
    """The same row once more, under another key of the same order; of an order's row under another id."""
    key = chance.choice(keys)
    last = table.key[-1]
    other = _other(chance, value(table, key, last), last, _type(table, last))
    cast = f"CAST(%s AS {_type(table, last)})" if connection.vendor == "postgresql" else "%s"
    columns = ", ".join(cast if name == last else f'"{name}"' for name in table.names)
    statement = f"INSERT INTO {table.name} ({table.list}) SELECT {columns} FROM {table.name} WHERE {where(table)}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [other, *key])
    return f"{key} as {other}"


def _swap(chance: Random, table: Table[Any], keys: list[list[Any]]) -> str:
    """One column of two rows, of one order or of two."""
    if len(keys) < 2:
        raise Unchanged
    one, two = chance.sample(keys, 2)
    column = chance.choice([name for name in table.names if name not in table.key and (table.name, name) not in BLIND])
    first, second = value(table, one, column), value(table, two, column)
    if first == second:
        raise Unchanged
    _write(table, one, column, second)
    _write(table, two, column, first)
    return f"{column} of {one} and {two}"


def _column(chance: Random, table: Table[Any]) -> str:
    return chance.choice([name for name in table.names if (table.name, name) not in BLIND])


def _other(chance: Random, before: str | None, column: str, kind: str) -> str:
    """A value with one digit or letter changed, wherever that may be."""
    if before is None:
        return {"timestamptz": "2026-06-17 15:30:00", "uuid": str(UUID(int=1))}.get(kind, "1")
    if kind == "bigint":
        return str(int(before) ^ 1 << chance.randrange(12)) if chance.random() < 0.8 else str(-int(before))
    digits = [place for place, letter in enumerate(before) if letter in "0123456789"]
    letters = [place for place, letter in enumerate(before) if letter.isalpha() and kind == "text"]
    places = digits or letters
    if kind == "text" and letters and chance.random() < 0.5:
        places = letters
    if not places:
        return before + "1"
    place = chance.choice(places)
    return before[:place] + chr(ord(before[place]) ^ 1) + before[place + 1 :]


def _keys(table: Table[Any], order_id: UUID) -> list[list[Any]]:
    columns = ", ".join(_as_text(column) for column in table.key)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM {table.name} WHERE order_id = %s ORDER BY {columns}", [_stored(order_id)]
        )
        return [list(row) for row in cursor.fetchall()]


@contextmanager
def _file_on_disk(chance: Random, order_id: UUID) -> Iterator[str]:
    stored = [file.stored_as for file in files_of(order_id) if file.stored_as is not None]
    if not stored:
        raise Unchanged
    path = Path(settings.INSTALLATION.data) / "order-files" / chance.choice(stored)
    content = path.read_bytes()
    place = chance.randrange(len(content))
    changed = {
        "flip": content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :],
        "cut": content[:place],
        "add": content + chance.randbytes(1 + place % 50),
        "delete": None,
    }
    way = chance.choice(list(changed))
    other = changed[way]
    if other is None:
        path.unlink()
    else:
        path.write_bytes(other)
    try:
        yield f"{way} {path.name}"
    finally:
        path.write_bytes(content)

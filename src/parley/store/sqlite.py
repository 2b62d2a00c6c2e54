# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""What the store does its own way on SQLite.

There is one writer at a time: a transaction begins with BEGIN IMMEDIATE (`transaction_mode` in the settings), so whoever has
begun holds the lock on everything, and rows need none of their own. Ids and instants are stored as Django stores them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from parley.store.errors import UnreadableRow
from parley.store.query_log import note
from parley.store.rows import OrderRow, ReceiptRow
from parley.store.tables import NO_DEADLINE, ORDER_CHANGES, ORDERS, RECEIPTS, Column, Table, columns_of

R = TypeVar("R")

# Lists of keys come in as one JSON text: the statement stays the same for any number, and no limit on parameters is met.
_ORDERS_IN = f"SELECT {ORDERS.list} FROM orders WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY order_id"
_RECEIPTS_FOR = (
    f"SELECT {RECEIPTS.listed('r')} FROM json_each(?) AS asked JOIN receipts AS r"
    " ON r.order_id = json_extract(asked.value, '$[0]') AND r.command_id = json_extract(asked.value, '$[1]')"
)
_CHANGED = tuple(column.name for column in ORDER_CHANGES)
_UPDATE_ORDER = f"UPDATE orders SET {', '.join(f'{name} = ?' for name in _CHANGED)} WHERE order_id = ? AND seq = ?"
_UPDATE_LISTS = "UPDATE parties SET waits = instr(?, role) > 0, due_at = ?, updated_at = ? WHERE order_id = ?"


class Sqlite:
    """See engine.Engine."""

    most_orders = 1_000

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def read(self, row: type[R], statement: str, parameters: Sequence[object] = ()) -> list[R]:
        return self._rows(row, _with_question_marks(statement), [_outward(one) for one in parameters])

    def write(self, statement: str, parameters: Sequence[object] = ()) -> int:
        return self._execute(_with_question_marks(statement), [_outward(one) for one in parameters]).rowcount

    def lock_orders(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        return self.orders_in(order_ids)

    def orders_in(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        return self._rows(OrderRow, _ORDERS_IN, [json.dumps([order_id.hex for order_id in order_ids])])

    def receipts_for(self, asks: Sequence[tuple[UUID, UUID]]) -> list[ReceiptRow]:
        return self._rows(
            ReceiptRow, _RECEIPTS_FOR, [json.dumps([(order.hex, command.hex) for order, command in asks])]
        )

    def update_orders(self, changes: Sequence[tuple[int, OrderRow]]) -> int:
        values = attrgetter(*_CHANGED)
        return self._execute_many(
            _UPDATE_ORDER, [(*map(_outward, values(row)), row.order_id.hex, expected) for expected, row in changes]
        )

    def update_lists(self, rows: Sequence[OrderRow]) -> int:
        return self._execute_many(
            _UPDATE_LISTS,
            [
                (row.turn, _outward(row.due_at or NO_DEADLINE), _outward(row.updated_at), row.order_id.hex)
                for row in rows
            ],
        )

    def insert(self, table: Table[Any], rows: Sequence[Any]) -> int:
        values = attrgetter(*table.names)
        return self._execute_many(_insert(table), [tuple(map(_outward, values(row))) for row in rows])

    # --- the driver

    def _execute(self, statement: str, parameters: Sequence[object]) -> sqlite3.Cursor:
        with self._connection.wrap_database_errors:
            self._connection.ensure_connection()
            note(self._connection, statement)
            raw: sqlite3.Connection = self._connection.connection
            return raw.execute(statement, parameters)

    def _execute_many(self, statement: str, parameters: Sequence[Sequence[object]]) -> int:
        with self._connection.wrap_database_errors:
            self._connection.ensure_connection()
            note(self._connection, statement)
            raw: sqlite3.Connection = self._connection.connection
            return raw.executemany(statement, parameters).rowcount

    def _rows(self, row: type[R], statement: str, parameters: Sequence[object]) -> list[R]:
        columns = columns_of(row)  # type: ignore[arg-type]  # a class is hashable
        readers = [_INWARD[column.type] for column in columns]
        try:
            records = self._execute(statement, parameters).fetchall()
        except ValueError as error:  # Django's converter for instants met a text that is none
            raise UnreadableRow(row.__name__, "an instant", str(error)) from None
        found = []
        for record in records:
            try:
                found.append(
                    row(*[None if one is None else read(one) for read, one in zip(readers, record, strict=True)])
                )
            except ValueError:
                raise _unreadable(row, columns, record) from None
            if None in record and any(
                one is None and not column.nullable for one, column in zip(record, columns, strict=True)
            ):
                raise _unreadable(row, columns, record)
        return found


def _unreadable(row: type, columns: Sequence[Column], record: Sequence[object]) -> UnreadableRow:
    """Which column it was: SQLite keeps whatever it is given, so a damaged file can hold anything anywhere."""
    for column, stored in zip(columns, record, strict=True):
        try:
            if stored is None and column.nullable:
                continue
            _INWARD[column.type](stored)
        except ValueError:
            return UnreadableRow(
                row.__name__, column.name, stored, key=f"{record[0]} {record[1]}" if len(record) > 1 else ""
            )
    raise AssertionError("every column can be read")


def _uuid(stored: Any) -> UUID:
    if stored.__class__ is not str:
        raise ValueError("not a UUID")
    return UUID(hex=stored)


def _instant(stored: Any) -> datetime:
    if stored.__class__ is str:  # an expression has no declared type for Django's converter to go by
        stored = datetime.fromisoformat(stored)
    if stored.__class__ is not datetime:
        raise ValueError("not an instant")
    return stored.replace(tzinfo=UTC)


def _number(stored: Any) -> int:
    if stored.__class__ is not int:
        raise ValueError("not a whole number")
    return stored


def _text(stored: Any) -> str:
    if stored.__class__ is not str:
        raise ValueError("not a text")
    return stored


_INWARD: dict[type, Callable[[Any], Any]] = {UUID: _uuid, datetime: _instant, int: _number, str: _text}


def _outward(value: Any) -> Any:
    """As Django writes it, so that its models read the same rows. Instants as text sort by time."""
    if value.__class__ is datetime:
        if value.tzinfo is not UTC:
            value = value.astimezone(UTC)
        return value.replace(tzinfo=None).isoformat(" ")
    if isinstance(value, UUID):
        return value.hex
    return value


@cache
def _insert(table: Table[Any]) -> str:
    conflict = f" ON CONFLICT {table.on_conflict}" if table.on_conflict else ""
    return f"INSERT INTO {table.name} ({table.list}) VALUES ({', '.join('?' * len(table.names))}){conflict}"


@cache
def _with_question_marks(statement: str) -> str:
    return statement.replace("%s", "?").replace("%%", "%")

# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""What the store does its own way on PostgreSQL.

Whole batches travel as arrays (UNNEST): one statement and one round trip a table, whatever the size of the batch. Statements
are prepared, which halves the server's work; they go past Django's cursors, which would put the values into the text. The
arrays are written here, because the driver looks at every element to find out what it is, and a column knows.

Where orders are spread over machines, set ONE_ORDER_AT_A_TIME: then a transaction holds one order, every lock and
every change names its `order_id` by equality, and rows go in as plain VALUES. Such engines refuse the array forms or are
slow with them; the same commands go one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from parley.store.query_log import note
from parley.store.rows import OrderRow, ReceiptRow
from parley.store.tables import NO_DEADLINE, ORDER_CHANGES, ORDERS, RECEIPTS, Table

R = TypeVar("R")

_SQL_TYPES: dict[type, str] = {UUID: "uuid", datetime: "timestamptz", int: "bigint", str: "text"}
_CHANGED = tuple(column.name for column in ORDER_CHANGES)

_LOCK_ORDERS = f"SELECT {ORDERS.list} FROM orders WHERE order_id = ANY(%s::uuid[]) ORDER BY order_id FOR UPDATE"
_LOCK_ORDER = f"SELECT {ORDERS.list} FROM orders WHERE order_id = %s FOR UPDATE"
_ORDERS_IN = f"SELECT {ORDERS.list} FROM orders WHERE order_id = ANY(%s::uuid[]) ORDER BY order_id"
_RECEIPTS_FOR = (
    f"SELECT {RECEIPTS.listed('r')} FROM unnest(%s::uuid[], %s::uuid[]) AS asked (order_id, command_id)"
    " JOIN receipts AS r ON r.order_id = asked.order_id AND r.command_id = asked.command_id"
)
_RECEIPT_FOR = f"SELECT {RECEIPTS.list} FROM receipts WHERE order_id = %s AND command_id = ANY(%s::uuid[])"
_UPDATED_TYPES = [UUID, int, *(column.type for column in ORDER_CHANGES)]
_UPDATE_ORDERS = (
    f"UPDATE orders AS o SET {', '.join(f'{name} = n.{name}' for name in _CHANGED)}"
    f" FROM unnest({', '.join(f'%s::{_SQL_TYPES[each]}[]' for each in _UPDATED_TYPES)})"
    f" AS n (order_id, expected_seq, {', '.join(_CHANGED)})"
    " WHERE o.order_id = n.order_id AND o.seq = n.expected_seq"
)
_UPDATE_ORDER = f"UPDATE orders SET {', '.join(f'{name} = %s' for name in _CHANGED)} WHERE order_id = %s AND seq = %s"
_UPDATE_LISTS = (
    "UPDATE parties AS p SET waits = strpos(n.turn, p.role) > 0, due_at = n.due_at, updated_at = n.updated_at"
    " FROM unnest(%s::text[], %s::timestamptz[], %s::timestamptz[], %s::uuid[]) AS n (turn, due_at, updated_at, order_id)"
    " WHERE p.order_id = n.order_id"
)
_UPDATE_LIST = "UPDATE parties SET waits = strpos(%s, role) > 0, due_at = %s, updated_at = %s WHERE order_id = %s"


class Postgres:
    """See engine.Engine."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._one_by_one: bool = getattr(settings, "ONE_ORDER_AT_A_TIME", False)

    @property
    def most_orders(self) -> int:
        return 1 if self._one_by_one else 1_000

    def read(self, row: type[R], statement: str, parameters: Sequence[object] = ()) -> list[R]:
        return [row(*record) for record in self._execute(statement, parameters).fetchall()]

    def write(self, statement: str, parameters: Sequence[object] = ()) -> int:
        return self._execute(statement, parameters).rowcount

    def lock_orders(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        # FOR UPDATE locks after the sort, so two batches with the same orders queue up and do not deadlock.
        if self._one_by_one:
            return [row for order_id in order_ids for row in self.read(OrderRow, _LOCK_ORDER, [order_id])]
        return self.read(OrderRow, _LOCK_ORDERS, [_array(UUID, order_ids)])

    def orders_in(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        return self.read(OrderRow, _ORDERS_IN, [_array(UUID, order_ids)])

    def receipts_for(self, asks: Sequence[tuple[UUID, UUID]]) -> list[ReceiptRow]:
        commands = _array(UUID, [command for _, command in asks])
        if self._one_by_one:
            order_ids = sorted({order for order, _ in asks})
            return [row for order_id in order_ids for row in self.read(ReceiptRow, _RECEIPT_FOR, [order_id, commands])]
        return self.read(ReceiptRow, _RECEIPTS_FOR, [_array(UUID, [order for order, _ in asks]), commands])

    def update_orders(self, changes: Sequence[tuple[int, OrderRow]]) -> int:
        values = attrgetter(*_CHANGED)
        if self._one_by_one:
            return sum(self.write(_UPDATE_ORDER, [*values(row), row.order_id, expected]) for expected, row in changes)
        records = [(row.order_id, expected, *values(row)) for expected, row in changes]
        return self.write(_UPDATE_ORDERS, _arrays(_UPDATED_TYPES, records))

    def update_lists(self, rows: Sequence[OrderRow]) -> int:
        records = [(row.turn, row.due_at or NO_DEADLINE, row.updated_at, row.order_id) for row in rows]
        if self._one_by_one:
            return sum(self.write(_UPDATE_LIST, record) for record in records)
        return self.write(_UPDATE_LISTS, _arrays([str, datetime, datetime, UUID], records))

    def insert(self, table: Table[Any], rows: Sequence[Any]) -> int:
        values = attrgetter(*table.names)
        if self._one_by_one:
            return self._execute_many(_insert_values(table), [values(row) for row in rows])
        return self.write(_insert_arrays(table), _arrays([column.type for column in table.columns], map(values, rows)))

    # --- the driver

    def _execute(self, statement: str, parameters: Sequence[object]) -> psycopg.Cursor[tuple[Any, ...]]:
        with self._connection.wrap_database_errors:
            cursor = self._cursor(statement)
            # The statements are constants of this package; psycopg asks for literal strings, which f-strings are not.
            return cursor.execute(statement, parameters, prepare=True)  # type: ignore[call-overload, no-any-return, unused-ignore]

    def _execute_many(self, statement: str, parameters: Sequence[Sequence[object]]) -> int:
        with self._connection.wrap_database_errors:
            cursor = self._cursor(statement)
            cursor.executemany(statement, parameters)  # type: ignore[arg-type, unused-ignore]
            return cursor.rowcount

    def _cursor(self, statement: str) -> psycopg.Cursor[tuple[Any, ...]]:
        self._connection.ensure_connection()
        note(self._connection, statement)
        raw: psycopg.Connection[tuple[Any, ...]] = self._connection.connection
        if raw.prepare_threshold is None:
            # Django turns preparing off for the sake of poolers that mix sessions; Parley asks for one that does not.
            raw.prepare_threshold = 5
        return psycopg.Cursor(raw)


def _array(type_: type, values: Iterable[Any]) -> str:
    """An array as PostgreSQL writes it."""
    item = _ITEMS[type_]
    return f"{{{','.join(['NULL' if value is None else item(value) for value in values])}}}"


def _arrays(types: Sequence[type], records: Iterable[Sequence[Any]]) -> list[str]:
    """The columns of these records, each as an array."""
    return [_array(each, column) for each, column in zip(types, zip(*records, strict=True), strict=True)]


def _text_item(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_ITEMS: dict[type, Callable[[Any], str]] = {
    UUID: attrgetter("hex"),
    datetime: datetime.isoformat,
    int: int.__repr__,
    str: _text_item,
}


@cache
def _insert_arrays(table: Table[Any]) -> str:
    arrays = ", ".join(f"%s::{_SQL_TYPES[column.type]}[]" for column in table.columns)
    return f"INSERT INTO {table.name} ({table.list}) SELECT * FROM unnest({arrays}){_conflict(table)}"


@cache
def _insert_values(table: Table[Any]) -> str:
    return f"INSERT INTO {table.name} ({table.list}) VALUES ({', '.join(['%s'] * len(table.names))}){_conflict(table)}"


def _conflict(table: Table[Any]) -> str:
    return f" ON CONFLICT {table.on_conflict}" if table.on_conflict else ""

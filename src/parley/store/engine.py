"""The database under the store: SQLite or PostgreSQL, whichever Django is connected to.

Statements that read the same on both are written once, with `%s` for a parameter, and live beside the question they answer
(queries.py, outbox.py). What the engines do differently, locking, writing many rows at once and matching many keys, is in
sqlite.py and postgres.py: the same functions, one family of statements each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypeVar
from uuid import UUID

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from parley.store.postgres import Postgres
from parley.store.rows import OrderRow, ReceiptRow
from parley.store.sqlite import Sqlite
from parley.store.tables import Table

DATABASE = "default"
"""The one database that holds the orders."""

R = TypeVar("R")
Parameter: TypeAlias = UUID | datetime | int | str | None


class Engine(Protocol):
    """What the store asks of a database. Errors are Django's (django.db.utils), whatever the driver calls them."""

    @property
    def most_orders(self) -> int:
        """How many orders one transaction may change."""

    def read(self, row: type[R], statement: str, parameters: Sequence[Parameter] = ()) -> list[R]:
        """The answer, each record as a `row`: a dataclass with a field for each column asked for, in that order."""

    def write(self, statement: str, parameters: Sequence[Parameter] = ()) -> int:
        """How many rows were changed."""

    def lock_orders(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        """The order rows, locked in the order of their ids until the transaction ends. Unknown ids are left out."""

    def receipts_for(self, asks: Sequence[tuple[UUID, UUID]]) -> list[ReceiptRow]:
        """Receipts of these (order_id, command_id); those not answered yet are left out."""

    def orders_in(self, order_ids: Sequence[UUID]) -> list[OrderRow]:
        """The order rows without any lock."""

    def update_orders(self, changes: Sequence[tuple[int, OrderRow]]) -> int:
        """Replace rows whose seq is still the one given beside each. How many were."""

    def update_lists(self, rows: Sequence[OrderRow]) -> int:
        """Copy into the lists of these orders' people what they are sorted by."""

    def insert(self, table: Table[Any], rows: Sequence[Any]) -> int:
        """Put rows in; how many went in. At most one row of a key in a call."""


def engine() -> Engine:
    """The engine of this thread's connection, made usable again if its last error broke it."""
    connection: BaseDatabaseWrapper = connections[DATABASE]
    if connection.errors_occurred and not connection.in_atomic_block:
        # Django does this at the end of a request; the writer thread and the workers have no requests.
        connection.close_if_unusable_or_obsolete()
    if connection.vendor == "postgresql":
        return Postgres(connection)
    if connection.vendor == "sqlite":
        return Sqlite(connection)
    raise NotImplementedError(f"orders are kept in SQLite or PostgreSQL, not in {connection.vendor}")

"""The tables as the write path sees them: derived from the rows, so that a column is named once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from types import NoneType
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_type_hints
from uuid import UUID

from parley.store.rows import (
    DailyRootRow,
    DemoClockRow,
    EventRow,
    FileRow,
    HeartbeatRow,
    OrderRow,
    OutboxRow,
    PartyRow,
    PostingRow,
    ReceiptRow,
    TextRow,
)

R = TypeVar("R")

NO_DEADLINE = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for `due_at` in a person's list where an order has none, so that such orders come last and a page can go on there."""

TURNS_OF_SIDES = ("", " client ", " client  freelancer ", " freelancer ")
"""What `turn` says of an order that waits for nobody but its two sides. Any other one waits for the desk or for a bank."""


@dataclass(frozen=True)
class Table(Generic[R]):
    """One table. `key` is its primary key; `on_conflict` is what an insert does when the key is there already (nothing said:
    it fails, and with it the whole unit of work)."""

    name: str
    row: type[R]
    key: tuple[str, ...]
    on_conflict: str = ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return columns_of(self.row)  # type: ignore[arg-type]  # a class is hashable

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def list(self) -> str:
        """The columns as they stand in a statement. Never `*`: a new column must not change what old code reads."""
        return ", ".join(quoted(name) for name in self.names)

    def listed(self, alias: str) -> str:
        return ", ".join(f"{alias}.{quoted(name)}" for name in self.names)


class Column(NamedTuple):
    """A column as Python sees it."""

    name: str
    type: type
    nullable: bool


@cache
def columns_of(row: type) -> tuple[Column, ...]:
    """The columns that a row is made of, in the order of its fields."""
    return tuple(_column(name, hint) for name, hint in get_type_hints(row).items())


def _column(name: str, hint: Any) -> Column:
    found = get_args(hint) or (hint,)
    held = [one for one in found if one is not NoneType]
    if len(held) != 1 or held[0] not in (UUID, datetime, int, str):
        raise TypeError(f"{name}: {hint} is not a column")
    return Column(name, held[0], len(held) < len(found))


def quoted(column: str) -> str:
    """`by` is a word of SQL."""
    return f'"{column}"'


ORDERS = Table("orders", OrderRow, ("order_id",), "DO NOTHING")
ORDER_CHANGES = tuple(column for column in ORDERS.columns if column.name not in ("order_id", "created_at"))
"""What of an order's row changes when events are added."""
PARTIES = Table(
    "parties", PartyRow, ("order_id", "role"), "(order_id, role) DO UPDATE SET person_id = excluded.person_id"
)
JOURNAL = Table("journal", EventRow, ("order_id", "seq"))
POSTINGS = Table("postings", PostingRow, ("order_id", "seq", "line"))
OUTBOX = Table("outbox", OutboxRow, ("order_id", "effect_id"))
RECEIPTS = Table("receipts", ReceiptRow, ("order_id", "command_id"))
# The same salted words twice are one text.
TEXTS = Table("texts", TextRow, ("order_id", "commitment"), "DO NOTHING")
# The same file twice is one file, and one that was erased may be handed in again.
FILES = Table(
    "files",
    FileRow,
    ("order_id", "sha256"),
    "(order_id, sha256) DO UPDATE SET stored_as = excluded.stored_as, erased_at = NULL WHERE files.erased_at IS NOT NULL",
)
HEARTBEATS = Table(
    "heartbeats", HeartbeatRow, ("name",), "(name) DO UPDATE SET at = excluded.at, lag_s = excluded.lag_s"
)
DEMO_CLOCK = Table("demo_clock", DemoClockRow, ("name",), "(name) DO UPDATE SET offset_s = excluded.offset_s")
# The first worker that made the root of a day has made it: whoever was slower made the same.
DAILY_ROOTS = Table("daily_roots", DailyRootRow, ("day",), "(day) DO NOTHING")

TABLES: tuple[Table[Any], ...] = (
    ORDERS, PARTIES, JOURNAL, POSTINGS, OUTBOX, RECEIPTS, TEXTS, FILES, HEARTBEATS, DEMO_CLOCK, DAILY_ROOTS,
)  # fmt: skip

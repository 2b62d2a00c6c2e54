# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""What is asked about orders. Nothing here writes, locks or counts without a bound; lists go on from a key, never by OFFSET."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from parley.store.engine import Parameter, engine
from parley.store.rows import EventRow, FileRow, OrderRow, PartyRow, PostingRow, ReceiptRow, TextRow
from parley.store.tables import FILES, JOURNAL, NO_DEADLINE, ORDERS, PARTIES, POSTINGS, RECEIPTS, TEXTS, TURNS_OF_SIDES


@dataclass(frozen=True, slots=True)
class OrderId:
    order_id: UUID


@dataclass(frozen=True, slots=True)
class Instant:
    updated_at: datetime


# --- one order

_ORDER = f"SELECT {ORDERS.list} FROM orders WHERE order_id = %s"
_EVENTS = f"SELECT {JOURNAL.list} FROM journal WHERE order_id = %s AND seq > %s ORDER BY seq"
_EVENTS_AT_MOST = f"{_EVENTS} LIMIT %s"
_LATEST_EVENTS = f"SELECT {JOURNAL.list} FROM journal WHERE order_id = %s AND seq < %s ORDER BY seq DESC LIMIT %s"
_TEXTS = f"SELECT {TEXTS.list} FROM texts WHERE order_id = %s"
_FILES = f"SELECT {FILES.list} FROM files WHERE order_id = %s ORDER BY sha256"
_POSTINGS = f"SELECT {POSTINGS.list} FROM postings WHERE order_id = %s ORDER BY seq, line"
_RECEIPTS = f"SELECT {RECEIPTS.list} FROM receipts WHERE order_id = %s ORDER BY at, command_id"
_RECEIPT = f"SELECT {RECEIPTS.list} FROM receipts WHERE order_id = %s AND command_id = %s"
_PARTIES = f"SELECT {PARTIES.list} FROM parties WHERE order_id = %s ORDER BY role"


def order_row(order_id: UUID) -> OrderRow | None:
    """The order as it stands, or None if there is none of this id."""
    found = engine().read(OrderRow, _ORDER, [order_id])
    return found[0] if found else None


def order_rows(order_ids: Sequence[UUID]) -> dict[UUID, OrderRow]:
    """Several orders in one question; unknown ids are left out."""
    return {row.order_id: row for row in engine().orders_in(order_ids)} if order_ids else {}


BEFORE_ALL = -(2**62)
"""Events are numbered from 1. A row with a smaller number is none of ours, and must be seen to be named."""


def events_of(order_id: UUID, after_seq: int = BEFORE_ALL, limit: int | None = None) -> list[EventRow]:
    """The events behind `after_seq`, oldest first, at most `limit` of them."""
    if limit is None:
        return engine().read(EventRow, _EVENTS, [order_id, after_seq])
    return engine().read(EventRow, _EVENTS_AT_MOST, [order_id, after_seq, limit])


def latest_events_of(order_id: UUID, limit: int, before_seq: int = 2**62) -> list[EventRow]:
    """The last events before `before_seq`, newest first: what a page shows of a long order."""
    return engine().read(EventRow, _LATEST_EVENTS, [order_id, before_seq, limit])


def texts_of(order_id: UUID) -> dict[str, TextRow]:
    """Every text of an order by its commitment, erased ones too."""
    return {row.commitment: row for row in engine().read(TextRow, _TEXTS, [order_id])}


def files_of(order_id: UUID) -> list[FileRow]:
    return engine().read(FileRow, _FILES, [order_id])


def postings_of(order_id: UUID) -> list[PostingRow]:
    """The books of an order in the order they were written."""
    return engine().read(PostingRow, _POSTINGS, [order_id])


def receipts_of(order_id: UUID) -> list[ReceiptRow]:
    return engine().read(ReceiptRow, _RECEIPTS, [order_id])


def receipt(order_id: UUID, command_id: UUID) -> ReceiptRow | None:
    """What was answered to a command, or None. Without a lock: a retry that finds it here costs no write at all."""
    found = engine().read(ReceiptRow, _RECEIPT, [order_id, command_id])
    return found[0] if found else None


def parties_of(order_id: UUID) -> list[PartyRow]:
    return engine().read(PartyRow, _PARTIES, [order_id])


# --- many orders

_DUE = "SELECT order_id FROM orders WHERE due_at <= %s ORDER BY due_at, order_id LIMIT %s"
_ALL_FROM_THE_START = "SELECT order_id FROM orders ORDER BY order_id LIMIT %s"
_ALL_AFTER = "SELECT order_id FROM orders WHERE order_id > %s ORDER BY order_id LIMIT %s"
_WITHOUT_ROW = (
    "SELECT DISTINCT order_id FROM journal AS j WHERE NOT EXISTS"
    " (SELECT 1 FROM orders AS o WHERE o.order_id = j.order_id) ORDER BY order_id LIMIT %s"
)
_OF_PERSON = (
    f"SELECT {ORDERS.listed('o')} FROM (SELECT order_id, {{column}} FROM parties WHERE person_id = %s{{which}}"
    " ORDER BY {column} {direction}, order_id {direction} LIMIT %s) AS p"
    " JOIN orders AS o ON o.order_id = p.order_id ORDER BY p.{column} {direction}, p.order_id {direction}"
)
_IN_STAGE = (
    f"SELECT {ORDERS.listed('o')} FROM parties AS p JOIN orders AS o ON o.order_id = p.order_id"
    " WHERE p.person_id = %s AND p.role = %s AND o.stage = %s{which}"
    " ORDER BY p.updated_at DESC, p.order_id DESC LIMIT %s"
)
_LAST_CHANGE = "SELECT updated_at FROM parties WHERE person_id = %s ORDER BY updated_at DESC, order_id DESC LIMIT 1"

# In the words of the index, so that both engines see that it holds the answer.
_FOR_THE_DESK = (
    f"SELECT {ORDERS.list} FROM orders"
    f" WHERE NOT (turn IN ({', '.join(repr(turn) for turn in TURNS_OF_SIDES)})) AND turn LIKE %s"
)
_DATED = f"{_FOR_THE_DESK} AND due_at IS NOT NULL{{which}} ORDER BY due_at, order_id LIMIT %s"
_UNDATED = f"{_FOR_THE_DESK} AND due_at IS NULL{{which}} ORDER BY due_at, order_id LIMIT %s"

Sorting = Literal["due_at", "updated_at"]


def due_orders(at: datetime, limit: int) -> list[UUID]:
    """Orders whose earliest deadline is at or before `at`, longest overdue first.

    A plain read: whoever acts on one looks again under the lock."""
    return [row.order_id for row in engine().read(OrderId, _DUE, [at, limit])]


def all_order_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Every order, a piece at a time: go on with the last id of the piece before, None for the first."""
    if after is None:
        found = engine().read(OrderId, _ALL_FROM_THE_START, [limit])
    else:
        found = engine().read(OrderId, _ALL_AFTER, [after, limit])
    return [row.order_id for row in found]


def ids_without_row(limit: int) -> list[UUID]:
    """Orders that have events and no row: always none, or the installation has been tampered with. Reads every event's key."""
    return [row.order_id for row in engine().read(OrderId, _WITHOUT_ROW, [limit])]


def orders_of_person(
    person_id: str,
    *,
    turn: bool | None = None,
    is_armed: bool = False,
    sort: Sorting = "updated_at",
    before: tuple[datetime | None, UUID] | None = None,
    limit: int = 25,
) -> list[OrderRow]:
    """Orders in which this person plays a role, a page at a time.

    `turn` keeps those that wait for this person (True) or that do not (False); `is_armed` those with a deadline. By
    `updated_at` the newest come first, by `due_at` those that are due soonest, and those without a deadline last. For the
    next page `before` is the sorting instant and the id of the last row shown. Somebody with two roles in one order sees it
    twice.
    """
    parameters: list[Parameter] = [person_id]
    which = {None: "", True: " AND waits", False: " AND NOT waits"}[turn]
    if is_armed:
        which += " AND due_at < %s"
        parameters.append(NO_DEADLINE)
    past, direction = ("<", "DESC") if sort == "updated_at" else (">", "ASC")
    if before is not None:
        which += f" AND ({sort}, order_id) {past} (%s, %s)"
        parameters += [before[0] or NO_DEADLINE, before[1]]
    statement = _OF_PERSON.format(column=sort, which=which, direction=direction)
    return engine().read(OrderRow, statement, [*parameters, limit])


def orders_of_person_in_stage(
    person_id: str, role: str, stage: str, before: tuple[datetime, UUID] | None = None, limit: int = 25
) -> list[OrderRow]:
    """Orders in this stage in which this person plays this role, the last that moved first. For the next page `before` is
    `updated_at` and the id of the last row."""
    parameters: list[Parameter] = [person_id, role, stage]
    which = ""
    if before is not None:
        which = " AND (p.updated_at, p.order_id) < (%s, %s)"
        parameters += before
    return engine().read(OrderRow, _IN_STAGE.format(which=which), [*parameters, limit])


def orders_for_the_desk(
    role: str = "", after: tuple[datetime | None, UUID] | None = None, limit: int = 25
) -> list[OrderRow]:
    """Orders that wait for this role of the desk, or with no role for any, due soonest first and those without a deadline
    last. For the next page `after` is `due_at` and the id of the last row."""
    looked_for = f"% {role} %" if role else "%"
    found: list[OrderRow] = []
    if after is None or after[0] is not None:
        which, key = ("", []) if after is None else (" AND (due_at, order_id) > (%s, %s)", [*after])
        found = engine().read(OrderRow, _DATED.format(which=which), [looked_for, *key, limit])
        after = None
    if len(found) == limit:
        return found
    which, key = ("", []) if after is None else (" AND order_id > %s", [after[1]])
    return found + engine().read(OrderRow, _UNDATED.format(which=which), [looked_for, *key, limit - len(found)])


def last_change_of_person(person_id: str) -> datetime | None:
    """When anything happened last in this person's orders: whether a list has to be made anew. None without any order."""
    found = engine().read(Instant, _LAST_CHANGE, [person_id])
    return found[0].updated_at if found else None


# --- money


@dataclass(frozen=True, slots=True)
class Balance:
    """The sum of the postings on one account in one currency, in minor units."""

    account: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Imbalance:
    """An order whose postings do not come to nothing, and by how much in minor units."""

    order_id: UUID
    currency: str
    amount_minor: int


# A sum of whole numbers is a decimal for PostgreSQL, which the CAST undoes; an overflow would be an error, not a wrong sum.
_SUM = "CAST(SUM(amount_minor) AS bigint)"
_OF_ORDER = (
    f"SELECT account, currency, {_SUM} FROM postings WHERE order_id = %s"
    " GROUP BY account, currency ORDER BY account, currency"
)
_BALANCES_OF_PERSON = (
    f"SELECT account, currency, {_SUM} FROM postings"
    " WHERE order_id IN (SELECT order_id FROM parties WHERE person_id = %s AND role = %s)"
    " GROUP BY account, currency ORDER BY account, currency"
)
_TOTALS = f"SELECT account, currency, {_SUM} FROM postings GROUP BY account, currency ORDER BY account, currency"
_IMBALANCES = (
    f"SELECT order_id, currency, {_SUM} FROM postings"
    " GROUP BY order_id, currency HAVING SUM(amount_minor) <> 0 ORDER BY order_id, currency LIMIT %s"
)


def balances_of(order_id: UUID) -> list[Balance]:
    """The accounts of one order."""
    return engine().read(Balance, _OF_ORDER, [order_id])


def balances_of_person(person_id: str, role: str) -> list[Balance]:
    """The accounts of all orders in which this person plays this role, summed by account and currency."""
    return engine().read(Balance, _BALANCES_OF_PERSON, [person_id, role])


def money_totals() -> list[Balance]:
    """All accounts of all orders, summed by account and currency. Reads every posting: for the operator's page and audit."""
    return engine().read(Balance, _TOTALS)


def imbalances(limit: int) -> list[Imbalance]:
    """Orders whose books do not balance: always none, or the installation has been tampered with. Reads every posting."""
    return engine().read(Imbalance, _IMBALANCES, [limit])

"""What waits for those who work for the desk: a short list out of many orders, answered from an index of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from parley.store import queries
from tests.store.given_rows import NOON, uuid, with_row, write

INDEX = "orders_of_the_desk"


def hours(number: int) -> datetime:
    return NOON + timedelta(hours=number)


def some_orders() -> None:
    rows = [
        (hours(3), " mediator "),
        (hours(1), " client "),
        (None, " client  mediator "),
        (hours(1), " bank "),
        (hours(1), " client  freelancer  mediator "),
        (None, ""),
        (hours(2), " client  freelancer "),
        (None, " freelancer "),
        (None, " bank "),
        (hours(3), " mediator "),
    ]
    for number, (at, turn) in enumerate(rows, 1):
        write(uuid(number), change=lambda one, at=at, turn=turn: with_row(one, due_at=at, turn=turn))  # type: ignore[misc]


def pages(role: str, of: int) -> list[list[UUID]]:
    """The list as a person turns its pages."""
    found: list[list[UUID]] = []
    last = None
    while rows := queries.orders_for_the_desk(role, last, of):
        found.append([row.order_id for row in rows])
        last = (rows[-1].due_at, rows[-1].order_id)
    return found


def test_only_orders_that_wait_for_the_desk_are_in_it_due_soonest_first(db: None) -> None:
    some_orders()
    everything = [uuid(number) for number in (4, 5, 1, 10, 3, 9)]
    assert pages("", 25) == [everything]
    assert pages("mediator", 25) == [[uuid(number) for number in (5, 1, 10, 3)]]
    assert pages("bank", 25) == [[uuid(4), uuid(9)]]


def test_every_size_of_page_goes_on_where_the_one_before_ended(db: None) -> None:
    some_orders()
    everything = [uuid(number) for number in (4, 5, 1, 10, 3, 9)]
    for of in range(1, 8):
        turned = pages("", of)
        assert [one for page in turned for one in page] == everything
        assert [len(page) for page in turned[:-1]] == [of] * (len(turned) - 1)


def test_it_is_answered_from_its_index(db: None) -> None:
    some_orders()
    for number in range(
        100, 300
    ):  # of many orders, few wait for the desk: only then is an index of these worth its while
        write(uuid(number), change=lambda one: with_row(one, due_at=None, turn=" client "))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE orders")
    for statement in (queries._DATED, queries._UNDATED):
        assert INDEX in plan(statement.format(which=""))


def plan(statement: str) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A handful of rows is read through whatever there is; what is asked is whether the index could hold the answer.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {statement}", ["% mediator %", 25])
        return repr(cursor.fetchall())

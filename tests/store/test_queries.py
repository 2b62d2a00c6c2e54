"""What pages, the clock and audit ask is answered from an index, in pages that go on from a key."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from parley.store import queries
from parley.store.queries import Balance, Imbalance, Sorting
from parley.store.rows import PartyRow
from tests.store.given_rows import NOON, uuid, with_row, write


def hours(number: int) -> datetime:
    return NOON + timedelta(hours=number)


def test_due_orders_come_longest_overdue_first_and_no_others(db: None) -> None:
    for number, at in [(1, hours(3)), (2, hours(1)), (3, None), (4, hours(1)), (5, hours(9)), (6, NOON)]:
        write(uuid(number), change=lambda one, at=at: with_row(one, due_at=at))  # type: ignore[misc]
    assert queries.due_orders(hours(3), 10) == [uuid(6), uuid(2), uuid(4), uuid(1)]
    assert queries.due_orders(hours(3), 2) == [uuid(6), uuid(2)]
    assert queries.due_orders(NOON - timedelta(microseconds=1), 10) == []


def test_instants_with_and_without_microseconds_compare_as_instants(db: None) -> None:
    """SQLite keeps them as text, with a fraction only where there is one."""
    write(uuid(1), change=lambda one: with_row(one, due_at=NOON))
    write(uuid(2), change=lambda one: with_row(one, due_at=NOON + timedelta(microseconds=1)))
    write(uuid(3), change=lambda one: with_row(one, due_at=NOON + timedelta(seconds=1)))
    assert queries.due_orders(NOON, 5) == [uuid(1)]
    assert queries.due_orders(NOON + timedelta(microseconds=999_999), 5) == [uuid(1), uuid(2)]
    assert queries.due_orders(NOON + timedelta(seconds=1), 5) == [uuid(1), uuid(2), uuid(3)]


def test_all_orders_are_walked_through_a_piece_at_a_time(db: None) -> None:
    write(*[uuid(number) for number in range(1, 8)])
    found: list[UUID] = []
    while piece := queries.all_order_ids(found[-1] if found else None, 3):
        found += piece
    assert found == [uuid(number) for number in range(1, 8)]


def pages(sort: Sorting, turn: bool | None = None) -> list[list[UUID]]:
    """The orders of the client as a person turns the pages."""
    found: list[list[UUID]] = []
    last = None
    while rows := queries.orders_of_person("c", sort=sort, turn=turn, before=last, limit=2):
        found.append([row.order_id for row in rows])
        last = (rows[-1].due_at if sort == "due_at" else rows[-1].updated_at, rows[-1].order_id)
    return found


def some_orders() -> None:
    for number, (at, turn) in enumerate(
        [
            (hours(3), " client "),
            (None, ""),
            (hours(1), " freelancer "),
            (None, " client  freelancer "),
            (hours(1), " client "),
        ],
        1,
    ):
        write(
            uuid(number),
            change=lambda one, at=at, turn=turn, number=number: with_row(  # type: ignore[misc]
                one, due_at=at, turn=turn, updated_at=hours(number // 2)
            ),
        )
    write(
        uuid(9), change=lambda one: replace(one, parties=[replace(party, person_id="others") for party in one.parties])
    )


def test_the_orders_of_a_person_by_what_is_due_soonest(db: None) -> None:
    some_orders()
    assert pages("due_at") == [[uuid(3), uuid(5)], [uuid(1), uuid(2)], [uuid(4)]]


def test_the_orders_of_a_person_by_what_moved_last(db: None) -> None:
    some_orders()
    assert pages("updated_at") == [[uuid(5), uuid(4)], [uuid(3), uuid(2)], [uuid(1)]]


def test_the_orders_that_wait_for_a_person_and_those_that_do_not(db: None) -> None:
    some_orders()
    assert pages("due_at", turn=True) == [[uuid(5), uuid(1)], [uuid(4)]]
    assert pages("due_at", turn=False) == [[uuid(3), uuid(2)]]


def test_a_list_follows_its_orders(db: None) -> None:
    some_orders()
    write(uuid(4), change=lambda one: with_row(one, due_at=NOON, turn=" freelancer ", updated_at=hours(8)))
    write(uuid(5), change=lambda one: with_row(one, due_at=None, turn="", updated_at=hours(7)))
    assert pages("updated_at") == [[uuid(4), uuid(5)], [uuid(3), uuid(2)], [uuid(1)]]
    assert pages("due_at") == [[uuid(4), uuid(3)], [uuid(1), uuid(2)], [uuid(5)]]
    assert pages("due_at", turn=True) == [[uuid(1)]]
    assert queries.last_change_of_person("c") == hours(8)


def test_a_party_that_joins_later_has_the_order_in_its_list(db: None) -> None:
    write(uuid(1), change=lambda one: replace(one, parties=one.parties[:1]))
    assert queries.orders_of_person("f") == []
    write(uuid(1), change=lambda one: replace(one, parties=[PartyRow(uuid(1), "freelancer", "f")]))
    assert [row.order_id for row in queries.orders_of_person("f", turn=False)] == [uuid(1)]


def test_a_stranger_has_no_orders(db: None) -> None:
    some_orders()
    assert queries.last_change_of_person("nobody") is None
    assert queries.orders_of_person("nobody") == []


def test_balances_are_sums_of_postings(db: None) -> None:
    write(uuid(1))
    write(uuid(1), uuid(2))
    expected = [Balance("client", "EUR", -500), Balance("fee", "EUR", 50), Balance("hold", "EUR", 450)]
    assert queries.balances_of(uuid(2)) == expected
    thrice = [replace(one, amount_minor=3 * one.amount_minor) for one in expected]
    assert queries.balances_of_person("c", "client") == thrice == queries.money_totals()
    assert queries.balances_of_person("c", "freelancer") == []
    assert sum(balance.amount_minor for balance in queries.money_totals()) == 0


def test_books_that_do_not_balance_are_named(db: None) -> None:
    write(uuid(1), uuid(2))
    write(uuid(2))
    assert queries.imbalances(10) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE postings SET amount_minor = amount_minor + 7 WHERE seq = 4 AND line = 0")
    assert queries.imbalances(10) == [Imbalance(uuid(2), "EUR", 7)]


def test_events_are_read_on_from_where_one_stopped(db: None) -> None:
    for _ in range(3):
        write(uuid(1))
    assert [event.seq for event in queries.events_of(uuid(1), after_seq=2, limit=3)] == [3, 4, 5]
    assert [event.seq for event in queries.events_of(uuid(1), after_seq=4)] == [5, 6]
    assert [event.seq for event in queries.latest_events_of(uuid(1), 2)] == [6, 5]
    assert [event.seq for event in queries.latest_events_of(uuid(1), 2, before_seq=5)] == [4, 3]


def test_what_is_not_there_is_not_found(db: None) -> None:
    assert queries.order_row(uuid(1)) is None
    assert queries.order_rows([]) == {}
    assert queries.order_rows([uuid(1)]) == {}
    assert queries.events_of(uuid(1)) == []
    assert queries.texts_of(uuid(1)) == {}
    assert queries.receipt(uuid(1), uuid(2)) is None

"""Several at once: on one order one after the other, with many orders without a deadlock, and nobody sees half of anything."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from parley.store import queries
from parley.store.chain import verify
from parley.store.engine import engine
from parley.store.errors import BrokenInvariant, StaleRow
from parley.store.retry import retrying
from parley.store.unit import Unit, commit
from tests.store.given_rows import BATCH, uuid, write, writing


def run_threads(work: Callable[[int], None], threads: int) -> list[BaseException]:
    """Run `work` in threads that start together, each with a connection of its own. What they raised."""
    together = threading.Barrier(threads)
    raised: list[BaseException] = []

    def run(number: int) -> None:
        try:
            together.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001  handed to the test
            raised.append(error)
        finally:
            connections.close_all()

    started = [threading.Thread(target=run, args=[number]) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return raised


def add_one(unit: Unit, order_id: UUID, command_id: UUID) -> None:
    if unit.receipt(order_id, command_id) is None:
        unit.write(writing(order_id, command_id, unit.row(order_id)))


def test_threads_that_want_the_same_order_go_one_after_the_other(transactional_db: None) -> None:
    write(uuid(1))

    def work(number: int) -> None:
        for count in range(10):
            command_id = uuid(10_000 + 100 * number + count)
            with commit([(uuid(1), command_id)]) as unit:
                add_one(unit, uuid(1), command_id)

    assert run_threads(work, 4) == []
    row = queries.order_row(uuid(1))
    assert row is not None
    assert row.seq == 2 + 4 * 10 * 2
    assert verify(queries.events_of(uuid(1)), head=row.head, seq=row.seq) is None


def test_threads_with_overlapping_batches_do_not_deadlock(transactional_db: None) -> None:
    orders = BATCH[:8]
    write(*orders)

    def work(number: int) -> None:
        for count in range(6):
            mine = orders[:: (-1 if number % 2 else 1)]
            asks = [
                (order_id, uuid(20_000 + 1_000 * number + 10 * count + place)) for place, order_id in enumerate(mine)
            ]
            with commit(asks) as unit:
                for order_id, command_id in asks:
                    add_one(unit, order_id, command_id)

    assert run_threads(work, 4) == []
    assert {row.seq for row in queries.order_rows(orders).values()} == {2 + 4 * 6 * 2}


def test_the_same_command_from_many_threads_is_carried_out_once(transactional_db: None) -> None:
    """Even the first one of an order, where there is no row to lock yet."""

    def submit() -> None:
        with commit([(uuid(1), uuid(77))]) as unit:
            add_one(unit, uuid(1), uuid(77))

    assert run_threads(lambda _: retrying(submit), 4) == []
    assert len(queries.events_of(uuid(1))) == 2
    assert [receipt.command_id for receipt in queries.receipts_of(uuid(1))] == [uuid(77)]


def test_nobody_sees_half_a_unit(transactional_db: None) -> None:
    """A reader beside the writers: events, books and row always tell of the same moment when asked in one statement."""
    write(uuid(1))
    stop = threading.Event()

    def work(number: int) -> None:
        if number:
            for count in range(20):
                write_one(uuid(30_000 + count))
            stop.set()
            return
        while not stop.is_set():
            assert queries.imbalances(10) == []

    def write_one(command_id: UUID) -> None:
        with commit([(uuid(1), command_id)]) as unit:
            add_one(unit, uuid(1), command_id)

    assert run_threads(work, 2) == []


# --- trying again


def test_a_conflict_is_tried_again_and_then_given_up() -> None:
    tries: list[int] = []

    def works_the_third_time() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise StaleRow([uuid(1)])
        return "done"

    def never_works() -> None:
        tries.append(1)
        raise StaleRow([uuid(1)])

    assert retrying(works_the_third_time) == "done"
    tries.clear()
    with pytest.raises(StaleRow):
        retrying(never_works)
    assert len(tries) == 3


def test_what_is_no_conflict_is_not_tried_again(db: None) -> None:
    tries: list[int] = []

    def breaks() -> None:
        tries.append(1)
        raise BrokenInvariant("ours")

    with pytest.raises(BrokenInvariant):
        retrying(breaks)
    assert len(tries) == 1


def test_a_deadlock_is_tried_again(transactional_db: None) -> None:
    """Two transactions that lock two orders crosswise: the database ends one of them, and its second try goes through."""
    write(uuid(1), uuid(2))
    both_hold_one = threading.Barrier(2)
    tries: list[int] = []

    def work(number: int) -> None:
        first, second = (uuid(1), uuid(2)) if number else (uuid(2), uuid(1))

        def crosswise() -> None:
            tries.append(number)
            with transaction.atomic():
                engine().lock_orders([first])
                if len(tries) <= 2 and connection.vendor == "postgresql":
                    both_hold_one.wait()
                engine().lock_orders([second])

        retrying(crosswise)

    assert run_threads(work, 2) == []
    assert len(tries) == (3 if connection.vendor == "postgresql" else 2)

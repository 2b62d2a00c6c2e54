"""A hand in the tables leaves a mark that audit names, whatever the hand wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from parley.store import audit
from parley.store.audit import broken_chain
from parley.store.chain import Break
from parley.store.queries import order_row
from parley.store.rows import OrderRow
from tests.store.given_rows import uuid, write

TEXTS = ("kind", "by", "body", "prev_hash", "hash")


@pytest.fixture
def order(db: None) -> None:
    for _ in range(3):
        write(uuid(1))


def by_hand(statement: str, parameters: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount == 1


def test_what_nobody_touched_is_whole(order: None) -> None:
    assert broken_chain(uuid(1)) is None
    assert broken_chain(uuid(2)) is None


@pytest.mark.parametrize("column", TEXTS)
def test_a_changed_text_is_named(order: None, column: str) -> None:
    by_hand(f'UPDATE journal SET "{column}" = replace("{column}", substr("{column}", 2, 1), \'~\') WHERE seq = 3')  # noqa: S608
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert broken.seq == 3


@pytest.mark.parametrize("column", ["at", "command_id", "hash_version"])
def test_a_changed_value_is_named(order: None, column: str) -> None:
    from_another = {"at": "at", "command_id": "command_id", "hash_version": "hash_version + 1"}[column]
    by_hand(f"UPDATE journal SET {column} = (SELECT {from_another} FROM journal WHERE seq = 1) WHERE seq = 3")  # noqa: S608
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert (broken.seq, broken.what) == (3, column)


def test_an_event_that_was_deleted_is_named(order: None) -> None:
    by_hand("DELETE FROM journal WHERE seq = 4")
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert (broken.seq, broken.why) == (4, Break.GAP)


def test_a_last_event_that_was_deleted_is_named(order: None) -> None:
    by_hand("DELETE FROM journal WHERE seq = 6")
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert (broken.seq, broken.why) == (6, Break.GAP)


def test_a_head_that_was_changed_is_named(order: None) -> None:
    by_hand("UPDATE orders SET head = 'x'")
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert broken.why is Break.HEAD


def test_an_order_row_that_was_deleted_is_missed(order: None) -> None:
    by_hand("DELETE FROM orders")
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert (broken.seq, broken.why) == (1, Break.GAP)


def test_an_order_that_goes_on_while_it_is_read_is_no_break(order: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def moves_on(order_id: UUID) -> OrderRow | None:
        row = order_row(order_id)
        monkeypatch.undo()
        write(order_id)
        return row

    monkeypatch.setattr(audit, "order_row", moves_on)
    assert broken_chain(uuid(1)) is None


@pytest.mark.parametrize("column", ["at", "command_id", "hash_version", "body", "kind", "by", "prev_hash", "hash"])
@pytest.mark.parametrize("garbage", ["rubbish", 7, b"\xff\xfe", "2026-99-99 00:00:00"])
def test_garbage_in_any_column_is_named_and_nothing_falls_over(order: None, column: str, garbage: object) -> None:
    """Only a file without types lets such values in; PostgreSQL refuses them or makes texts of them."""
    if connection.vendor != "sqlite":
        garbage = {"at": "1999-01-01 00:00:00+00", "command_id": uuid(5), "hash_version": 9}.get(column, "rubbish")
    by_hand(f'UPDATE journal SET "{column}" = %s WHERE seq = 3', [garbage])  # noqa: S608
    broken = broken_chain(uuid(1))
    assert broken is not None
    assert broken.seq == 3

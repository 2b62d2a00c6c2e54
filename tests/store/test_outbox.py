"""A wish is carried by one at a time, and one that slept past its lease has nothing to say any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from parley.store.outbox import effects_of, lease_effect, mark_sent, outbox_waiting, put_back
from parley.store.rows import OutboxRow
from tests.store.given_rows import NOON, uuid, write


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def leased(seen: OutboxRow, at: datetime, until: datetime) -> OutboxRow:
    row = lease_effect(seen, at, until)
    assert row is not None
    return row


def test_a_wish_is_carried_and_gone_from_what_waits(db: None) -> None:
    write(uuid(1), uuid(2))
    first, second = outbox_waiting(minutes(1), 10)
    held = leased(first, minutes(1), minutes(5))
    assert (held.lease_epoch, held.attempts, held.lease_until) == (1, 1, minutes(5))
    assert outbox_waiting(minutes(2), 10) == [second]
    assert mark_sent(held, minutes(2), "message 7")
    assert outbox_waiting(minutes(9), 10) == [second]
    [sent] = effects_of(uuid(1))
    assert (sent.sent_at, sent.receipt) == (minutes(2), "message 7")


def test_only_one_of_two_gets_the_lease(db: None) -> None:
    write(uuid(1))
    [seen] = outbox_waiting(minutes(1), 10)
    assert lease_effect(seen, minutes(1), minutes(5)) is not None
    assert lease_effect(seen, minutes(1), minutes(5)) is None


def test_a_sleeper_that_wakes_after_its_lease_is_not_believed(db: None) -> None:
    write(uuid(1))
    [seen] = outbox_waiting(minutes(1), 10)
    sleeper = leased(seen, minutes(1), minutes(5))
    [again] = outbox_waiting(minutes(5), 10)
    other = leased(again, minutes(5), minutes(9))
    assert not mark_sent(sleeper, minutes(6))
    assert not put_back(sleeper, minutes(6))
    assert mark_sent(other, minutes(6))
    assert not mark_sent(other, minutes(7))


def test_what_failed_waits_for_its_next_try(db: None) -> None:
    write(uuid(1))
    [seen] = outbox_waiting(minutes(1), 10)
    held = leased(seen, minutes(1), minutes(5))
    assert put_back(held, minutes(30), "no route")
    assert outbox_waiting(minutes(29), 10) == []
    [again] = outbox_waiting(minutes(30), 10)
    assert (again.attempts, again.receipt) == (1, "no route")
    assert leased(again, minutes(30), minutes(35)).attempts == 2


def test_the_oldest_wishes_come_first(db: None) -> None:
    write(uuid(3))
    write(uuid(1))
    assert [row.order_id for row in outbox_waiting(minutes(1), 10)] == [uuid(1), uuid(3)]
    assert len(outbox_waiting(minutes(1), 1)) == 1

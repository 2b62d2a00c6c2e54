"""One signed hash a day over the heads of all orders: it can be made again, and any change behind it shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from parley.casefile import signing
from parley.casefile.daily import (
    SETTLED_AFTER,
    BadStatement,
    Statement,
    day_without_root,
    digest_of,
    end_of,
    is_signed_statement,
    make_root,
    read_statement,
    tree_of,
)
from parley.casefile.daily_check import Flaw, flaws
from parley.casefile.merkle import OF_NOTHING, leaf_hash, root
from parley.casefile.signing import public_key
from parley.store.daily_roots import daily_root, daily_roots, head_before, heads_before
from parley.store.rows import DailyRootRow
from tests.asks import accept_offer, fund
from tests.deals import MONDAY
from tests.desk.given_orders import do, events_of, offered

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
FIRST = MONDAY.date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def made(day: date) -> DailyRootRow:
    row = make_root(day, end_of(day) + SETTLED_AFTER)
    assert row is not None
    return row


@pytest.fixture
def three_days() -> list[UUID]:
    """Three offers on Monday, two of them agreed on Tuesday, one of these funded at midnight to Wednesday."""
    ids = offered(3)
    do(ids[:2], accept_offer(), MONDAY + DAY)
    do(ids[:1], fund(), midnight(FIRST + 2 * DAY))
    return ids


def test_the_leaves_are_the_heads_of_all_orders_as_they_stood_when_the_day_ended(three_days: list[UUID]) -> None:
    def expected(day: date) -> list[tuple[UUID, int, str]]:
        last = {}
        for order_id in three_days:
            for event in events_of(order_id):
                if event.at < end_of(day):
                    last[order_id] = (order_id, event.seq, event.hash)
        return [last[order_id] for order_id in sorted(last)]

    for number in range(-1, 4):
        day = FIRST + number * DAY
        found = [(head.order_id, head.seq, head.head) for head in heads_before(end_of(day))]
        assert found == expected(day)
        for order_id in [*three_days, UUID(int=404)]:
            alone = head_before(order_id, end_of(day))
            assert [alone] == ([head for head in heads_before(end_of(day)) if head.order_id == order_id] or [None])
    assert len(expected(FIRST)) == 3
    assert expected(FIRST) != expected(FIRST + DAY) != expected(FIRST + 2 * DAY) == expected(FIRST + 3 * DAY)


def test_pages_hold_all_orders(three_days: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(heads_before(end_of(FIRST)))
    for size in (1, 2, 3):
        monkeypatch.setattr("parley.store.daily_roots._PAGE", size)
        assert list(heads_before(end_of(FIRST))) == whole


def test_what_is_signed_is_the_root_over_them(three_days: list[UUID]) -> None:
    row = made(FIRST)
    statement = read_statement(row.statement)
    leaves = [
        leaf_hash(f'{{"head":"{head.head}","order_id":"{head.order_id}","seq":{head.seq}}}'.encode())
        for head in heads_before(end_of(FIRST))
    ]
    assert statement == Statement(FIRST, settings.INSTALLATION.host, 3, root(leaves).hex(), "", public_key())
    assert is_signed_statement(row.statement, row.signature, public_key())
    assert not is_signed_statement(row.statement + " ", row.signature, public_key())
    assert daily_root(FIRST.isoformat()) == row


def test_each_names_the_one_before(three_days: list[UUID]) -> None:
    first, second = made(FIRST), made(FIRST + DAY)
    assert read_statement(second.statement).previous == digest_of(first.statement)
    assert list(flaws()) == []


def test_a_desk_without_orders_signs_the_root_of_nothing() -> None:
    assert read_statement(made(FIRST).statement).root == OF_NOTHING.hex()
    assert list(flaws()) == []


def test_a_day_is_wanted_once_and_after_it_has_settled() -> None:
    ready = end_of(FIRST) + SETTLED_AFTER
    assert day_without_root(ready - timedelta(microseconds=1)) == FIRST - DAY
    assert day_without_root(ready) == FIRST
    made(FIRST)
    assert day_without_root(ready) is None
    assert day_without_root(ready - 3 * DAY) is None, "a clock that was put back wants nothing again"
    assert day_without_root(ready + DAY - timedelta(microseconds=1)) is None
    assert day_without_root(ready + 5 * DAY) == FIRST + DAY, "missed days come one after the other, the oldest first"


def test_the_same_root_is_kept_once(three_days: list[UUID]) -> None:
    row = made(FIRST)
    do(three_days[2:], accept_offer(), end_of(FIRST))
    again = make_root(FIRST, end_of(FIRST) + DAY)
    assert again is not None
    assert (again.statement, again.signature) == (row.statement, row.signature)
    assert daily_roots(9) == [row]


def test_a_stop_leaves_no_half_made_root(three_days: list[UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.casefile.daily.LOOKS_UP_EVERY", 2)
    assert make_root(FIRST, end_of(FIRST), lambda: True) is None
    assert daily_roots(9) == []


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda text: text + " ",
        lambda text: text.replace('"orders":3', '"orders":03'),
        lambda text: text.replace('"orders":3', '"orders":3.0'),
        lambda text: text.replace('"orders":3', '"orders":true'),
        lambda text: text.replace('"orders":3', '"orders":"3"'),
        lambda text: text.replace('{"day"', '{"a":1,"day"'),
        lambda text: text.replace("parley-daily-root/1", "parley-daily-root/2"),
        lambda text: text.replace("2026-03-02", "20260302"),
        lambda text: text.replace("2026-03-02", "2026-13-02"),
        lambda text: text.replace("2026-03-02", "0001-01-01"),
        lambda text: text.replace('"root":"', '"root":"F'),
        lambda text: text[:-1],
        lambda _: "[]",
        lambda _: "null",
        lambda _: "[" * 100_000,
        lambda _: '{"day":"2026-03-02","desk":"\ud800"}',
    ],
)
def test_what_is_no_statement_is_none(three_days: list[UUID], spoiled: object) -> None:
    assert callable(spoiled)
    with pytest.raises(BadStatement):
        read_statement(spoiled(made(FIRST).statement))


# --- what is found


@pytest.fixture
def rooted(three_days: list[UUID]) -> list[UUID]:
    for number in range(3):
        made(FIRST + number * DAY)
    return three_days


def found(*, every_day: bool = True) -> set[tuple[str, str]]:
    return {(flaw.day, flaw.check) for flaw in flaws(every_day=every_day)}


def execute(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount > 0


MON, TUE, WED = ((FIRST + number * DAY).isoformat() for number in range(3))


def test_orders_that_went_on_are_no_flaw(rooted: list[UUID]) -> None:
    do(rooted[2:], accept_offer(), midnight(FIRST + 3 * DAY))
    offered(2, midnight(FIRST + 4 * DAY), first=50)
    assert found() == set()


def test_an_event_that_was_changed_shows_from_its_day_on(rooted: list[UUID]) -> None:
    [event] = [event for event in events_of(rooted[1]) if event.at == MONDAY + DAY][-1:]
    execute("UPDATE journal SET hash = %s WHERE hash = %s", "0" * 64, event.hash)
    assert found() == {(TUE, "journal"), (WED, "journal")}
    assert found(every_day=False) == {(WED, "journal")}


def test_an_order_that_was_dropped_whole_shows(rooted: list[UUID]) -> None:
    execute("DELETE FROM journal WHERE order_id = %s", stored(rooted[2]))
    execute("DELETE FROM orders WHERE order_id = %s", stored(rooted[2]))
    assert found() == {(MON, "journal"), (TUE, "journal"), (WED, "journal")}


def test_an_order_that_was_slipped_in_shows(rooted: list[UUID]) -> None:
    offered(1, MONDAY + DAY, first=77)
    assert found() == {(TUE, "journal"), (WED, "journal")}


def test_the_newest_event_dropped_with_its_row_shows(rooted: list[UUID]) -> None:
    """Which the chain of the order alone cannot tell."""
    last = events_of(rooted[0])[-1]
    before = events_of(rooted[0])[-2]
    execute("DELETE FROM journal WHERE hash = %s", last.hash)
    execute("UPDATE orders SET seq = %s, head = %s WHERE order_id = %s", before.seq, before.hash, stored(rooted[0]))
    assert (WED, "journal") in found(every_day=False)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("signature = '00' || substr(signature, 3)", {(TUE, "signature")}),
        ("signature = 'what'", {(TUE, "signature")}),
        (
            "statement = replace(statement, '\"orders\":3', '\"orders\":4')",
            {(TUE, "signature"), (WED, "chain")},
        ),
        ("statement = 'gone'", {(TUE, "statement"), (WED, "chain")}),
        (
            "statement = replace(statement, '2026-03-03', '2026-03-05')",
            {(TUE, "statement"), (TUE, "signature"), (TUE, "chain"), (WED, "chain")},
        ),
        ("day = '2026-03-03x'", {("2026-03-03x", "statement"), (WED, "chain")}),
    ],
)
def test_a_root_that_was_edited_shows(rooted: list[UUID], change: str, expected: set[tuple[str, str]]) -> None:
    execute(f"UPDATE daily_roots SET {change} WHERE day = %s", TUE)  # noqa: S608
    assert found() == expected


def test_a_root_that_was_dropped_shows(rooted: list[UUID]) -> None:
    execute("DELETE FROM daily_roots WHERE day = %s", TUE)
    assert found() == {(WED, "chain")}
    execute("DELETE FROM daily_roots WHERE day = %s", MON)
    assert [flaw.says for flaw in flaws()] == ["it names a root before it, and that one is not here any more"]


def test_roots_that_were_signed_again_by_somebody_without_the_key_show(
    rooted: list[UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever holds the database and not the key can write a new history, and a root that fits it, but not its signature."""
    execute("DELETE FROM daily_roots")
    with monkeypatch.context() as elsewhere:
        theirs = signing.made_key(tmp_path)
        elsewhere.setattr("parley.casefile.daily.public_key", lambda: theirs)
        elsewhere.setattr("parley.casefile.daily.sign", lambda message: signing._private(tmp_path).sign(message).hex())
        made(FIRST)
    assert list(flaws()) == [Flaw(MON, "key", f"it was signed with another key than this desk's: {theirs}")]


def test_a_thousand_orders_take_no_more_questions_than_pages(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: object
) -> None:
    ids = offered(40)
    assert callable(django_assert_max_num_queries)
    monkeypatch.setattr("parley.store.daily_roots._PAGE", 10)
    with django_assert_max_num_queries(5):
        tree = tree_of(FIRST)
    assert tree is not None
    assert tree.size == len(ids)


def stored(order_id: UUID) -> object:
    return order_id.hex if connection.vendor == "sqlite" else order_id

# ruff: noqa: PT012  (what is refused inside a unit has to roll the unit back, so the unit stands inside `raises`)
"""A unit of work is written whole or not at all, and costs the same number of statements for one order and for many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.store import queries
from parley.store.chain import verify
from parley.store.errors import BrokenInvariant, StaleRow
from parley.store.outbox import effects_of
from parley.store.rows import FileRow, TextRow
from parley.store.unit import Writing, commit, most_orders
from tests.store.given_rows import ASKS, BATCH, NOON, uuid, with_row, write, writing


def test_a_batch_of_64_orders_is_written_and_can_be_read(db: None) -> None:
    first = write(*BATCH)
    second = write(*BATCH)
    for begun, went_on in zip(first, second, strict=True):
        order_id = begun.row.order_id
        assert queries.order_row(order_id) == went_on.row
        assert queries.events_of(order_id) == [*begun.events, *went_on.events]
        assert queries.postings_of(order_id) == [*begun.postings, *went_on.postings]
        assert queries.receipts_of(order_id) == [*begun.receipts, *went_on.receipts]
        assert queries.parties_of(order_id) == [*begun.parties]
        assert queries.files_of(order_id) == [*begun.files]
        assert queries.texts_of(order_id) == {text.commitment: text for text in (*begun.texts, *went_on.texts)}
        assert effects_of(order_id) == [*begun.outbox, *went_on.outbox]
        assert verify(queries.events_of(order_id), head=went_on.row.head, seq=4) is None


@pytest.mark.parametrize("again", [False, True], ids=["new", "again"])
def test_the_number_of_statements_is_the_same_for_one_order_and_for_many(db: None, again: bool) -> None:
    """Reading rows and receipts, one statement for each table, and the transaction's own two."""
    if again:
        write(*BATCH)
    counts = []
    for orders in (BATCH[:1], BATCH[1:]):
        with CaptureQueriesContext(connection) as seen:
            write(*orders)
        counts.append(len([one for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert counts == ([10, 10] if again else [11, 11])


def test_reading_happens_under_the_lock_and_finds_what_was_answered(db: None) -> None:
    [written] = write(uuid(1))
    command_id = written.receipts[0].command_id
    with commit([(uuid(1), command_id), (uuid(2), ASKS.next())]) as unit:
        assert unit.row(uuid(1)) == written.row
        assert unit.row(uuid(2)) is None
        assert unit.receipt(uuid(1), command_id) == written.receipts[0]
        assert unit.receipt(uuid(2), command_id) is None
    assert queries.receipt(uuid(1), command_id) == written.receipts[0]


def test_a_unit_that_writes_nothing_leaves_everything_as_it_was(db: None) -> None:
    [written] = write(uuid(1))
    with commit([(uuid(1), ASKS.next())]):
        pass
    with commit([]):
        pass
    assert queries.order_row(uuid(1)) == written.row


def unbalanced(one: Writing) -> Writing:
    return replace(one, postings=[*one.postings, replace(one.postings[0], line=9, amount_minor=1)])


def balanced_only_across_currencies(one: Writing) -> Writing:
    return replace(one, postings=[replace(one.postings[0], currency="JPY"), *one.postings[1:]])


BROKEN: dict[str, Callable[[Writing], Writing]] = {
    "postings off by one": unbalanced,
    "postings of two currencies": balanced_only_across_currencies,
    "a posting of no event": lambda one: replace(one, postings=[replace(post, seq=99) for post in one.postings]),
    "a gap in the events": lambda one: replace(one, events=one.events[1:]),
    "events that do not follow": lambda one: replace(
        one, events=[replace(one.events[0], prev_hash="x"), *one.events[1:]]
    ),
    "a head that is not the last hash": lambda one: with_row(one, head="x"),
    "a row ahead of its events": lambda one: with_row(one, seq=99),
    "a row of another order": lambda one: replace(one, texts=[replace(one.texts[0], order_id=uuid(64))]),
    "a new order that is not": lambda one: replace(one, is_new=not one.is_new),
    "a null character": lambda one: replace(one, texts=[replace(one.texts[0], body="\0")]),
}


@pytest.mark.parametrize("breaks", BROKEN.values(), ids=BROKEN.keys())
def test_what_must_never_be_stored_is_refused_loudly_and_nothing_is_written(
    db: None, breaks: Callable[[Writing], Writing]
) -> None:
    [before] = write(uuid(1))
    with pytest.raises(BrokenInvariant):
        write(uuid(2), uuid(1), change=lambda one: breaks(one) if one.row.order_id == uuid(1) else one)
    assert queries.order_row(uuid(1)) == before.row
    assert queries.order_row(uuid(2)) is None


def test_a_key_that_is_there_already_writes_nothing_of_the_whole_batch(db: None) -> None:
    [before] = write(uuid(5))
    taken = before.receipts[0].command_id

    def poison(one: Writing) -> Writing:
        same = [replace(receipt, command_id=taken) for receipt in one.receipts]
        return replace(one, receipts=same) if one.row.order_id == uuid(5) else one

    with pytest.raises(IntegrityError):
        write(*BATCH, change=poison)
    assert queries.all_order_ids(None, 100) == [uuid(5)]
    assert queries.order_row(uuid(5)) == before.row


def test_an_exception_on_the_way_writes_nothing(db: None) -> None:
    with pytest.raises(LookupError), commit([(uuid(1), ASKS.next())]) as unit:
        unit.write(writing(uuid(1), ASKS.next(), None))
        raise LookupError
    assert queries.order_row(uuid(1)) is None


def test_an_order_that_was_not_named_is_not_locked_and_so_not_written(db: None) -> None:
    with pytest.raises(BrokenInvariant, match="not named"), commit([(uuid(1), ASKS.next())]) as unit:
        unit.write(writing(uuid(2), ASKS.next(), None))
    with pytest.raises(BrokenInvariant, match="not named"), commit([(uuid(1), ASKS.next())]) as unit:
        unit.row(uuid(2))


def test_an_order_is_written_once_in_a_unit(db: None) -> None:
    with pytest.raises(BrokenInvariant, match="twice"), commit([(uuid(1), ASKS.next())]) as unit:
        unit.write(writing(uuid(1), ASKS.next(), None))
        unit.write(writing(uuid(1), ASKS.next(), None))


def test_a_stale_row_is_named_and_nothing_is_written(db: None) -> None:
    first = write(uuid(1), uuid(2))
    write(uuid(2))
    stale = writing(uuid(2), ASKS.next(), first[1].row)
    with pytest.raises(StaleRow) as caught, commit([(uuid(1), ASKS.next()), (uuid(2), ASKS.next())]) as unit:
        unit.write(writing(uuid(1), ASKS.next(), unit.row(uuid(1))))
        unit.write(stale)
    assert caught.value.order_ids == (uuid(2),)
    assert queries.order_row(uuid(1)) == first[0].row


def test_an_order_that_came_into_being_meanwhile_is_stale_too(db: None) -> None:
    [first] = write(uuid(1))
    with pytest.raises(StaleRow), commit([(uuid(1), ASKS.next())]) as unit:
        unit.write(writing(uuid(1), ASKS.next(), None))
    assert queries.order_row(uuid(1)) == first.row


def test_the_same_text_twice_is_one_and_an_erased_file_may_come_again(db: None) -> None:
    same = TextRow(uuid(1), "same", "salt", "words", "en")
    write(
        uuid(1),
        change=lambda one: replace(one, texts=[same, same], files=[FileRow(uuid(1), "f", "a/b", 1, None, NOON)]),
    )
    write(
        uuid(1),
        change=lambda one: replace(
            one, texts=[replace(same, body="other")], files=[FileRow(uuid(1), "f", "a/b", 1, "k")]
        ),
    )
    assert queries.texts_of(uuid(1)) == {"same": same}
    assert queries.files_of(uuid(1)) == [FileRow(uuid(1), "f", "a/b", 1, "k")]
    write(uuid(1), change=lambda one: replace(one, files=[FileRow(uuid(1), "f", "a/b", 1, "second")]))
    assert queries.files_of(uuid(1)) == [FileRow(uuid(1), "f", "a/b", 1, "k")]


AWKWARD = [
    "",
    " ",
    "NULL",
    '"',
    "\\",
    '\\"',
    "{}",
    "{a,b}",
    "a,b",
    "\n\t",
    "'",
    "%s %% ?",
    "Größe ✓ 😀 \u202e",
    "\u2028",
    "x" * 100_000,
]


def test_any_words_come_back_letter_by_letter(db: None) -> None:
    """On both engines they travel in a form of their own, and come back as they were."""
    rows = [
        TextRow(uuid(1), f"c{number} {words[:20]}", words, words, words[:20]) for number, words in enumerate(AWKWARD)
    ]
    write(uuid(1), change=lambda one: replace(with_row(one, state=AWKWARD[5]), texts=rows))
    write(uuid(1), change=lambda one: replace(with_row(one, state="".join(AWKWARD)), texts=rows))
    assert queries.texts_of(uuid(1)) == {row.commitment: row for row in rows}
    row = queries.order_row(uuid(1))
    assert row is not None
    assert row.state == "".join(AWKWARD)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=9))
def test_any_words_at_all_come_back(transactional_db: None, texts: list[str]) -> None:
    write(
        uuid(1),
        change=lambda one: replace(
            one, texts=[TextRow(uuid(1), one.row.head + str(n), "", words, "") for n, words in enumerate(texts)]
        ),
    )
    row = queries.order_row(uuid(1))
    assert row is not None
    found = queries.texts_of(uuid(1))
    assert [found[row.head + str(number)].body for number in range(len(texts))] == texts


def test_a_unit_inside_another_transaction_is_refused(transactional_db: None) -> None:
    """Who leaves a unit tells the world, so it must be on disk by then."""
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"), commit([]):
        pass


def test_a_unit_takes_no_more_orders_than_the_database_does(db: None) -> None:
    with pytest.raises(ValueError, match="1001 orders"), commit([(uuid(n), uuid(n)) for n in range(1001)]):
        pass


@override_settings(ONE_ORDER_AT_A_TIME=True)
def test_where_orders_are_spread_over_machines_they_go_one_at_a_time(db: None) -> None:
    if connection.vendor == "sqlite":
        assert most_orders() == 1_000
        return
    assert most_orders() == 1
    [first] = write(uuid(1))
    [second] = write(uuid(1))
    assert queries.order_row(uuid(1)) == second.row
    assert queries.events_of(uuid(1)) == [*first.events, *second.events]
    assert queries.postings_of(uuid(1)) == [*first.postings, *second.postings]
    with pytest.raises(ValueError, match="takes 1"), commit([(uuid(1), uuid(1)), (uuid(2), uuid(1))]):
        pass


def test_rows_of_any_zone_are_kept_in_utc(db: None) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    write(uuid(1), change=lambda one: with_row(one, due_at=elsewhere))
    row = queries.order_row(uuid(1))
    assert row is not None
    assert row.due_at == NOON
    assert row.due_at.utcoffset() == timedelta(0)
    assert queries.due_orders(NOON, 5) == [uuid(1)]

"""How the desk is doing: the same figures in pieces and as a whole, in bounded steps, and what is wrong is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parley.core.ledger.accounts import Account
from parley.core.order.state import OrderStage, Stage
from parley.people.models import PublishedFigures
from parley.reads import operations_journal, operations_standing, operations_steps
from parley.reads.operations_books import books
from parley.reads.operations_journal import journal
from parley.reads.operations_queue import MOST_COUNTED, due_within_a_day, letters_failed, letters_waiting, overdue
from parley.reads.operations_standing import Standing, count_standing, standing
from parley.reads.operations_steps import OFFER, count_steps, steps
from parley.store.models import Order as OrderModel
from parley.store.models import Posting
from parley.store.outbox import lease_effect, outbox_waiting, put_back
from tests.asks import accept
from tests.deals import MONDAY
from tests.desk.given_orders import delivered, do, offered, order_ids, working

pytestmark = pytest.mark.django_db(transaction=True)

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


def whole(at: datetime) -> Standing:
    while not count_standing(at):
        pass
    found = standing()
    assert found is not None
    return found


def three_kinds() -> None:
    offered(2, MONDAY)
    working(3, MONDAY + HOUR, first=11)
    do(delivered(4, MONDAY + 2 * HOUR, first=21), accept(), MONDAY + DAY)


def test_orders_milestones_money_and_ends_are_counted() -> None:
    three_kinds()
    found = whole(MONDAY + 2 * DAY)
    assert found.orders[OrderStage.OFFERED] == 2
    assert found.orders[OrderStage.ACTIVE] == 3
    assert found.orders[OrderStage.CLOSED] == 4
    assert found.milestones[Stage.WORKING] == 3
    assert found.ends == {"accepted": 4}
    [currency] = found.currencies
    held = found.sums[currency, Account.HOLD]
    assert held > 0
    assert found.in_flight(currency) == held + found.sums[currency, Account.PENDING]
    assert found.funded == {currency: 7}
    assert found.trial_sum(currency) == 0
    assert not found.wrongs


def test_the_history_of_money_ends_with_what_is_there_now() -> None:
    working(2, MONDAY)
    do(delivered(1, MONDAY + WEEK, first=11), accept(), MONDAY + WEEK + DAY)
    found = whole(MONDAY + 2 * WEEK + DAY)
    [currency] = found.currencies
    history = dict(zip(found.instants, found.history[currency], strict=True))
    assert len(history) == operations_standing.WEEKS
    assert list(found.instants) == sorted(found.instants)
    first = next(iter(history.values()))
    assert first == (0, 0)
    assert sum(found.history[currency][-1]) == found.in_flight(currency)
    # At the beginning of the week in which the third order came, only the first two were there.
    before = [pair for instant, pair in history.items() if MONDAY < instant <= MONDAY + WEEK - HOUR * 9]
    assert all(released == 0 for _held, released in before)


@pytest.mark.parametrize("piece", [1, 2, 4, 9, 10])
def test_pieces_give_the_same_as_the_whole_and_nothing_is_published_half(
    monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    three_kinds()
    at = MONDAY + 2 * DAY
    once = whole(at)
    PublishedFigures.objects.all().delete()
    monkeypatch.setattr(operations_standing, "PIECE", piece)
    looks = 1
    while not count_standing(at):
        looks += 1
        assert standing() is None
    assert looks == 9 // piece + 1
    assert standing() == once


def test_what_is_published_stays_for_a_minute_and_until_the_next_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(3, MONDAY)
    first = whole(MONDAY + HOUR)
    with CaptureQueriesContext(connection) as asked:
        assert count_standing(MONDAY + HOUR + timedelta(seconds=59))
    assert len(asked) == 1
    offered(3, MONDAY + HOUR, first=11)
    monkeypatch.setattr(operations_standing, "PIECE", 4)
    assert not count_standing(MONDAY + 2 * HOUR)
    assert standing() == first
    assert count_standing(MONDAY + 2 * HOUR)
    found = standing()
    assert found is not None
    assert found.orders[OrderStage.OFFERED] == 6


def test_many_pieces_are_counted_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(30, MONDAY)
    monkeypatch.setattr(operations_standing, "PIECE", 1)
    at = MONDAY + HOUR
    whole(at)
    assert count_standing(at + 31 * operations_standing.FRESH_FOR_A_PIECE - timedelta(seconds=1))
    assert not count_standing(at + 31 * operations_standing.FRESH_FOR_A_PIECE)


def test_a_clock_that_was_turned_back_does_not_stop_the_count() -> None:
    offered(1, MONDAY)
    whole(MONDAY + DAY)
    offered(1, MONDAY, first=2)
    assert whole(MONDAY + HOUR).orders[OrderStage.OFFERED] == 2


def test_a_step_costs_as_many_questions_with_many_orders_as_with_one() -> None:
    def questions(at: datetime) -> int:
        with CaptureQueriesContext(connection) as asked:
            count_standing(at)
        return len(asked)

    working(1, MONDAY)
    whole(MONDAY)
    few = questions(MONDAY + DAY)
    working(20, MONDAY, first=11)
    assert questions(MONDAY + 2 * DAY) == few


def test_an_open_order_without_a_clock_is_stuck_and_named() -> None:
    ids = working(2, MONDAY)
    OrderModel.objects.filter(order_id=ids[1]).update(due_at=None)
    found = whole(MONDAY + HOUR)
    assert found.wrong == {"stuck": (ids[1],)}
    assert found.wrongs == {"stuck": 1}


def test_books_that_do_not_balance_are_named_with_their_order() -> None:
    ids = working(2, MONDAY)
    posting = Posting.objects.filter(order_id=ids[0]).first()
    assert posting is not None
    Posting.objects.filter(order_id=ids[0], seq=posting.seq, line=posting.line).update(
        amount_minor=posting.amount_minor + 1
    )
    found = whole(MONDAY + HOUR)
    assert found.wrong == {"unbalanced": (ids[0],)}
    assert found.trial_sum("EUR") == 1


def test_an_order_that_cannot_be_read_does_not_stop_the_count() -> None:
    ids = working(3, MONDAY)
    OrderModel.objects.filter(order_id=ids[1]).update(state="{")
    found = whole(MONDAY + HOUR)
    assert found.wrong == {"unreadable": (ids[1],)}
    assert found.orders[OrderStage.ACTIVE] == 2


def test_only_some_of_many_wrong_orders_are_named_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations_standing, "MOST_NAMED", 2)
    working(5, MONDAY)
    OrderModel.objects.all().update(due_at=None)
    found = whole(MONDAY + HOUR)
    assert len(found.wrong["stuck"]) == 2
    assert found.wrongs == {"stuck": 5}


# --- how long each step takes


def lengths(at: datetime) -> operations_steps.Steps:
    while not count_steps(at):
        pass
    found = steps()
    assert found is not None
    return found


def test_a_step_is_as_long_as_between_the_events_that_began_and_ended_it() -> None:
    offered(2, MONDAY)
    assert not lengths(MONDAY + DAY).hours  # nothing has ended
    do(delivered(2, MONDAY, first=11), accept(), MONDAY + 30 * HOUR)
    found = lengths(MONDAY + 3 * DAY)
    assert found.day == (MONDAY + 3 * DAY).date()
    assert found.hours[Stage.DELIVERED.value] == (30, 30)
    assert found.hours[OFFER] == (0, 0)


def test_long_steps_are_told_in_whole_days() -> None:
    do(delivered(1, MONDAY), accept(), MONDAY + 100 * HOUR)
    assert lengths(MONDAY + 6 * DAY).hours[Stage.DELIVERED.value] == (96,)


def test_what_ended_before_the_window_is_not_told() -> None:
    do(delivered(1, MONDAY), accept(), MONDAY + DAY)
    assert lengths(MONDAY + 60 * DAY).hours
    assert not lengths(MONDAY + 200 * DAY).hours


def test_steps_are_counted_once_a_day() -> None:
    do(delivered(1, MONDAY), accept(), MONDAY + HOUR)
    lengths(MONDAY + 2 * DAY)
    with CaptureQueriesContext(connection) as asked:
        assert count_steps(MONDAY + 2 * DAY + HOUR)
    assert len(asked) == 1


@pytest.mark.parametrize("piece", [1, 2, 3, 4])
def test_steps_in_pieces_are_the_same(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    do(delivered(3, MONDAY), accept(), MONDAY + HOUR)
    at = MONDAY + 2 * DAY
    once = lengths(at)
    PublishedFigures.objects.all().delete()
    monkeypatch.setattr(operations_steps, "PIECE", piece)
    looks = 1
    while not count_steps(at):
        looks += 1
        assert steps() is None
    assert (looks, steps()) == (3 // piece + 1, once)


# --- what is due, and what waits to go out


def test_due_and_overdue_are_told_apart() -> None:
    offered(3, MONDAY)
    [due_at] = set(OrderModel.objects.values_list("due_at", flat=True))
    assert due_at is not None
    before = due_at - HOUR
    assert (due_within_a_day(before).count, overdue(before).count) == (3, 0)
    after = due_at + HOUR
    found = overdue(after)
    assert (found.count, found.oldest_at, due_within_a_day(after).count) == (3, due_at, 0)
    assert due_within_a_day(due_at - 2 * DAY).count == 0


def test_counting_stops_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_COUNTED == 1_000
    monkeypatch.setattr("parley.reads.operations_queue.MOST_COUNTED", 2)
    offered(3, MONDAY)
    found = overdue(MONDAY + 90 * DAY)
    assert (found.count, found.is_more) == (2, True)


def test_a_letter_that_a_server_did_not_take_is_one_that_failed() -> None:
    offered(1, MONDAY)
    waiting = letters_waiting()
    assert waiting.count > 0
    assert letters_failed().count == 0
    [first, *_rest] = outbox_waiting(MONDAY + DAY, 10)
    leased = lease_effect(first, MONDAY + DAY, MONDAY + DAY + HOUR)
    assert leased is not None
    assert put_back(leased, MONDAY + 2 * DAY, "no such mailbox")
    assert (letters_failed().count, letters_waiting().count) == (1, waiting.count)


# --- leafing through the journal and the books


def leafed(look: Callable[[object], tuple[tuple[object, ...], object]]) -> list[object]:
    found: list[object] = []
    key: object = None
    while True:
        page, key = look(key)
        found += page
        if key is None:
            return found


def test_the_journal_is_leafed_through_from_its_end_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    three_kinds()
    at_once = journal().events
    assert [one.at for one in at_once] == sorted((one.at for one in at_once), reverse=True)
    monkeypatch.setattr(operations_journal, "PAGE", 7)

    def look(key: object) -> tuple[tuple[object, ...], object]:
        page = journal("", key)  # type: ignore[arg-type]
        return page.events, page.next_key

    everything = leafed(look)
    assert len(set(everything)) == len(everything)
    assert tuple(everything[: len(at_once)]) == at_once


def test_a_kind_is_looked_for_within_a_bound_and_the_next_page_goes_on_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    three_kinds()
    all_of_it = journal("OfferAccepted").events
    assert {one.kind for one in all_of_it} == {"OfferAccepted"}
    assert len(all_of_it) == 7
    monkeypatch.setattr(operations_journal, "MOST_LOOKED_AT", 3)
    first = journal("OfferAccepted")
    assert first.next_key is not None
    with CaptureQueriesContext(connection) as asked:
        journal("OfferAccepted", first.next_key)
    assert len(asked) == 1

    def look(key: object) -> tuple[tuple[object, ...], object]:
        page = journal("OfferAccepted", key)  # type: ignore[arg-type]
        return page.events, page.next_key

    assert tuple(leafed(look)) == all_of_it


def test_the_books_are_leafed_through_posting_by_posting(monkeypatch: pytest.MonkeyPatch) -> None:
    working(4, MONDAY)
    everything = books().postings
    monkeypatch.setattr("parley.reads.operations_books.PAGE", 3)

    def look(key: object) -> tuple[tuple[object, ...], object]:
        page = books(key)  # type: ignore[arg-type]
        return page.postings, page.next_key

    assert tuple(leafed(look)) == everything
    assert [one.order_id for one in everything] == sorted((one.order_id for one in everything), reverse=True)
    assert {one.order_id for one in everything} == set(order_ids(4))

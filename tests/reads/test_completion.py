"""What a person's ended orders say of them, asked of a real database."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parley.core.parties import Role
from parley.core.statistics import Reason, Record, Verdict
from parley.desk.sweep import sweep
from parley.reads import completion
from parley.reads.completion import completion_of, ended_orders, told_orders
from parley.store.erasure import erase_texts
from tests.asks import CLIENT_PERSON, FREELANCER_PERSON, accept, resign, stop
from tests.deals import MONDAY, deal, said
from tests.desk.given_orders import delivered, do, offered, working

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def some_orders() -> None:
    """Three completed, one stepped down from, two stopped, one open, and an offer."""
    do(delivered(3), accept(), MONDAY + HOUR)
    do(working(1, first=11), resign(), MONDAY + 2 * HOUR)
    do(working(2, first=21), stop(), MONDAY + 3 * HOUR)
    working(1, first=31)
    offered(1, first=41)


def test_the_counts_are_those_of_the_orders_that_have_ended() -> None:
    some_orders()
    assert completion_of(FREELANCER_PERSON) == Record(3, 1, 2, on_time=3, first_deliveries=3)


def test_a_client_and_a_stranger_have_no_rate() -> None:
    some_orders()
    assert completion_of(CLIENT_PERSON) == completion_of("nobody") == Record()


def test_an_order_counts_once_however_the_pieces_fall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders that moved at the same instant are told apart by their ids."""
    some_orders()
    whole = {one.order_id: one.judged for one in ended_orders(FREELANCER_PERSON)}
    for piece in (1, 2, 3, 6, 7):
        monkeypatch.setattr(completion, "PIECE", piece)
        found = list(ended_orders(FREELANCER_PERSON))
        assert len(found) == 6
        assert {one.order_id: one.judged for one in found} == whole


def test_all_are_counted_in_one_question_for_each_piece() -> None:
    do(delivered(40), accept(), MONDAY + HOUR)
    with CaptureQueriesContext(connection) as asked:
        assert completion_of(FREELANCER_PERSON).completed == 40
    assert len(asked) <= 1


def test_a_page_tells_order_by_order_the_last_that_ended_first() -> None:
    some_orders()
    ended = list(ended_orders(FREELANCER_PERSON))
    first = told_orders(ended, most=4)
    assert [one.ended.order_id.int for one in first.orders] == [22, 21, 11, 3]
    assert [one.ended.judged.reason for one in first.orders] == [
        Reason.STOPPED,
        Reason.STOPPED,
        Reason.RESIGNED,
        Reason.ACCEPTED,
    ]
    assert {(one.title, one.milestone, one.ended.role) for one in first.orders} == {("A title", "", Role.FREELANCER)}
    second = told_orders(ended, first.next_key, most=4)
    assert [one.ended.order_id.int for one in second.orders] == [2, 1]
    assert second.next_key is None


def test_the_milestone_that_decided_is_named_where_there_are_several() -> None:
    ids = working(1, the=deal(2))
    do(ids, resign(), MONDAY + HOUR)
    [told] = told_orders(list(ended_orders(FREELANCER_PERSON))).orders
    assert (told.ended.judged.verdict, told.milestone) == (Verdict.FREELANCER_CAUSED, "Milestone 1")


def test_a_title_that_was_erased_is_not_told() -> None:
    do(delivered(1), accept(), MONDAY + HOUR)
    erase_texts(UUID(int=1), [said("A title")], MONDAY + 2 * HOUR)
    assert told_orders(list(ended_orders(FREELANCER_PERSON))).orders[0].title == ""


def test_money_on_its_way_and_years_of_rest_change_nothing() -> None:
    do(delivered(2), accept(), MONDAY + HOUR)
    before = completion_of(FREELANCER_PERSON)
    assert sweep(MONDAY + timedelta(days=4000)) == 2
    assert completion_of(FREELANCER_PERSON) == before == Record(2, 0, 0, on_time=2, first_deliveries=2)

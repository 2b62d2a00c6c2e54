"""Sealed offers through the desk: it alone lays two side by side, and when their round ends nothing is left of either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings

from parley.core.order.messages import BidSealed, SealBid, SealedRoundEnded, Split
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.texts import Text
from parley.desk.files import keep_file
from parley.desk.intake import new_id
from parley.desk.receipts import Receipt, Reused
from parley.desk.submit import Answer, submit
from parley.desk.sweep import sweep
from parley.reads.audit import audit
from parley.store.erasure import destroy_texts, erase_texts
from parley.store.queries import texts_of
from parley.store.unit import Unit, Writing
from tests.asks import CLIENT, FREELANCER, accept_proposal, statement
from tests.asks_of_cases import chargeback, escalate, open_case, propose_split
from tests.deals import MONDAY, deal, eur
from tests.desk.at_once import at_once, without_errors
from tests.desk.given_orders import (
    MINUTE,
    SECOND,
    assert_sound,
    delivery_of,
    do,
    done,
    events,
    everything,
    order,
    row,
    working,
)

pytestmark = pytest.mark.django_db(transaction=True)

PRICE = 10_000_000_00
MOST, LEAST, HIGH = 613_728_919, 412_345_607, 987_654_321
"""What the client would give, what the freelancer would take, and what is too much: long enough that no id, hash or instant
holds their digits by chance."""


def sealing() -> UUID:
    """An order in its first round of sealed offers."""
    [one] = working(the=deal(price=PRICE, escalate_hours=0))
    file = keep_file(one, BytesIO(b"%PDF-1.4 a page"), "item-1.pdf", 1)
    done(submit([delivery_of(file)], MONDAY, [file]))
    for ask in (open_case(), statement(FREELANCER), escalate()):
        do([one], ask, MONDAY)
    assert stage(one) is Stage.CASE_SEALED
    return one


def offer(one: UUID, by: Role, sum_: int | str, opposite: Text | None = None) -> SealBid:
    bid = Text(str(sum_), new_id().hex)
    return SealBid(order_id=one, id=new_id(), by=by, milestone=1, bid=bid, opposite=opposite)


def said(command: SealBid, at: datetime = MONDAY) -> Answer:
    [answer] = submit([command], at)
    return answer


def seal(one: UUID, by: Role, sum_: int, at: datetime = MONDAY) -> None:
    assert isinstance(said(offer(one, by, sum_), at), Receipt)


def stage(one: UUID) -> Stage:
    return order(one).milestones[0].stage


def tables_with(*sums: int) -> set[str]:
    """The tables in which one of these sums stands anywhere: every table that the database has."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        assert {"orders", "journal", "outbox", "receipts", "texts", "postings"} <= set(tables)
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  (what the database says)
            rows = repr(cursor.fetchall())
            found |= {table for one in sums if str(one) in rows}
    return found


def kept(one: UUID) -> list[str | None]:
    """What is kept of the words of every sealed offer, in the order they were sealed."""
    texts = texts_of(one)
    rows = [texts[event.bid] for event in events(one) if isinstance(event, BidSealed)]
    assert all((row.salt is None) == (row.body is None) == (row.erased_at is not None) for row in rows)
    return [row.body for row in rows]


def ended(one: UUID) -> list[bool]:
    """Of each round that ended, whether the offers met."""
    return [event.overlap for event in events(one) if isinstance(event, SealedRoundEnded)]


def assert_faultless(one: UUID) -> None:
    assert_sound([one])
    assert audit().found == []


# --- two offers


@pytest.mark.parametrize("first", [CLIENT, FREELANCER])
def test_where_they_meet_the_middle_settles_the_case(first: Role) -> None:
    one = sealing()
    sums = {CLIENT: MOST, FREELANCER: LEAST}
    seal(one, first, sums[first])
    assert tables_with(sums[first]) == {"texts"}
    seal(one, first.other, sums[first.other])
    assert stage(one) is Stage.SPLIT
    assert order(one).milestones[0].cause == "sealed"
    assert ended(one) == [True]
    [split] = [event for event in events(one) if isinstance(event, Split)]
    assert split.to_freelancer + split.fee == eur((MOST + LEAST) // 2)
    assert kept(one) == [None, None]
    assert tables_with(MOST, LEAST) == set()
    assert_faultless(one)


@pytest.mark.parametrize("first", [CLIENT, FREELANCER])
def test_where_they_do_not_meet_nothing_is_left_and_a_new_round_begins(first: Role) -> None:
    one = sealing()
    sums = {CLIENT: MOST, FREELANCER: HIGH}
    seal(one, first, sums[first])
    seal(one, first.other, sums[first.other])
    assert stage(one) is Stage.CASE_SEALED
    assert ended(one) == [False]
    assert kept(one) == [None, None]
    assert tables_with(MOST, HIGH) == set()
    assert_faultless(one)
    seal(one, CLIENT, MOST)
    seal(one, FREELANCER, LEAST)
    assert ended(one) == [False, True]
    assert tables_with(MOST, LEAST, HIGH) == set()
    assert_faultless(one)


def test_the_second_is_never_written_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    one = sealing()
    written: list[str] = []
    real = Unit.write

    def noted(unit: Unit, writing: Writing) -> None:
        written.append(repr(writing))
        real(unit, writing)

    monkeypatch.setattr(Unit, "write", noted)
    seal(one, CLIENT, MOST)
    seal(one, FREELANCER, HIGH)
    assert [(str(MOST) in rows, str(HIGH) in rows) for rows in written] == [(True, False), (False, False)]


def test_both_at_the_same_moment_are_one_round() -> None:
    one = sealing()
    offers = [offer(one, CLIENT, MOST), offer(one, FREELANCER, LEAST)]
    answers = without_errors(at_once([partial(said, asked) for asked in offers]))
    assert all(isinstance(answer, Receipt) for answer in answers), answers
    assert ended(one) == [True]
    assert tables_with(MOST, LEAST) == set()
    assert_faultless(one)


@pytest.mark.parametrize("step", ["before", "after"])
def test_the_round_ends_in_the_commit_that_destroys_both(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    one = sealing()
    seal(one, CLIENT, MOST)
    before = everything()

    def crash(*args: object) -> None:
        if step == "after":
            destroy_texts(*args)  # type: ignore[arg-type]
        raise OSError(step)

    asked = offer(one, FREELANCER, HIGH)
    with monkeypatch.context() as broken:
        broken.setattr("parley.store.unit.destroy_texts", crash)
        with pytest.raises(OSError, match=step):
            said(asked)
    assert everything() == before
    assert kept(one) == [str(MOST)]
    assert isinstance(said(asked), Receipt)
    assert kept(one) == [None, None]
    assert_faultless(one)


# --- one offer that finds no other


def to_a_mediator(one: UUID) -> None:
    do([one], escalate(FREELANCER), MONDAY)
    do([one], escalate(), MONDAY)


def the_time_is_over(one: UUID) -> None:
    due = row(one).due_at
    assert due is not None
    assert sweep(due - SECOND) == 0
    assert kept(one) == [str(MOST)]
    assert sweep(due) == 1


def disputed(one: UUID) -> None:
    do([one], chargeback(), MONDAY)


def settled_by_themselves(one: UUID) -> None:
    do([one], propose_split(eur(5_000_00)), MONDAY)
    do([one], accept_proposal(), MONDAY)


@pytest.mark.parametrize(
    ("goes_on", "stands"),
    [
        (to_a_mediator, Stage.CASE_MEDIATION),
        (the_time_is_over, Stage.CASE_MEDIATION),
        (settled_by_themselves, Stage.SPLIT),
        (disputed, Stage.AT_BANK),
    ],
)
def test_an_offer_alone_is_destroyed_when_the_step_ends(goes_on: Callable[[UUID], None], stands: Stage) -> None:
    one = sealing()
    seal(one, CLIENT, MOST)
    goes_on(one)
    assert stage(one) is stands
    assert ended(one) == []
    assert kept(one) == [None]
    assert tables_with(MOST) == set()
    assert_faultless(one)


# --- what comes from outside


def test_an_opposite_from_outside_is_ignored() -> None:
    """A sum that was never sealed would tell, by what follows, what the other side sealed."""
    one = sealing()
    low = Text("1", new_id().hex)
    assert isinstance(said(offer(one, CLIENT, MOST, opposite=low)), Receipt)
    assert ended(one) == []
    assert isinstance(said(offer(one, FREELANCER, HIGH, opposite=low)), Receipt)
    assert ended(one) == [False]
    assert low.words not in kept(one)
    assert low.commitment not in texts_of(one)
    assert_faultless(one)


@pytest.mark.parametrize("by", [Role.MEDIATOR, Role.OPERATOR, Role.BANK])
def test_whoever_is_no_side_is_refused_without_the_words(by: Role) -> None:
    one = sealing()
    seal(one, CLIENT, MOST)
    refusal = said(offer(one, by, LEAST))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.NOT_YOUR_ACT
    assert kept(one) == [str(MOST)]


@pytest.mark.parametrize("words", ["", "-1", "4.5", "٤٢", f"{PRICE + 1}", f"{10**30}"])
def test_what_is_no_sum_of_the_hold_is_refused_and_kept_nowhere(words: str) -> None:
    one = sealing()
    before = everything()
    refusal = said(offer(one, CLIENT, words))
    assert isinstance(refusal, Refusal)
    assert refusal.code is Code.SUM_OUT_OF_RANGE
    assert everything() == before


# --- the same question twice


def test_the_same_command_twice_has_the_same_receipt() -> None:
    one = sealing()
    first, second = offer(one, CLIENT, MOST), offer(one, FREELANCER, HIGH)
    receipts = [said(first), said(second)]
    assert all(isinstance(found, Receipt) for found in receipts)
    stands = everything()
    assert [said(first, MONDAY + MINUTE), said(second, MONDAY + MINUTE)] == receipts
    assert everything() == stands
    seal(one, CLIENT, LEAST)
    assert [said(first), said(second)] == receipts
    assert tables_with(MOST, HIGH) == set()


def test_an_id_that_was_used_for_another_sum_is_not_the_same_question() -> None:
    one = sealing()
    first = offer(one, CLIENT, MOST)
    said(first)
    before = everything()
    other = SealBid(order_id=one, id=first.id, by=CLIENT, milestone=1, bid=Text(str(LEAST), new_id().hex))
    assert isinstance(said(other), Reused)
    assert everything() == before


def test_what_is_kept_of_a_question_does_not_tell_the_sum(settings: Settings) -> None:
    """The salt lies beside the hash: with it alone a sum could be found by trying all of them."""
    one = sealing()
    asked = offer(one, CLIENT, MOST)
    said(asked)
    seal(one, FREELANCER, HIGH)
    settings.SECRET_KEY = "another installation"
    assert isinstance(said(asked), Reused)


# --- words that are gone


def test_an_offer_that_was_erased_by_hand_stops_the_round_and_harms_nothing() -> None:
    one = sealing()
    seal(one, CLIENT, MOST)
    [words] = [event.bid for event in events(one) if isinstance(event, BidSealed)]
    erase_texts(one, [words], MONDAY)
    before = everything()
    with pytest.raises(RuntimeError, match="milestone 1"):
        said(offer(one, FREELANCER, LEAST))
    assert everything() == before

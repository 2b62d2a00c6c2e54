"""What the work is worth when nobody can agree: item by item, by rules that both could read before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.money import Money
from parley.core.order.records import Case
from parley.core.order.requests import Answer, AnswerKind, ItemKind, Request, RequestItem
from parley.core.order.state import Delivery, Milestone, Stage, unstarted
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY, all_files, deal, eur, said

NOBODY: frozenset[Role] = frozenset()
BOTH = frozenset({CLIENT, FREELANCER})


def held(
    items: int = 2, price: int = 100_00, item_prices: tuple[int, ...] | None = None, delivers: bool = True, **state: Any
) -> Milestone:
    """A milestone whose whole price is in its hold; item n is n hours of work, unless it has a price."""
    terms = deal(items=items, price=price, item_prices=item_prices).terms.milestones[0]
    deliveries = (Delivery(1, MONDAY, all_files(terms)),) if delivers else ()
    acted = state.pop("acted_in_case", frozenset())
    case = state.pop("case", Case(1, Role.CLOCK, "long_stop", MONDAY, frozenset(acted)))
    return replace(
        unstarted(terms), stage=Stage.CASE_DECISION, held=eur(price), deliveries=deliveries, case=case, **state
    )


def heard(milestone: Milestone, acted: Collection[Role]) -> Milestone:
    """The same, when these have taken part in its case."""
    case = milestone.case or Case(1, Role.CLOCK, "long_stop", MONDAY)
    return replace(milestone, case=replace(case, acted=frozenset(acted)))


def asking(*scope_items: int, answers: tuple[Answer, ...] = ()) -> Request:
    asked = tuple(RequestItem(n, ItemKind.CHANGE, item, said("x")) for n, item in enumerate(scope_items, start=1))
    return Request(1, MONDAY, asked, costs_round=True, answers=answers)


# One item of one hour and one of two hours: a third and two thirds of 100.00.
@pytest.mark.parametrize(
    ("why", "state", "worth"),
    [
        ("nothing delivered", {"delivers": False}, 0),
        ("all delivered, nothing said", {}, 100_00),
        ("all delivered, both spoke, nothing contested", {"acted_in_case": BOTH}, 100_00),
        ("one contested, both spoke", {"contested_items": frozenset({2}), "acted_in_case": BOTH}, 66_67),
        ("both contested, both spoke", {"contested_items": frozenset({1, 2}), "acted_in_case": BOTH}, 50_00),
        ("contested, but the client never spoke", {"contested_items": frozenset({1, 2})}, 100_00),
        ("the same, and the freelancer did", {"contested_items": frozenset({1, 2}), "acted_in_case": {FREELANCER}}, 100_00),
        ("in an open request, both spoke", {"request": asking(2), "acted_in_case": BOTH}, 66_67),
        ("an open request without answer, only the client spoke", {"request": asking(2), "acted_in_case": {CLIENT}}, 33_33),
        ("an open request without answer, nobody spoke", {"request": asking(1, 2)}, 100_00),
        (
            "an open request with answers, only the client spoke",
            {"request": asking(2, answers=(Answer(1, AnswerKind.WILL_DO),)), "acted_in_case": {CLIENT}},
            66_67,
        ),
        (
            "contested before, no request open, only the client spoke",
            {"contested_items": frozenset({2}), "acted_in_case": {CLIENT}},
            66_67,
        ),
        (
            "accepted comes before contested",
            {"accepted_items": frozenset({2}), "contested_items": frozenset({2}), "acted_in_case": BOTH},
            100_00,
        ),
        (
            "accepted comes before left unanswered",
            {"accepted_items": frozenset({2}), "request": asking(1, 2), "acted_in_case": {CLIENT}},
            66_67,
        ),
        ("accepted comes before not delivered", {"accepted_items": frozenset({1}), "delivers": False}, 33_33),
    ],
)  # fmt: skip
def test_each_item_counts_by_what_was_said_of_it(why: str, state: dict[str, Any], worth: int) -> None:
    assert valuation(held(**state)) == eur(worth), why


def test_a_deposit_already_paid_counts_towards_it() -> None:
    """The hold is 80.00 after a deposit of 20.00; half of the work is 50.00, of which 30.00 is still owed."""
    half = {"contested_items": frozenset({1, 2}), "acted_in_case": BOTH}
    paid = replace(held(**half), held=eur(80_00), released=eur(19_00), fees=eur(1_00))  # type: ignore[arg-type]
    assert valuation(paid) == eur(30_00)


def test_it_never_takes_more_than_the_hold_nor_less_than_nothing() -> None:
    nothing_done = replace(held(delivers=False), held=eur(80_00), released=eur(19_00), fees=eur(1_00))
    assert valuation(nothing_done) == eur(0)
    smaller_hold = replace(held(), held=eur(40_00))
    assert valuation(smaller_hold) == eur(40_00)


def test_it_is_of_the_price_less_what_was_refunded_in_part() -> None:
    half = held(contested_items=frozenset({1, 2}), acted_in_case=BOTH)
    assert valuation(replace(half, held=eur(60_00), refunded=eur(40_00))) == eur(30_00)


def test_prices_weigh_where_they_are_named_and_hours_where_they_are_not() -> None:
    state: dict[str, Any] = {"contested_items": frozenset({1}), "acted_in_case": BOTH}
    assert valuation(held(item_prices=(90_00, 10_00), **state)) == eur(55_00)
    assert valuation(held(**state)) == eur(83_33)


def test_an_item_that_costs_nothing_weighs_nothing() -> None:
    """It must not weigh its minutes among the others' cents."""
    state: dict[str, Any] = {"request": asking(1), "acted_in_case": {CLIENT}}
    assert valuation(held(item_prices=(0, 100_00), **state)) == eur(100_00)
    assert valuation(held(item_prices=(100_00, 0), **state)) == eur(0)


def test_the_odd_cent_goes_to_the_larger_remainder_and_a_tie_to_the_client() -> None:
    thirds: dict[str, Any] = {"items": 2, "request": asking(2), "acted_in_case": {CLIENT}}
    assert valuation(held(price=100, **thirds)) == eur(33)
    assert valuation(held(price=101, **thirds)) == eur(34)
    halves = {"items": 1, "contested_items": frozenset({1}), "acted_in_case": BOTH}
    assert valuation(held(price=101, **halves)) == eur(50)  # type: ignore[arg-type]


def test_a_yen_and_a_fils_are_as_exact_as_a_cent() -> None:
    for currency in ("JPY", "KWD"):
        terms = deal(items=2, price=1001, currency=currency).terms.milestones[0]
        base = replace(
            unstarted(terms), held=Money(1001, currency), deliveries=(Delivery(1, MONDAY, all_files(terms)),)
        )
        contested = heard(replace(base, contested_items=frozenset({2})), BOTH)
        assert valuation(contested) == Money(667, currency)


SETS = st.frozensets(st.integers(1, 4))


@given(
    delivered=st.booleans(),
    accepted=SETS,
    contested=SETS,
    acted=st.sampled_from([NOBODY, BOTH, {CLIENT}, {FREELANCER}]),
)
@settings(derandomize=True, max_examples=150)
def test_it_is_monotone(delivered: bool, accepted: frozenset[int], contested: frozenset[int], acted: Any) -> None:
    """One item more accepted never makes it worth less, one more contested never more, and delivering never less."""
    base = held(
        4, delivers=delivered, accepted_items=accepted, contested_items=contested, acted_in_case=frozenset(acted)
    )
    worth = valuation(base)
    assert eur(0) <= worth <= base.held
    for item in range(1, 5):
        assert valuation(replace(base, accepted_items=accepted | {item})) >= worth
        assert valuation(replace(base, contested_items=contested | {item})) <= worth
    whole = (Delivery(1, MONDAY, all_files(base.terms)),)
    assert valuation(replace(base, deliveries=whole)) >= worth


def test_both_sides_speaking_is_never_worse_for_the_one_who_speaks() -> None:
    for contested, request in product((frozenset[int](), frozenset({1})), (None, asking(2), asking(1, 2))):
        base = held(contested_items=contested, request=request)
        for others in (NOBODY, frozenset({CLIENT})):
            silent, spoke = heard(base, others), heard(base, others | {FREELANCER})
            assert valuation(spoke) >= valuation(silent)
        for others in (NOBODY, frozenset({FREELANCER})):
            silent, spoke = heard(base, others), heard(base, others | {CLIENT})
            assert valuation(spoke) <= valuation(silent)

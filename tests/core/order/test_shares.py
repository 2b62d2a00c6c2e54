"""What each scope item earns of a valuation: where a mediator's arithmetic begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.core.money import total
from parley.core.order.records import Case
from parley.core.order.state import Delivery, Milestone, Stage, unstarted
from parley.core.order.valuation import FULL, halves, shares, valuation, weights
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY, all_files, deal, eur


def held(items: int, price: int, *, delivers: bool = True, **state: Any) -> Milestone:
    """In its hold lies the whole price; item n is n hours of work."""
    terms = deal(items=items, price=price).terms.milestones[0]
    deliveries = (Delivery(1, MONDAY, all_files(terms)),) if delivers else ()
    return replace(unstarted(terms), stage=Stage.CASE_DECISION, held=eur(price), deliveries=deliveries, **state)


def spoken() -> Case:
    return Case(1, FREELANCER, "asked", MONDAY, acted=frozenset({CLIENT, FREELANCER}))


@pytest.mark.parametrize(
    ("state", "minor"),
    [
        ({}, [33_33, 66_67]),
        ({"delivers": False}, [0, 0]),
        ({"contested_items": frozenset({2}), "case": spoken()}, [33_34, 33_33]),
        ({"delivers": False, "accepted_items": frozenset({2})}, [0, 66_67]),
    ],
)
def test_an_item_earns_by_its_hours_and_by_what_was_said_of_it(state: dict[str, Any], minor: list[int]) -> None:
    assert [share.amount.amount_minor for share in shares(held(2, 100_00, **state))] == minor


@given(
    items=st.integers(1, 6),
    price=st.integers(1, 10**7),
    accepted=st.sets(st.integers(1, 6)),
    contested=st.sets(st.integers(1, 6)),
    delivers=st.booleans(),
    paid=st.integers(0, 10**7),
)
def test_together_they_are_the_valuation_to_the_cent(
    items: int, price: int, accepted: set[int], contested: set[int], delivers: bool, paid: int
) -> None:
    milestone = held(
        items,
        price,
        delivers=delivers,
        accepted_items=frozenset(accepted),
        contested_items=frozenset(contested),
        case=spoken(),
    )
    paid_already = min(paid, price)
    milestone = replace(milestone, held=eur(price - paid_already), released=eur(paid_already))
    found = shares(milestone)
    assert [share.item for share in found] == [item.number for item in milestone.terms.items]
    assert total([share.amount for share in found], "EUR") == valuation(milestone)
    assert all(share.amount.amount_minor >= 0 for share in found)


@given(
    items=st.integers(1, 6),
    price=st.integers(1, 10**7),
    accepted=st.sets(st.integers(1, 6)),
    contested=st.sets(st.integers(1, 6)),
    delivers=st.booleans(),
)
def test_told_item_by_item_the_rule_gives_the_valuation(
    items: int, price: int, accepted: set[int], contested: set[int], delivers: bool
) -> None:
    """For how much each item counts, times its weight: whoever reads the two columns can work the sum out."""
    milestone = held(
        items,
        price,
        delivers=delivers,
        accepted_items=frozenset(accepted),
        contested_items=frozenset(contested),
        case=spoken(),
    )
    columns = zip(weights(milestone), milestone.terms.items, strict=True)
    earned = sum(weight * halves(milestone, item) for weight, item in columns)
    whole = FULL * sum(weights(milestone))
    assert valuation(milestone) == (eur(price).split([whole - earned, earned])[1] if earned else eur(0))

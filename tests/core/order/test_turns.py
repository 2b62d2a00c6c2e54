"""For whom an order waits, the desk's own people among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from parley.core.order.records import Chargeback, ChargebackCode, Taken
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY, eur
from tests.given import delivered, working

BANK, MEDIATOR = Role.BANK, Role.MEDIATOR


def with_first(order: Order, **state: object) -> Order:
    changed: Milestone = replace(order.milestone(1), **state)  # type: ignore[arg-type]
    return order.with_milestone(changed)


def disputed() -> Chargeback:
    nothing = eur(0)
    taken = Taken(hold=eur(100), pending=nothing, available=nothing, owed=nothing, fee=nothing)
    return Chargeback(1, ChargebackCode.SERVICE, MONDAY, MONDAY + timedelta(days=7), taken)


def test_support_that_was_asked_is_waited_for_beside_whoever_works() -> None:
    assert turns(with_first(working().order, outreach_asked_by=FREELANCER)) == {FREELANCER, MEDIATOR}
    assert turns(with_first(delivered().order, outreach_asked_by=FREELANCER)) == {CLIENT, MEDIATOR}


@pytest.mark.parametrize("end", [Stage.RELEASED, Stage.REFUNDED, Stage.SPLIT, Stage.VOID, Stage.REVERSED])
def test_where_all_is_over_support_has_nobody_to_write_for(end: Stage) -> None:
    assert turns(with_first(working().order, stage=end, outreach_asked_by=CLIENT)) == frozenset()


@pytest.mark.parametrize("stage", [Stage.AT_BANK, Stage.RELEASED, Stage.SPLIT])
def test_a_bank_is_waited_for_until_it_has_judged_even_after_the_end(stage: Stage) -> None:
    at_bank = with_first(working().order, stage=stage, chargeback=disputed(), outreach_asked_by=CLIENT)
    assert turns(at_bank) == {BANK}


@pytest.mark.parametrize("stage", [Stage.CASE_MEDIATION, Stage.CASE_DECISION, Stage.APPEAL_FILED])
def test_a_case_waits_for_a_mediator(stage: Stage) -> None:
    assert turns(with_first(delivered().order, stage=stage)) == {MEDIATOR}

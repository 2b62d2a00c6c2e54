"""Nothing that can be asked for is left out of the exploration by oversight."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from parley.core.order.clock import RunOut
from parley.core.order.messages import AnyCommand, AnyMilestoneCommand, AnyOfferCommand, MakeOffer
from parley.core.parties import PARTIES, Role
from parley.core.policies import POLICIES
from parley.rehearsal.explore.acts import EVERYTHING, acts_of
from parley.rehearsal.explore.agreements import START, Deal, agreed, terms_of
from parley.rehearsal.explore.canon import configuration
from parley.rehearsal.explore.delays import DELAYS
from parley.rehearsal.explore.runs import RUNS
from parley.rehearsal.explore.search import runs_of
from parley.rehearsal.explore.ways import ALPHABET, OFFER_ALPHABET

JOINS = "JoinOrder"
"""Only a side that was invited by mail joins; here both are there from the start."""


def test_every_command_has_its_ways() -> None:
    assert set(ALPHABET) == set(get_args(AnyMilestoneCommand))
    assert set(OFFER_ALPHABET) == set(get_args(AnyOfferCommand))
    beside = {MakeOffer, RunOut}
    assert set(EVERYTHING) == _flat(AnyCommand) - beside


def test_every_command_is_tried_in_some_run() -> None:
    tried = frozenset().union(*(run.kinds for run in RUNS))
    assert {kind.__name__ for kind in EVERYTHING - tried} == {JOINS}


def test_runs_have_names_of_their_own() -> None:
    for policy in POLICIES.values():
        names = [run.name for run in runs_of(policy)]
        assert len(names) == len(set(names))


def test_who_puts_things_off_may_do_all_that_moves_a_clock() -> None:
    for run in DELAYS:
        assert not run.budgets  # with budgets its ending would prove nothing


def test_the_same_order_a_week_later_is_the_same_configuration() -> None:
    policy = POLICIES["standard"]
    week = timedelta(days=7)
    now, later = (agreed(terms_of(policy, Deal(), at=at), at) for at in (START, START + week))
    assert configuration(now, START) == configuration(later, START + week)
    assert configuration(now, START) != configuration(now, START + week)


def test_acts_come_in_the_same_order_every_time() -> None:
    order = agreed(terms_of(POLICIES["standard"], Deal()))
    acts = [str(doing.act) for doing in acts_of(order, START, EVERYTHING, PARTIES | {Role.MEDIATOR})]
    assert acts == [str(doing.act) for doing in acts_of(order, START, EVERYTHING, PARTIES | {Role.MEDIATOR})]
    assert "client: Fund" in acts


def _flat(union: object) -> set[object]:
    found = get_args(union)
    return set().union(*(_flat(one) for one in found)) if found else {union}

"""The operator puts right what an ended milestone counts as. No money moves, and nobody does it in their own order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parley.core.effects import effects_for
from parley.core.order import messages as m
from parley.core.order.messages import RecordCorrected
from parley.core.order.records import CountsAs
from parley.core.order.refusals import Code
from parley.core.order.state import ENDS, Order, Stage
from parley.core.parties import Role
from tests.asks import CLIENT, CLIENT_PERSON, FREELANCER, FREELANCER_PERSON, asked_by, cancel_late, on_page
from tests.asks_of_cases import OPERATOR_PERSON, correct, decide
from tests.deals import eur, said, text
from tests.given import in_stage, working


@pytest.mark.parametrize("counts_as", list(CountsAs))
@pytest.mark.parametrize("stage", sorted(ENDS, key=str))
def test_any_end_can_be_put_right_and_nothing_else_changes(stage: Stage, counts_as: CountsAs) -> None:
    before = in_stage(stage)
    after = before.when(correct(counts_as)).then(RecordCorrected).stands(stage)
    assert after.milestone() == replace(before.milestone(), counts_as=counts_as)
    assert after.books() == before.books()
    assert after.the(RecordCorrected).person == OPERATOR_PERSON
    assert after.the(RecordCorrected).reason == said("The decision was wrong about the date")
    assert {letter.to for letter in effects_for(after.brought, 1)} == {CLIENT, FREELANCER}


def test_it_wins_over_what_was_decided_and_can_be_put_right_again() -> None:
    decided = in_stage(Stage.CASE_DECISION).when(decide(eur(0), counts_as=CountsAs.FREELANCER)).waits_for_the_end()
    assert decided.milestone().counts_as is CountsAs.FREELANCER
    exempt = decided.when(correct(CountsAs.EXEMPT))
    assert exempt.milestone().counts_as is CountsAs.EXEMPT
    exempt.refuses(correct(CountsAs.EXEMPT), Code.ALREADY_COUNTED)
    exempt.when(correct(CountsAs.FREELANCER)).then(RecordCorrected)


def test_only_an_operator_who_is_no_party_and_says_why() -> None:
    late = working().when(cancel_late(), days=30)
    for role in Role:
        if role is not Role.OPERATOR:
            late.refuses(asked_by(role, correct(CountsAs.EXEMPT)), Code.NOT_YOUR_ACT)
    for person in (CLIENT_PERSON, FREELANCER_PERSON):
        late.refuses(correct(CountsAs.EXEMPT, person=person), Code.MEDIATOR_IS_PARTY)
    late.refuses(without_reason, Code.TEXT_MISSING)
    late.refuses(on_page(0, correct(CountsAs.EXEMPT)), Code.PAGE_STALE)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in ENDS and one is not Stage.LOCKED])
def test_what_is_not_over_counts_as_nothing_yet(stage: Stage) -> None:
    in_stage(stage).refuses(correct(CountsAs.EXEMPT), Code.NOT_NOW)


def without_reason(order: Order | None) -> m.AnyCommand:
    command: Any = correct(CountsAs.EXEMPT)(order)
    silent: m.AnyCommand = replace(command, reason=text(" "))
    return silent

"""A mediator takes a case: nobody else decides in it, and nobody takes one who must not judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.order.messages import CaseDecided, CaseLeft, CaseTaken, SplitSuggested
from parley.core.order.records import CountsAs
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.parties import Role
from tests.asks import CLIENT_PERSON, FREELANCER_PERSON, Ask
from tests.asks_of_cases import (
    OPERATOR,
    OTHER_MEDIATOR,
    appeal,
    correct,
    decide,
    decide_appeal,
    leave,
    outreach,
    suggest,
    take,
    write_for_support,
)
from tests.deals import eur
from tests.given import Story, in_stage

TAKEN_IN = (Stage.CASE_MEDIATION, Stage.CASE_DECISION, Stage.APPEAL_FILED)
THIRD = "a-third-mediator"


def mediator_of(story: Story) -> str:
    case = story.milestone().case
    assert case is not None
    return case.mediator


def sharing(ask: Ask, *sides: Role) -> Ask:
    """As the desk hands it over where the person shares an organisation with these sides."""
    return lambda order: replace(ask(order), shares=frozenset(sides))  # type: ignore[call-arg]


@pytest.mark.parametrize("stage", TAKEN_IN)
def test_whoever_takes_a_case_has_it_and_no_clock_moves(stage: Stage) -> None:
    before = in_stage(stage)
    taken = before.when(take(person=THIRD)).then(CaseTaken).stands(stage)
    assert mediator_of(taken) == THIRD
    assert deadlines_for(taken.order) == deadlines_for(before.order)
    assert taken.milestone().version == before.milestone().version
    taken.refuses(take(person=THIRD), Code.CASE_TAKEN)
    taken.refuses(take(person=OTHER_MEDIATOR), Code.CASE_TAKEN)
    taken.when(leave(person=THIRD)).then(CaseLeft).when(take(person=OTHER_MEDIATOR)).then(CaseTaken)


def test_nobody_else_proposes_or_decides_in_it() -> None:
    mediating = in_stage(Stage.CASE_MEDIATION).when(take(person=THIRD))
    mediating.refuses(suggest(eur(1)), Code.CASE_TAKEN)
    mediating.when(suggest(eur(1), person=THIRD)).then(SplitSuggested)
    deciding = in_stage(Stage.CASE_DECISION).when(take(person=THIRD))
    deciding.refuses(decide(eur(1)), Code.CASE_TAKEN)
    deciding.when(decide(eur(1), person=THIRD)).then(CaseDecided)
    appealed = in_stage(Stage.APPEAL_FILED).when(take(person=THIRD))
    appealed.refuses(decide_appeal(eur(1)), Code.CASE_TAKEN)


def test_an_appeal_is_anybodys_but_of_whoever_decided() -> None:
    decided = in_stage(Stage.CASE_DECISION).when(take()).when(decide(eur(1))).when(appeal())
    assert mediator_of(decided) == ""
    decided.refuses(take(), Code.MEDIATOR_DECIDED)
    decided.refuses(take(by=OPERATOR), Code.MEDIATOR_DECIDED)
    decided.when(take(person=OTHER_MEDIATOR)).when(decide_appeal(eur(1), person=OTHER_MEDIATOR))


def test_the_operator_gives_a_case_to_somebody_and_takes_it_from_another() -> None:
    given = in_stage(Stage.CASE_DECISION).when(take(person=THIRD, by=OPERATOR)).then(CaseTaken)
    moved = given.when(take(person=OTHER_MEDIATOR, by=OPERATOR)).then(CaseTaken)
    assert mediator_of(moved) == OTHER_MEDIATOR
    moved.refuses(take(person=OTHER_MEDIATOR, by=OPERATOR), Code.CASE_TAKEN)
    freed = moved.when(leave(person=OTHER_MEDIATOR, by=OPERATOR)).then(CaseLeft)
    assert mediator_of(freed) == ""


def test_one_leaves_only_what_one_has() -> None:
    story = in_stage(Stage.CASE_DECISION)
    story.refuses(leave(), Code.CASE_NOT_TAKEN)
    story.when(take(person=THIRD)).refuses(leave(), Code.CASE_NOT_TAKEN)


@pytest.mark.parametrize("by", [Role.MEDIATOR, OPERATOR])
@pytest.mark.parametrize("person", [CLIENT_PERSON, FREELANCER_PERSON])
def test_nobody_takes_a_case_of_their_own(by: Role, person: str) -> None:
    in_stage(Stage.CASE_DECISION).refuses(take(person=person, by=by), Code.MEDIATOR_IS_PARTY)


@pytest.mark.parametrize("by", [Role.MEDIATOR, OPERATOR])
def test_whoever_wrote_for_a_side_neither_takes_nor_proposes(by: Role) -> None:
    wrote = in_stage(Stage.CASE_MEDIATION).when(outreach()).when(write_for_support())
    wrote.refuses(take(by=by), Code.MEDIATOR_WROTE)
    wrote.refuses(suggest(eur(1)), Code.MEDIATOR_WROTE)
    wrote.when(take(person=OTHER_MEDIATOR, by=by)).then(CaseTaken)


@pytest.mark.parametrize("side", [Role.CLIENT, Role.FREELANCER])
def test_nobody_of_a_sides_organisation_works_on_its_case(side: Role) -> None:
    for stage, ask in (
        (Stage.CASE_MEDIATION, take()),
        (Stage.CASE_MEDIATION, suggest(eur(1))),
        (Stage.CASE_DECISION, decide(eur(1))),
        (Stage.APPEAL_FILED, decide_appeal(eur(1))),
        (Stage.RELEASED, correct(CountsAs.EXEMPT)),
    ):
        in_stage(stage).refuses(sharing(ask, side), Code.MEDIATOR_SHARES)
    in_stage(Stage.CASE_MEDIATION).when(outreach()).refuses(sharing(write_for_support(), side), Code.MEDIATOR_SHARES)

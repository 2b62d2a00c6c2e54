"""An appeal: one, for a new fact or an error, to somebody who did not decide before; and then it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.money import Money
from parley.core.order.appeal import AppealGround
from parley.core.order.messages import AppealDecided, AppealFiled, ProposalAccepted, Split
from parley.core.order.records import CountsAs
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import CLIENT, CLIENT_PERSON, CLOCK, FREELANCER, accept_proposal, asked_by, on_page, statement
from tests.asks_of_cases import (
    MEDIATOR_PERSON,
    OTHER_MEDIATOR,
    appeal,
    decide,
    decide_appeal,
    open_case,
    outreach,
    propose_split,
    write_for_support,
)
from tests.deals import BERLIN, deal, eur, said, text
from tests.given import Story, delivered, in_stage


def decided(gross: int = 50_00, **terms: int) -> Story:
    """Decided by a mediator: so much for the freelancer."""
    story = delivered(deal(**terms)).when(open_case()).when(statement(FREELANCER))  # type: ignore[arg-type]
    return story.goes_to(Stage.CASE_DECISION).when(decide(eur(gross), counts_as=CountsAs.COMPLETED))


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
def test_either_side_may_appeal_and_the_clock_gives_ten_business_days(by: Role) -> None:
    filed = decided().when(appeal(by)).then(AppealFiled).stands(Stage.APPEAL_FILED)
    assert filed.the(AppealFiled).result_by == BERLIN.after_business_days(filed.at, 10)
    assert filed.the(AppealFiled).ground is AppealGround.NEW_FACT
    assert filed.the(AppealFiled).words == said("The print proof was not looked at")
    assert turns(filed.order) == {Role.MEDIATOR}
    assert filed.books() == decided().books()


@pytest.mark.parametrize(
    ("gross", "end", "books"),
    [
        (0, Stage.REFUNDED, {}),
        (80_01, Stage.SPLIT, {"client": -80_01, "pending": 76_01, "fee": 4_00}),
        (100_00, Stage.RELEASED, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
    ],
)
def test_the_second_word_is_the_last(gross: int, end: Stage, books: dict[str, int]) -> None:
    filed = decided().when(appeal())
    last = filed.when(decide_appeal(eur(gross), counts_as=CountsAs.FREELANCER)).then(AppealDecided, Split).stands(end)
    assert last.books() == books
    assert (last.milestone().cause, last.milestone().counts_as) == ("decided", CountsAs.FREELANCER)
    last.refuses(appeal(), Code.NOT_NOW)
    last.refuses(decide_appeal(eur(1)), Code.NOT_NOW)


def test_without_a_result_the_first_decision_stands() -> None:
    ended = decided(40_00).when(appeal()).waits_for_next_clock().then(Split).stands(Stage.SPLIT)
    assert ended.books() == {"client": -40_00, "pending": 38_00, "fee": 2_00}
    assert ended.milestone().counts_as is CountsAs.COMPLETED


def test_too_late_to_appeal() -> None:
    story = decided()
    last = BERLIN.after_business_days(story.at, 5)
    story.when(appeal(), at=last - timedelta(seconds=1)).stands(Stage.APPEAL_FILED)
    story.refuses(appeal(), Code.NOT_NOW, at=last)


def test_there_is_one_appeal() -> None:
    decided().when(appeal(CLIENT)).refuses(appeal(FREELANCER), Code.NOT_NOW)


def test_an_appeal_says_why_and_comes_from_a_side() -> None:
    decided().refuses(appeal(words=" "), Code.TEXT_MISSING)
    decided().refuses(on_page(0, appeal()), Code.PAGE_STALE)
    for role in (Role.MEDIATOR, Role.BANK, Role.OPERATOR, CLOCK):
        decided().refuses(asked_by(role, appeal()), Code.NOT_YOUR_ACT)


def test_whoever_decided_wrote_or_is_a_party_does_not_judge_the_appeal() -> None:
    filed = decided().when(appeal())
    filed.refuses(decide_appeal(eur(1), person=MEDIATOR_PERSON), Code.MEDIATOR_DECIDED)
    filed.refuses(decide_appeal(eur(1), person=CLIENT_PERSON), Code.MEDIATOR_IS_PARTY)
    for role in (CLIENT, FREELANCER, Role.BANK, Role.OPERATOR, CLOCK):
        filed.refuses(asked_by(role, decide_appeal(eur(1))), Code.NOT_YOUR_ACT)
    wrote = filed.when(outreach()).when(write_for_support(person=OTHER_MEDIATOR))
    wrote.refuses(decide_appeal(eur(1), person=OTHER_MEDIATOR), Code.MEDIATOR_WROTE)
    wrote.when(decide_appeal(eur(1), person="a-third")).then(AppealDecided, Split)


def test_the_second_decision_needs_its_reasons_too() -> None:
    filed = decided().when(appeal())
    filed.refuses(decide_appeal(eur(1), facts=text("")), Code.FACTS_MISSING)
    filed.refuses(decide_appeal(eur(1), arithmetic=()), Code.ARITHMETIC_WRONG)
    filed.refuses(decide_appeal(Money(1, "USD")), Code.WRONG_CURRENCY)
    filed.refuses(decide_appeal(eur(100_01)), Code.SUM_OUT_OF_RANGE)


def test_the_two_may_still_settle_and_it_is_theirs_then() -> None:
    for story in (decided(), decided().when(appeal())):
        settled = story.when(propose_split(eur(70_00))).when(accept_proposal(CLIENT)).then(ProposalAccepted, Split)
        assert settled.books()["client"] == -70_00
        assert (settled.milestone().cause, settled.milestone().counts_as) == ("settled", None)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (Stage.CASE_APPEAL, Stage.LOCKED)])
def test_there_is_nothing_to_appeal_elsewhere(stage: Stage) -> None:
    in_stage(stage).refuses(appeal(), Code.NOT_NOW)

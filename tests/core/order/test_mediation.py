"""A mediator proposes and both are free to say no; a decision says facts, clauses, evidence, arithmetic and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from parley.core.money import Money
from parley.core.order.judgement import MOST_EVIDENCE
from parley.core.order.messages import (
    CaseDecided,
    CaseEscalated,
    CaseSentToDecision,
    Split,
    SplitSuggested,
    SuggestionAccepted,
    SuggestionDeclined,
)
from parley.core.order.records import CountsAs, ItemShare
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import ClauseKey
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import CLIENT, CLIENT_PERSON, CLOCK, FREELANCER, FREELANCER_PERSON, asked_by, on_page, statement
from tests.asks_of_cases import (
    MEDIATOR_PERSON,
    OTHER_MEDIATOR,
    accept_suggestion,
    decide,
    decline_suggestion,
    escalate,
    open_case,
    outreach,
    suggest,
    write_for_support,
)
from tests.deals import BERLIN, Deal, deal, eur, file, said, text
from tests.given import Story, delivered, in_stage

NOT_THE_MEDIATOR = (CLIENT, FREELANCER, Role.BANK, Role.OPERATOR, CLOCK)


def mediating(the: Deal | None = None) -> Story:
    return in_stage(Stage.CASE_MEDIATION, the)


def awaiting(the: Deal | None = None) -> Story:
    """Both have spoken and nobody has settled: a decision is due."""
    return delivered(the).when(open_case()).when(statement(FREELANCER)).goes_to(Stage.CASE_DECISION)


# The proposal


def test_a_proposal_of_the_mediator_waits_two_business_days_for_both() -> None:
    story = mediating().when(suggest(eur(60_00))).then(SplitSuggested).stands(Stage.CASE_MEDIATION)
    suggested = story.the(SplitSuggested)
    assert suggested.answer_by == BERLIN.after_business_days(story.at, 2) == story.milestone().ends_at
    assert suggested.suggestion.reasons == said("Two of three items were delivered as agreed")
    assert turns(story.order) == {CLIENT, FREELANCER}
    story.waits_for_next_clock().then(CaseSentToDecision).stands(Stage.CASE_DECISION)


@pytest.mark.parametrize("first", [CLIENT, FREELANCER])
def test_it_settles_the_case_when_both_have_said_yes(first: Role) -> None:
    one = mediating().when(suggest(eur(60_00))).when(accept_suggestion(first)).then(SuggestionAccepted)
    assert turns(one.order) == {first.other}
    assert one.books() == mediating().books()
    both = one.when(accept_suggestion(first.other)).then(SuggestionAccepted, Split).stands(Stage.SPLIT)
    assert both.books() == {"client": -60_00, "pending": 57_00, "fee": 3_00}
    assert (both.milestone().cause, both.milestone().counts_as) == ("mediated", None)


def test_one_no_sends_it_on_and_a_yes_cannot_be_taken_back() -> None:
    story = mediating().when(suggest(eur(60_00)))
    said_no = story.when(decline_suggestion()).then(SuggestionDeclined, CaseSentToDecision).stands(Stage.CASE_DECISION)
    assert said_no.the(CaseSentToDecision).cause == "suggestion_declined"
    yes = story.when(accept_suggestion(CLIENT))
    yes.refuses(accept_suggestion(CLIENT), Code.SUGGESTION_ANSWERED)
    yes.refuses(decline_suggestion(CLIENT), Code.SUGGESTION_ANSWERED)
    yes.when(decline_suggestion(FREELANCER)).stands(Stage.CASE_DECISION)


def test_there_is_one_proposal_and_there_must_be_one_to_answer() -> None:
    mediating().when(suggest(eur(60_00))).refuses(suggest(eur(50_00)), Code.SUGGESTION_MADE)
    mediating().refuses(accept_suggestion(), Code.NO_SUGGESTION)
    mediating().refuses(decline_suggestion(), Code.NO_SUGGESTION)


def test_either_side_may_ask_for_a_decision_instead() -> None:
    for side in (CLIENT, FREELANCER):
        on = mediating().when(suggest(eur(60_00))).when(escalate(side)).then(CaseEscalated, CaseSentToDecision)
        assert on.the(CaseSentToDecision).cause == "escalated"


def test_without_a_word_from_anybody_a_week_is_enough() -> None:
    assert mediating().milestone().ends_at == BERLIN.after_days(mediating().at, 7)
    mediating().waits(days=7).then(CaseSentToDecision).stands(Stage.CASE_DECISION)


def test_a_proposal_is_a_sum_of_the_hold_with_reasons_by_somebody_neutral() -> None:
    mediating().refuses(suggest(eur(-1)), Code.SUM_OUT_OF_RANGE)
    mediating().refuses(suggest(eur(100_01)), Code.SUM_OUT_OF_RANGE)
    mediating().refuses(suggest(Money(1, "USD")), Code.WRONG_CURRENCY)
    for person in (CLIENT_PERSON, FREELANCER_PERSON):
        mediating().refuses(suggest(eur(1), person=person), Code.MEDIATOR_IS_PARTY)
    for role in NOT_THE_MEDIATOR:
        mediating().refuses(asked_by(role, suggest(eur(1))), Code.NOT_YOUR_ACT)
    mediating().refuses(on_page(0, suggest(eur(1))), Code.PAGE_STALE)
    mediating().refuses(blank(suggest(eur(1)), "reasons"), Code.TEXT_MISSING)


def test_a_page_from_before_the_proposal_does_not_answer_it() -> None:
    before = mediating()
    page = on_page(before.milestone().version, escalate())
    before.when(suggest(eur(60_00))).refuses(page, Code.PAGE_STALE)


# The decision


@pytest.mark.parametrize(
    ("gross", "end", "books"),
    [
        (0, Stage.REFUNDED, {}),
        (33_33, Stage.SPLIT, {"client": -33_33, "pending": 31_67, "fee": 1_66}),
        (100_00, Stage.RELEASED, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
    ],
)
@pytest.mark.parametrize("counts_as", list(CountsAs))
def test_a_decision_waits_for_an_appeal_and_is_then_carried_out(
    gross: int, end: Stage, books: dict[str, int], counts_as: CountsAs
) -> None:
    decided = awaiting().when(decide(eur(gross), counts_as=counts_as)).then(CaseDecided).stands(Stage.CASE_APPEAL)
    assert decided.the(CaseDecided).appeal_by == BERLIN.after_business_days(decided.at, 5)
    assert decided.books() == awaiting().books()
    ended = decided.waits_for_next_clock().then(Split).stands(end)
    assert ended.books() == books
    assert (ended.milestone().cause, ended.milestone().counts_as) == ("decided", counts_as)
    assert ended.order.stage is OrderStage.CLOSED


@pytest.mark.parametrize(
    ("currency", "price", "gross", "books"),
    [
        ("JPY", 10_001, 6_667, {"client": -6_667, "pending": 6_334, "fee": 333}),
        ("KWD", 10_001, 6_667, {"client": -6_667, "pending": 6_334, "fee": 333}),
        ("EUR", 19, 19, {"client": -19, "pending": 19}),
    ],
)
def test_a_decision_is_exact_in_every_currency(currency: str, price: int, gross: int, books: dict[str, int]) -> None:
    decided = awaiting(deal(price=price, currency=currency)).when(decide(Money(gross, currency)))
    assert decided.waits_for_next_clock().books() == books


def test_where_nobody_looks_a_second_time_the_decision_is_final() -> None:
    ended = awaiting(deal(appeal_business_days=0)).when(decide(eur(40_00))).then(CaseDecided, Split).stands(Stage.SPLIT)
    assert ended.books() == {"client": -40_00, "pending": 38_00, "fee": 2_00}


def test_a_deposit_stays_beside_what_is_decided_about_the_hold() -> None:
    story = awaiting(deal(deposit=20_00))
    story.refuses(decide(eur(80_01)), Code.SUM_OUT_OF_RANGE)
    assert story.when(decide(eur(0))).waits_for_next_clock().books() == {
        "client": -20_00,
        "pending": 19_00,
        "fee": 1_00,
    }


ITEMS = {1: 20_00, 2: 40_00}


def shares(of: Mapping[int, int], currency: str = "EUR") -> tuple[ItemShare, ...]:
    return tuple(ItemShare(item, Money(minor, currency)) for item, minor in of.items())


@pytest.mark.parametrize(
    ("but", "code"),
    [
        ({"facts": text(" ")}, Code.FACTS_MISSING),
        ({"facts": text("x" * 20_001)}, Code.TEXT_TOO_LONG),
        ({"remedy": text("\n")}, Code.REMEDY_MISSING),
        ({"clauses": ()}, Code.CLAUSES_MISSING),
        ({"clauses": (ClauseKey.WORK, ClauseKey.DEPOSIT)}, Code.CLAUSES_MISSING),
        ({"events": (), "files": ()}, Code.EVIDENCE_MISSING),
        ({"events": tuple([1] * (MOST_EVIDENCE + 1))}, Code.EVIDENCE_MISSING),
        ({"events": (0,)}, Code.EVIDENCE_UNKNOWN),
        ({"events": (1, 999)}, Code.EVIDENCE_UNKNOWN),
        ({"events": (), "files": ("ab" * 32,)}, Code.EVIDENCE_UNKNOWN),
        ({"arithmetic": ()}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": shares({1: 60_00})}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": shares({1: 20_00, 2: 20_00, 3: 20_00})}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": (*shares({1: 20_00}), *shares({1: 40_00}))}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": shares({1: 20_00, 2: 39_99})}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": shares({1: 70_00, 2: -10_00})}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": shares(ITEMS, "USD")}, Code.ARITHMETIC_WRONG),
    ],
)
def test_a_decision_without_all_its_reasons_cannot_be_saved(but: dict[str, Any], code: Code) -> None:
    awaiting(deal(items=2)).refuses(decide(eur(60_00), **({"arithmetic": shares(ITEMS)} | but)), code)


def test_what_counts_as_evidence() -> None:
    story = awaiting(deal(items=2))
    right: dict[str, Any] = {"arithmetic": shares(ITEMS), "events": (), "files": (file(item=2).sha256,)}
    decided = story.when(decide(eur(60_00), **right)).then(CaseDecided)
    assert decided.the(CaseDecided).decision.reasons.files == (file(item=2).sha256,)
    last: dict[str, Any] = {"arithmetic": shares(ITEMS), "events": (story.order.seq,)}
    story.when(decide(eur(60_00), **last)).then(CaseDecided)


def test_a_decision_is_a_sum_of_the_hold_by_somebody_neutral() -> None:
    awaiting().refuses(decide(eur(-1)), Code.SUM_OUT_OF_RANGE)
    awaiting().refuses(decide(eur(100_01)), Code.SUM_OUT_OF_RANGE)
    awaiting().refuses(decide(Money(1, "USD")), Code.WRONG_CURRENCY)
    for person in (CLIENT_PERSON, FREELANCER_PERSON):
        awaiting().refuses(decide(eur(1), person=person), Code.MEDIATOR_IS_PARTY)
    wrote = delivered().when(outreach()).when(write_for_support()).when(open_case()).goes_to(Stage.CASE_DECISION)
    wrote.refuses(decide(eur(1)), Code.MEDIATOR_WROTE)
    wrote.when(decide(eur(1), person=OTHER_MEDIATOR)).then(CaseDecided)
    for role in NOT_THE_MEDIATOR:
        awaiting().refuses(asked_by(role, decide(eur(1))), Code.NOT_YOUR_ACT)
    awaiting().refuses(on_page(0, decide(eur(1))), Code.PAGE_STALE)


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (Stage.CASE_DECISION, Stage.LOCKED)])
def test_nothing_is_decided_before_its_time_or_twice(stage: Stage) -> None:
    in_stage(stage).refuses(decide(eur(1)), Code.NOT_NOW)


def test_the_words_of_a_decision_are_kept_apart_from_it() -> None:
    decided = awaiting().when(decide(eur(50_00)))
    reasons = decided.the(CaseDecided).decision.reasons
    assert reasons.facts == said("The second item was never delivered")
    assert "never delivered" not in repr(decided.order)
    assert decided.the(CaseDecided).decision.person == MEDIATOR_PERSON


def test_nobody_decided_and_the_published_rule_does() -> None:
    ended = awaiting().waits(days=14).then(Split).stands(Stage.SPLIT)
    assert ended.milestone().cause == "valuation"
    assert ended.books() == {"client": -50_00, "pending": 47_50, "fee": 2_50}


def blank(ask: Any, name: str) -> Any:
    return lambda order: replace(ask(order), **{name: text(" ")})

"""The choice between two last offers: both must want it, then the decision is one of the two sums."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.foresight import if_nobody_moves
from parley.core.money import Money
from parley.core.order.bids import sealed_words
from parley.core.order.messages import (
    AppealDecided,
    CaseDecided,
    CaseSentToDecision,
    FinalOfferSealed,
    FinalOffersOpened,
    Split,
)
from parley.core.order.records import FinalOffers
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.order.turns import turns
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from tests.asks import CLIENT, FREELANCER
from tests.asks_of_cases import (
    MEDIATOR,
    accept_suggestion,
    appeal,
    chargeback,
    decide,
    decide_appeal,
    escalate,
    seal_final,
    suggest,
)
from tests.deals import deal, eur
from tests.given import Story, in_stage

HOLD = 100_00


def mediating() -> Story:
    return in_stage(Stage.CASE_MEDIATION)


def both(most: int = 30_00, least: int = 70_00, first: Role = CLIENT) -> Story:
    """The client would give `most`, the freelancer take `least`."""
    sums = {CLIENT: eur(most), FREELANCER: eur(least)}
    return mediating().when(seal_final(sums[first], first)).when(seal_final(sums[first.other], first.other))


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
def test_one_alone_learns_nothing_and_moves_nothing(by: Role) -> None:
    before = mediating()
    one = before.when(seal_final(eur(43_21), by)).then(FinalOfferSealed).stands(Stage.CASE_MEDIATION)
    assert one.milestone().ends_at == before.milestone().ends_at
    assert sealed_words(one.milestone()) == {one.the(FinalOfferSealed).bid}
    assert "4321" not in repr(one.the(FinalOfferSealed))
    assert turns(one.order) == {MEDIATOR}
    one.refuses(seal_final(eur(1), by), Code.BID_SEALED)
    assert by in one.milestone().acted_in_case


@pytest.mark.parametrize("first", [CLIENT, FREELANCER])
def test_both_open_the_two_sums_and_ask_for_a_decision(first: Role) -> None:
    opened = both(first=first).then(FinalOfferSealed, FinalOffersOpened, CaseSentToDecision).stands(Stage.CASE_DECISION)
    offers = FinalOffers(eur(30_00), eur(70_00))
    assert opened.the(FinalOffersOpened).offers == offers
    assert opened.milestone().case is not None
    assert opened.milestone().case.final_offers == offers
    assert opened.the(CaseSentToDecision).cause == "final_offers"
    assert sealed_words(opened.milestone()) == frozenset()


@pytest.mark.parametrize(
    ("most", "least", "settled"), [(70_00, 30_00, 50_00), (50_00, 50_00, 50_00), (50_01, 50_00, 50_00)]
)
def test_where_they_meet_nobody_needs_to_decide(most: int, least: int, settled: int) -> None:
    done = both(most, least).then(FinalOfferSealed, FinalOffersOpened, Split).stands(Stage.SPLIT)
    assert done.milestone().cause == "sealed"
    assert done.milestone().released + done.milestone().fees == eur(settled)


@pytest.mark.parametrize("amount", [30_00, 70_00])
def test_the_decision_is_one_of_the_two(amount: int) -> None:
    both().when(decide(eur(amount))).then(CaseDecided).stands(Stage.CASE_APPEAL)


@pytest.mark.parametrize("amount", [0, 29_99, 30_01, 50_00, 69_99, 70_01, HOLD])
def test_any_other_sum_is_refused_also_in_an_appeal(amount: int) -> None:
    both().refuses(decide(eur(amount)), Code.NOT_A_FINAL_OFFER)
    filed = both().when(decide(eur(30_00))).when(appeal(FREELANCER))
    filed.refuses(decide_appeal(eur(amount)), Code.NOT_A_FINAL_OFFER)
    filed.when(decide_appeal(eur(70_00))).then(AppealDecided, Split)


def test_without_a_decision_the_one_nearer_to_the_valuation_holds() -> None:
    for most, least in ((30_00, 70_00), (60_00, 100_00), (0, 40_00)):
        story = both(most, least)
        worth = valuation(story.milestone()).amount_minor
        nearer = least if abs(least - worth) < abs(most - worth) else most
        ended = story.waits_for_next_clock()
        assert ended.milestone().cause == "valuation"
        assert ended.milestone().released + ended.milestone().fees == eur(nearer)


def test_of_two_that_are_equally_near_the_clients_holds() -> None:
    worth = valuation(both().milestone()).amount_minor
    assert 0 < worth < HOLD
    ended = both(worth - 10_00, worth + 10_00).waits_for_next_clock()
    assert ended.milestone().released + ended.milestone().fees == eur(worth - 10_00)


def test_what_only_one_sealed_is_destroyed_when_the_case_goes_on() -> None:
    one = mediating().when(seal_final(eur(43_21), CLIENT))
    for on in (
        one.when(escalate(FREELANCER)),
        one.waits_for_next_clock(),
        one.when(suggest(eur(50_00))).when(accept_suggestion(CLIENT)).when(accept_suggestion(FREELANCER)),
        one.when(chargeback()),
    ):
        assert sealed_words(on.milestone()) == frozenset()
        assert on.milestone().case is not None
        assert on.milestone().case.final_offers is None


@pytest.mark.parametrize("words", ["", "-1", "10001", "1e3", "12.50", "١٠", "0x10", "9" * 40])
def test_what_is_no_sum_within_the_hold_is_refused(words: str) -> None:
    mediating().refuses(seal_final(words), Code.SUM_OUT_OF_RANGE)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(most=st.integers(0, HOLD), least=st.integers(0, HOLD))
def test_whatever_is_sealed_the_money_adds_up_and_silence_ends_it(most: int, least: int) -> None:
    story = both(most, least)
    while not story.milestone().has_ended:
        story = story.waits_for_next_clock()
    gross = (story.milestone().released + story.milestone().fees).amount_minor
    assert gross in ({(most + least) // 2} if least <= most else {most, least})
    assert story.milestone().refunded == Money(HOLD - gross, "EUR")


@settings(derandomize=True, max_examples=60, deadline=None)
@given(most=st.integers(0, HOLD - 2), asks=st.tuples(st.integers(0, HOLD), st.integers(0, HOLD)))
def test_whoever_asks_for_more_than_is_fair_is_not_chosen_more_often(most: int, asks: tuple[int, int]) -> None:
    """Nobody decides, so the valuation chooses: above it, a sum that is chosen would be chosen if it were smaller too."""
    fair = valuation(mediating().milestone()).amount_minor
    less, more = sorted(max(most + 1, fair, ask) for ask in asks)

    def chosen(least: int) -> bool:
        ended = both(most, least).waits_for_next_clock()
        return ended.milestone().released + ended.milestone().fees == eur(least)

    assert chosen(less) or not chosen(more)


def test_foresight_tells_the_whole_road() -> None:
    road = if_nobody_moves(both().order, both().at)
    assert road
    assert [step for step in road if step.milestone == 1]


def test_a_milestone_of_nothing_has_nothing_to_choose_between() -> None:
    story = in_stage(Stage.CASE_MEDIATION, deal(price=1, items=1))
    opened = story.when(seal_final(eur(0), CLIENT)).when(seal_final(eur(1), FREELANCER))
    opened.stands(Stage.CASE_DECISION).when(decide(eur(1))).then(CaseDecided)

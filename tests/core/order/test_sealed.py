"""Sealed offers: what two people would settle for is nobody's to know, unless it overlaps."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.machine import decide_at
from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.bids import sealed_words
from parley.core.order.messages import (
    BidSealed,
    CaseEscalated,
    ChargebackOpened,
    MediationBegan,
    ProposalAccepted,
    SealedRoundBegan,
    SealedRoundEnded,
    Split,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import CLIENT, FREELANCER, accept_proposal, asked_by, on_page, statement
from tests.asks_of_cases import chargeback, escalate, open_case, propose_split, seal
from tests.deals import BERLIN, Deal, deal, eur
from tests.given import Story, delivered, in_stage


def sealing(the: Deal | None = None) -> Story:
    story = delivered(the).when(open_case()).when(statement(FREELANCER))
    return story.when(escalate(), hours=72).stands(Stage.CASE_SEALED)


def bids(most: int | str, least: int | str, story: Story | None = None) -> Story:
    """The client's most, and then the freelancer's least."""
    return _bid(_bid(story or sealing(), CLIENT, most), FREELANCER, least)


def _bid(story: Story, by: Role, sum_: int | str) -> Story:
    currency = story.order.terms.currency
    return story.when(seal(sum_ if isinstance(sum_, str) else Money(sum_, currency), by))


# One bid


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
def test_that_there_is_a_bid_is_all_that_anybody_learns(by: Role) -> None:
    sealed = sealing().when(seal(eur(43_21), by)).then(BidSealed).stands(Stage.CASE_SEALED)
    assert turns(sealed.order) == {by.other}
    assert "4321" not in repr(sealed.brought) + repr(sealed.order)
    assert sealed_words(sealed.milestone()) == {sealed.the(BidSealed).bid}
    sealed.refuses(seal(eur(50_00), by), Code.BID_SEALED)


def test_a_bid_is_between_nothing_and_the_hold_in_whole_units() -> None:
    story = sealing(deal(deposit=20_00))
    for words in ("", " ", "-1", "1.5", "1,5", "1e3", "0x10", "²", "٣", "80_00", "1" * 30, "eight", "80 00"):
        story.refuses(seal(words), Code.SUM_OUT_OF_RANGE)
    story.refuses(seal(eur(80_01)), Code.SUM_OUT_OF_RANGE)
    story.refuses(seal(str(LARGEST_MINOR * 10)), Code.SUM_OUT_OF_RANGE)
    for words in ("0", "8000", " 8000\n", "000"):
        story.when(seal(words)).then(BidSealed)


def test_only_the_two_bid_and_only_here() -> None:
    for role in (Role.MEDIATOR, Role.BANK, Role.OPERATOR, Role.CLOCK):
        sealing().refuses(asked_by(role, seal(eur(1), CLIENT)), Code.NOT_YOUR_ACT)
    sealing().refuses(on_page(0, seal(eur(1))), Code.PAGE_STALE)
    for stage in Stage:
        if stage not in (Stage.CASE_SEALED, Stage.LOCKED):
            in_stage(stage).refuses(seal(eur(1)), Code.NOT_NOW)


def test_another_paper_than_the_sealed_one_is_never_compared() -> None:
    """The desk hands over what was sealed: anything else is a fault of ours, and nothing is written."""
    one_in = sealing().when(seal(eur(50_00), CLIENT))
    right: Any = seal(eur(40_00), FREELANCER)(one_in.order)
    for opposite in (None, right.bid):
        forged = replace(right, opposite=opposite)
        with pytest.raises(AssertionError, match="sealed"):
            decide_at(one_in.order, forged, one_in.at)


# Both


@pytest.mark.parametrize(
    ("most", "least", "middle"),
    [(60_00, 40_00, 50_00), (50_00, 50_00, 50_00), (100_00, 0, 50_00), (60_01, 40_00, 50_00)],
)
def test_where_the_two_overlap_the_middle_settles_it_and_the_odd_cent_is_the_clients(
    most: int, least: int, middle: int
) -> None:
    done = bids(most, least).then(BidSealed, SealedRoundEnded, Split)
    assert done.the(SealedRoundEnded).overlap
    fee = middle * 5 // 100
    assert done.books() == {"client": -middle, "pending": middle - fee, "fee": fee}
    assert done.milestone().cause == "sealed"
    assert sealed_words(done.milestone()) == frozenset()


def test_whoever_is_first_the_middle_is_the_same() -> None:
    other_way = _bid(_bid(sealing(), FREELANCER, 40_00), CLIENT, 70_00)
    assert other_way.books() == bids(70_00, 40_00).books()


def test_both_giving_all_or_nothing_end_as_their_totals_say() -> None:
    bids(100_00, 100_00).stands(Stage.RELEASED)
    bids(0, 0).stands(Stage.REFUNDED)
    bids(1, 0).stands(Stage.REFUNDED)


@pytest.mark.parametrize(
    ("currency", "books"),
    [
        ("JPY", {"client": -5_000, "pending": 4_750, "fee": 250}),
        ("KWD", {"client": -5_000, "pending": 4_750, "fee": 250}),
    ],
)
def test_the_middle_is_of_whole_units_in_every_currency(currency: str, books: dict[str, int]) -> None:
    done = bids(6_001, 4_000, sealing(deal(price=10_001, currency=currency)))
    assert done.books() == books


def test_of_a_round_that_failed_only_that_is_said() -> None:
    failed = bids(30_00, 70_00).then(BidSealed, SealedRoundEnded, SealedRoundBegan).stands(Stage.CASE_SEALED)
    assert not failed.the(SealedRoundEnded).overlap
    assert failed.the(SealedRoundBegan).round == 2
    assert turns(failed.order) == {CLIENT, FREELANCER}
    assert sealed_words(failed.milestone()) == frozenset()
    assert failed.books() == sealing().books()


def test_the_days_are_for_all_rounds_together() -> None:
    begun = sealing()
    failed = bids(30_00, 70_00, begun)
    assert failed.milestone().ends_at == begun.milestone().ends_at == BERLIN.after_days(begun.at, 5)
    failed.waits(days=5).then(MediationBegan).stands(Stage.CASE_MEDIATION)


def test_after_three_rounds_a_mediator_helps() -> None:
    twice = bids(30_00, 70_00, bids(30_00, 70_00))
    assert (twice.milestone().case or pytest.fail("no case")).round == 3
    third = bids(30_00, 70_00, twice).then(BidSealed, SealedRoundEnded, MediationBegan).stands(Stage.CASE_MEDIATION)
    assert third.milestone().ends_at == BERLIN.after_days(third.at, 7)


def test_in_a_new_round_both_may_bid_again() -> None:
    done = bids(60_00, 50_00, bids(30_00, 70_00)).stands(Stage.SPLIT)
    assert done.books()["client"] == -55_00


def test_a_page_from_the_round_before_is_out_of_date() -> None:
    begun = sealing()
    page = on_page(begun.milestone().version, seal(eur(50_00)))
    begun.when(seal(eur(70_00), FREELANCER)).when(page).then(BidSealed, SealedRoundEnded, SealedRoundBegan)
    bids(30_00, 70_00, begun).refuses(page, Code.PAGE_STALE)


# On to mediation


def test_who_has_bid_may_go_on_alone_and_who_has_not_only_with_the_other() -> None:
    begun = sealing()
    begun.when(seal(eur(1))).when(escalate()).then(CaseEscalated, MediationBegan).stands(Stage.CASE_MEDIATION)
    asked = begun.when(escalate(CLIENT)).then(CaseEscalated).stands(Stage.CASE_SEALED)
    asked.refuses(escalate(CLIENT), Code.BID_MISSING)
    asked.when(escalate(FREELANCER)).then(CaseEscalated, MediationBegan)
    asked.when(seal(eur(1), CLIENT)).when(escalate(CLIENT)).then(CaseEscalated, MediationBegan)


# Destroyed


def test_no_bid_outlives_its_round_however_it_ended() -> None:
    one_in = sealing().when(seal(eur(50_00)))
    assert sealed_words(one_in.milestone())
    settled = one_in.when(propose_split(eur(10_00))).when(accept_proposal(CLIENT)).then(ProposalAccepted, Split)
    at_bank = one_in.when(chargeback()).then(ChargebackOpened)
    for over in (settled, at_bank, one_in.when(escalate()), one_in.waits(days=5), one_in.waits_for_the_end()):
        assert sealed_words(over.milestone()) == frozenset()


# Nobody can learn a sum


SUMS = st.integers(1_000_000, 9_999_999)
"""Seven digits: no other number of the order looks like one."""


@given(most=SUMS, least=SUMS)
@settings(derandomize=True, max_examples=60, deadline=None)
def test_no_event_and_no_state_holds_a_sum_that_was_sealed(most: int, least: int) -> None:
    begun = SEALING_MUCH
    before = set(_numbers(begun))
    done = bids(most, least, begun)
    told = set(_numbers(done)) - before
    overlap = least <= most
    middle = (most + least) // 2
    allowed = {middle, middle - middle // 20, middle // 20, 9_999_999 - middle} if overlap else set()
    assert not {most, least} & (told - allowed)
    assert [type(event) for event in done.brought] == (
        [BidSealed, SealedRoundEnded, Split] if overlap else [BidSealed, SealedRoundEnded, SealedRoundBegan]
    )


@given(most=SUMS, least=SUMS, other_most=SUMS, other_least=SUMS)
@settings(derandomize=True, max_examples=40, deadline=None)
def test_two_failed_rounds_look_the_same_whatever_was_sealed(
    most: int, least: int, other_most: int, other_least: int
) -> None:
    if least <= most or other_least <= other_most:
        return
    one, other = bids(most, least, SEALING_MUCH), bids(other_most, other_least, SEALING_MUCH)
    assert one.brought[1:] == other.brought[1:]
    assert one.milestone() == other.milestone()


@given(most=SUMS, least=SUMS, more=st.integers(0, 500_000))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_who_gives_more_never_gets_a_worse_middle_for_the_other(most: int, least: int, more: int) -> None:
    most, least = max(most, least), min(most, least)
    got = _got(bids(most, least, SEALING_MUCH))
    assert least <= got <= most
    assert got <= _got(bids(min(most + more, 9_999_999), least, SEALING_MUCH))
    assert got >= _got(bids(most, max(least - more, 0), SEALING_MUCH))


def _got(story: Story) -> int:
    return story.milestone().released.amount_minor + story.milestone().fees.amount_minor


def _numbers(story: Story) -> list[int]:
    return [
        int(found) for found in re.findall(r"(?<![0-9a-f])\d{7}(?![0-9a-f])", repr(story.history) + repr(story.order))
    ]


SEALING_MUCH = sealing(deal(price=9_999_999))

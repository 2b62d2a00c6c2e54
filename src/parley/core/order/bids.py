"""Sums that are sealed: what such words may say, and which must still be kept."""

from __future__ import annotations

from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


def bid_of(text: Text, milestone: Milestone) -> Money:
    """The sum that sealed words name. Refuses what is no sum, or more than is held."""
    words = text.words.strip()
    if not words.isascii() or not words.isdigit() or len(words) > len(str(LARGEST_MINOR)):
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    bid = Money(int(words), milestone.held.currency)
    if milestone.held < bid:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    return bid


def both_sums(milestone: Milestone, by: Role, bid: Text, opposite: Text | None) -> tuple[Money, Money] | None:
    """The client's sum and the freelancer's once `by` seals this one; None while the other side has sealed nothing.
    `opposite` is what the desk hands over of the other side's. Refuses what is no sum, and a second one by the same side."""
    own, bids = bid_of(bid, milestone), milestone.case.bids if milestone.case is not None else {}
    if by.value in bids:
        raise Refusal(Code.BID_SEALED)
    there = bids.get(by.other.value)
    if there is None:
        return None
    if opposite is None or opposite.commitment != there:
        raise AssertionError("the desk hands over the bid that was sealed")
    other = bid_of(opposite, milestone)
    return (own, other) if by is Role.CLIENT else (other, own)


def middle_of(one: Money, other: Money) -> Money:
    """Half-way between the two, rounded down."""
    return Money((one.amount_minor + other.amount_minor) // 2, one.currency)


def sealed_words(milestone: Milestone) -> frozenset[Commitment]:
    """The bids that must still be kept. What was sealed before and is not here any more is destroyed."""
    return frozenset(milestone.case.bids.values()) if milestone.case is not None else frozenset()

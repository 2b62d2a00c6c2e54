"""Sums that are sealed: what such words may say, and which must still be kept."""

from __future__ import annotations

from parley.core.money import LARGEST_MINOR, Money
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone
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


def middle_of(one: Money, other: Money) -> Money:
    """Half-way between the two, rounded down."""
    return Money((one.amount_minor + other.amount_minor) // 2, one.currency)


def sealed_words(milestone: Milestone) -> frozenset[Commitment]:
    """The bids that must still be kept. What was sealed before and is not here any more is destroyed."""
    return frozenset(milestone.case.bids.values()) if milestone.case is not None else frozenset()

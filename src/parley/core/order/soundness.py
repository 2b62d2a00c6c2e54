"""Terms that can be carried out: what an offer, or an offer of extra work, must hold before anybody may say yes to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from parley.core.money import LARGEST_MINOR, Money, total
from parley.core.order.base import require_words
from parley.core.order.outcomes import due_instant, fund_from, is_within_cap
from parley.core.order.refusals import Code, Refusal
from parley.core.order.terms import MilestoneTerms, Terms
from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE, Commitment, Text

MOST_MILESTONES = 20
MOST_ITEMS = 50
MOST_ROUNDS = 20
MOST_DAYS = 366
FURTHEST_DAYS = 10 * 366
"""How far ahead a date may lie."""
LONGEST_EFFORT_MINUTES = 10_000 * 60
LONGEST_CAP_DAYS = 10 * 366


def check_terms(terms: Terms, wording: tuple[Text, ...], at: datetime, known: tuple[Commitment, ...] = ()) -> None:
    """Refuse terms that could not be carried out. `known` are texts that an earlier version brought."""
    lines = {terms.title, *(milestone.name for milestone in terms.milestones)}
    check_wording(terms.commitments(), lines, wording, known)
    if not 1 <= len(terms.milestones) <= MOST_MILESTONES:
        raise Refusal(Code.NO_MILESTONES, most=MOST_MILESTONES)
    if not 0 <= terms.rounds <= MOST_ROUNDS:
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, least=0, most=MOST_ROUNDS)
    if not 0 <= terms.kill_fee_percent <= 100 or not 0 <= terms.fee_basis_points <= 10_000:
        raise Refusal(Code.PERCENT_OUT_OF_RANGE)
    for position, milestone in enumerate(terms.milestones, start=1):
        if milestone.number != position or not set(milestone.after) <= set(range(1, position)):
            raise Refusal(Code.PREDECESSOR_UNKNOWN, milestone=position)
        check_milestone(terms, milestone, at)


def check_milestone(terms: Terms, milestone: MilestoneTerms, at: datetime, *, may_be_free: bool = False) -> None:
    """Refuse a milestone that could not be carried out. `may_be_free`: extra work may cost nothing."""
    number = milestone.number
    prices = [item.price for item in milestone.items if item.price is not None]
    if any(money.currency != terms.currency for money in (milestone.price, milestone.deposit, *prices)):
        raise Refusal(Code.WRONG_CURRENCY, milestone=number)
    least = 0 if may_be_free else 1
    if milestone.price.amount_minor < least or any(price.amount_minor < 0 for price in prices):
        raise Refusal(Code.PRICE_NOT_POSITIVE, milestone=number)
    if milestone.price.amount_minor > LARGEST_MINOR:
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, milestone=number, least=1, most=LARGEST_MINOR)
    if not 0 <= milestone.deposit.amount_minor < max(milestone.price.amount_minor, 1):
        raise Refusal(Code.DEPOSIT_TOO_LARGE, milestone=number)
    if not 1 <= len(milestone.items) <= MOST_ITEMS or len({item.number for item in milestone.items}) != len(
        milestone.items
    ):
        raise Refusal(Code.NO_ITEMS, milestone=number)
    if any(not 0 < item.effort_minutes <= LONGEST_EFFORT_MINUTES for item in milestone.items):
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, milestone=number, least=1, most=LONGEST_EFFORT_MINUTES)
    if prices and not _add_up(milestone, prices):
        raise Refusal(Code.ITEMS_DO_NOT_ADD_UP, milestone=number)
    if not 0 <= milestone.working_days <= MOST_DAYS:
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, milestone=number, least=0, most=MOST_DAYS)
    today = terms.calendar.local_date(at)
    if milestone.due_on < today:
        raise Refusal(Code.DATE_PASSED, milestone=number)
    if milestone.due_on > today + timedelta(days=FURTHEST_DAYS):
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, milestone=number, least=0, most=FURTHEST_DAYS)
    _check_cap(terms, milestone, at)


def _add_up(milestone: MilestoneTerms, prices: list[Money]) -> bool:
    return len(prices) == len(milestone.items) and total(prices, milestone.price.currency) == milestone.price


def check_wording(
    mentioned: Collection[Commitment],
    lines: Collection[Commitment],
    brought: Collection[Text],
    known: Collection[Commitment] = (),
) -> None:
    """Each text that is mentioned was brought along, or is known already; `lines` are names and so short."""
    found = {text.commitment: text for text in brought}
    for commitment in mentioned:
        if commitment in found:
            require_words(found[commitment], LONGEST_LINE if commitment in lines else LONGEST_MESSAGE)
        elif commitment not in known:
            raise Refusal(Code.TEXT_MISSING)


def _check_cap(terms: Terms, milestone: MilestoneTerms, at: datetime) -> None:
    """Refuse what could never be funded: so much work that its money would be held beyond the provider's cap."""
    if terms.hold_cap_days is None:
        return
    if not 0 < terms.hold_cap_days <= LONGEST_CAP_DAYS:
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, least=1, most=LONGEST_CAP_DAYS)
    fits_now = is_within_cap(terms, due_instant(terms, milestone, at), at)
    if not fits_now and fund_from(terms, milestone, at) is None:
        raise Refusal(Code.BEYOND_CAP, milestone=milestone.number, days=terms.hold_cap_days)

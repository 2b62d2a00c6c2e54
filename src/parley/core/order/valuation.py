"""What the delivered part of a milestone is worth: one function for the starting split, the default split and part claims.

Source: order-machine.md, Valuation. Each scope item weighs its price, else its effort, and counts in full when it was accepted
or delivered and not contested.
"""

from __future__ import annotations

from parley.core.money import Money
from parley.core.order.records import ItemShare
from parley.core.order.state import Milestone
from parley.core.order.terms import ScopeItem
from parley.core.parties import Role

FULL, HALF, NOTHING = 2, 1, 0
"""In halves: for how much of its weight a scope item counts."""


def valuation(milestone: Milestone) -> Money:
    """The freelancer's gross part of what is still held; a deposit already paid counts towards it."""
    earned = _earned(milestone)
    if sum(earned) == 0:
        worth = milestone.held - milestone.held
    else:
        worth = (milestone.terms.price - milestone.refunded).split(
            [sum(weights(milestone)) * FULL - sum(earned), sum(earned)]
        )[1]
    still_owed = worth - milestone.released - milestone.fees
    return min(max(still_owed, milestone.held - milestone.held, key=_minor), milestone.held, key=_minor)


def shares(milestone: Milestone) -> tuple[ItemShare, ...]:
    """The same sum, item by item: what each scope item earns of it."""
    items, worth = milestone.terms.items, valuation(milestone)
    earned = _earned(milestone)
    parts = worth.split(earned) if sum(earned) else [worth for _ in items]
    return tuple(ItemShare(item.number, part) for item, part in zip(items, parts, strict=True))


def weights(milestone: Milestone) -> tuple[int, ...]:
    """What each scope item weighs among all of its milestone, in the order of the items."""
    items = milestone.terms.items
    heavy = tuple(item.effort_minutes if item.price is None else item.price.amount_minor for item in items)
    return heavy if sum(heavy) else tuple(1 for _ in items)


def halves(milestone: Milestone, item: ScopeItem) -> int:
    """For how much of its weight this item counts as the milestone stands: FULL, HALF or NOTHING."""
    if item.number in milestone.accepted_items:
        return FULL
    if item.number not in milestone.delivered_items():
        return NOTHING
    if not is_contested(milestone, item.number):
        return FULL
    if Role.CLIENT not in milestone.acted_in_case:
        return FULL
    left_unanswered = milestone.request is not None and not milestone.request.answers
    if left_unanswered and Role.FREELANCER not in milestone.acted_in_case:
        return NOTHING
    return HALF


def is_contested(milestone: Milestone, item: int) -> bool:
    """Whether the two see this item differently: it is asked for again, was held to be outside, or the client opened a case."""
    asked = milestone.request.items if milestone.request else ()
    if milestone.case is not None and milestone.case.by is Role.CLIENT:
        return True
    return item in milestone.contested_items or any(asked_item.scope_item == item for asked_item in asked)


def _earned(milestone: Milestone) -> list[int]:
    return [
        weight * halves(milestone, item) for weight, item in zip(weights(milestone), milestone.terms.items, strict=True)
    ]


def _minor(money: Money) -> int:
    return money.amount_minor

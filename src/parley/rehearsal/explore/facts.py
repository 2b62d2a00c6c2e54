"""What is remembered of each configuration once its order has been looked at and let go: little enough for a million."""

from __future__ import annotations

from typing import NamedTuple

from parley.core.order.state import CASE_STAGES, Milestone, Order, Stage

ELSEWHERE = CASE_STAGES | {Stage.AT_BANK, Stage.CLAIMED}
"""Where another rule than silence after a delivery decides: a case, a bank, a claim for parts, which leads to a case."""


class Stood(NamedTuple):
    """A milestone as it stood. Amounts are minor units."""

    stage: Stage
    has_ended: bool
    delivered: bool
    in_parts: bool
    elsewhere: bool
    held: int
    released: int
    refunded: int
    cause: str


Facts = tuple[Stood, ...]
"""Every milestone of an order; none while it is an offer."""


def facts_of(order: Order) -> Facts:
    return tuple(_stood(milestone) for milestone in order.milestones)


def is_over(facts: Facts) -> bool:
    return bool(facts) and all(one.has_ended for one in facts)


def _stood(one: Milestone) -> Stood:
    return Stood(
        stage=one.stage,
        has_ended=one.has_ended,
        delivered=bool(one.deliveries),
        in_parts=bool(one.parts),
        elsewhere=one.stage in ELSEWHERE,
        held=one.held.amount_minor,
        released=one.released.amount_minor,
        refunded=one.refunded.amount_minor,
        cause=one.cause,
    )

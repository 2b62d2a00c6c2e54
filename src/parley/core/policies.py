"""Ready-made ways of working, named for what they do. An offer freezes one into its terms; nothing reads it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from parley.core.order.terms import Funding, Windows


@dataclass(frozen=True, slots=True)
class Policy:
    """What a new offer starts from. Percentages are whole; `deposit_percent` is of the first milestone. `hold_cap_days` is how
    long the payment provider lets money be held; None where nothing limits it."""

    name: str
    rounds: int
    kill_fee_percent: int
    deposit_percent: int
    funding: Funding
    windows: Windows
    most_milestones: int | None = None
    hold_cap_days: int | None = None


STANDARD = Policy("standard", 2, 25, 0, Funding.EACH, Windows())
"""Milestone by milestone: seven days to look, then the notice, then five business days."""

ORDER_PAGE = Policy(
    "order-page",
    1,
    0,
    0,
    Funding.EACH,
    Windows(review_days=3, review_nudge_days=(1, 2), notice_hours=0, release_business_days=0, contacts_before_notice=0),
    most_milestones=1,
)
"""One delivery, one round, three days to look, then release at once."""

ONE_TO_ONE = Policy(
    "one-to-one",
    2,
    25,
    20,
    Funding.ALL_UP_FRONT,
    Windows(review_days=14, review_nudge_days=(2, 5, 10)),
)
"""All money in first, a deposit, several releases, and a long patience before the 48-hour notice."""

POLICIES = {policy.name: policy for policy in (STANDARD, ORDER_PAGE, ONE_TO_ONE)}

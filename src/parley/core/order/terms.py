"""What was agreed: frozen when the offer is accepted, and never read from anywhere else afterwards."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import NewType

from parley.core.calendar import Calendar
from parley.core.money import Money, total
from parley.core.texts import Commitment

TermsHash = NewType("TermsHash", str)


class Funding(Enum):
    """When the client pays in: each milestone as it unlocks, or the whole order on signing."""

    EACH = "each"
    ALL_UP_FRONT = "all_up_front"


class ClauseKey(Enum):
    """The clauses that the other side reads and ticks one by one, in this order."""

    WORK = "work"
    MILESTONES = "milestones"
    MONEY = "money"
    DEPOSIT = "deposit"
    KILL_FEE = "kill_fee"
    CHANGES = "changes"
    REVIEW = "review"
    DISAGREEMENT = "disagreement"
    PAUSE = "pause"


LONGEST_DAYS = 366
LONGEST_HOURS = LONGEST_DAYS * 24
MOST_NUDGES = 5
"""A window of years would be a way never to pay, a negative one a way to be paid at once."""


@dataclass(frozen=True, slots=True)
class Windows:
    """How long each side may take, and what the clock counts in. Business days are those of the agreement's calendar.

    A window of zero fires as soon as its stage is entered. Source: order-machine.md, Clocks.
    """

    offer_days: int = 7
    funding_business_days: int = 3
    lapse_days: int = 14
    brief_days: int = 14
    brief_nudge_hours: tuple[int, ...] = (24, 72)
    late_grace_hours: int = 24
    abandoned_days: int = 14
    redelivery_business_days: int = 3
    redelivery_grace_days: int = 14
    review_days: int = 7
    review_nudge_days: tuple[int, ...] = (2, 5)
    notice_hours: int = 48
    release_business_days: int = 5
    reply_hours: int = 72
    silent_hours_before_notice: int = 72
    contacts_before_notice: int = 2
    contact_gap_hours: int = 24
    clarify_business_days: int = 2
    proposal_hours: int = 48
    talk_business_days: int = 5
    escalate_hours: int = 72
    sealed_days: int = 5
    sealed_rounds: int = 3
    mediation_days: int = 7
    suggestion_business_days: int = 2
    decision_days: int = 14
    appeal_business_days: int = 5
    appeal_result_business_days: int = 10
    pause_days: int = 14
    pause_stop_business_days: int = 5
    extra_days: int = 30
    rating_days: int = 14
    bank_alarm_days: int = 14
    long_stop_days: int = 60
    clearance_days: int = 5

    def __post_init__(self) -> None:
        """Raises ValueError for a window that is negative or longer than a year, and for reminders out of order.

        Named one by one because every order that is read from its row passes here; a test tries each field.
        """
        hours = (
            self.late_grace_hours, self.notice_hours, self.reply_hours, self.silent_hours_before_notice,
            self.contact_gap_hours, self.proposal_hours, self.escalate_hours,
        )  # fmt: skip
        days = (
            self.offer_days, self.funding_business_days, self.lapse_days, self.brief_days, self.abandoned_days,
            self.redelivery_business_days, self.redelivery_grace_days, self.review_days, self.release_business_days,
            self.contacts_before_notice, self.clarify_business_days, self.talk_business_days, self.decision_days,
            self.long_stop_days, self.clearance_days, self.sealed_days, self.sealed_rounds, self.mediation_days,
            self.suggestion_business_days, self.appeal_business_days, self.appeal_result_business_days, self.pause_days,
            self.pause_stop_business_days, self.extra_days, self.rating_days, self.bank_alarm_days,
            *self.review_nudge_days,
        )  # fmt: skip
        if min(*hours, *days, *self.brief_nudge_hours) < 0:
            raise ValueError("a window lies outside what can be counted: it is negative")
        if max(*hours, *self.brief_nudge_hours) > LONGEST_HOURS or max(days) > LONGEST_DAYS:
            raise ValueError("a window lies outside what can be counted: it is longer than a year")
        for reminders in (self.brief_nudge_hours, self.review_nudge_days):
            if len(reminders) > MOST_NUDGES or reminders != tuple(sorted(set(reminders))):
                raise ValueError("reminders are few, and each comes later than the one before")


@dataclass(frozen=True, slots=True)
class ScopeItem:
    """A part of what was agreed and how one sees that it is done.

    `files` names each file that a delivery must hold for this item by its ending ("pdf"), or "any".
    `price` is optional; where one item of a milestone has a price, all have, and they add up to the milestone's.
    """

    number: int
    what: Commitment
    test: Commitment
    effort_minutes: int
    files: tuple[str, ...] = ("any",)
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class MilestoneTerms:
    """A part of the order with its own price, date and hold. `after` names the milestones that must be paid first.

    The due instant is the later of the agreed date's end of work and so many working days from the start of work.
    """

    number: int
    name: Commitment
    price: Money
    items: tuple[ScopeItem, ...]
    due_on: date
    working_days: int
    deposit: Money
    after: tuple[int, ...] = ()
    asks_brief: bool = False

    @property
    def effort_minutes(self) -> int:
        return sum(item.effort_minutes for item in self.items)

    def item(self, number: int) -> ScopeItem | None:
        return next((item for item in self.items if item.number == number), None)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything that governs an order. Percentages are whole; the operator's fee is in basis points (1/100 of a percent).

    `hold_cap_days` is how long the payment provider lets money be held, counted from the payment; None where nothing limits
    it.
    """

    title: Commitment
    summary: Commitment
    currency: str
    milestones: tuple[MilestoneTerms, ...]
    rounds: int
    kill_fee_percent: int
    funding: Funding
    fee_basis_points: int
    policy: str
    windows: Windows
    calendar: Calendar
    hold_cap_days: int | None = None

    @property
    def price(self) -> Money:
        return total([milestone.price for milestone in self.milestones], self.currency)

    @property
    def deposit(self) -> Money:
        return total([milestone.deposit for milestone in self.milestones], self.currency)

    def commitments(self) -> tuple[Commitment, ...]:
        """Every text the terms mention, in reading order."""
        found = [self.title, self.summary]
        for milestone in self.milestones:
            found.append(milestone.name)
            for item in milestone.items:
                found += [item.what, item.test]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing to tick. `hash` changes when anything the clause says changes, so that old ticks stay on what did
    not."""

    key: ClauseKey
    hash: str


def clauses(terms: Terms) -> tuple[Clause, ...]:
    """The clauses of these terms, in reading order; a clause with nothing to say (no deposit, no kill fee) is left out.

    Everything in the terms belongs to some clause: what belonged to none could be changed without anybody's tick falling.
    """
    windows = terms.windows
    says: dict[ClauseKey, object] = {
        ClauseKey.WORK: [terms.title, terms.summary, windows.offer_days],
        ClauseKey.MILESTONES: [
            _milestones(terms),
            windows.brief_days,
            windows.brief_nudge_hours,
            windows.late_grace_hours,
            windows.abandoned_days,
        ],
        ClauseKey.MONEY: [
            terms.currency,
            terms.funding.value,
            terms.fee_basis_points,
            windows.funding_business_days,
            windows.lapse_days,
            windows.clearance_days,
            windows.bank_alarm_days,
            terms.hold_cap_days,
        ],
        ClauseKey.DEPOSIT: [asdict(m.deposit) for m in terms.milestones] if terms.deposit else None,
        ClauseKey.KILL_FEE: terms.kill_fee_percent or None,
        ClauseKey.CHANGES: [
            terms.rounds,
            windows.redelivery_business_days,
            windows.redelivery_grace_days,
            windows.clarify_business_days,
            windows.extra_days,
        ],
        ClauseKey.REVIEW: [
            terms.policy,
            windows.review_days,
            windows.review_nudge_days,
            windows.notice_hours,
            windows.release_business_days,
            windows.reply_hours,
            windows.contacts_before_notice,
            windows.contact_gap_hours,
            windows.silent_hours_before_notice,
            asdict(terms.calendar),
        ],
        ClauseKey.DISAGREEMENT: [
            windows.proposal_hours,
            windows.talk_business_days,
            windows.escalate_hours,
            windows.sealed_days,
            windows.sealed_rounds,
            windows.mediation_days,
            windows.suggestion_business_days,
            windows.decision_days,
            windows.appeal_business_days,
            windows.appeal_result_business_days,
            windows.long_stop_days,
            windows.rating_days,
        ],
        ClauseKey.PAUSE: [windows.pause_days, windows.pause_stop_business_days],
    }
    return tuple(Clause(key, _digest(said)) for key, said in says.items() if said is not None)


def terms_hash(terms: Terms) -> TermsHash:
    """What the other side accepts: a SHA-256 over everything the terms say."""
    return TermsHash(_digest(asdict(terms)))


def _milestones(terms: Terms) -> list[object]:
    return [{**asdict(milestone), "deposit": None} for milestone in terms.milestones]


def _digest(said: object) -> str:
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), default=_plain, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"terms hold no {type(value).__name__}")

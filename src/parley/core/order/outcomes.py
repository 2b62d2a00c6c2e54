"""Facts that several chapters may bring about: a milestone unlocks, begins or ends; and what follows for the others.

Every amount is fixed here once; the books and the state only copy it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneEvent
from parley.core.order.records import CountsAs
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import MilestoneTerms, Terms
from parley.core.parties import Role

MOST_WAITING_BUSINESS_DAYS = 5
CAP_MARGIN_DAYS = 25
"""So long before the provider's cap work in progress must end, for what follows (a case, an appeal) to end in time."""
CAP_LAST_DAYS = 3
"""So long before the provider's cap the money goes out, whatever is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked(MilestoneEvent):
    """The milestones before this one are paid. `fund_by` is None when its money is here already."""

    fund_by: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAwaited(MilestoneEvent):
    """Funded; the freelancer waits for the client's material until `brief_by`."""

    brief_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStarted(MilestoneEvent):
    """Work is due at `due_at`; with nothing delivered at `abandoned_at` the money goes back."""

    due_at: datetime
    abandoned_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositPaid(MilestoneEvent):
    """The agreed part of the hold that belongs to the freelancer once work starts."""

    to_freelancer: Money
    fee: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(MilestoneEvent):
    """The whole hold goes to the freelancer, less the operator's fee. `cause`: accepted or silence."""

    to_freelancer: Money
    fee: Money
    clears_at: datetime
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded(MilestoneEvent):
    """The hold goes back to the client; `deposit_back` and `fee_back` come from what was paid out as a deposit."""

    to_client: Money
    deposit_back: Money
    fee_back: Money
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(MilestoneEvent):
    """The hold is divided. `end` is the stage it ends in: an end is named by its totals. `counts_as` is set where a
    mediator said what the end is for the completion rate."""

    to_client: Money
    to_freelancer: Money
    fee: Money
    clears_at: datetime
    cause: str
    end: Stage
    counts_as: CountsAs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(MilestoneEvent):
    """Ended before any money was held."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(MilestoneEvent):
    """The client wrote: the notice ends and the delivery waits until `review_by`."""

    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswered(MilestoneEvent):
    """The client wrote: the claim for a part ends and the work goes on; it may be handed in until `abandoned_at`."""

    abandoned_at: datetime


def due_instant(terms: Terms, milestone: MilestoneTerms, start: datetime) -> datetime:
    """The later of the agreed date and so many working days from the start."""
    calendar = terms.calendar
    by_days = calendar.end_of_work(calendar.local_date(calendar.after_business_days(start, milestone.working_days)))
    return max(calendar.end_of_work(milestone.due_on), by_days)


def latest_due(order: Order, due_at: datetime) -> datetime:
    """So far one question may move the due date, however long the answer took."""
    return order.terms.calendar.after_business_days(due_at, MOST_WAITING_BUSINESS_DAYS)


def start_work(order: Order, milestone: Milestone, at: datetime, by: Role, *, with_deposit: bool) -> list[Event]:
    """Work begins; the deposit is paid now unless the brief was skipped."""
    due_at = due_instant(order.terms, milestone.terms, at)
    abandoned_at = order.terms.calendar.after_days(due_at, order.terms.windows.abandoned_days)
    started = WorkStarted(at=at, by=by, milestone=milestone.number, due_at=due_at, abandoned_at=abandoned_at)
    return [started, *(pay_deposit(order, milestone, at, by) if with_deposit else [])]


def pay_deposit(order: Order, milestone: Milestone, at: datetime, by: Role) -> list[Event]:
    """The deposit that is still due, if any."""
    deposit = milestone.terms.deposit
    if milestone.deposit_paid or not deposit:
        return []
    fee = deposit.share(order.terms.fee_basis_points)
    return [DepositPaid(at=at, by=by, milestone=milestone.number, to_freelancer=deposit - fee, fee=fee)]


def enter_funded(order: Order, milestone: Milestone, at: datetime, by: Role) -> list[Event]:
    """The hold is full and the milestone is unlocked: wait for the brief, or begin."""
    if milestone.terms.asks_brief:
        brief_by = order.terms.calendar.after_days(at, order.terms.windows.brief_days)
        return [BriefAwaited(at=at, by=by, milestone=milestone.number, brief_by=brief_by)]
    return start_work(order, milestone, at, by, with_deposit=True)


def unlock(order: Order, milestone: Milestone, at: datetime, by: Role) -> list[Event]:
    """Open a milestone whose predecessors are paid; a prepaid one goes straight on."""
    if milestone.is_funded:
        return [
            Unlocked(at=at, by=by, milestone=milestone.number, fund_by=None),
            *enter_funded(order, milestone, at, by),
        ]
    opens_at = max(at, fund_from(order.terms, milestone.terms, at) or at)
    fund_by = order.terms.calendar.after_business_days(opens_at, order.terms.windows.funding_business_days)
    return [Unlocked(at=at, by=by, milestone=milestone.number, fund_by=fund_by)]


def release(order: Order, milestone: Milestone, at: datetime, by: Role, cause: str) -> list[Event]:
    """The whole hold to the freelancer, the fee rounded down; then the milestones that waited for this one unlock."""
    fee = milestone.held.share(order.terms.fee_basis_points)
    released = Released(
        at=at,
        by=by,
        milestone=milestone.number,
        to_freelancer=milestone.held - fee,
        fee=fee,
        clears_at=order.terms.calendar.after_days(at, order.terms.windows.clearance_days),
        cause=cause,
    )
    return [released, *_unlock_after(order, milestone, at)]


def refund(order: Order, milestone: Milestone, at: datetime, by: Role, cause: str) -> list[Event]:
    """The hold and a deposit already paid go back; the milestones that waited for this one end too."""
    refunded = Refunded(
        at=at,
        by=by,
        milestone=milestone.number,
        to_client=milestone.held,
        deposit_back=milestone.released,
        fee_back=milestone.fees,
        cause=cause,
    )
    return [refunded, *stop_after(order, milestone.number, at)]


def void(order: Order, milestone: Milestone, at: datetime, by: Role, cause: str) -> list[Event]:
    return [
        Voided(at=at, by=by, milestone=milestone.number, cause=cause),
        *stop_after(order, milestone.number, at),
    ]


def split(
    order: Order,
    milestone: Milestone,
    at: datetime,
    by: Role,
    gross: Money,
    cause: str,
    *,
    is_stop: bool = False,
    counts_as: CountsAs | None = None,
) -> list[Event]:
    """Divide the hold: `gross` of it to the freelancer, who bears the fee; the rest to the client.

    An end is named by its totals, but one that was stopped (`is_stop`) is never called released, and what waited for it
    ends too. Work that cost nothing has no totals: it is released when it was delivered.
    """
    fee = gross.share(order.terms.fee_basis_points)
    to_client = milestone.held - gross
    paid_before = milestone.released + milestone.fees
    is_gift = not milestone.terms.price and bool(milestone.deliveries) and not is_stop
    if not gross and not paid_before and not is_gift:
        end = Stage.REFUNDED
    elif not to_client and not is_stop:
        end = Stage.RELEASED
    else:
        end = Stage.SPLIT
    divided = Split(
        at=at,
        by=by,
        milestone=milestone.number,
        to_client=to_client,
        to_freelancer=gross - fee,
        fee=fee,
        clears_at=order.terms.calendar.after_days(at, order.terms.windows.clearance_days),
        cause=cause,
        end=end,
        counts_as=counts_as,
    )
    stops = is_stop or end is Stage.REFUNDED
    followers = stop_after(order, milestone.number, at) if stops else _unlock_after(order, milestone, at)
    return [divided, *followers]


def answer_notice(order: Order, milestone: Milestone, at: datetime, by: Role) -> list[Event]:
    """The client's first word while a notice or a claim runs ends it; it works once a milestone."""
    if milestone.replied:
        return []
    calendar, windows = order.terms.calendar, order.terms.windows
    later = calendar.after_hours(at, windows.reply_hours)
    if milestone.stage is Stage.NOTICED:
        return [NoticeAnswered(at=at, by=by, milestone=milestone.number, review_by=later)]
    if milestone.stage is Stage.CLAIMED:
        abandoned_at = max(calendar.after_days(milestone.due_at or at, windows.abandoned_days), later)
        return [ClaimAnswered(at=at, by=by, milestone=milestone.number, abandoned_at=abandoned_at)]
    return []


def silence_ends_at(terms: Terms, due_at: datetime) -> datetime:
    """When a milestone due at `due_at` has ended at the latest, if nobody moves: not delivered at all, or delivered in time."""
    calendar, windows = terms.calendar, terms.windows
    noticed = calendar.after_hours(calendar.after_days(due_at, windows.review_days), windows.notice_hours)
    released = calendar.after_business_days(noticed, windows.release_business_days)
    return max(released, calendar.after_days(due_at, windows.abandoned_days))


def held_until(terms: Terms, due_at: datetime) -> datetime:
    """So long money must be held for work that is due at `due_at`: until silence has ended it, and so long that nobody is cut
    short before the work is even due."""
    return max(silence_ends_at(terms, due_at), due_at + timedelta(days=CAP_MARGIN_DAYS))


def is_within_cap(terms: Terms, due_at: datetime, held_from: datetime) -> bool:
    """Whether money that is held from `held_from` is out again before the provider's cap, if nobody moves, and the work may
    take until it is due."""
    if terms.hold_cap_days is None:
        return True
    return held_until(terms, due_at) <= terms.calendar.after_days(held_from, terms.hold_cap_days)


def cap_ends_at(terms: Terms, milestone: Milestone) -> datetime | None:
    """When the provider stops holding this milestone's money; None without a cap or without money."""
    if terms.hold_cap_days is None or milestone.funded_at is None or not milestone.held:
        return None
    return terms.calendar.after_days(milestone.funded_at, terms.hold_cap_days)


def cap_nears_at(terms: Terms, milestone: Milestone) -> datetime | None:
    ends_at = cap_ends_at(terms, milestone)
    return None if ends_at is None else ends_at - timedelta(days=CAP_MARGIN_DAYS)


def fund_from(terms: Terms, milestone: MilestoneTerms, at: datetime) -> datetime | None:
    """The first instant at which this milestone may be funded, where the agreed date lies too far ahead for the provider's
    cap. None when it may be funded at `at`, or can never be."""
    if terms.hold_cap_days is None or is_within_cap(terms, due_instant(terms, milestone, at), at):
        return None
    last = held_until(terms, terms.calendar.end_of_work(milestone.due_on))
    opens_at = last - timedelta(days=terms.hold_cap_days) + timedelta(hours=1)  # clocks may change in between
    later = max(opens_at, at)
    return later if is_within_cap(terms, due_instant(terms, milestone, later), later) else None


def _unlock_after(order: Order, ended: Milestone, at: datetime) -> list[Event]:
    """Unlock each locked milestone whose last missing predecessor was `ended`."""
    unlocked: list[Event] = []
    for follower in _followers(order, ended.number):
        missing = [
            number
            for number in follower.terms.after
            if number != ended.number and order.milestone(number).stage not in (Stage.RELEASED, Stage.SPLIT)
        ]
        if follower.stage is Stage.LOCKED and not missing:
            unlocked += unlock(order, follower, at, Role.CLOCK)
    return unlocked


def stop_after(order: Order, stopped: int, at: datetime, seen: frozenset[int] = frozenset()) -> list[Event]:
    """End what waited for a milestone that was stopped; money paid ahead goes back."""
    events: list[Event] = []
    for follower in _followers(order, stopped):
        if follower.number in seen or follower.stage not in (Stage.LOCKED, Stage.UNFUNDED, Stage.LAPSED):
            continue
        seen |= {follower.number}
        nothing = follower.held - follower.held
        if follower.is_funded:
            events.append(
                Refunded(
                    at=at,
                    by=Role.CLOCK,
                    milestone=follower.number,
                    to_client=follower.held,
                    deposit_back=nothing,
                    fee_back=nothing,
                    cause="predecessor_stopped",
                )
            )
        else:
            events.append(Voided(at=at, by=Role.CLOCK, milestone=follower.number, cause="predecessor_stopped"))
        for event in stop_after(order, follower.number, at, seen):
            events.append(event)
            if isinstance(event, MilestoneEvent):
                seen |= {event.milestone}
    return events


def _followers(order: Order, number: int) -> Iterator[Milestone]:
    return (milestone for milestone in order.milestones if number in milestone.terms.after)

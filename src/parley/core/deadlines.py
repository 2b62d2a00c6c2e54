"""What the clock must do: a pure function of the order as it stands. There is no second list of timers to keep in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.core.order.clock import DeadlineKind
from parley.core.order.outcomes import CAP_LAST_DAYS, cap_ends_at, cap_nears_at
from parley.core.order.rating import ratings_end_at
from parley.core.order.state import CASE_STAGES, Milestone, Order, OrderStage, Stage
from parley.core.order.terms import Terms


@dataclass(frozen=True, slots=True)
class Deadline:
    """At the instant `at` (UTC) the clock asks for `kind`. A nudge is only a reminder: it moves nothing."""

    at: datetime
    kind: DeadlineKind
    milestone: int | None = None

    @property
    def is_nudge(self) -> bool:
        return self.kind is DeadlineKind.NUDGE


WINDOW_ENDS: Mapping[Stage, DeadlineKind] = {
    Stage.UNFUNDED: DeadlineKind.FUNDING_LAPSES,
    Stage.LAPSED: DeadlineKind.FUNDING_GIVEN_UP,
    Stage.FUNDED: DeadlineKind.BRIEF_GIVEN_UP,
    Stage.WORKING: DeadlineKind.WORK_ABANDONED,
    Stage.DELIVERED: DeadlineKind.REVIEW_ENDS,
    Stage.REVISING: DeadlineKind.REDELIVERY_MISSING,
    Stage.CLARIFY: DeadlineKind.CLARIFICATION_ENDS,
    Stage.NOTICED: DeadlineKind.NOTICE_ENDS,
    Stage.MARKED: DeadlineKind.RELEASE,
    Stage.CLAIMED: DeadlineKind.CLAIM_ENDS,
    Stage.PAUSED: DeadlineKind.PAUSE_ENDS,
    Stage.CASE_TALK: DeadlineKind.TALK_ENDS,
    Stage.CASE_SEALED: DeadlineKind.SEALED_ENDS,
    Stage.CASE_MEDIATION: DeadlineKind.MEDIATION_ENDS,
    Stage.CASE_DECISION: DeadlineKind.DECISION_MISSING,
    Stage.CASE_APPEAL: DeadlineKind.APPEAL_ENDS,
    Stage.APPEAL_FILED: DeadlineKind.APPEAL_UNDECIDED,
}
"""What happens when the window of a stage runs out."""

LONG_STOP_WATCHES = frozenset({Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY})
"""The long stop rests while a notice runs, a release is near, or a case is open: those end by themselves."""


CAP_NEARS_WATCHES = LONG_STOP_WATCHES | {Stage.LOCKED, Stage.FUNDED, Stage.WORKING}
"""What must come to its end before the payment provider stops holding the money."""

CAP_ENDS_WATCHES = CASE_STAGES | {Stage.NOTICED, Stage.MARKED, Stage.CLAIMED, Stage.PAUSED}
"""What ends by itself in time, but for the time that a bank may have taken: then the money goes out at last."""


def deadlines_for(order: Order) -> tuple[Deadline, ...]:
    """Everything that is armed, earliest first; of two at the same instant the earlier milestone comes first."""
    return tuple(sorted(_all(order), key=_moment))


def first_due(order: Order, at: datetime) -> Deadline | None:
    """The oldest deadline that has come by `at`."""
    armed = deadlines_for(order)
    return armed[0] if armed and armed[0].at <= at else None


def due_at(order: Order) -> datetime | None:
    """The earliest armed instant, which is all that the order's row keeps."""
    armed = deadlines_for(order)
    return armed[0].at if armed else None


def _moment(deadline: Deadline) -> tuple[datetime, int, bool]:
    return deadline.at, deadline.milestone or 0, deadline.is_nudge


def _all(order: Order) -> Iterator[Deadline]:
    if order.stage is OrderStage.OFFERED:
        yield Deadline(order.offer.expires_at, DeadlineKind.OFFER_EXPIRES)
    for milestone in order.milestones:
        yield from _of_milestone(order.terms, milestone)
    at_bank = any(milestone.chargeback is not None for milestone in order.milestones)
    if order.closed_at is not None and order.ratings and not order.ratings_shown and not at_bank:
        yield Deadline(ratings_end_at(order, order.closed_at), DeadlineKind.RATINGS_END)


def _of_milestone(terms: Terms, milestone: Milestone) -> Iterator[Deadline]:
    number = milestone.number
    if milestone.proposals:
        yield Deadline(min(p.answer_by for p in milestone.proposals), DeadlineKind.PROPOSAL_ENDS, number)
    if milestone.chargeback is not None:
        if not milestone.chargeback.alarmed:
            alarm = terms.calendar.after_days(milestone.chargeback.answer_by, terms.windows.bank_alarm_days)
            yield Deadline(alarm, DeadlineKind.BANK_SILENT, number)
        return  # what the bank took left no proposals behind; every clock of what was there stands still while it judges
    if milestone.clears_at is not None and not milestone.cleared:
        yield Deadline(milestone.clears_at, DeadlineKind.CLEARANCE, number)
    yield from _of_cap(terms, milestone)
    if milestone.ends_at is None:
        return
    yield Deadline(milestone.ends_at, WINDOW_ENDS[milestone.stage], number)
    if milestone.stage in LONG_STOP_WATCHES and milestone.first_delivered_at is not None:
        stop = terms.calendar.after_days(milestone.first_delivered_at, terms.windows.long_stop_days)
        yield Deadline(stop + timedelta(seconds=milestone.seconds_at_bank), DeadlineKind.LONG_STOP, number)
    nudge = _next_nudge(terms, milestone)
    if nudge is not None and nudge < milestone.ends_at:
        yield Deadline(nudge, DeadlineKind.NUDGE, number)


def _of_cap(terms: Terms, milestone: Milestone) -> Iterator[Deadline]:
    ends_at, nears_at = cap_ends_at(terms, milestone), cap_nears_at(terms, milestone)
    if nears_at is not None and milestone.stage in CAP_NEARS_WATCHES:
        yield Deadline(nears_at, DeadlineKind.CAP_NEARS, milestone.number)
    if ends_at is not None and milestone.stage in CAP_ENDS_WATCHES:
        yield Deadline(ends_at - timedelta(days=CAP_LAST_DAYS), DeadlineKind.CAP_ENDS, milestone.number)


def _next_nudge(terms: Terms, milestone: Milestone) -> datetime | None:
    if milestone.since is None:
        return None
    windows, calendar = terms.windows, terms.calendar
    if milestone.stage is Stage.FUNDED and milestone.nudges < len(windows.brief_nudge_hours):
        return calendar.after_hours(milestone.since, windows.brief_nudge_hours[milestone.nudges])
    if milestone.stage is Stage.DELIVERED and milestone.nudges < len(windows.review_nudge_days):
        return calendar.after_days(milestone.since, windows.review_nudge_days[milestone.nudges])
    return None

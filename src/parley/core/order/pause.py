"""Life intervenes: the clocks of a milestone stand still for a while, for a reason that stays private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.outcomes import cap_nears_at
from parley.core.order.records import PauseReason
from parley.core.order.refusals import Code, Refusal
from parley.core.order.standstill import freeze, resume
from parley.core.order.state import Frozen, Milestone, Order, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseWork(MilestoneCommand):
    """Let the clocks of this milestone stand still. The other side sees the kind of reason, never the words."""

    reason: PauseReason
    words: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftPause(MilestoneCommand):
    """Go on before the pause is over: only whoever asked for it may say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused(MilestoneEvent):
    """The clocks stand still until `ends_at` at the latest; then `back` goes on. `words` are for the mediator's
    eyes only."""

    reason: PauseReason
    words: Commitment
    ends_at: datetime
    back: Frozen


def pause_work(order: Order, milestone: Milestone, command: PauseWork, at: datetime) -> list[Event]:
    words = require_words(command.words)
    if command.by in milestone.paused_by:
        raise Refusal(Code.PAUSE_USED)
    nears_at = cap_nears_at(order.terms, milestone)
    if nears_at is not None and at >= nears_at:
        raise Refusal(Code.CAP_NEAR)
    return [
        Paused(
            at=at,
            by=command.by,
            milestone=milestone.number,
            reason=command.reason,
            words=words.commitment,
            ends_at=order.terms.calendar.after_days(at, order.terms.windows.pause_days),
            back=_back(order, milestone, at),
        )
    ]


def lift_pause(milestone: Milestone, command: LiftPause, at: datetime) -> list[Event]:
    if milestone.pause is None or milestone.pause.by is not command.by:
        raise Refusal(Code.PAUSE_YOURS)
    return resume(milestone, at, command.by, "lifted")


def end_pause(milestone: Milestone, at: datetime) -> list[Event]:
    return resume(milestone, at, Role.CLOCK, "pause_ended")


def _back(order: Order, milestone: Milestone, at: datetime) -> Frozen:
    """Nobody comes back from a pause to find the last hours running: a notice, a release near or a claim is called off."""
    windows, calendar = order.terms.windows, order.terms.calendar
    reply_seconds = windows.reply_hours * 3600
    if milestone.stage in (Stage.NOTICED, Stage.MARKED):
        return Frozen(Stage.DELIVERED, at, reply_seconds)
    if milestone.stage is Stage.CLAIMED:
        abandoned_at = calendar.after_days(milestone.due_at or at, windows.abandoned_days)
        left = max(abandoned_at - at, timedelta(seconds=reply_seconds))
        return Frozen(Stage.WORKING, at, left // timedelta(seconds=1))
    return freeze(milestone, at)

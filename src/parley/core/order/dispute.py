"""The case: a milestone that the two could not settle. It is opened, talked over, withdrawn, settled or taken on.

Sealed offers, mediation and appeal are conversations of their own (sealed.py, mediation.py, appeal.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.cases import begin_mediation, end_case, go_on_from_talk, open_case, send_to_decision
from parley.core.order.outcomes import refund
from parley.core.order.proposed import propose
from parley.core.order.records import Case
from parley.core.order.refusals import Code, Refusal
from parley.core.order.standstill import resume
from parley.core.order.state import CASE_STAGES, Milestone, Order, ProposalKind, Stage
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment, Text

LEAST_HOURS_AFTER_CASE = 24


class CaseReason(Enum):
    """Why somebody opens a case. OUR_MISTAKE: whoever opens it owns a fault and wants to put it right together."""

    NOT_AS_AGREED = "not_as_agreed"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_DELIVERED = "not_delivered"
    NO_ANSWER = "no_answer"
    OUR_MISTAKE = "our_mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(MilestoneCommand):
    """Take the disagreement to the resolution room. Every other clock of the milestone stands still from here on."""

    reason: CaseReason
    statement: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawCase(MilestoneCommand):
    """Take one's own case back: what stood still goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeStatement(MilestoneCommand):
    """Say, for the record of the case, what happened. Whoever makes one has acted in the case."""

    statement: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(MilestoneCommand):
    """Take the case to its next stage before the present one runs out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSplit(MilestoneCommand):
    """Offer to settle: `amount` of the hold goes to the freelancer, the rest to the client."""

    amount: Money
    reason: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade(MilestoneEvent):
    """A side said, for the record of the case, what happened; it has taken part from now on."""

    statement: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated(MilestoneEvent):
    """Somebody wants to go on. In the sealed stage that moves nothing until the other side wants it too."""


def open_by_party(order: Order, milestone: Milestone, command: OpenCase, at: datetime) -> list[Event]:
    if command.by in milestone.cases_opened:
        raise Refusal(Code.CASE_USED)
    statement = require_words(command.statement)
    opened = open_case(order, milestone, at, command.by, command.reason.value, opened_by=command.by)
    said = StatementMade(at=at, by=command.by, milestone=milestone.number, statement=statement.commitment)
    return [*opened, said]


def withdraw_case(milestone: Milestone, command: WithdrawCase, at: datetime) -> list[Event]:
    if _case(milestone).by is not command.by:
        raise Refusal(Code.CASE_NOT_YOURS)
    return resume(milestone, at, command.by, "case_withdrawn", least_hours=LEAST_HOURS_AFTER_CASE)


def make_statement(milestone: Milestone, command: MakeStatement, at: datetime) -> list[Event]:
    statement = require_words(command.statement)
    return [StatementMade(at=at, by=command.by, milestone=milestone.number, statement=statement.commitment)]


def propose_split(order: Order, milestone: Milestone, command: ProposeSplit, at: datetime) -> list[Event]:
    if command.amount.currency != milestone.held.currency:
        raise Refusal(Code.WRONG_CURRENCY, milestone=milestone.number)
    if not 0 <= command.amount.amount_minor <= milestone.held.amount_minor:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    reason = require_words(command.reason)
    return [propose(order, milestone, ProposalKind.SPLIT, command.by, at, reason.commitment, amount=command.amount)]


def escalate(order: Order, milestone: Milestone, command: Escalate, at: datetime) -> list[Event]:
    """From talk to sealed offers (or, where one side never took part, to a decision); from there to mediation once one's own
    offer is in or both want it; from mediation to a decision."""
    case = _case(milestone)
    escalated = CaseEscalated(at=at, by=command.by, milestone=milestone.number)
    match milestone.stage:
        case Stage.CASE_TALK:
            opens_at = order.terms.calendar.after_hours(case.at, order.terms.windows.escalate_hours)
            if at < opens_at:
                raise Refusal(Code.TOO_EARLY, possible_from=opens_at)
            acted = case.acted | {command.by}
            return [escalated, *go_on_from_talk(order, milestone, at, command.by, acted, "one_side_silent")]
        case Stage.CASE_SEALED:
            if command.by.value in case.bids or case.asked_on | {command.by} >= PARTIES:
                return [escalated, *begin_mediation(order, milestone, at, command.by)]
            if command.by in case.asked_on:
                raise Refusal(Code.BID_MISSING)
            return [escalated]
        case _:
            return [escalated, *send_to_decision(order, milestone, at, command.by, "escalated")]


def end_talk(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return go_on_from_talk(order, milestone, at, Role.CLOCK, milestone.acted_in_case, "talk_ended")


def end_sealed(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The days for sealed offers are over without an overlap."""
    return begin_mediation(order, milestone, at, Role.CLOCK)


def end_mediation(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return send_to_decision(order, milestone, at, Role.CLOCK, "mediation_ended")


def stop_long_wait(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The long stop: however often windows began again, this one ends them."""
    return send_to_decision(order, milestone, at, Role.CLOCK, "long_stop")


def end_undecided(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """Nobody decided in time, or the first decision stands."""
    return end_case(order, milestone, at)


def end_at_cap(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The provider stops holding the money: a case ends as it was decided; what stands still or is nearly released goes out by
    what was delivered of it, and back where nothing was."""
    if milestone.stage in CASE_STAGES or milestone.deliveries or milestone.parts:
        return end_case(order, milestone, at)
    return refund(order, milestone, at, Role.CLOCK, "cap")


def _case(milestone: Milestone) -> Case:
    if milestone.case is None:
        raise Refusal(Code.NOT_NOW)
    return milestone.case

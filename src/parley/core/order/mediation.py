"""A mediator helps: first with a proposal that both may take, then with a decision that says its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.cases import send_to_decision
from parley.core.order.judgement import Judge, judge
from parley.core.order.neutral import ForTheDesk, require_judge
from parley.core.order.outcomes import split
from parley.core.order.records import Decision, Suggestion
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import PARTIES
from parley.core.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestSplit(ForTheDesk):
    """`person` proposes that `amount` of the hold goes to the freelancer, and says why. Both sides are free to say
    no."""

    amount: Money
    reasons: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSuggestion(MilestoneCommand):
    """Say yes to the mediator's proposal. It settles the case once both have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineSuggestion(MilestoneCommand):
    """Say no to the mediator's proposal: the case goes on to a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCase(Judge):
    """Decide the case, with reasons that anyone can check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSuggested(MilestoneEvent):
    """Both sides may answer until `answer_by`."""

    suggestion: Suggestion
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionAccepted(MilestoneEvent):
    """By one side; when the other has said yes too, the split follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDeclined(MilestoneEvent):
    """By one side: the case goes on to a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecided(MilestoneEvent):
    """Either side may appeal until `appeal_by`; then it is carried out."""

    decision: Decision
    appeal_by: datetime


def suggest_split(order: Order, milestone: Milestone, command: SuggestSplit, at: datetime) -> list[Event]:
    require_judge(order, milestone, command)
    if milestone.case is None or milestone.case.suggestion is not None:
        raise Refusal(Code.SUGGESTION_MADE)
    if command.amount.currency != milestone.held.currency:
        raise Refusal(Code.WRONG_CURRENCY, milestone=milestone.number)
    if not 0 <= command.amount.amount_minor <= milestone.held.amount_minor:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    reasons = require_words(command.reasons)
    answer_by = order.terms.calendar.after_business_days(at, order.terms.windows.suggestion_business_days)
    suggestion = Suggestion(command.person, at, command.amount, reasons.commitment)
    return [
        SplitSuggested(at=at, by=command.by, milestone=milestone.number, suggestion=suggestion, answer_by=answer_by)
    ]


def accept_suggestion(order: Order, milestone: Milestone, command: AcceptSuggestion, at: datetime) -> list[Event]:
    suggestion = _suggestion(milestone)
    if command.by in suggestion.accepted:
        raise Refusal(Code.SUGGESTION_ANSWERED)
    accepted = SuggestionAccepted(at=at, by=command.by, milestone=milestone.number)
    if not suggestion.accepted | {command.by} >= PARTIES:
        return [accepted]
    return [accepted, *split(order, milestone, at, command.by, suggestion.amount, "mediated")]


def decline_suggestion(order: Order, milestone: Milestone, command: DeclineSuggestion, at: datetime) -> list[Event]:
    suggestion = _suggestion(milestone)
    if command.by in suggestion.accepted:
        raise Refusal(Code.SUGGESTION_ANSWERED)
    declined = SuggestionDeclined(at=at, by=command.by, milestone=milestone.number)
    return [declined, *send_to_decision(order, milestone, at, command.by, "suggestion_declined")]


def decide_case(order: Order, milestone: Milestone, command: DecideCase, at: datetime) -> list[Event]:
    require_judge(order, milestone, command)
    decision = judge(order, milestone, command, at)
    appeal_by = order.terms.calendar.after_business_days(at, order.terms.windows.appeal_business_days)
    return [CaseDecided(at=at, by=command.by, milestone=milestone.number, decision=decision, appeal_by=appeal_by)]


def _suggestion(milestone: Milestone) -> Suggestion:
    if milestone.case is None or milestone.case.suggestion is None:
        raise Refusal(Code.NO_SUGGESTION)
    return milestone.case.suggestion

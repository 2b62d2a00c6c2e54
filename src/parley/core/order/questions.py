"""The freelancer asks, the client answers: what is waited for is given back in time, and asking has a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.outcomes import latest_due
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

MOST_QUESTIONS = 2
MOST_CLARIFICATIONS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClient(MilestoneCommand):
    """Ask for something that is needed to go on. The due date moves by the time the answer takes, at most five
    business days."""

    question: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskClarify(MilestoneCommand):
    """Ask what a revision request means. Without an answer the delivery stands."""

    question: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion(MilestoneCommand):
    """Answer the question that is open: what was needed to go on, or what a request means."""

    answer: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(MilestoneEvent):
    """The freelancer waits for an answer; the time is counted from `at`."""

    question: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(MilestoneEvent):
    """The due date is now `due_at`; the window of the stage ends at `ends_at`."""

    answer: Commitment
    due_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationAsked(MilestoneEvent):
    """The clock of the redelivery rests; an answer is due by `answer_by`."""

    question: Commitment
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarified(MilestoneEvent):
    """The whole time to deliver again begins anew."""

    answer: Commitment
    due_at: datetime
    case_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationLapsed(MilestoneEvent):
    """Nobody said what was meant: the round comes back, and the delivery stands until `review_by`."""

    review_by: datetime


def ask_client(milestone: Milestone, command: AskClient, at: datetime) -> list[Event]:
    if milestone.asked_at is not None:
        raise Refusal(Code.QUESTION_OPEN)
    if milestone.questions_used >= MOST_QUESTIONS:
        raise Refusal(Code.QUESTIONS_USED, most=MOST_QUESTIONS)
    question = require_words(command.question)
    return [QuestionAsked(at=at, by=command.by, milestone=milestone.number, question=question.commitment)]


def ask_clarify(order: Order, milestone: Milestone, command: AskClarify, at: datetime) -> list[Event]:
    if milestone.clarifications_used >= MOST_CLARIFICATIONS:
        raise Refusal(Code.QUESTIONS_USED, most=MOST_CLARIFICATIONS)
    question = require_words(command.question)
    return [
        ClarificationAsked(
            at=at,
            by=command.by,
            milestone=milestone.number,
            question=question.commitment,
            answer_by=order.terms.calendar.after_business_days(at, order.terms.windows.clarify_business_days),
        )
    ]


def answer_question(order: Order, milestone: Milestone, command: AnswerQuestion, at: datetime) -> list[Event]:
    answer = require_words(command.answer)
    if milestone.stage is Stage.CLARIFY:
        return [_clarified(order, milestone, answer, at, command.by)]
    if milestone.asked_at is None or milestone.due_at is None:
        raise Refusal(Code.NO_QUESTION)
    calendar = order.terms.calendar
    due_at = min(milestone.due_at + (at - milestone.asked_at), latest_due(order, milestone.due_at))
    windows = order.terms.windows
    grace = windows.abandoned_days if milestone.stage is Stage.WORKING else windows.redelivery_grace_days
    return [
        QuestionAnswered(
            at=at,
            by=command.by,
            milestone=milestone.number,
            answer=answer.commitment,
            due_at=due_at,
            ends_at=calendar.after_days(due_at, grace),
        )
    ]


def give_up_clarification(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The client did not say what was meant in time."""
    review_by = order.terms.calendar.after_days(at, order.terms.windows.review_days)
    return [ClarificationLapsed(at=at, by=Role.CLOCK, milestone=milestone.number, review_by=review_by)]


def _clarified(order: Order, milestone: Milestone, answer: Text, at: datetime, by: Role) -> Clarified:
    calendar, windows = order.terms.calendar, order.terms.windows
    due_at = calendar.after_business_days(at, windows.redelivery_business_days)
    return Clarified(
        at=at,
        by=by,
        milestone=milestone.number,
        answer=answer.commitment,
        due_at=due_at,
        case_at=calendar.after_days(due_at, windows.redelivery_grace_days),
    )

"""An appeal goes to another mediator. It needs a new fact or an error, and there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.judgement import Judge, judge
from parley.core.order.neutral import require_another, require_judge
from parley.core.order.outcomes import split
from parley.core.order.records import Decision
from parley.core.order.state import Milestone, Order
from parley.core.texts import Commitment, Text


class AppealGround(Enum):
    """What an appeal may rest on."""

    NEW_FACT = "new_fact"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(MilestoneCommand):
    """Ask that another mediator looks at the decision."""

    ground: AppealGround
    words: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAppeal(Judge):
    """Decide the appeal: the last word, by somebody who did not decide before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealFiled(MilestoneEvent):
    """Its result is due by `result_by`, else the first decision stands."""

    ground: AppealGround
    words: Commitment
    result_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(MilestoneEvent):
    """By another mediator, and it is the last word: the division follows as an event of its own."""

    decision: Decision


def appeal(order: Order, milestone: Milestone, command: Appeal, at: datetime) -> list[Event]:
    words = require_words(command.words)
    days = order.terms.windows.appeal_result_business_days
    return [
        AppealFiled(
            at=at,
            by=command.by,
            milestone=milestone.number,
            ground=command.ground,
            words=words.commitment,
            result_by=order.terms.calendar.after_business_days(at, days),
        )
    ]


def decide_appeal(order: Order, milestone: Milestone, command: DecideAppeal, at: datetime) -> list[Event]:
    require_judge(order, milestone, command)
    require_another(milestone, command)
    decision = judge(order, milestone, command, at)
    decided = AppealDecided(at=at, by=command.by, milestone=milestone.number, decision=decision)
    ended = split(order, milestone, at, command.by, decision.amount, "decided", counts_as=decision.counts_as)
    return [decided, *ended]

"""The operator puts right what an ended milestone counts as: a decision that was wrong, an order that broke the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneEvent, require_words, some
from parley.core.order.neutral import ForTheDesk, require_neutral
from parley.core.order.records import CountsAs
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectRecord(ForTheDesk):
    """Say what this milestone counts as for the completion rate, and why. No money moves."""

    counts_as: CountsAs
    reason: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrected(MilestoneEvent):
    """`person` (an id) put right what this milestone counts as; `reason` says why. No money moved."""

    person: str
    counts_as: CountsAs
    reason: Commitment


def correct_record(order: Order, milestone: Milestone, command: CorrectRecord, at: datetime) -> list[Event]:
    require_neutral(order, command)
    reason = require_words(command.reason)
    if milestone.counts_as is command.counts_as:
        raise Refusal(Code.ALREADY_COUNTED)
    return [
        RecordCorrected(
            at=at,
            by=command.by,
            milestone=milestone.number,
            person=command.person,
            counts_as=command.counts_as,
            reason=reason.commitment,
        )
    ]

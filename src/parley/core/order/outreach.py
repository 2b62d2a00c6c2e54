"""Support writes to the other side for somebody who gets no answer. It is a service, and no ruling is meant by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.neutral import ForTheDesk, require_neutral
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AskOutreach(MilestoneCommand):
    """Ask the people who run the desk to write to the other side."""

    words: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOutreach(ForTheDesk):
    """Write to the side that does not answer. `person` writes, and can then not decide a case of this order."""

    words: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachAsked(MilestoneEvent):
    """Somebody gets no answer and asks support to write; `words` say why."""

    words: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachSent(MilestoneEvent):
    """Support wrote to the other side of whoever had asked; both can read it."""

    person: str
    words: Commitment


def ask_outreach(milestone: Milestone, command: AskOutreach, at: datetime) -> list[Event]:
    words = require_words(command.words)
    if milestone.outreach_asked_by is not None:
        raise Refusal(Code.OUTREACH_OPEN)
    if command.by in milestone.outreach_used:
        raise Refusal(Code.OUTREACH_USED)
    return [OutreachAsked(at=at, by=command.by, milestone=milestone.number, words=words.commitment)]


def send_outreach(order: Order, milestone: Milestone, command: SendOutreach, at: datetime) -> list[Event]:
    require_neutral(order, command)
    if milestone.outreach_asked_by is None:
        raise Refusal(Code.OUTREACH_NONE)
    words = require_words(command.words)
    return [
        OutreachSent(at=at, by=command.by, milestone=milestone.number, person=command.person, words=words.commitment)
    ]

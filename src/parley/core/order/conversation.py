"""What people write to each other. Messages move nothing, but for the one reply that ends a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Command, Event, require_words, some
from parley.core.order.outcomes import answer_notice
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Write to the other side. Never refused for a stale page: words are not an act."""

    text: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """Words from one side to the other. In whatever stage a milestone stands, they move nothing by themselves."""

    text: Commitment


def send_message(order: Order, command: SendMessage, at: datetime) -> list[Event]:
    if order.person(command.by) is None:
        raise Refusal(Code.NOT_JOINED)
    text = require_words(command.text)
    events: list[Event] = [MessageSent(at=at, by=command.by, text=text.commitment)]
    if command.by is Role.CLIENT:
        for milestone in order.milestones:
            events += answer_notice(order, milestone, at, command.by)
    return events

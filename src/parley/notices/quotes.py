"""Which words of people a letter repeats: those that were written to be read by the other side there and then."""

from __future__ import annotations

from parley.core.order.messages import (
    AnyEvent,
    Briefed,
    ClauseNoted,
    Delivered,
    DeliveredAgain,
    MessageSent,
    NoticeSent,
    OfferDeclined,
    Redelivered,
    StatementMade,
)
from parley.core.texts import Commitment


def quoted(event: AnyEvent) -> Commitment | None:
    """The words that belong under the sentence of this event, if there are any."""
    match event:
        case MessageSent():
            return event.text
        case StatementMade():
            return event.statement
        case OfferDeclined():
            return event.reason
        case ClauseNoted() | Briefed() | Delivered() | DeliveredAgain() | Redelivered() | NoticeSent():
            return event.note
        case _:
            return None

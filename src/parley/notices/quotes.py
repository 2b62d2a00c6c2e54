"""Which words of people a letter repeats: those that were written for its reader, to be read there and then.

What is sealed or private is never among them: an offer, a review, why somebody paused.
"""

from __future__ import annotations

from parley.core.order.messages import (
    AnyEvent,
    AppealFiled,
    Briefed,
    ClauseNoted,
    Delivered,
    DeliveredAgain,
    MessageSent,
    NoticeSent,
    OfferDeclined,
    OutreachAsked,
    OutreachSent,
    PartClaimed,
    PartDelivered,
    RecordCorrected,
    Redelivered,
    SplitSuggested,
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
        case OfferDeclined() | RecordCorrected():
            return event.reason
        case OutreachAsked() | OutreachSent() | AppealFiled():
            return event.words
        case SplitSuggested():
            return event.suggestion.reasons
        case ClauseNoted() | Briefed() | Delivered() | DeliveredAgain() | Redelivered() | NoticeSent():
            return event.note
        case PartDelivered() | PartClaimed():
            return event.note
        case _:
            return None

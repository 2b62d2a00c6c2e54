"""The timeline of an offer: made, changed, talked over, and how it ended. And what people write to each other."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    ClauseNoted,
    Joined,
    MessageSent,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
)
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.stages import clause_name
from parley.words.telling import EventWords, Telling, tell, told

OfferEvent = (
    Offered
    | OfferCountered
    | ClauseNoted
    | OfferWithdrawn
    | OfferDeclined
    | OfferExpired
    | Joined
    | OfferAccepted
    | MessageSent
)  # fmt: skip


def offer_event_words(event: OfferEvent, telling: Telling) -> EventWords:
    """What happened to the offer, and what was said beside it."""
    match event:
        case Offered():
            return _offered(event, telling)
        case OfferCountered():
            return _countered(event, telling)
        case ClauseNoted():
            you = _("*You* wrote a note on the clause {clause}")
            they = _("{name} wrote a note on the clause {clause}")
            return EventWords(told(telling, event.by, you, they, clause=strong(clause_name(event.clause))))
        case OfferWithdrawn():
            return EventWords(
                told(telling, event.by, _("*You* took the offer back"), _("{name} took the offer back")),
                tell(_("Nobody owes anything.")),
            )
        case OfferDeclined():
            return EventWords(
                told(telling, event.by, _("*You* said no to the offer"), _("{name} said no to the offer")),
                tell(_("Nobody owes anything.")),
            )
        case OfferExpired():
            return EventWords(tell(_("The offer expired without an answer")), tell(_("Nobody owes anything.")))
        case Joined():
            return EventWords(_joined(event, telling))
        case OfferAccepted():
            you = _("*You* accepted the offer, version {version}")
            they = _("{name} accepted the offer, version {version}")
            return EventWords(
                told(telling, event.by, you, they, version=event.version),
                tell(_("The terms are agreed and do not change any more.")),
            )
        case MessageSent():
            return EventWords(author(event, telling))
        case _:
            assert_never(event)


def author(event: MessageSent, telling: Telling) -> Sentence:
    """Who wrote the message; its words stand below it."""
    # Translators: stands above a message that the reader wrote.
    return told(telling, event.by, _("*You*"), "{name}")


def _offered(event: Offered, telling: Telling) -> EventWords:
    return EventWords(
        told(
            telling,
            event.by,
            # Translators: {amount} is the price of the whole order.
            _("*You* made this offer of {amount}"),
            _("{name} made this offer of {amount}"),
            amount=strong(money(event.terms.price)),
        ),
        tell(_("Open until {until}."), until=day_and_time(event.expires_at, telling.zone, telling.now)),
    )


def _countered(event: OfferCountered, telling: Telling) -> EventWords:
    return EventWords(
        told(
            telling,
            event.by,
            _("*You* changed the offer: version {version}, {amount}"),
            _("{name} changed the offer: version {version}, {amount}"),
            version=event.version,
            amount=strong(money(event.terms.price)),
        ),
        tell(_("Open until {until}."), until=day_and_time(event.expires_at, telling.zone, telling.now)),
    )


def _joined(event: Joined, telling: Telling) -> Sentence:
    if event.by is Role.CLIENT:
        return told(telling, event.by, _("*You* joined as client"), _("{name} joined as client"))
    return told(telling, event.by, _("*You* joined as freelancer"), _("{name} joined as freelancer"))

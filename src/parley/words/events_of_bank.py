"""The timeline of the bank: a payment that it disputes, gives back or keeps; and what is paid out."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    BankAlarmed,
    ChargebackJoined,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    PaidOut,
)
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.reasons import chargeback_code
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, EventWords, Telling, tell, told

BankEvent = ChargebackOpened | ChargebackJoined | ChargebackWon | ChargebackLost | BankAlarmed | PaidOut


def bank_event_words(event: BankEvent, telling: Telling) -> EventWords:
    """What the bank did with a milestone's money."""
    milestone = telling.milestone(event.milestone)
    match event:
        case ChargebackOpened():
            return _opened(event, telling)
        case ChargebackJoined():
            until = day_and_time(event.answer_by, telling.zone, telling.now)
            return EventWords(
                tell(_("The bank goes on looking at the payment for {milestone}"), milestone=milestone),
                tell(_("Its answer is due by {until} now."), until=until),
            )
        case ChargebackWon():
            amount = strong(money(event.taken.total))
            return EventWords(
                tell(_("The bank gave {amount} of {milestone} back"), amount=amount, milestone=milestone),
                tell(_("Everything lies where it lay before.")),
            )
        case ChargebackLost():
            amount = strong(money(event.taken.total))
            return EventWords(
                tell(_("The bank keeps {amount} of {milestone}"), amount=amount, milestone=milestone),
                _borne(event, telling),
            )
        case BankAlarmed():
            return EventWords(
                tell(_("The bank has not said yet what becomes of {milestone}"), milestone=milestone),
                tell(_("The operator is asked to find out. Nothing happens by itself.")),
            )
        case PaidOut():
            you, they = (
                _("{amount} of {milestone} was paid out to you"),
                _("{amount} of {milestone} was paid out to {name}"),
            )
            amount = strong(money(event.amount))
            return EventWords(told(telling, Role.FREELANCER, you, they, amount=amount, milestone=milestone))
        case _:
            assert_never(event)


def _opened(event: ChargebackOpened, telling: Telling) -> EventWords:
    chargeback = event.chargeback
    until = day_and_time(chargeback.answer_by, telling.zone, telling.now)
    sentence = tell(
        _("The bank disputes the payment for {milestone}: {amount} lies with it"),
        milestone=telling.milestone(event.milestone),
        amount=strong(money(chargeback.taken.total)),
    )
    if chargeback.taken.hold:
        # Translators: {reason} is a whole sentence.
        pattern = _("{reason} Until it has judged, every clock stands still. Its answer is due by {until}.")
    else:
        pattern = _("{reason} Until it has judged, this money is out of reach. Its answer is due by {until}.")
    return EventWords(sentence, tell(pattern, reason=chargeback_code(chargeback.code), until=until))


def _borne(event: ChargebackLost, telling: Telling) -> Sentence:
    """What it means for the freelancer's part; the client's bank has settled with the client."""
    if event.covered:
        you = _("The operator’s reserve gives you {amount} for it.")
        they = _("The operator’s reserve gives {name} {amount} for it.")
        return told(telling, Role.FREELANCER, you, they, amount=money(event.covered))
    if event.taken.from_freelancer:
        you = _("Of it {amount} had been released to you.")
        they = _("Of it {amount} had been released to {name}.")
        return told(telling, Role.FREELANCER, you, they, amount=money(event.taken.from_freelancer))
    return tell(_("The milestone has ended.")) if event.ends else NOTHING_MORE

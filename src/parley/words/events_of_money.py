"""The timeline of the money: opened, funded, released, given back, divided. The reader sees what reaches the reader."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.messages import (
    Cleared,
    DepositPaid,
    Funded,
    FundingLapsed,
    Refunded,
    Released,
    Split,
    Unlocked,
    Voided,
)
from parley.core.parties import Role
from parley.words.causes import cause_words
from parley.words.dates import day, day_and_time
from parley.words.money import money
from parley.words.sentence import Part, Sentence, strong
from parley.words.telling import NOTHING_MORE, EventWords, Telling, tell, told

MoneyEvent = Unlocked | Funded | FundingLapsed | DepositPaid | Released | Refunded | Split | Voided | Cleared


def money_event_words(event: MoneyEvent, telling: Telling) -> EventWords:
    """What happened to a milestone's money."""
    milestone = telling.milestone(event.milestone)
    match event:
        case Unlocked():
            return _unlocked(event, telling)
        case Funded():
            you, they = (
                _("*You* funded {milestone}: {amount} is held"),
                _("{name} funded {milestone}: {amount} is held"),
            )
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone, amount=strong(money(event.amount)))
            )
        case FundingLapsed():
            until = day_and_time(event.void_at, telling.zone, telling.now)
            return EventWords(
                tell(_("The time to fund {milestone} passed"), milestone=milestone),
                tell(_("It can still be funded until {until}."), until=until),
            )
        case DepositPaid():
            return EventWords(_deposit(event, telling), _fee_line(event.fee, telling))
        case Released():
            return _released(event.milestone, event.to_freelancer, event.fee, event, telling)
        case Refunded():
            back = event.to_client + event.deposit_back + event.fee_back
            return _refunded(event.milestone, back, event.cause, telling)
        case Split():
            return _split(event, telling)
        case Voided():
            return EventWords(
                tell(_("{milestone} ended before any money was held"), milestone=milestone),
                tell(cause_words(event.cause)),
            )
        case Cleared():
            you = _("The money of {milestone} is available to you")
            they = _("The money of {milestone} is available to {name}")
            return EventWords(told(telling, Role.FREELANCER, you, they, milestone=milestone))
        case _:
            assert_never(event)


def freelancer_sum(net: Money, fee: Money, telling: Telling) -> Part:
    """What to name as the freelancer's sum: to the freelancer what arrives, to others what leaves the hold."""
    return strong(money(net if telling.is_viewer(Role.FREELANCER) else net + fee))


def _unlocked(event: Unlocked, telling: Telling) -> EventWords:
    milestone = telling.milestone(event.milestone)
    if event.fund_by is None:
        return EventWords(tell(_("{milestone} opened"), milestone=milestone), tell(_("Its money is held already.")))
    until = day_and_time(event.fund_by, telling.zone, telling.now)
    you, they = _("You can fund it until {until}."), _("{name} can fund it until {until}.")
    return EventWords(
        tell(_("{milestone} opened"), milestone=milestone), told(telling, Role.CLIENT, you, they, until=until)
    )


def _deposit(event: DepositPaid, telling: Telling) -> Sentence:
    return told(
        telling,
        Role.FREELANCER,
        _("The deposit of {milestone} was released to you: {amount}"),
        _("The deposit of {milestone} was released to {name}: {amount}"),
        milestone=telling.milestone(event.milestone),
        amount=freelancer_sum(event.to_freelancer, event.fee, telling),
    )


def _fee_line(fee: Money, telling: Telling) -> Sentence:
    """Only the freelancer bears the fee, so only the freelancer reads of it."""
    if not fee or not telling.is_viewer(Role.FREELANCER):
        return NOTHING_MORE
    return tell(_("The fee of {fee} is taken off."), fee=money(fee))


def _released(number: int, net: Money, fee: Money, event: Released | Split, telling: Telling) -> EventWords:
    sentence = told(
        telling,
        Role.FREELANCER,
        _("{amount} of {milestone} was released to you"),
        _("{amount} of {milestone} was released to {name}"),
        amount=freelancer_sum(net, fee, telling),
        milestone=telling.milestone(number),
    )
    if not telling.is_viewer(Role.FREELANCER):
        return EventWords(sentence, tell(cause_words(event.cause)))
    available = day(event.clears_at, telling.zone, telling.now)
    if not fee:
        line = tell(_("{cause} From {day} the money is available."), cause=cause_words(event.cause), day=available)
    else:
        # Translators: {cause} is a whole sentence.
        pattern = _("{cause} The fee of {fee} is taken off. From {day} the rest is available.")
        line = tell(pattern, cause=cause_words(event.cause), fee=money(fee), day=available)
    return EventWords(sentence, line)


def _refunded(number: int, back: Money, cause: str, telling: Telling) -> EventWords:
    sentence = told(
        telling,
        Role.CLIENT,
        _("{amount} of {milestone} went back to you"),
        _("{amount} of {milestone} went back to {name}"),
        amount=strong(money(back)),
        milestone=telling.milestone(number),
    )
    return EventWords(sentence, tell(cause_words(cause)))


def _split(event: Split, telling: Telling) -> EventWords:
    """A split that leaves one side nothing is told as the release or the refund that it is."""
    gross = event.to_freelancer + event.fee
    if not gross:
        return _refunded(event.milestone, event.to_client, event.cause, telling)
    if not event.to_client:
        return _released(event.milestone, event.to_freelancer, event.fee, event, telling)
    if telling.is_viewer(Role.FREELANCER):
        pattern = _("The hold of {milestone} was divided: {earned} to you, {back} back to {client}")
    elif telling.is_viewer(Role.CLIENT):
        pattern = _("The hold of {milestone} was divided: {back} back to you, {earned} to {freelancer}")
    else:
        pattern = _("The hold of {milestone} was divided: {back} back to {client}, {earned} to {freelancer}")
    sentence = tell(
        pattern,
        milestone=telling.milestone(event.milestone),
        earned=freelancer_sum(event.to_freelancer, event.fee, telling),
        back=strong(money(event.to_client)),
        client=strong(telling.name(Role.CLIENT)),
        freelancer=strong(telling.name(Role.FREELANCER)),
    )
    return EventWords(sentence, tell(cause_words(event.cause)))

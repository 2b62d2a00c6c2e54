"""Where the money of a milestone goes at the end of a road, in the reader's view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.foresight import Foreseen
from parley.core.money import Money
from parley.core.order.messages import AnyEvent, ChargebackLost, Cleared, Refunded, Released, Split, Voided
from parley.core.parties import Role
from parley.words.money import money
from parley.words.telling import Telling


@dataclass(frozen=True, slots=True)
class Ending:
    """At `at` the milestone ends: `earned` goes to the freelancer, `back` to the client; either can be nothing (None).

    `earned` is after the operator's fee for the freelancer's eyes, before it for others.
    """

    at: datetime
    earned: Money | None
    back: Money | None


def ending(road: Sequence[Foreseen], milestone: int, telling: Telling) -> Ending | None:
    """The first end of this milestone on the road, or None if it does not end there."""
    for stop in road:
        found = ending_in(stop.events, milestone, telling)
        if found is not None:
            return found
    return None


def ending_in(events: Iterable[AnyEvent], milestone: int, telling: Telling) -> Ending | None:
    """The end of this milestone among the events, or None."""
    for event in events:
        match event:
            case Released(milestone=number) if number == milestone:
                return Ending(event.at, _sum(event.to_freelancer, event.fee, telling), None)
            case Split(milestone=number) if number == milestone:
                earned = _sum(event.to_freelancer, event.fee, telling)
                return Ending(event.at, earned or None, event.to_client or None)
            case Refunded(milestone=number) if number == milestone:
                back = event.to_client + event.deposit_back + event.fee_back
                return Ending(event.at, None, back or None)
            case Voided(milestone=number) if number == milestone:
                return Ending(event.at, None, None)
            case ChargebackLost(milestone=number, ends=True) if number == milestone:
                return Ending(event.at, event.covered or None, event.taken.total or None)
            case _:
                pass
    return None


def division(end: Ending, telling: Telling) -> str:
    """Who gets what of a hold, as a part of a sentence: "€300.00 goes to you and €200.00 back to Marc"."""
    earned, back = (money(end.earned) if end.earned else ""), (money(end.back) if end.back else "")
    client, freelancer = telling.name(Role.CLIENT), telling.name(Role.FREELANCER)
    if not earned and not back:
        return _("it ends without payment")
    if not back:
        you, they = _("{earned} goes to you"), _("{earned} goes to {freelancer}")
        pattern = you if telling.is_viewer(Role.FREELANCER) else they
    elif not earned:
        you, they = _("{back} goes back to you"), _("{back} goes back to {client}")
        pattern = you if telling.is_viewer(Role.CLIENT) else they
    elif telling.is_viewer(Role.FREELANCER):
        pattern = _("{earned} goes to you and {back} back to {client}")
    elif telling.is_viewer(Role.CLIENT):
        pattern = _("{back} goes back to you and {earned} to {freelancer}")
    else:
        pattern = _("{earned} goes to {freelancer} and {back} back to {client}")
    return pattern.format(earned=earned, back=back, client=client, freelancer=freelancer)


def clearing(road: Sequence[Foreseen], milestone: int) -> datetime | None:
    """When the freelancer's money of this milestone becomes available, if the road leads there."""
    for stop in road:
        if any(isinstance(event, Cleared) and event.milestone == milestone for event in stop.events):
            return stop.at
    return None


def _sum(net: Money, fee: Money, telling: Telling) -> Money:
    return net if telling.is_viewer(Role.FREELANCER) else net + fee

"""The vocabulary of the tests: parts, extra work, more time to look, pauses."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from parley.core.money import Money, zero
from parley.core.order import messages as m
from parley.core.order.records import PauseReason
from parley.core.order.state import Order
from parley.core.order.terms import MilestoneTerms, ScopeItem
from parley.core.parties import Role
from tests.asks import CLIENT, FREELANCER, Ask, ask_of, there
from tests.deals import all_files, names_of, text


def deliver_part(*items: int, number: int = 1, version: str = "part") -> Ask:
    """These items of the milestone, the first unless others are named, with every file that was agreed for them."""
    chosen = items or (1,)

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        whole = all_files(known.all_terms[number - 1], version) if len(known.all_terms) >= number else ()
        files = tuple(file for file in whole if file.item in chosen)
        return ask_of(m.DeliverPart, FREELANCER, number, order, items=chosen, files=files, names=names_of(files))

    return ask


def claim_part(number: int = 1) -> Ask:
    return partial(ask_of, m.ClaimPart, FREELANCER, number)


def extend_review(days: int = 3, number: int = 1) -> Ask:
    return partial(ask_of, m.ExtendReview, CLIENT, number, days=days)


def ask_extra(words: str = "Could you draw a fourth page?", number: int = 1) -> Ask:
    return partial(ask_of, m.AskExtra, CLIENT, number, wish=text(words))


def offer_extra(price: Money, number: int = 1, due_on: date | None = None, working_days: int = 2) -> Ask:
    """One item, an hour of work; due three weeks after the milestone last moved, unless a date is given."""
    name, what, test = text("A fourth page"), text("One page more"), text("It is as wide as the others")

    def ask(order: Order | None) -> m.AnyCommand:
        known = there(order)
        since = known.milestones[number - 1].since if len(known.milestones) >= number else None
        extra = MilestoneTerms(
            number=0,
            name=name.commitment,
            price=price,
            items=(ScopeItem(1, what.commitment, test.commitment, 60),),
            due_on=due_on or ((since or known.offer.expires_at) + timedelta(days=21)).date(),
            working_days=working_days,
            deposit=zero(price.currency),
        )
        return ask_of(m.OfferExtra, FREELANCER, number, order, extra=extra, wording=(name, what, test))

    return ask


def pause(by: Role = CLIENT, number: int = 1, words: str = "My mother has died") -> Ask:
    return partial(ask_of, m.PauseWork, by, number, reason=PauseReason.BEREAVEMENT, words=text(words))


def lift(by: Role = CLIENT, number: int = 1) -> Ask:
    return partial(ask_of, m.LiftPause, by, number)

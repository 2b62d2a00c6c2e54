"""What must hold between people: nobody serves himself, nobody judges in a case of his own, and what is sealed stays so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from parley.core.machine import Outcome
from parley.core.money import Money
from parley.core.order.clock import RunOut
from parley.core.order.judgement import Judge
from parley.core.order.messages import (
    AcceptProposal,
    AnyCommand,
    AnyEvent,
    BidSealed,
    DecideAppeal,
    FinalOfferSealed,
    Rated,
    RatingsShown,
    SealBid,
    SealedRoundBegan,
    SealedRoundEnded,
    SealFinal,
    SuggestSplit,
)
from parley.core.order.state import Order
from parley.core.parties import PARTIES
from parley.rehearsal.simulate.rules import Broken

SILENT = (BidSealed, FinalOfferSealed, SealedRoundEnded, SealedRoundBegan, Rated, RatingsShown)
"""Events that say of something sealed only that it is there."""


def nobody_serves_himself(before: Order, command: AnyCommand, outcome: Outcome) -> Iterator[Broken]:
    """I8: whoever accepts a proposal is not the one who made it, and whoever judges has no part in the order."""
    if outcome.refusal is not None:
        return
    if isinstance(command, AcceptProposal):
        made = [one for one in before.milestone(command.milestone).proposals if one.number == command.proposal]
        if any(one.by is command.by for one in made):
            yield Broken("I8", f"the {command.by.value} accepted its own proposal")
    if isinstance(command, Judge | SuggestSplit) and command.person in (before.client, before.freelancer):
        yield Broken("I8", f"{type(command).__name__} by a party of the order")
    if isinstance(command, Judge) and any(command.person in one.outreach_persons for one in before.milestones):
        yield Broken("I8", f"{type(command).__name__} by somebody who wrote for a side")
    if isinstance(command, Judge | SuggestSplit):
        case = before.milestone(command.milestone).case
        if case is not None and case.mediator not in ("", command.person):
            yield Broken("I8", f"{type(command).__name__} in a case that somebody else has taken")
        if isinstance(command, Judge) and case is not None and case.final_offers is not None:
            offers = case.final_offers
            if command.amount not in (offers.client, offers.freelancer):
                yield Broken("I8", f"{type(command).__name__} by a sum that is neither of the last offers")
    if isinstance(command, DecideAppeal):
        case = before.milestone(command.milestone).case
        if case is not None and case.decision is not None and case.decision.person == command.person:
            yield Broken("I8", "an appeal was decided by whoever had decided before")


def nothing_is_betrayed(before: Order, outcome: Outcome) -> Iterator[Broken]:
    """A sealed offer shows no sum, and a review shows nothing before both are in or the time is over (I14)."""
    for step in outcome.steps:
        for event in step.events:
            if isinstance(event, SILENT) and _says(event, step.command):
                yield Broken("sealed", f"{type(event).__name__} says what is sealed")
            if isinstance(event, RatingsShown) and not isinstance(step.command, RunOut):
                there = set(before.ratings) | {step.command.by.value}
                if not {role.value for role in PARTIES} <= there:
                    yield Broken("I14", "reviews were shown before both were in")


def _says(event: AnyEvent, command: AnyCommand) -> bool:
    """Whether a sum, or the words that were sealed, stand anywhere in it."""
    secret = command.bid.words.strip() if isinstance(command, SealBid | SealFinal) else ""
    return any(isinstance(value, Money) or (secret and value == secret) for value in _values(event))


def _values(thing: object) -> Iterator[object]:
    yield thing
    if isinstance(thing, Money):
        return
    if is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            yield from _values(getattr(thing, each.name))
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _values(part)

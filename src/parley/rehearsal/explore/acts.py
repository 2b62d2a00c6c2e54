"""What can be asked for where things stand: the alphabet, put to the order's milestones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from parley.core.order.gates import doors
from parley.core.order.messages import (
    AnyCommand,
    AnyMilestoneCommand,
    Rate,
    SendMessage,
)
from parley.core.order.state import Milestone, Order, OrderStage
from parley.core.parties import PARTIES, Role
from parley.core.specimens import specimen
from parley.core.texts import Text
from parley.rehearsal.explore.agreements import ID, WORDS
from parley.rehearsal.explore.ways import ALPHABET, OFFER_ALPHABET

Kind = type[AnyCommand]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, or what a clock brings: `what` is the command or the deadline, `how` its way where it has several."""

    by: Role
    what: str
    how: str = ""
    milestone: int | None = None

    def __str__(self) -> str:
        how = f" ({self.how})" if self.how else ""
        where = f" of milestone {self.milestone}" if self.milestone and self.milestone > 1 else ""
        return f"{self.by.value}: {self.what}{how}{where}"


@dataclass(frozen=True, slots=True)
class Doing:
    """An act with the command that asks for it."""

    act: Act
    kind: Kind
    command: AnyCommand


STARS = Text("4", "explored")

SOMEONES = sorted(Role, key=lambda role: role.value)
"""Everybody who may ask, always in the same order."""


def acts_of(order: Order, at: datetime, kinds: frozenset[Kind], roles: frozenset[Role]) -> Iterator[Doing]:
    """Everything of these kinds that one of these may ask for at `at`, where things stand; the rules may still refuse it."""
    if order.stage is OrderStage.OFFERED:
        yield from _of_offer(order, kinds, roles)
        return
    for role in SOMEONES:
        if role not in roles:
            continue
        for milestone in order.milestones:
            for kind in doors(milestone, role):
                if kind in kinds:
                    yield from _of_milestone(order, milestone, kind, role, at)
        if role in PARTIES:
            yield from _of_order(order, kinds, role)


def _of_milestone(
    order: Order, milestone: Milestone, kind: type[AnyMilestoneCommand], role: Role, at: datetime
) -> Iterator[Doing]:
    usual = specimen(kind, milestone, order.id, role, at)
    for how, command in ALPHABET[kind](milestone, usual):
        yield Doing(Act(role, kind.__name__, how, milestone.number), kind, command)


def _of_order(order: Order, kinds: frozenset[Kind], role: Role) -> Iterator[Doing]:
    if SendMessage in kinds:
        message = SendMessage(order_id=order.id, id=ID, by=role, text=WORDS)
        yield Doing(Act(role, "SendMessage"), SendMessage, message)
    if Rate in kinds and order.stage is OrderStage.CLOSED:
        rating = Rate(order_id=order.id, id=ID, by=role, words=STARS)
        yield Doing(Act(role, "Rate"), Rate, rating)


def _of_offer(order: Order, kinds: frozenset[Kind], roles: frozenset[Role]) -> Iterator[Doing]:
    for role in SOMEONES:
        if role not in roles & PARTIES:
            continue
        for kind, made in OFFER_ALPHABET.items():
            if kind in kinds:
                for how, command in made(order, role):
                    yield Doing(Act(role, kind.__name__, how), kind, command)


EVERYTHING: frozenset[Kind] = frozenset({*ALPHABET, *OFFER_ALPHABET, SendMessage, Rate})

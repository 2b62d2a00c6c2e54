"""What a client asks for when a delivery is sent back, and what the freelancer answers to each item."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.core.money import Money
from parley.core.texts import Commitment


class ItemKind(Enum):
    """What a client asks for: a *defect* misses the acceptance test, a *change* belongs to a scope item, *new* is
    outside."""

    DEFECT = "defect"
    CHANGE = "change"
    NEW = "new"


class AnswerKind(Enum):
    """What the freelancer says to an item: will do it, names a price, or holds it to be outside what was agreed."""

    WILL_DO = "will_do"
    PRICE = "price"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One thing asked for. `scope_item` links a defect or a change to what was agreed."""

    number: int
    kind: ItemKind
    scope_item: int | None
    words: Commitment


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item. `effort_minutes` is the freelancer's estimate; `price` only with PRICE."""

    item: int
    kind: AnswerKind
    effort_minutes: int | None = None
    price: Money | None = None
    reason: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The revision request that is open. `costs_round` is true when at least one item is a change."""

    number: int
    at: datetime
    items: tuple[RequestItem, ...]
    costs_round: bool
    answers: tuple[Answer, ...] = ()

    def answered(self, kind: AnswerKind) -> tuple[int, ...]:
        """The items that were answered in this way."""
        return tuple(answer.item for answer in self.answers if answer.kind is kind)

    def scope_of(self, items: Collection[int]) -> frozenset[int]:
        """The scope items that these items of the request belong to."""
        linked = (item.scope_item for item in self.items if item.number in items)
        return frozenset(number for number in linked if number is not None)

    def promised(self) -> tuple[int, ...]:
        """Items that redelivery must tick: answered "will do", or a defect or change that is not answered yet."""
        answered = {answer.item: answer.kind for answer in self.answers}
        return tuple(
            item.number
            for item in self.items
            if answered.get(item.number, AnswerKind.WILL_DO if item.kind is not ItemKind.NEW else None)
            is AnswerKind.WILL_DO
        )

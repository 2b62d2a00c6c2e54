"""Each side says how the other was. Nobody sees a word before both have written, or the time is over: so nobody answers a
review with a review, and nothing can be bought with one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Command, Event, require_words, some
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment, Text

STARS = "12345"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Command):
    """Rate the other side, once. The first character of `words` is the number of stars, from 1 to 5; what was good
    or bad follows on the next lines. All of it is sealed."""

    words: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Event):
    """Only that there is one."""

    words: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingsShown(Event):
    """Both were in, or the time is over: both can be read from now on, and nobody rates any more."""


def rate(order: Order, command: Rate, at: datetime) -> list[Event]:
    if command.by not in PARTIES:
        raise Refusal(Code.NOT_YOUR_ACT)
    if order.stage is not OrderStage.CLOSED or order.closed_at is None:
        raise Refusal(Code.NOT_NOW, stage=order.stage.value)
    if any(milestone.chargeback is not None for milestone in order.milestones):
        raise Refusal(Code.RATING_LOCKED)
    if all(milestone.stage is Stage.VOID for milestone in order.milestones):
        raise Refusal(Code.NOTHING_TO_RATE)
    if order.ratings_shown or at >= ratings_end_at(order, order.closed_at):
        raise Refusal(Code.RATING_OVER, days=order.terms.windows.rating_days)
    if command.by.value in order.ratings:
        raise Refusal(Code.RATING_GIVEN)
    words = require_words(command.words)
    if words.words[0] not in STARS or words.words[1:2] not in ("", "\n"):
        raise Refusal(Code.STARS_OUT_OF_RANGE)
    rated = Rated(at=at, by=command.by, words=words.commitment)
    if command.by.other.value in order.ratings:
        return [rated, RatingsShown(at=at, by=Role.CLOCK)]
    return [rated]


def show_ratings(at: datetime) -> list[Event]:
    """The time to rate is over."""
    return [RatingsShown(at=at, by=Role.CLOCK)]


def ratings_end_at(order: Order, closed_at: datetime) -> datetime:
    return order.terms.calendar.after_days(closed_at, order.terms.windows.rating_days)

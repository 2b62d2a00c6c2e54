"""What the six steps know of an order: a delivery that was not accepted, and what has been done about it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.core.order.requests import Answer
from parley.core.order.state import CASE_STAGES, Milestone, Order
from parley.core.scope_check import ItemCheck


class Step(Enum):
    """In the order in which they are taken."""

    BREATHE = 1
    UNDERSTAND = 2
    SCOPE = 3
    DELIVER = 4
    NO_PRESSURE = 5
    LAST_RESORT = 6


class Question(Enum):
    """Where the freelancer's question about the request stands."""

    NONE = "none"
    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class SentBack:
    """A delivery that was not accepted, as the order and its record tell it.

    `checks` and `answers` are of the newest request, which may be over; `asked_at` is when it came, or when the case opened.
    `has_written` says whether the freelancer did or wrote anything since; `redelivered_at` is None until work was handed
    in again.
    """

    order: Order
    milestone: Milestone
    asked_at: datetime
    checks: tuple[ItemCheck, ...]
    answers: tuple[Answer, ...]
    has_written: bool
    question: Question
    redelivered_at: datetime | None

    @property
    def in_case(self) -> bool:
        return self.milestone.stage in CASE_STAGES

    @property
    def is_answered(self) -> bool:
        return bool(self.answers)

    @property
    def is_over(self) -> bool:
        """Whether nothing of the request waits for the freelancer any more."""
        return self.milestone.request is None

    def done(self) -> frozenset[Step]:
        """What the record shows was done."""
        moved_on = self.is_answered or self.redelivered_at is not None
        found = set()
        if self.has_written or moved_on:
            found.add(Step.BREATHE)
        if self.question is Question.ANSWERED or moved_on:
            found.add(Step.UNDERSTAND)
        if moved_on:
            found.add(Step.SCOPE)
        if self.redelivered_at is not None:
            found.add(Step.DELIVER)
        return frozenset(found)

    def left_out(self) -> frozenset[Step]:
        """Where the request ended in another way, there is nothing to hand in again."""
        return frozenset({Step.DELIVER}) if self.is_over and self.redelivered_at is None else frozenset()

    def now(self) -> Step:
        if self.in_case:
            return Step.LAST_RESORT
        if self.is_over:
            return Step.NO_PRESSURE
        if self.question is Question.OPEN:
            return Step.UNDERSTAND
        first_four = (step for step in Step if step not in self.done())
        return next(first_four)

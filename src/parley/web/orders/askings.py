"""What was asked for again and again in a milestone: each request with the answer it got."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from parley.core.order.messages import ExtraAsked, RequestAnswered, RevisionRequested
from parley.core.order.requests import Answer, RequestItem
from parley.core.order.state import Milestone
from parley.web.orders.door import Visit


@dataclass(frozen=True, slots=True)
class Asking:
    """One request of this milestone and the answer it got. `request` counts those that were no mere extras, else 0."""

    at: datetime
    request: int
    items: tuple[RequestItem, ...]
    answers: tuple[Answer, ...] = ()

    def answer_to(self, item: RequestItem) -> Answer | None:
        return next((answer for answer in self.answers if answer.item == item.number), None)


def askings(visit: Visit, milestone: Milestone) -> Iterator[Asking]:
    """Newest first, each with the answer that followed it."""
    answers: tuple[Answer, ...] = ()
    for record in reversed(visit.page.records):
        match record.event:
            case RequestAnswered(milestone=milestone.number) as answered:
                answers = answered.answers
            case RevisionRequested(milestone=milestone.number) as asked:
                yield Asking(asked.at, asked.number, asked.items, answers)
                answers = ()
            case ExtraAsked(milestone=milestone.number) as asked:
                yield Asking(asked.at, 0, asked.items)

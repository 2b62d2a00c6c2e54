"""The published figures: how cases ended and how long they took, counted once a day over everything that was over by then.

Nobody's page counts all orders. A count goes through them by their ids, PIECE at a time, keeps where it stands in a row of its
own, and replays only orders that ever had a case; each look at the page and each round of the worker takes at most one such
step. What is published stays until the count of a later day is complete.

Figures move in steps of LEAST cases: the newest ones wait until there are that many, else the difference between two days
would tell of a single order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from parley.people.models import PublishedFigures
from parley.reads.case_stories import Appealed, CaseStory, Way, case_stories
from parley.reads.mediation_record import every_record
from parley.reads.small_counts import LEAST
from parley.store.errors import UnreadableRow
from parley.store.plain import CodecError
from parley.store.queries import all_order_ids, order_row, order_rows
from parley.store.rows import OrderRow

NAME = "outcomes"
PIECE = 200
"""Orders looked at in one step."""
HAD_A_CASE = re.compile(r'"cases":[1-9]')
"""In the state of an order as it is kept: most orders need no more than this look."""
TENTH_OF_DAY = 8_640
"""Seconds."""


@dataclass
class Tally:
    """Counts that can be added to: days are tenths of a day with how often they came. `newest` are the last cases to end, at
    most LEAST - 1, oldest first; they are in no count yet."""

    ways: Counter[str] = field(default_factory=Counter)
    appeals: Counter[str] = field(default_factory=Counter)
    days: dict[str, Counter[int]] = field(default_factory=dict)
    newest: list[CaseStory] = field(default_factory=list)

    def add(self, stories: Iterable[CaseStory]) -> None:
        waiting = sorted([*self.newest, *stories], key=lambda story: story.ended_at)
        split = max(0, len(waiting) - (LEAST - 1))
        for story in waiting[:split]:
            self._count(story)
        self.newest = waiting[split:]

    def close(self) -> None:
        """Count as many of the newest as make a whole number of steps, and forget the rest."""
        too_many = (self.ways.total() + len(self.newest)) % LEAST
        for story in self.newest[: len(self.newest) - too_many]:
            self._count(story)
        self.newest = []

    def _count(self, story: CaseStory) -> None:
        self.ways[story.way.value] += 1
        if story.way is Way.DECIDED:
            self.appeals[story.appealed.value] += 1
        for step, seconds in story.seconds.items():
            self.days.setdefault(step, Counter())[(2 * seconds + TENTH_OF_DAY) // (2 * TENTH_OF_DAY)] += 1


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was over when `day` began, in UTC. `days` are sorted tenths of a day by step."""

    day: date
    ways: Mapping[Way, int]
    appeals: Mapping[Appealed, int]
    days: Mapping[str, tuple[int, ...]]

    @property
    def cases(self) -> int:
        return sum(self.ways.values())


def outcomes() -> Outcomes | None:
    """What is published; None before the first count is complete. One row is read."""
    body = _kept()[0]
    published = body.get("published")
    if published is None:
        return None
    tally = _tally(published["tally"])
    return Outcomes(
        day=date.fromisoformat(published["day"]),
        ways={way: tally.ways[way.value] for way in Way},
        appeals={appealed: tally.appeals[appealed.value] for appealed in Appealed},
        days={step: tuple(sorted(found.elements())) for step, found in tally.days.items()},
    )


def count_further(at: datetime) -> bool:
    """One step of the count. True when everything that was over when the day of `at` (UTC) began is published.

    A count that is not complete goes on for the day it was begun for; somebody who counts beside us costs a step, not a case.
    """
    body, turn = _kept()
    today = at.astimezone(UTC).date()
    if body.get("published", {}).get("day") == today.isoformat():
        return True
    if "day" not in body:
        body |= {"day": today.isoformat(), "after": "", "tally": _plain(Tally())}
    tally = _tally(body["tally"])
    ids = all_order_ids(UUID(body["after"]) if body["after"] else None, PIECE)
    before = datetime.combine(date.fromisoformat(body["day"]), time(), UTC)
    tally.add(story for order_id in _with_cases(ids) for story in _stories(order_id) if story.ended_at < before)
    if len(ids) == PIECE:
        _keep(body | {"after": str(ids[-1]), "tally": _plain(tally)}, turn)
        return False
    tally.close()
    _keep({"published": {"day": body["day"], "tally": _plain(tally)}}, turn)
    return bool(body["day"] == today.isoformat())


def _with_cases(ids: list[UUID]) -> Iterator[UUID]:
    try:
        rows: Iterable[OrderRow] = order_rows(ids).values()
    except UnreadableRow:
        rows = filter(None, map(_readable, ids))
    for row in rows:
        if HAD_A_CASE.search(row.state):
            yield row.order_id


def _readable(order_id: UUID) -> OrderRow | None:
    """None for a damaged order: `./parley audit` names it, and it is in no figure."""
    try:
        return order_row(order_id)
    except UnreadableRow:
        return None


def _stories(order_id: UUID) -> list[CaseStory]:
    try:
        return case_stories(order_id, ((one.seq, one.event) for one in every_record(order_id)))
    except (UnreadableRow, CodecError):
        return []


# --- how a count is kept


def _kept() -> tuple[dict[str, Any], int]:
    """The row, and its turn; nothing and 0 before the first step."""
    row = PublishedFigures.objects.filter(name=NAME).first()
    return (json.loads(row.body), row.turn) if row is not None else ({}, 0)


def _keep(body: dict[str, Any], turn: int) -> None:
    """Written only over what was read: whoever came second has counted for nothing."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    if turn == 0:
        PublishedFigures.objects.get_or_create(name=NAME, defaults={"body": text, "turn": 1})
        return
    PublishedFigures.objects.filter(name=NAME, turn=turn).update(body=text, turn=turn + 1)


def _plain(tally: Tally) -> dict[str, Any]:
    return {
        "ways": dict(tally.ways),
        "appeals": dict(tally.appeals),
        "days": {step: sorted(found.items()) for step, found in tally.days.items()},
        "newest": [
            [one.way.value, one.ended_at.isoformat(), one.appealed.value, dict(one.seconds)] for one in tally.newest
        ],
    }


def _tally(plain: Mapping[str, Any]) -> Tally:
    return Tally(
        ways=Counter(plain["ways"]),
        appeals=Counter(plain["appeals"]),
        days={step: Counter({int(value): count for value, count in found}) for step, found in plain["days"].items()},
        newest=[
            CaseStory(Way(way), datetime.fromisoformat(ended), Appealed(appealed), seconds)
            for way, ended, appealed, seconds in plain["newest"]
        ],
    )

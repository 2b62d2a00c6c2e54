"""How long each step of an order takes, for the console: told by the journal of the last 90 days, counted once a day.

Replaying a journal costs more than reading a state, so this is a count of its own with smaller pieces, and of orders that did
not move within the window nothing is replayed. A step counts when it has ended within the window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from parley.core.order.messages import AnyEvent
from parley.core.order.state import Order, OrderStage
from parley.reads.mediation_record import every_record
from parley.reads.operations_kept import keep, kept
from parley.reads.spells import replayed
from parley.store.errors import UnreadableRow
from parley.store.plain import CodecError
from parley.store.queries import all_order_ids, order_row, order_rows
from parley.store.rows import OrderRow

NAME = "steps"
PIECE = 50
"""Orders looked at in one step of the count."""
WINDOW = timedelta(days=90)
OFFER = OrderStage.OFFERED.value
"""The step before there are milestones; all others are codes of Stage."""
BY_THE_HOUR = 72
"""Lengths are kept in whole hours, half up, and above this in whole days."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What ended in the 90 days before `day` (UTC): by step, the sorted lengths in hours."""

    day: date
    hours: Mapping[str, tuple[int, ...]]


def steps() -> Steps | None:
    """What is published; None before the first count is complete. One row is read."""
    published = kept(NAME)[0].get("published")
    if published is None:
        return None
    found = {step: Counter(dict(pairs)) for step, pairs in published["hours"].items()}
    return Steps(
        date.fromisoformat(published["day"]), {step: tuple(sorted(one.elements())) for step, one in found.items()}
    )


def count_steps(at: datetime) -> bool:
    """One step of the count. True when the figures of the day of `at` (UTC) are published. A count that is not complete goes
    on for the day it was begun for."""
    body, turn = kept(NAME)
    today = at.astimezone(UTC).date()
    published = body.get("published")
    if published is not None and published["day"] == today.isoformat():
        return True
    going = body.get("going") or {"day": today.isoformat(), "after": "", "hours": {}}
    until = datetime.combine(date.fromisoformat(going["day"]), time(), UTC)
    found: dict[str, Counter[int]] = {step: Counter(dict(pairs)) for step, pairs in going["hours"].items()}
    ids = all_order_ids(UUID(going["after"]) if going["after"] else None, PIECE)
    for row in _moved(ids, until - WINDOW):
        for step, hours in _lengths(row.order_id, until):
            found.setdefault(step, Counter())[hours] += 1
    lengths = {step: sorted(one.items()) for step, one in found.items()}
    kept_on = {"published": published} if published is not None else {}
    if len(ids) == PIECE:
        keep(NAME, {**kept_on, "going": {"day": going["day"], "after": str(ids[-1]), "hours": lengths}}, turn)
        return False
    keep(NAME, {"published": {"day": going["day"], "hours": lengths}}, turn)
    return bool(going["day"] == today.isoformat())


def _moved(ids: list[UUID], since: datetime) -> Iterator[OrderRow]:
    try:
        rows: Iterable[OrderRow] = order_rows(ids).values()
    except UnreadableRow:
        rows = filter(None, map(_readable, ids))
    return (row for row in rows if row.updated_at > since)


def _readable(order_id: UUID) -> OrderRow | None:
    """None for a damaged order: the audit names it."""
    try:
        return order_row(order_id)
    except UnreadableRow:
        return None


def _lengths(order_id: UUID, until: datetime) -> list[tuple[str, int]]:
    try:
        told = ((one.seq, one.event) for one in every_record(order_id))
        return [
            (step, _hours(ended - began))
            for step, began, ended in _steps_of(order_id, told)
            if until - WINDOW <= ended < until
        ]
    except (UnreadableRow, CodecError):
        return []


def _steps_of(order_id: UUID, events: Iterable[tuple[int, AnyEvent]]) -> Iterator[tuple[str, datetime, datetime]]:
    """Each step that came to its end: which, from when, until when."""
    going: dict[int, tuple[str, datetime]] = {}
    for _seq, event, order in replayed(order_id, events):
        now = _where(order)
        for number in going.keys() | now.keys():
            began = going.get(number)
            if began is not None and began[0] != now.get(number):
                yield began[0], began[1], event.at
                del going[number]
            if number in now and number not in going:
                going[number] = now[number], event.at


def _where(order: Order) -> dict[int, str]:
    """The step that each milestone is in, by its number; 0 for the offer. What has ended is in none."""
    if order.stage is OrderStage.OFFERED:
        return {0: OFFER}
    return {one.number: one.stage.value for one in order.milestones if not one.has_ended}


def _hours(length: timedelta) -> int:
    hours = (int(length.total_seconds()) + 1800) // 3600
    return hours if hours <= BY_THE_HOUR else (hours + 12) // 24 * 24

"""How long a milestone stood where, and whom it waited for meanwhile: told from the events alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from parley.core.order.evolve import evolve
from parley.core.order.messages import AnyEvent
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role


@dataclass(frozen=True, slots=True)
class Spell:
    """A time without a change of stage or turn. `seq` is the event that began it; `ended_at` is None while it goes on."""

    stage: Stage
    waits_for: frozenset[Role]
    seq: int
    began_at: datetime
    ended_at: datetime | None = None

    def lasted(self, now: datetime) -> timedelta:
        """Up to `now` (UTC) where it goes on."""
        return (self.ended_at or now) - self.began_at


def spells(order_id: UUID, events: Iterable[tuple[int, AnyEvent]], milestone: int) -> list[Spell]:
    """The spells of this milestone from its first stage to its end, oldest first. Those of no length are left out."""
    found: list[Spell] = []
    current: Spell | None = None
    for seq, event, order in replayed(order_id, events):
        stands = order.milestones[milestone - 1] if milestone <= len(order.milestones) else None
        key = _where(order, stands)
        if current is not None and key == (current.stage, current.waits_for):
            continue
        if current is not None and event.at > current.began_at:
            found.append(replace(current, ended_at=event.at))
        current = Spell(*key, seq, event.at) if key is not None else None
    return [*found, current] if current is not None else found


def replayed(order_id: UUID, events: Iterable[tuple[int, AnyEvent]]) -> Iterator[tuple[int, AnyEvent, Order]]:
    """Each event with its number and the order as it stood after it."""
    order: Order | None = None
    for seq, event in events:
        order = evolve(order, order_id, event)
        yield seq, event, order


def _where(order: Order, milestone: Milestone | None) -> tuple[Stage, frozenset[Role]] | None:
    """None before the milestone is there and once it has ended: then nobody is waited for."""
    if milestone is None or milestone.has_ended:
        return None
    return milestone.stage, turns(replace(order, milestones=(milestone,)))

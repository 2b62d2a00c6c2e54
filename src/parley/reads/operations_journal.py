"""The journal over all orders, a page at a time. Looking for a kind stops after MOST_LOOKED_AT events, and says where."""

from __future__ import annotations

from dataclasses import dataclass

from parley.store.latest import EventKey as Key
from parley.store.latest import EventLine as Event
from parley.store.latest import latest_events

__all__ = ["Event", "Journal", "Key", "journal"]

PAGE = 50
MOST_LOOKED_AT = 2_000
"""Events that one page looks through for a kind: one that is rare must not cost reading them all."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One page, the newest first. `next_key` is where the next one goes on, or None at the end."""

    events: tuple[Event, ...]
    next_key: Key | None


def journal(kind: str = "", before: Key | None = None) -> Journal:
    """What happened before that place in the journal; with `kind` only events of this kind."""
    window = MOST_LOOKED_AT if kind else PAGE
    rows = latest_events(before, window + 1)
    is_more = len(rows) > window
    found: list[Event] = []
    for number, row in enumerate(rows[:window], start=1):
        if not kind or row.kind == kind:
            found.append(row)
        if len(found) == PAGE:
            return Journal(tuple(found), _key(row) if number < len(rows) else None)
    return Journal(tuple(found), _key(rows[window - 1]) if is_more else None)


def _key(row: Event) -> Key:
    return row.at, row.order_id, row.seq

"""The one door: words in, keys out. Both databases answer alike, row for row and in the same order.

All words must stand in a thing. Those that have all of them in the title come first, then the rest; within each the newest
first. A list goes on from the place where it stopped, so a page costs the same however far down it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parley.search.among import among as only
from parley.search.engine import engine
from parley.search.stems import question

PLACE = re.compile(r"([tb])([0-9]{1,19})")
LARGEST_ID = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """The last thing of a page: whether all words stood in its title, and the id of its entry."""

    in_title: bool
    id: int

    def __str__(self) -> str:
        return f"{'t' if self.in_title else 'b'}{self.id}"


@dataclass(frozen=True, slots=True)
class Found:
    """Keys in their order, and where the list goes on; None at its end."""

    keys: tuple[UUID, ...]
    next: Place | None = None


def find(
    kind: str,
    words: str,
    languages: Sequence[str] = (),
    limit: int = 24,
    after: Place | None = None,
    among: QuerySet[Any] | None = None,
) -> Found:
    """Things of this kind that have all `words`, at most `limit` of them.

    `languages` are those to search in; all when none is named. `among` narrows it to things of the caller's own: a query whose
    primary keys are the keys here. Nothing that people can type is an error: what has no word in it finds nothing.
    """
    asked = question(kind, words, languages)
    if not asked:
        return Found(())
    narrowed = only(among) if among is not None else None
    rows: list[tuple[bool, int, UUID]] = []
    for in_title in (True, False):
        if len(rows) > limit or (after is not None and in_title and not after.in_title):
            continue
        below = after.id if after is not None and after.in_title is in_title else None
        more = engine().rows(asked, in_title=in_title, below=below, limit=limit + 1 - len(rows), among=narrowed)
        rows += [(in_title, id_, key) for id_, key in more]
    shown = rows[:limit]
    goes_on = Place(shown[-1][0], shown[-1][1]) if len(rows) > limit and shown else None
    return Found(tuple(key for _, _, key in shown), goes_on)


def read_place(typed: str) -> Place | None:
    """A place as an address has it; None for none and for one that nobody has written."""
    found = PLACE.fullmatch(typed)
    if found is None or int(found[2]) > LARGEST_ID:
        return None
    return Place(found[1] == "t", int(found[2]))

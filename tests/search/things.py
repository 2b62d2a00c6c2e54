"""Things to be found, and what is found of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from parley.search.entries import Thing, put_many
from parley.search.find import find

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SPACE = UUID(int=7)


def key(name: str) -> UUID:
    return uuid5(SPACE, name)


def plant(kind: str, *rows: tuple[str, str, str]) -> list[UUID]:
    """(language, title, body) each a minute younger than the one before; the title is the name of the key."""
    things = [
        Thing(key(title), language, title, body, NOON + timedelta(minutes=number))
        for number, (language, title, body) in enumerate(rows)
    ]
    put_many(kind, things)
    return [thing.key for thing in things]


def titles(kind: str, words: str, names: Sequence[str], languages: Sequence[str] = (), limit: int = 50) -> list[str]:
    """Which of these titles are found, in the order in which they are."""
    by_key = {key(name): name for name in names}
    return [by_key[one] for one in find(kind, words, languages, limit).keys]

"""What can be found, kept in step by whoever owns it: each write stands in the transaction of the thing itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from parley.search.engine import engine
from parley.search.models import LONGEST_KIND, Entry
from parley.search.stems import marked

TIES_BITS = 10
"""Things of the same microsecond that can be told apart."""
AT_ONCE = 400
"""Entries that are written in one statement."""
KIND = re.compile(rf"[a-z]{{1,{LONGEST_KIND}}}")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be found. `key` names it in its own room, `at` is the instant (UTC) by which the newest stands first."""

    key: UUID
    language: str
    title: str
    body: str
    at: datetime


def put(kind: str, key: UUID, language: str, title: str, body: str, at: datetime) -> None:
    """Make a thing findable by these words from now on, and by no others."""
    put_many(kind, [Thing(key, language, title, body, at)])


def put_many(kind: str, things: Iterable[Thing]) -> int:
    """The same for many of one kind, each with a key of its own. How many. Raises ValueError for a kind that is no word of
    small letters."""
    if not KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is no kind of thing: it has at most {LONGEST_KIND} letters, a to z")
    listed = list(things)
    for start in range(0, len(listed), AT_ONCE):
        _put(kind, listed[start : start + AT_ONCE])
    return len(listed)


def remove(kind: str, keys: Collection[UUID]) -> int:
    """Let these be found no more. How many were."""
    with transaction.atomic():
        found = list(Entry.objects.filter(kind=kind, key__in=list(keys)))
        engine().leave_out(found)
        Entry.objects.filter(id__in=[one.id for one in found]).delete()
    return len(found)


def forget(kind: str, keys: Collection[UUID]) -> int:
    """Remove these because their author's words must go: the index keeps nothing of them either. How many were there.

    This rewrites the whole index where it lies in a file of SQLite, which is for departures and not for every day.
    """
    with transaction.atomic():
        count = remove(kind, keys)
        if count:
            engine().clean()
    return count


def _put(kind: str, things: Sequence[Thing]) -> None:
    with transaction.atomic():
        remove(kind, [thing.key for thing in things])
        entries = [
            Entry(
                id=id_,
                kind=kind,
                key=thing.key,
                language=thing.language,
                title_stems=" ".join(marked(kind, thing.language, thing.title)),
                body_stems=" ".join(marked(kind, thing.language, thing.body)),
            )
            for id_, thing in zip(_ids(things), things, strict=True)
        ]
        Entry.objects.bulk_create(entries)
        engine().take_in(entries)


def _ids(things: Sequence[Thing]) -> list[int]:
    """Ids that sort as the instants do. Equal instants are told apart by the key, so that both databases agree."""
    wanted = [
        (micros(thing.at) << TIES_BITS) + (zlib.crc32(thing.key.bytes) & ((1 << TIES_BITS) - 1)) for thing in things
    ]
    taken = set(Entry.objects.filter(id__in=wanted).values_list("id", flat=True))
    given = []
    for id_ in wanted:
        while id_ in taken:
            id_ += 1  # noqa: PLW2901
            if id_ not in taken and Entry.objects.filter(id=id_).exists():
                taken.add(id_)
        taken.add(id_)
        given.append(id_)
    return given


def micros(at: datetime) -> int:
    """Whole microseconds since 1970; earlier instants all count as the first."""
    since = at - BEGINNING
    return max((since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds, 0)

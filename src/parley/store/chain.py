"""The chain of an order's events: each carries the hash of the one before, over the very bytes that are stored.

Whoever holds an order's head (it goes out with every receipt) can tell whether anything before it was changed, taken out or
put in. Chains are per order, because one chain for all would need one lock for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.store.codec import parse, text_of
from parley.store.leaves import quote
from parley.store.plain import CodecError, Json, instant_text
from parley.store.rows import EventRow

GENESIS = ""
"""What stands before the first event."""

HASH_VERSION = 1
"""What new events are hashed with. Older versions stay in HASHES for as long as an event of theirs is kept."""


def _sha256_over_previous_and_body(prev_hash: str, body: str) -> str:
    return hashlib.sha256(f"{prev_hash}\n{body}".encode()).hexdigest()


HASHES: Mapping[int, Callable[[str, str], str]] = {1: _sha256_over_previous_and_body}


def link(
    prev_hash: str,
    *,
    order_id: UUID,
    seq: int,
    kind: str,
    at: datetime,
    by: str,
    command_id: UUID,
    data: Json,
) -> EventRow:
    """The next event of a chain whose head is `prev_hash` (GENESIS for the first).

    `data` is the event itself: the codec's canonical text, or the same as a plain object. The keys of the body are sorted here.
    """
    said = data if isinstance(data, str) else text_of(data)
    body = (
        f'{{"at":"{instant_text(at)}","by":{quote(by)},"command_id":"{command_id}","data":{said},'
        f'"kind":{quote(kind)},"order_id":"{order_id}","seq":{seq}}}'
    )
    own = HASHES[HASH_VERSION](prev_hash, body)
    return EventRow(order_id, seq, kind, at, by, command_id, body, prev_hash, own, HASH_VERSION)


def data_of(row: EventRow) -> Json:
    """What happened, for the codec. Raises CodecError when the body is not one that `link` makes."""
    found = parse(row.body)
    if not isinstance(found, dict) or "data" not in found:
        raise CodecError("a body without data")
    return found["data"]


class Break(Enum):
    """What is wrong where a chain breaks."""

    GAP = "gap"
    """An event is missing, or stands twice."""
    PREVIOUS = "previous"
    """It does not name the hash of the event before it."""
    HASH = "hash"
    """Its hash is not the one of its body."""
    UNKNOWN_HASH_VERSION = "unknown_hash_version"
    UNPARSABLE = "unparsable"
    """Its body, or a column, cannot be read at all."""
    DISAGREES = "disagrees"
    """Its body says something else than its columns."""
    HEAD = "head"
    """The order row names another last event."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain breaks first. `seq` is the event that should stand there; `what` names the column, or says more."""

    seq: int
    why: Break
    what: str = ""


def verify(
    rows: Iterable[EventRow], *, order_id: UUID | None = None, head: str | None = None, seq: int | None = None
) -> Broken | None:
    """The first break of one order's events in the order of their seq, or None.

    With `head` and `seq` of the order row (or of a receipt) it also notices when the last events were cut off.
    Never raises for what is stored, whatever it is.
    """
    previous, expected = GENESIS, 0
    for row in rows:
        expected += 1
        order_id = order_id or row.order_id
        broken = _broken(row, order_id, expected, previous)
        if broken is not None:
            return broken
        previous = row.hash
    if seq is not None and seq != expected:
        return Broken(min(seq, expected) + 1, Break.GAP, f"{expected} events where {seq} belong")
    if head is not None and head != previous:
        return Broken(expected, Break.HEAD, "head")
    return None


def _broken(row: EventRow, order_id: UUID, expected: int, previous: str) -> Broken | None:
    if row.seq != expected:
        return Broken(expected, Break.GAP, "seq")
    if row.prev_hash != previous:
        return Broken(expected, Break.PREVIOUS, "prev_hash")
    hashed = HASHES.get(row.hash_version)
    if hashed is None:
        return Broken(expected, Break.UNKNOWN_HASH_VERSION, "hash_version")
    try:
        own = hashed(row.prev_hash, row.body)
    except (UnicodeError, TypeError, AttributeError) as error:
        return Broken(expected, Break.UNPARSABLE, f"body: {error}")
    if own != row.hash:
        return Broken(expected, Break.HASH, "hash")
    return _disagreement(row, order_id, expected)


def _disagreement(row: EventRow, order_id: UUID, expected: int) -> Broken | None:
    """The hash is right, so the body is as it was written: do the columns, which the pages and the search use, say the same?"""
    try:
        body = parse(row.body)
    except CodecError as error:
        return Broken(expected, Break.UNPARSABLE, f"body: {error}")
    if not isinstance(body, dict):
        return Broken(expected, Break.UNPARSABLE, "body: not an object")
    try:
        columns: dict[str, Json] = {
            "order_id": str(order_id),
            "seq": row.seq,
            "kind": row.kind,
            "at": instant_text(row.at),
            "by": row.by,
            "command_id": str(row.command_id),
        }
    except (CodecError, AttributeError) as error:
        return Broken(expected, Break.UNPARSABLE, f"at: {error}")
    if row.order_id != order_id:
        return Broken(expected, Break.DISAGREES, "order_id")
    for column, stored in columns.items():
        if body.get(column) != stored:
            return Broken(expected, Break.DISAGREES, column)
    data = body.get("data")
    if isinstance(data, dict) and data.get("kind", row.kind) != row.kind:
        return Broken(expected, Break.DISAGREES, "data.kind")
    return None

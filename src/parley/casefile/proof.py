"""That an order, as it stood when a day ended, is under the root that the desk signed about that day.

A proof tells nothing about any other order: it holds hashes, and none of them can be guessed. Whoever has it needs the desk's
public key and `standalone/parley_verify_day.py`, and neither Parley nor the desk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from uuid import UUID

from parley.casefile.daily import (
    BadStatement,
    Statement,
    end_of,
    is_signed_statement,
    leaf,
    leaves,
    read_statement,
)
from parley.casefile.merkle import path_to, root, root_by
from parley.store.codec import parse, text_of
from parley.store.daily_roots import HeadRow, daily_root, daily_roots, head_before
from parley.store.plain import CodecError
from parley.store.rows import DailyRootRow

PROOF_FORMAT = "parley-day-proof/1"
PUBLISHED_FORMAT = "parley-day/1"
MOST_STEPS = 64
DAYS_KEPT = 2
"""So many days' leaves are kept in memory, 100 bytes for each order: both sides ask for the same day, one after the other."""


class Why(Enum):
    """Why there is no proof."""

    NO_ROOT = "no_root"
    """The desk has signed nothing about this day (yet)."""
    NOT_BEGUN = "not_begun"
    """The order began later, or never."""
    CHANGED = "changed"
    """What is stored does not lead to the root that was signed: see ./parley roots."""


class NoProof(LookupError):
    """There is no proof, and `why`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class SignedDay:
    """A day's root for a list of them. `statement` is None for one that was damaged and cannot be understood any more."""

    day: str
    statement: Statement | None
    is_stamped: bool


def signed_days(limit: int, before: str | None = None) -> list[SignedDay]:
    """The newest days first. For the next page `before` is the last day (YYYY-MM-DD) of the page before."""
    return [SignedDay(row.day, _read(row.statement), row.stamp is not None) for row in daily_roots(limit, before)]


def published_day(day: date) -> str | None:
    """What everybody may read about a day, as canonical JSON; None when nothing was signed about it."""
    row = daily_root(day.isoformat())
    return published(row) if row is not None else None


def published(row: DailyRootRow) -> str:
    """A day's root for everybody, as canonical JSON."""
    return text_of({"format": PUBLISHED_FORMAT, **_signed(row)})


def _read(statement: str) -> Statement | None:
    try:
        return read_statement(statement)
    except BadStatement:
        return None


@dataclass(frozen=True, slots=True)
class Provable:
    """The newest day (UTC) for which there is a proof of an order, and how many events the order had when it ended."""

    day: date
    seq: int


def newest_proof(order_id: UUID) -> Provable | None:
    """None before the first root that the order is under. Only looked up: nothing of the proof is worked out for it."""
    newest = daily_roots(1)
    statement = _read(newest[0].statement) if newest else None
    if statement is None:
        return None
    head = head_before(order_id, end_of(statement.day))
    return Provable(statement.day, head.seq) if head is not None else None


def proof_of(order_id: UUID, day: date) -> str:
    """The proof for this order and day, as canonical JSON. Raises NoProof.

    The leaves of all orders are made again for it: two seconds where there are 100,000, once for a day.
    """
    row = daily_root(day.isoformat())
    if row is None:
        raise NoProof(Why.NO_ROOT)
    head = head_before(order_id, end_of(day))
    if head is None:
        raise NoProof(Why.NOT_BEGUN)
    try:
        found = _leaves(row.statement)
        index = found.index(leaf(head))
    except (BadStatement, ValueError):
        raise NoProof(Why.CHANGED) from None
    return text_of(
        {
            "format": PROOF_FORMAT,
            "head": head.head,
            "index": index,
            "order_id": str(order_id),
            "path": [step.hex() for step in path_to(found, index)],
            "seq": head.seq,
            **_signed(row),
        }
    )


@lru_cache(maxsize=DAYS_KEPT)
def _leaves(statement_text: str) -> tuple[bytes, ...]:
    """All leaves of a day, if they still give the root of this statement. Raises BadStatement otherwise.

    They may be kept, because a statement names its root and no other leaves lead to that one."""
    statement = read_statement(statement_text)
    found = tuple(leaves(statement.day))
    if root(found).hex() != statement.root:
        raise BadStatement("the journal gives another root")
    return found


def _signed(row: DailyRootRow) -> Mapping[str, str | None]:
    return {"signature": row.signature, "stamp": row.stamp, "statement": row.statement}


def wrong_with(text: str, key: str) -> str:
    """What is wrong with a proof if it is to be one of the desk that owns `key` (hexadecimal); an empty text when nothing is.

    Never raises, whatever the text is.
    """
    try:
        proof = parse(text)
        if not isinstance(proof, dict) or proof.get("format") != PROOF_FORMAT:
            return "it is not a proof"
        head = HeadRow(_order_id(proof["order_id"]), _number(proof["seq"]), _hexadecimal(proof["head"], 32))
        path = [bytes.fromhex(_hexadecimal(step, 32)) for step in _list(proof["path"])]
        index = _number(proof["index"])
        said, signature = str(proof["statement"]), _hexadecimal(proof["signature"], 64)
        statement = read_statement(said)
    except (CodecError, KeyError, TypeError, ValueError) as error:
        return f"it is not a proof: {error}"
    if statement.key != key:
        return "the statement is of another desk's key"
    if not is_signed_statement(said, signature, key):
        return "the signature does not belong to the statement"
    if len(path) > MOST_STEPS or (found := root_by(path, leaf(head), index, statement.orders)) is None:
        return "the path does not fit the number of orders"
    return "" if found.hex() == statement.root else "the path leads to another root"


def _number(said: object) -> int:
    if type(said) is not int:
        raise TypeError("not a whole number")
    return said


def _hexadecimal(said: object, size: int) -> str:
    """One text for each run of bytes: no capitals, no spaces."""
    if not isinstance(said, str) or re.fullmatch(f"[0-9a-f]{{{2 * size}}}", said) is None:
        raise TypeError(f"not {size} bytes in hexadecimal")
    return said


def _order_id(said: object) -> UUID:
    order_id = UUID(str(said))
    if str(order_id) != said:
        raise TypeError("not the id of an order")
    return order_id


def _list(said: object) -> list[object]:
    if not isinstance(said, list):
        raise TypeError("not a list")
    return said

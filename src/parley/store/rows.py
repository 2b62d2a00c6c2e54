"""The rows of an order, as plain as the tables: ids, instants in UTC, whole numbers and texts. What they mean is the core's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as it stands after `seq` events. `state` is the fold of its events as canonical JSON, `head` the hash of the
    last one. `turn` says for whom it waits, as the desk writes it: roles with spaces around each (` client freelancer `),
    so that one of them can be looked for. `due_at` is the earliest armed deadline, or None."""

    order_id: UUID
    seq: int
    stage: str
    turn: str
    due_at: datetime | None
    state: str
    head: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who plays which role. `person_id` is whatever the people of this installation are known by."""

    order_id: UUID
    role: str
    person_id: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One fact. `body` is the canonical JSON that was hashed, and says again what the columns say; chain.py makes it."""

    order_id: UUID
    seq: int
    kind: str
    at: datetime
    by: str
    command_id: UUID
    body: str
    prev_hash: str
    hash: str
    hash_version: int


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One side of a movement of money, booked by event `seq`. `amount_minor` is signed, in the currency's smallest unit."""

    order_id: UUID
    seq: int
    line: int
    account: str
    milestone: int | None
    currency: str
    amount_minor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A wish to the world, kept until it was fulfilled. Nobody but the holder of `lease_epoch` may say that it was.

    `lease_until` is when somebody else may try: the end of a lease, or the earliest next try after a failed one."""

    order_id: UUID
    effect_id: UUID
    kind: str
    body: str
    made_at: datetime
    lease_until: datetime | None = None
    lease_epoch: int = 0
    attempts: int = 0
    sent_at: datetime | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What was answered to a command. `body_hash` is salted, so that the row tells nobody what was asked."""

    order_id: UUID
    command_id: UUID
    salt: str
    body_hash: str
    receipt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TextRow:
    """Somebody's words, found by the commitment that the events hold. Erased: no salt, no body, and when."""

    order_id: UUID
    commitment: str
    salt: str | None
    body: str | None
    language: str
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of an order by its content. `stored_as` is its key in blobs.py; erased: no key, and when."""

    order_id: UUID
    sha256: str
    media_type: str
    size_bytes: int
    stored_as: str | None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HeartbeatRow:
    """When a worker was last alive, and how far behind it was then."""

    name: str
    at: datetime
    lag_s: int


@dataclass(frozen=True, slots=True)
class DemoClockRow:
    """How far a demo's clock is ahead of the wall's."""

    name: str
    offset_s: int


@dataclass(frozen=True, slots=True)
class DailyRootRow:
    """What the desk signed about one day in UTC. `day` is YYYY-MM-DD, `statement` the canonical JSON that was signed.

    `signature` is hexadecimal; `stamp` is an authority's time stamp over the statement in base64, or None as long as nobody
    has given one."""

    day: str
    statement: str
    signature: str
    made_at: datetime
    stamp: str | None = None

"""What is wrong with an archive, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Check(Enum):
    """What was looked at, in the order in which it is. The last three need the rules of the core; the verifier of one file,
    which has none, does all the others."""

    CONTAINER = "container"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    KEY = "key"
    ENTRIES = "entries"
    CHAIN = "chain"
    TEXTS = "texts"
    ATTACHMENTS = "attachments"
    BOOKS = "books"
    DECISIONS = "decisions"
    ORDER = "order"
    HEAD = "head"
    REPLAY = "replay"
    BOOKINGS = "bookings"
    SPLITS = "splits"


NEEDS_THE_CORE = frozenset({Check.REPLAY, Check.BOOKINGS, Check.SPLITS})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `entry` is the part of the archive it concerns, or "" for the whole; `where` names the byte,
    the event, the text or the line in it, or is empty; `says` is a sentence without an end."""

    check: Check
    entry: str
    where: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the archive says of itself, worth as much as its signature."""

    desk: str
    key: str
    order_id: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Findings:
    """The outcome. `told` is None for what has no manifest that could be read. `has_known_key` says whether the key was
    given from outside: a key that comes from the archive itself proves nothing about who made it. `head_seq` is the event
    of the head that was asked for, where it is there."""

    found: tuple[Finding, ...]
    told: Told | None
    has_known_key: bool
    head_seq: int | None = None

    @property
    def is_sound(self) -> bool:
        return not self.found

    @property
    def first(self) -> Check | None:
        """The first check that failed."""
        return self.found[0].check if self.found else None

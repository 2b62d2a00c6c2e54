"""What stands in each file of an archive. All of them are canonical JSON: equal contents are equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final
from uuid import UUID

from parley.casefile.record import Kept, Party, Written
from parley.core.money import Money
from parley.core.order.records import CountsAs, ItemShare
from parley.core.order.terms import ClauseKey
from parley.core.texts import Commitment
from parley.store.codec import Codec

SIGNED_FIRST = b"parley case file\n"
"""Stands before the manifest where it is signed, so that a signature over something else is none over a case file."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files belong to the archive, byte by byte; signing it signs them all."""

    format: str
    desk: str
    key: str
    order_id: UUID
    seq: int
    head: str
    files: tuple[ListedFile, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """`signature` is over SIGNED_FIRST and the bytes of the manifest; hexadecimal, as the key is."""

    algorithm: str
    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class OrderHead:
    """Between whom, and where it stands. Beside these, the file has `state`: what was agreed (`state.offer.terms`) and how
    every milestone stands, as the core keeps it."""

    order_id: UUID
    desk: str
    seq: int
    head: str
    stage: str
    zone: str
    languages: tuple[str, ...]
    parties: tuple[Party, ...]
    staff: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of the events. `body` is the text that was hashed, and says what happened, when, by whom and for which order."""

    seq: int
    body: str
    prev_hash: str
    hash: str
    hash_version: int


@dataclass(frozen=True, slots=True)
class TextsFile:
    texts: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file that was handed in; its bytes are `attachments/` and its hash, unless it was erased."""

    sha256: str
    name: Commitment
    size_bytes: int
    media_type: str
    kept: Kept
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class AttachmentsFile:
    files: tuple[AttachmentLine, ...]


@dataclass(frozen=True, slots=True)
class PostingLine:
    seq: int
    line: int
    account: str
    milestone: int | None
    currency: str
    amount_minor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """What an account comes to. Those that come to nothing are left out."""

    account: str
    milestone: int | None
    currency: str
    amount_minor: int


def by_account(key: tuple[str, int | None, str]) -> tuple[str, int, str]:
    """How balances are sorted: by account, milestone and currency, those of no milestone first."""
    account, milestone, currency = key
    return account, milestone or 0, currency


@dataclass(frozen=True, slots=True)
class BooksFile:
    postings: tuple[PostingLine, ...]
    balances: tuple[BalanceLine, ...]


class Judged(Enum):
    """What a mediator said: a proposal, a decision, or the decision of an appeal."""

    SUGGESTION = "suggestion"
    DECISION = "decision"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class ClauseWords:
    title: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause that a decision rests on: its hash, and what it says in the languages of both sides."""

    key: ClauseKey
    hash: str
    words: Mapping[str, ClauseWords]


@dataclass(frozen=True, slots=True)
class EvidenceEvent:
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The division that followed from it, brought by event `seq`."""

    seq: int
    to_client: Money
    to_freelancer: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What event `seq` says, with what it rests on. `held` was the hold at that moment; `amount` of it is for the
    freelancer. `valuation` is what the published valuation gave each item then. A suggestion has `reasons` only; a decision
    has all the rest."""

    seq: int
    what: Judged
    milestone: int
    at: datetime
    person: str
    held: Money
    amount: Money
    reasons: Commitment | None
    facts: Commitment | None
    clauses: tuple[ClauseLine, ...]
    events: tuple[EvidenceEvent, ...]
    files: tuple[str, ...]
    arithmetic: tuple[ItemShare, ...]
    remedy: Commitment | None
    counts_as: CountsAs | None
    valuation: tuple[ItemShare, ...]
    carried_out: CarriedOut | None


@dataclass(frozen=True, slots=True)
class DecisionsFile:
    decisions: tuple[DecisionLine, ...]


MANIFESTS: Final[Codec[Manifest]] = Codec(Manifest)
SIGNATURES: Final[Codec[Signature]] = Codec(Signature)
ORDER_HEADS: Final[Codec[OrderHead]] = Codec(OrderHead)
STATE: Final = "state"
EVENT_LINES: Final[Codec[EventLine]] = Codec(EventLine)
TEXTS_FILES: Final[Codec[TextsFile]] = Codec(TextsFile)
ATTACHMENTS_FILES: Final[Codec[AttachmentsFile]] = Codec(AttachmentsFile)
BOOKS_FILES: Final[Codec[BooksFile]] = Codec(BooksFile)
DECISIONS_FILES: Final[Codec[DecisionsFile]] = Codec(DecisionsFile)

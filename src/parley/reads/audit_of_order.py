"""What must hold of one order's rows: everything that could be derived again is, and laid beside what is stored.

Each proof yields a sentence for what is not as it must be, and none of them raises for what is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError

from parley.core.deadlines import due_at
from parley.core.ledger.balances import balances, expected
from parley.core.ledger.bookings import entries_for
from parley.core.money import zero
from parley.core.order.evolve import fold
from parley.core.order.messages import AnyEvent
from parley.core.order.state import DeliveredFile, Order
from parley.core.order.turns import turns
from parley.core.parties import PARTIES
from parley.core.texts import Commitment, Text
from parley.reads.mentions import mentioned
from parley.store.audit import broken_chain
from parley.store.blobs import Erased, blobs
from parley.store.chain import GENESIS, Broken, data_of, verify
from parley.store.codec import parse, text_of
from parley.store.errors import UnreadableRow
from parley.store.forms import EVENTS, STATES
from parley.store.plain import CodecError, instant_text
from parley.store.queries import events_of, files_of, order_row, parties_of, postings_of, receipts_of, texts_of
from parley.store.rows import EventRow, FileRow, OrderRow, PartyRow, PostingRow, ReceiptRow, TextRow

T = TypeVar("T")
PIECE_BYTES = 1 << 18
MOST_TRIES = 5
SALT_CHARACTERS = 32
HASH_CHARACTERS = 64
HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and by which proof it was found: row, chain, replay, state, books, parties, texts, files, receipts."""

    check: str
    says: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found wrong with an order, and how much was looked at."""

    findings: tuple[Finding, ...]
    events: int = 0
    entries: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    """An order's rows. A part that cannot be read is None, and `unreadable` says why."""

    row: OrderRow | None
    events: Sequence[EventRow] | None
    postings: Sequence[PostingRow] | None
    parties: Sequence[PartyRow] | None
    texts: dict[str, TextRow] | None
    files: Sequence[FileRow] | None
    receipts: Sequence[ReceiptRow] | None
    unreadable: tuple[Finding, ...]


def look_at(order_id: UUID) -> Looked:
    """Every proof about this order."""
    kept = _read_whole(order_id)
    findings = list(kept.unreadable)
    broken = _read("journal", lambda: _broken(order_id, kept), findings)
    if broken is not None:
        findings.append(Finding("chain", f"event {broken.seq}: {broken.why.value} {broken.what}".strip()))
    events = _decoded(kept.events or (), findings)
    order = _replayed(order_id, events, findings) if events else None
    if kept.events is not None and not kept.events:
        findings.append(Finding("chain", "there are no events"))
    if order is None:
        findings += _of("state", _of_another(order_id, kept.row))
    if order is not None and kept.events is not None:
        findings += _of("state", _state(order, kept.events, kept))
        findings += _of("books", _books(order, events, kept.postings))
        findings += _of("parties", _parties(order, kept.parties))
    if events and kept.events is not None:
        seen = mentioned(events)
        findings += _of("texts", _texts(seen.texts, kept.texts))
        findings += _of("files", _files(seen.files, kept.files))
        findings += _of("receipts", _receipts(order_id, kept.events, kept.receipts))
    entries = len({posting.seq for posting in kept.postings or ()})
    return Looked(tuple(findings), len(kept.events or ()), entries)


def _of(check: str, says: Iterator[str]) -> list[Finding]:
    return [Finding(check, one) for one in says]


# --- reading


def _read_whole(order_id: UUID) -> _Kept:
    """All rows of one moment, without a lock: when the order moved on meanwhile, they are read again."""
    for _ in range(MOST_TRIES):
        unreadable: list[Finding] = []
        row = _read("orders", lambda: order_row(order_id), unreadable)
        kept = _Kept(
            row,
            _read("journal", lambda: events_of(order_id), unreadable),
            _read("postings", lambda: postings_of(order_id), unreadable),
            _read("parties", lambda: parties_of(order_id), unreadable),
            _read("texts", lambda: texts_of(order_id), unreadable),
            _read("files", lambda: files_of(order_id), unreadable),
            _read("receipts", lambda: receipts_of(order_id), unreadable),
            tuple(unreadable),
        )
        if row is None or _read("orders", lambda: order_row(order_id), []) == row:
            return kept
    return kept


def _read(table: str, how: Callable[[], T], unreadable: list[Finding]) -> T | None:
    try:
        return how()
    except (OperationalError, InterfaceError):
        raise  # the database is away, which says nothing about the order
    except (UnreadableRow, DatabaseError) as error:
        unreadable.append(Finding("row", f"{table}: {error}"))
        return None


def _broken(order_id: UUID, kept: _Kept) -> Broken | None:
    """Where the chain breaks. Events that cannot be read are read once more, one by one, to name the first."""
    if kept.events is None:
        return broken_chain(order_id)
    row = kept.row
    return verify(kept.events, order_id=order_id, head=row.head if row else None, seq=row.seq if row else None)


def _decoded(rows: Sequence[EventRow], findings: list[Finding]) -> list[AnyEvent]:
    """The events, or none at all when one cannot be understood: what follows would be guessed."""
    events: list[AnyEvent] = []
    for row in rows:
        try:
            events.append(EVENTS.from_json(data_of(row)))
        except CodecError as error:
            findings.append(Finding("replay", f"event {row.seq} cannot be understood: {error}"))
            return []
    return events


def _replayed(order_id: UUID, events: Sequence[AnyEvent], findings: list[Finding]) -> Order | None:
    try:
        return fold(None, order_id, events)
    except Exception as error:  # noqa: BLE001 - whatever a damaged event does to the rules, the other orders are looked at
        findings.append(Finding("replay", f"the events do not give an order: {error!r}"))
        return None


# --- the proofs


def _of_another(order_id: UUID, row: OrderRow | None) -> Iterator[str]:
    """An order whose id was changed has lost its events, but its state still says whose it is."""
    try:
        own = STATES.from_text(row.state).id if row is not None else order_id
    except CodecError as error:
        yield f"state cannot be understood: {error}"
        return
    if own != order_id:
        yield f"the row holds the state of order {own}"


def _state(order: Order, events: Sequence[EventRow], kept: _Kept) -> Iterator[str]:
    """The row is what the events make of the order."""
    row = kept.row
    if row is None:
        yield "there is no row"
        return
    if row.state != STATES.to_text(order):
        yield "state is not what the events give"
    acts = [event.at for event in events] + [receipt.at for receipt in kept.receipts or ()]
    should_be = {
        "seq": len(events),
        "stage": order.stage.value,
        "turn": "".join(f" {role.value} " for role in sorted(turns(order), key=lambda role: role.value)),
        "due_at": due_at(order),
        "head": events[-1].hash if events else GENESIS,
        "created_at": events[0].at,
        "updated_at": max(acts) if kept.receipts is not None else row.updated_at,
    }
    for column, right in should_be.items():
        if getattr(row, column) != right:
            yield f"{column} is {getattr(row, column)}, and the events say {right}"


def _books(order: Order, events: Sequence[AnyEvent], rows: Sequence[PostingRow] | None) -> Iterator[str]:
    """The postings are those of the events, they come to nothing, and they add up to what the state says."""
    if rows is None:
        return
    entries = entries_for(events, {})
    right = [
        (
            entry.seq,
            line,
            posting.account.value,
            posting.milestone,
            posting.amount.currency,
            posting.amount.amount_minor,
        )
        for entry in entries
        for line, posting in enumerate(entry.postings, start=1)
    ]
    written = [(row.seq, row.line, row.account, row.milestone, row.currency, row.amount_minor) for row in rows]
    if written != right:
        wrong = sorted(set(map(str, written)) ^ set(map(str, right)))
        yield f"{len(written)} postings where the events give {len(right)}; they differ in {'; '.join(wrong[:4])}"
    for row in rows:
        if 0 < row.seq <= len(events) and row.at != events[row.seq - 1].at:
            yield f"posting {row.seq}.{row.line} is not of the instant of its event"
    for currency in {row.currency for row in rows}:
        sum_minor = sum(row.amount_minor for row in rows if row.currency == currency)
        if sum_minor:
            yield f"the postings are off by {sum_minor} minor units of {currency}"
    stands = {key: money for key, money in balances(entries).items() if money != zero(money.currency)}
    if stands != expected(order):
        yield "the accounts do not add up to what the state says"


def _parties(order: Order, rows: Sequence[PartyRow] | None) -> Iterator[str]:
    if rows is None:
        return
    right = {role.value: person for role in PARTIES if (person := order.person(role)) is not None}
    written = {row.role: row.person_id for row in rows}
    for role in sorted(right.keys() | written.keys()):
        if right.get(role) != written.get(role):
            yield f"the {role} is {written.get(role)}, and the events say {right.get(role)}"


def _texts(mentions: frozenset[Commitment], rows: dict[str, TextRow] | None) -> Iterator[str]:
    """Every text that is mentioned has its row, and every row the text it stands for, or the trace of its erasure."""
    if rows is None:
        return
    for commitment in sorted(mentions - rows.keys()):
        yield f"the text {commitment} is mentioned and not there"
    for row in rows.values():
        if (row.erased_at is None) != (row.body is not None) or (row.body is None) != (row.salt is None):
            yield f"the text {row.commitment} is neither there nor erased"
        elif not _is_as_written(row):
            yield f"the text {row.commitment} is not the one that was written"


def _is_as_written(row: TextRow) -> bool:
    return row.body is None or row.salt is None or Text(row.body, row.salt).commitment == row.commitment


def _files(mentions: frozenset[DeliveredFile], rows: Sequence[FileRow] | None) -> Iterator[str]:
    """Every file that is mentioned has its row and its bytes, or the trace of its erasure."""
    if rows is None:
        return
    by_hash = {row.sha256: row for row in rows}
    for sha256 in sorted({file.sha256 for file in mentions} - by_hash.keys()):
        yield f"the file {sha256} is mentioned and not there"
    for row in rows:
        seen = [file for file in mentions if file.sha256 == row.sha256]
        if seen and row.media_type not in {file.media_type for file in seen}:
            yield f"the file {row.sha256} was not handed in as {row.media_type}"
        if seen and row.size_bytes not in {file.size_bytes for file in seen}:
            yield f"the file {row.sha256} did not have {row.size_bytes} bytes"
        if (row.erased_at is None) != (row.stored_as is not None):
            yield f"the file {row.sha256} is neither there nor erased"
        elif row.stored_as is not None and (wrong := _bytes_wrong(row.stored_as, row.sha256)):
            yield f"the file {row.sha256} {wrong}"


def _bytes_wrong(key: str, sha256: str) -> str:
    """Why the bytes on disk are not the file's, or an empty text. Erased on purpose is fine."""
    digest = hashlib.sha256()
    try:
        with blobs().open(key) as file:
            while piece := file.read(PIECE_BYTES):
                digest.update(piece)
    except Erased:
        return ""
    except (OSError, ValueError) as error:
        return f"cannot be read: {type(error).__name__}"
    return "" if digest.hexdigest() == sha256 else "has other bytes on disk"


def _receipts(order_id: UUID, events: Sequence[EventRow], rows: Sequence[ReceiptRow] | None) -> Iterator[str]:
    """Everything that a person brought about was answered, and every answer names the event and the head of its moment.

    Of what was asked only a salted hash is kept, on purpose, so that here nothing but its form can be looked at.
    """
    if rows is None:
        return
    answered = {row.command_id for row in rows}
    parties = {role.value for role in PARTIES}
    for command_id in sorted({event.command_id for event in events if event.by in parties} - answered):
        yield f"command {command_id} brought events and has no receipt"
    for row in rows:
        if not _is_hexadecimal(row.salt, SALT_CHARACTERS) or not _is_hexadecimal(row.body_hash, HASH_CHARACTERS):
            yield f"the receipt of command {row.command_id} has no hash of what was asked"
        if row.receipt != _right_receipt(order_id, events, row):
            yield f"the receipt of command {row.command_id} says something else than the events"


def _right_receipt(order_id: UUID, events: Sequence[EventRow], row: ReceiptRow) -> str | None:
    """The receipt as it must be, taking its word only for how many events there were."""
    try:
        found = parse(row.receipt)
    except CodecError:
        return None
    seq = found.get("seq") if isinstance(found, dict) else None
    if not isinstance(seq, int) or not 0 < seq <= len(events):
        return None
    if any(event.seq > seq for event in events if event.command_id == row.command_id):
        return None
    return text_of(
        {
            "at": instant_text(row.at),
            "command_id": str(row.command_id),
            "head": events[seq - 1].hash,
            "order_id": str(order_id),
            "seq": seq,
        }
    )


def _is_hexadecimal(text: str, characters: int) -> bool:
    return len(text) == characters and set(text) <= HEXADECIMAL

"""Everything a case file tells of one order.

A record follows from what is stored and from nothing else: no instant of its making, no reader. So both sides, and whoever
mediates between them, get the same bytes. What either side must not read is not in it for anybody: only its commitment is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.conf import settings

from parley.core.order.evolve import fold
from parley.core.order.messages import AnyEvent
from parley.core.order.state import DeliveredFile, Order
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment
from parley.people.departures import Departure
from parley.people.leaving import known
from parley.people.models import Person
from parley.reads.hidden import hidden_words
from parley.reads.mentions import mentioned
from parley.store.blobs import blobs
from parley.store.chain import data_of, verify
from parley.store.forms import EVENTS
from parley.store.plain import CodecError
from parley.store.queries import events_of, files_of, order_row, postings_of, texts_of
from parley.store.rows import EventRow, FileRow, OrderRow, PostingRow, TextRow

MOST_TRIES = 5


class Unsound(RuntimeError):
    """What is stored of this order contradicts itself, so there is nothing that could be put on record. Audit says more."""


class Kept(Enum):
    """Whether the words of a text, or the bytes of a file, are still there."""

    KEPT = "kept"
    ERASED = "erased"
    """Removed on purpose."""
    PRIVATE = "private"
    """Not for both sides, so in no case file: the reason of a pause, a sealed offer, a review that is not shown yet."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the order. Of the two sides, `person_id` and `name` are empty for one that was invited and has not joined."""

    role: Role
    person_id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """A text that an event mentions. `salt` and `words` are None unless it is kept; `language` is a code, or "" if unknown."""

    commitment: Commitment
    salt: str | None
    words: str | None
    language: str
    kept: Kept
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that was handed in, by its content. `name` is the text that names it where it was first handed in; `stored_as`
    is its key in store/blobs.py, None when it was erased, and never leaves the house."""

    sha256: str
    name: Commitment
    size_bytes: int
    media_type: str
    kept: Kept
    stored_as: str | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Record:
    """One order, whole. `rows` are its events as they are stored and `events` the same as the core sees them, `order` what
    they give. `parties` are client and freelancer; `staff` are those who acted for the desk by name (mediators, operators),
    in the order in which they first did. `texts` go by commitment, `files` by content. `languages` are those of the two
    sides, sorted; `zone` is that of the agreement's calendar; `desk` is the host name of this installation."""

    order_id: UUID
    seq: int
    head: str
    order: Order
    rows: tuple[EventRow, ...]
    events: tuple[AnyEvent, ...]
    parties: tuple[Party, ...]
    staff: tuple[Party, ...]
    texts: Mapping[Commitment, Written]
    files: Mapping[str, Attached]
    postings: tuple[PostingRow, ...]
    languages: tuple[str, ...]
    zone: str
    desk: str

    def words(self, commitment: Commitment | None, instead: str = "") -> str:
        """The words themselves; `instead` where there are none to be read."""
        text = self.texts.get(commitment) if commitment is not None else None
        return instead if text is None or text.words is None else text.words

    def name_of(self, person_id: str) -> str:
        """How this person is called; an empty text for somebody whose name is not known any more."""
        everybody = (*self.parties, *self.staff)
        return next((one.name for one in everybody if one.person_id == person_id), "")


def record_of(order_id: UUID) -> Record | None:
    """The record of this order as it is stored now, or None if there is no such order. Raises Unsound."""
    stored = _read_whole(order_id)
    if stored is None:
        return None
    row, rows, postings, texts, files = stored
    if (broken := verify(rows, order_id=order_id, head=row.head, seq=row.seq)) is not None:
        raise Unsound(f"order {order_id}: event {broken.seq}: {broken.why.value} {broken.what}".rstrip())
    try:
        events = tuple(EVENTS.from_json(data_of(one)) for one in rows)
    except CodecError as error:
        raise Unsound(f"order {order_id}: an event cannot be understood: {error}") from error
    order = fold(None, order_id, events)
    seen = mentioned(events)
    private = frozenset(words for role in PARTIES for words in hidden_words(order, events, role))
    parties = _parties(order)
    return Record(
        order_id=order_id,
        seq=row.seq,
        head=row.head,
        order=order,
        rows=tuple(rows),
        events=events,
        parties=parties,
        staff=_staff(events),
        texts={one: _written(order_id, one, texts.get(one), private) for one in sorted(seen.texts)},
        files=_files(order_id, events, files),
        postings=tuple(postings),
        languages=tuple(sorted({party.language for party in parties if party.person_id})),
        zone=order.terms.calendar.zone,
        desk=settings.INSTALLATION.host,
    )


_Stored = tuple[OrderRow, list[EventRow], list[PostingRow], dict[str, TextRow], list[FileRow]]


def _read_whole(order_id: UUID) -> _Stored | None:
    """All rows of one moment, without a lock: when the order moved on meanwhile, they are read again."""
    for _ in range(MOST_TRIES):
        row = order_row(order_id)
        if row is None:
            return None
        stored = row, events_of(order_id), postings_of(order_id), texts_of(order_id), files_of(order_id)
        if order_row(order_id) == row:
            return stored
    raise Unsound(f"order {order_id} does not come to rest")


def _parties(order: Order) -> tuple[Party, ...]:
    ids = {role: order.person(role) or "" for role in (Role.CLIENT, Role.FREELANCER)}
    people = _people(ids.values())
    return tuple(_party(role, one, people) for role, one in ids.items())


def _staff(events: Sequence[AnyEvent]) -> tuple[Party, ...]:
    acted = list(dict.fromkeys((event.by, person) for event in events for person in _persons(event)))
    acted = [(role, person) for role, person in acted if role not in PARTIES and role is not Role.CLOCK]
    people = _people(person for _, person in acted)
    return tuple(_party(role, person, people) for role, person in acted)


def _persons(value: object) -> Iterator[str]:
    """Everybody an event names as having acted, however deep: `person` is the core's word for them."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            held = getattr(value, field.name)
            if field.name == "person":
                yield held
            else:
                yield from _persons(held)


def _people(person_ids: Iterable[str]) -> dict[str, Person | Departure]:
    """By the ids that orders know them by. Somebody whom this installation does not know is left out."""
    uuids: dict[UUID, str] = {}
    for one in person_ids:
        with suppress(ValueError):
            uuids[UUID(one)] = one
    return {uuids[uuid]: person for uuid, person in known(uuids).items()}


def _party(role: Role, person_id: str, people: Mapping[str, Person | Departure]) -> Party:
    person = people.get(person_id)
    return Party(role, person_id, person.name if person else "", person.language if person else "en")


def _written(order_id: UUID, commitment: Commitment, row: TextRow | None, private: frozenset[Commitment]) -> Written:
    if row is None:
        raise Unsound(f"order {order_id}: the text {commitment} is mentioned and not there")
    if commitment in private:
        # Whether a destroyed offer is destroyed yet is nobody's business either.
        return Written(commitment, None, None, "", Kept.PRIVATE, None)
    if row.body is None or row.salt is None:
        return Written(commitment, None, None, row.language, Kept.ERASED, row.erased_at)
    return Written(commitment, row.salt, row.body, row.language, Kept.KEPT, None)


def _files(order_id: UUID, events: Sequence[AnyEvent], rows: Sequence[FileRow]) -> dict[str, Attached]:
    by_hash = {row.sha256: row for row in rows}
    first: dict[str, DeliveredFile] = {}
    for event in events:
        for file in sorted(mentioned([event]).files, key=lambda one: (one.item, one.name)):
            first.setdefault(file.sha256, file)
    return {sha256: _attached(order_id, first[sha256], by_hash.get(sha256)) for sha256 in sorted(first)}


def _attached(order_id: UUID, file: DeliveredFile, row: FileRow | None) -> Attached:
    if row is None:
        raise Unsound(f"order {order_id}: the file {file.sha256} is mentioned and not there")
    gone = row.stored_as is None or blobs().is_erased(row.stored_as)
    return Attached(
        sha256=file.sha256,
        name=file.name,
        size_bytes=file.size_bytes,
        media_type=file.media_type,
        kept=Kept.ERASED if gone else Kept.KEPT,
        stored_as=None if gone else row.stored_as,
        erased_at=row.erased_at,
    )

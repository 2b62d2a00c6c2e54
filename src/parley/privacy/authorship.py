"""Who wrote which words of an order, and who handed in which file. Nobody notes that: it follows from the events.

Words come with a command and are kept in the same commit as its events, so whoever brought the first event that mentions
them wrote them. Later events only repeat them: a counter-offer keeps what it does not change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from uuid import UUID

from parley.core.order.messages import AnyEvent
from parley.core.order.state import DeliveredFile, Order
from parley.core.parties import PARTIES
from parley.core.texts import Commitment
from parley.reads.mentions import mentioned
from parley.store.chain import data_of
from parley.store.forms import EVENTS
from parley.store.rows import EventRow

NOBODY = ""
"""Stands for the writer of words that no event mentions: they are shown nowhere, and belong to whoever leaves first."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Where words were first mentioned: by whom (a person's id), in which event."""

    person: str
    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class Authors:
    """Of one order: who brought each text, who handed in each file (several may have), and under which names."""

    texts: dict[Commitment, Brought]
    files: dict[str, frozenset[str]]
    handed_in: tuple[tuple[str, int, DeliveredFile], ...]

    def wrote(self, commitment: str) -> str:
        """The person's id, or NOBODY."""
        found = self.texts.get(Commitment(commitment))
        return found.person if found else NOBODY

    def has_only(self, sha256: str, person_id: str) -> bool:
        """Whether this file is nobody's but this person's. One that no event mentions was handed in by nobody."""
        return self.files.get(sha256, frozenset()) <= {person_id}


def authors(order: Order, rows: Sequence[EventRow]) -> Authors:
    """From all events of the order."""
    texts: dict[Commitment, Brought] = {}
    files: defaultdict[str, set[str]] = defaultdict(set)
    handed_in: list[tuple[str, int, DeliveredFile]] = []
    events = [(row, EVENTS.from_json(data_of(row))) for row in rows]
    of_command = _by_command(order, events)
    for row, event in events:
        person = _person(order, event) or of_command.get(row.command_id, NOBODY)
        found = mentioned([event])
        for commitment in found.texts - texts.keys():
            texts[commitment] = Brought(person, row.seq, row.kind)
        for file in sorted(found.files, key=lambda one: (one.item, one.sha256)):
            files[file.sha256].add(person)
            handed_in.append((person, row.seq, file))
    return Authors(texts, {sha256: frozenset(people) for sha256, people in files.items()}, tuple(handed_in))


def _by_command(order: Order, events: Iterable[tuple[EventRow, AnyEvent]]) -> dict[UUID, str]:
    """Who asked for what a rule then did: such an event is the clock's, and may bring the words that were asked with."""
    found: dict[UUID, str] = {}
    for row, event in events:
        person = _person(order, event)
        if person:
            found.setdefault(row.command_id, person)
    return found


def _person(order: Order, event: AnyEvent) -> str:
    """Who brought this event: a side by its place, somebody of the desk as the event names them."""
    if event.by in PARTIES:
        return order.person(event.by) or NOBODY
    return _named(event)


def _named(value: object) -> str:
    """The `person` that this value or a part of it names."""
    if not is_dataclass(value) or isinstance(value, type):
        return NOBODY
    person = getattr(value, "person", None)
    if isinstance(person, str):
        return person
    return next((found for part in fields(value) if (found := _named(getattr(value, part.name)))), NOBODY)

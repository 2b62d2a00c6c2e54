"""The whole record of one milestone for whoever mediates: read once from its first event, whatever its length."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from parley.core.money import Money
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    AnyEvent,
    AppealFiled,
    ExtraAsked,
    FilesOpened,
    OutreachAsked,
    OutreachSent,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    RequestAnswered,
    RevisionRequested,
    StatementMade,
)
from parley.core.order.requests import Answer, RequestItem
from parley.core.order.state import Milestone, Order
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment
from parley.reads.order_page import Record
from parley.reads.resolution import PastProposal, proposals
from parley.reads.spells import Spell, spells
from parley.store.chain import data_of
from parley.store.forms import EVENTS
from parley.store.picked import events_picked
from parley.store.queries import events_of, latest_events_of, postings_of
from parley.store.rows import EventRow

PIECE = 500
"""Events read at once."""


@dataclass(frozen=True, slots=True)
class Made:
    """A proposal with the number of its event, and of the one that answered it (0 where none did)."""

    seq: int
    past: PastProposal
    ended_seq: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """One time something was asked for again, and the answers it got. `request` is 0 for new items alone."""

    seq: int
    at: datetime
    request: int
    items: tuple[RequestItem, ...]
    answers: tuple[Answer, ...] = ()
    answer_seq: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said for the record of a case."""

    seq: int
    at: datetime
    by: Role
    words: Commitment
    with_appeal: bool = False


@dataclass(frozen=True, slots=True)
class Outreach:
    """Support was asked to write, wrote, and was answered or not: each with its instant, as far as it came."""

    by: Role
    asked_seq: int
    asked_at: datetime
    wish: Commitment
    sent_seq: int = 0
    sent_at: datetime | None = None
    person: str = ""
    words: Commitment | None = None
    answered_seq: int = 0
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the books about this milestone; below zero it leaves the account."""

    seq: int
    at: datetime
    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class MediationRecord:
    """`opened` has for each delivery the event in which the client first opened its files. `newest` are the last things that
    each side did, messages too."""

    spells: tuple[Spell, ...]
    made: tuple[Made, ...]
    askings: tuple[Asking, ...]
    statements: tuple[Statement, ...]
    outreaches: tuple[Outreach, ...]
    opened: Mapping[int, Record]
    movements: tuple[Movement, ...]
    newest: Mapping[Role, Record]


def mediation_record(order: Order, milestone: int) -> MediationRecord:
    """Everything about this milestone that a mediator asks for. Reads each event of the order once."""
    records = list(every_record(order.id))
    own = [one for one in records if isinstance(one.event, MilestoneEvent) and one.event.milestone == milestone]
    return MediationRecord(
        spells=tuple(spells(order.id, ((one.seq, one.event) for one in records), milestone)),
        made=tuple(_made(own, order.milestones[milestone - 1])),
        askings=tuple(_askings(own)),
        statements=tuple(_statements(own)),
        outreaches=tuple(_outreaches(own, records)),
        opened={one.event.delivery: one for one in own if isinstance(one.event, FilesOpened)},
        movements=tuple(_movements(order.id, milestone)),
        newest={one.event.by: one for one in records if one.event.by in PARTIES},
    )


def every_record(order_id: UUID) -> Iterator[Record]:
    """The events of an order from the first on, a piece at a time."""
    after = 0
    while rows := events_of(order_id, after, PIECE):
        yield from map(_record, rows)
        after = rows[-1].seq
        if len(rows) < PIECE:
            return


def records_picked(order_id: UUID, numbers: Collection[int]) -> tuple[Record, ...]:
    """The events with these numbers, oldest first, wherever in the record they stand."""
    return tuple(map(_record, events_picked(order_id, numbers)))


def records_before(order_id: UUID, before_seq: int, most: int) -> tuple[Record, ...]:
    """The newest events before this number, oldest first."""
    return tuple(map(_record, reversed(latest_events_of(order_id, most, before_seq))))


def _record(row: EventRow) -> Record:
    return Record(row.seq, row.hash, EVENTS.from_json(data_of(row)))


def _made(own: Sequence[Record], now: Milestone) -> Iterator[Made]:
    """Oldest first."""
    made, ended = {}, {}
    for record in own:
        match record.event:
            case ProposalMade(proposal=proposal):
                made[proposal.number] = record.seq
            case (
                ProposalAccepted(proposal=number)
                | ProposalDeclined(proposal=number)
                | ProposalWithdrawn(proposal=number)
                | ProposalLapsed(proposal=number)
            ):
                ended[number] = record.seq
            case ExtraAsked(number=number):
                made[number] = record.seq
            case _:
                pass
    for past in proposals((one.event for one in own), now):
        number = past.proposal.number
        yield Made(made[number], past, ended.get(number, 0))


def _askings(own: Sequence[Record]) -> list[Asking]:
    """Oldest first, each with the answer that followed it."""
    found: list[Asking] = []
    for record in own:
        match record.event:
            case RevisionRequested(at=at, number=number, items=items):
                found.append(Asking(record.seq, at, number, items))
            case ExtraAsked(at=at, items=items):
                found.append(Asking(record.seq, at, 0, items))
            case RequestAnswered(answers=answers):
                last = next((place for place in range(len(found) - 1, -1, -1) if found[place].request), None)
                if last is not None:
                    found[last] = replace(found[last], answers=answers, answer_seq=record.seq)
            case _:
                pass
    return found


def _statements(own: Sequence[Record]) -> Iterator[Statement]:
    for record in own:
        match record.event:
            case StatementMade(at=at, by=by, statement=words):
                yield Statement(record.seq, at, by, words)
            case AppealFiled(at=at, by=by, words=words):
                yield Statement(record.seq, at, by, words, with_appeal=True)
            case _:
                pass


def _outreaches(own: Sequence[Record], records: Sequence[Record]) -> list[Outreach]:
    """An answer is the first thing that the side written to does afterwards in the order, a message too."""
    found: list[Outreach] = []
    for record in own:
        match record.event:
            case OutreachAsked(at=at, by=by, words=words):
                found.append(Outreach(by, record.seq, at, words))
            case OutreachSent(at=at, person=person, words=words) if found:
                sent = replace(found[-1], sent_seq=record.seq, sent_at=at, person=person, words=words)
                answer = first_answer(records, record.seq, sent.by.other)
                if answer is not None:
                    sent = replace(sent, answered_seq=answer.seq, answered_at=answer.event.at)
                found[-1] = sent
            case _:
                pass
    return found


def first_answer(records: Sequence[Record], after_seq: int, by: Role) -> Record | None:
    """The first thing that a side did after this event."""
    return next((one for one in records if one.seq > after_seq and _is_answer(one.event, by)), None)


def _is_answer(event: AnyEvent, by: Role) -> bool:
    """Opening a file is a fact about its reader and says nothing to anybody."""
    return event.by is by and not isinstance(event, FilesOpened)


def _movements(order_id: UUID, milestone: int) -> Iterator[Movement]:
    for row in postings_of(order_id):
        if row.milestone == milestone:
            yield Movement(row.seq, row.at, row.account, Money(row.amount_minor, row.currency))

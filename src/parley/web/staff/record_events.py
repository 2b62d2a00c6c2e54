"""Every event of the record in a line, with its number, its sentence, and the words that were written with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent, MessageSent, OfferCountered, Offered
from parley.core.order.state import DeliveredFile
from parley.core.texts import Commitment
from parley.reads.order_page import Record
from parley.web.components.moment import Moment
from parley.web.staff.recorded import Recorded, Words
from parley.web.staff.ticks import Ticks
from parley.words.events import event_words
from parley.words.sentence import Text


@dataclass(frozen=True, slots=True)
class EventLine:
    """`words` are all that was written with it, in the order of its fields."""

    seq: int
    at: Moment
    sentence: Text
    detail: Text
    words: tuple[Words, ...]
    ticked: bool


def event_lines(told: Recorded, ticks: Ticks) -> Iterator[EventLine]:
    """Oldest first."""
    for record in told.visit.page.records:
        yield _line(told, record, ticks)


def _line(told: Recorded, record: Record, ticks: Ticks) -> EventLine:
    event, own = record.event, told.telling
    sentence: Text
    detail: Text = ""
    if isinstance(event, MessageSent):
        sentence = _("{name} wrote").format(name=own.name(event.by))
    else:
        said = event_words(event, own)
        sentence, detail = said.sentence, said.detail
    words = (told.words(one) for one in written_in(told, event))
    return EventLine(
        seq=record.seq,
        at=told.when(event.at),
        sentence=sentence,
        detail=detail,
        words=tuple(one for one in words if one is not None),
        ticked=record.seq in ticks.events,
    )


def written_in(told: Recorded, event: AnyEvent) -> list[Commitment]:
    """The commitments of everything that was written with this event. The words of an offer stand in its clauses, and the
    names of files beside the files."""
    if isinstance(event, Offered | OfferCountered):
        return []
    known = told.visit.page.wording.rows
    return [Commitment(one) for one in dict.fromkeys(_texts(event)) if one in known]


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case DeliveredFile():
            return
        case dict():
            for one in value.values():
                yield from _texts(one)
        case tuple() | list():
            for one in value:
                yield from _texts(one)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))
        case _:
            return

"""Everything that happened, one sentence for each event, with the words and files that came with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from parley.casefile.paper.handed_in import file_table
from parley.casefile.paper.items import request_table
from parley.casefile.paper.model import Entry, Lines, Paragraph, Quote, Section, Table, Timeline
from parley.casefile.paper.scene import Scene
from parley.core.order.messages import (
    AnyEvent,
    AppealDecided,
    CaseDecided,
    ExtraAsked,
    OfferCountered,
    Offered,
    RequestAnswered,
    RevisionRequested,
)
from parley.core.order.state import DeliveredFile
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.reads.mentions import mentioned
from parley.words.case_file import labels
from parley.words.case_file_said import earlier_wording, promised_not_done, reasons_below, written_by, zone_words
from parley.words.dates import time_in
from parley.words.locales import number
from parley.words.record import language_name
from parley.words.scope_check import answer_line
from parley.words.sentence import say
from parley.words.stages import answer_kind


def happened(scene: Scene) -> Section:
    zone = Paragraph(zone_words(time_in(scene.record.zone), scene.record.zone), quiet=True)
    entries = tuple(entry_of(scene, seq, event) for seq, event in scene.numbered())
    return Section("happened", labels().happened, (zone, Timeline(entries)))


def entry_of(scene: Scene, seq: int, event: AnyEvent) -> Entry:
    """One event with everything that came with it."""
    told = scene.told(event)
    return Entry(
        number=seq,
        when=scene.when(event.at),
        iso=scene.iso(event.at),
        sentence=told.sentence,
        detail=told.detail,
        fingerprint=scene.hash_of(seq),
        blocks=tuple(_blocks(scene, event)),
    )


def _blocks(scene: Scene, event: AnyEvent) -> Iterator[Quote | Table | Lines]:
    match event:
        case RevisionRequested() | ExtraAsked():
            yield request_table(scene, event)
        case RequestAnswered():
            yield from _answers(scene, event)
        case CaseDecided() | AppealDecided():
            yield Lines((reasons_below(),))
        case _:
            yield from (_labelled(scene, event, one) for one in _texts(event) if one not in scene.agreed_texts)
    files = sorted(mentioned([event]).files, key=lambda file: (file.item, file.sha256))
    if files:
        yield file_table(scene, files, labels().files_with_it)


def _labelled(scene: Scene, event: AnyEvent, commitment: Commitment) -> Quote:
    """Words with whose they are, and in which language."""
    explained: Mapping[str, Commitment] = getattr(event, "explained", {})
    item = next((key for key, one in explained.items() if one == commitment), None)
    if isinstance(event, Offered | OfferCountered):
        label = earlier_wording()
    elif item is not None:
        label = promised_not_done(item)
    else:
        writer = scene.writers[commitment]
        label = written_by(scene.name(writer)) if writer is not Role.CLOCK else ""
    return _with_language(scene.quote(commitment, label))


def _answers(scene: Scene, event: RequestAnswered) -> Iterator[Quote | Lines]:
    """Each answer, and the reason where one was given."""
    yield Lines(tuple(say("{item}. {answer}", item=number(one.item), answer=answer_line(one)) for one in event.answers))
    for answer in event.answers:
        if answer.reason is not None:
            yield _with_language(scene.quote(answer.reason, f"{number(answer.item)}. {answer_kind(answer.kind)}"))


def _with_language(quote: Quote) -> Quote:
    if quote.words is None or not quote.language:
        return quote
    return replace(quote, label=" · ".join(filter(None, (quote.label, language_name(quote.language)))))


def _texts(event: AnyEvent) -> tuple[Commitment, ...]:
    """In the order of the event's fields; names of files stand with the files."""
    known = mentioned([event]).texts
    return tuple(dict.fromkeys(Commitment(one) for one in _strings(event) if one in known))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case DeliveredFile():
            return
        case Mapping():
            for one in value.values():
                yield from _strings(one)
        case tuple():
            for one in value:
                yield from _strings(one)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from _strings(getattr(value, field.name))
        case _:
            return

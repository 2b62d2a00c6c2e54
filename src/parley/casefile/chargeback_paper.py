"""The answer to a bank as a paper: what is disputed, each piece of evidence with its number, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from parley.casefile.chargeback_evidence import Evidence, Found, Piece
from parley.casefile.paper.happened import entry_of
from parley.casefile.paper.model import Cell, Column, Facts, Lines, Paper, Paragraph, Section, Table, Timeline
from parley.casefile.paper.scene import Scene
from parley.casefile.record import Record
from parley.core.money import total
from parley.core.order.messages import Funded
from parley.core.order.terms import clauses
from parley.core.parties import PARTIES
from parley.words.case_file import front, labels
from parley.words.case_file_said import missing_letters, missing_note, page_of, zone_words
from parley.words.chargeback_kit import (
    KitWords,
    found_line,
    kit_about_record,
    kit_intro,
    kit_reference,
    kit_words,
    nothing_missing,
    piece_missing,
    piece_name,
    piece_shows,
    piece_title,
)
from parley.words.clauses import clause_words
from parley.words.dates import time_in
from parley.words.locales import number
from parley.words.money import money
from parley.words.reasons import chargeback_code
from parley.words.sentence import say, strong
from parley.words.stages import role_name, stage_name


def kit_paper(record: Record, evidence: Evidence) -> Paper:
    """In the active language."""
    scene, said = Scene(record), kit_words()
    sections = [_at_a_glance(evidence, said)]
    sections += [_piece(scene, found, said) for found in evidence.found]
    sections.append(_missing(evidence, said))
    zone = zone_words(time_in(record.zone), record.zone)
    return Paper(
        language=scene.language,
        at=record.events[-1].at,
        title=said.title,
        subject=scene.title(),
        reference=kit_reference(str(record.order_id)),
        contents=labels().contents,
        page=page_of(),
        missing=missing_letters(),
        missing_note=missing_note(),
        facts=Facts(tuple(_facts(scene, evidence, said))),
        intro=(
            Paragraph(kit_intro(len(evidence.found), len(evidence.missing))),
            Paragraph(kit_about_record(record.desk)),
            Paragraph(zone, quiet=True),
        ),
        sections=tuple(sections),
    )


def _facts(scene: Scene, evidence: Evidence, said: KitWords) -> Iterator[tuple[str, Cell]]:
    record, first = scene.record, front()
    milestone = record.order.milestone(evidence.milestone)
    yield said.says, Cell(chargeback_code(evidence.code))
    yield first.order, Cell(str(record.order_id), code=True)
    yield first.desk, Cell(record.desk)
    for party in record.parties:
        if party.role in PARTIES and party.person_id:
            yield role_name(party.role), Cell(scene.person(party.person_id))
    yield said.milestone, Cell(scene.telling.milestone_label(milestone.number))
    paid = [event for event in record.events if isinstance(event, Funded) and event.milestone == milestone.number]
    sums = total([event.amount for event in paid], record.order.terms.currency)
    yield said.paid, Cell(money(sums), small=scene.when(paid[0].at))
    if milestone.chargeback is not None:
        yield said.disputed, Cell(money(milestone.chargeback.taken.total), small=scene.when(milestone.chargeback.at))
        yield said.answer_by, Cell(scene.when(milestone.chargeback.answer_by))
    yield first.stage, Cell(stage_name(milestone.stage))
    yield first.head, Cell(record.head, code=True)


def _at_a_glance(evidence: Evidence, said: KitWords) -> Section:
    rows = tuple(
        (
            Cell(number(one.number)),
            Cell(piece_name(one.piece.value)),
            Cell(piece_missing(one.piece.value) if one.is_missing else piece_shows(one.piece.value)),
            Cell(said.not_there if one.is_missing else found_line(len(one.events), one.files)),
        )
        for one in evidence.pieces
    )
    columns = (Column(labels().number, 1), Column(said.piece, 5), Column(said.shows, 7), Column(said.found, 4))
    return Section("glance", said.evidence, (Table(said.evidence, columns, rows, captioned=False),))


def _piece(scene: Scene, found: Found, said: KitWords) -> Section:
    entries = tuple(entry_of(scene, seq, scene.record.events[seq - 1]) for seq in found.events)
    ticked = (_ticked(scene, said),) if found.piece is Piece.TERMS else ()
    return Section(
        f"piece-{found.number}",
        piece_title(found.number, found.piece.value),
        (Paragraph(piece_shows(found.piece.value), quiet=True), *ticked, Timeline(entries)),
    )


def _ticked(scene: Scene, said: KitWords) -> Table:
    """Each clause with the hash that the other side agreed to."""
    terms = scene.record.order.terms
    rows = tuple(
        (
            Cell(number(place)),
            Cell(clause_words(clause.key, terms, scene.telling).title),
            Cell(clause.hash, code=True),
        )
        for place, clause in enumerate(clauses(terms), start=1)
    )
    return Table(said.clauses, (Column(labels().number, 1), Column(said.clause, 6), Column(said.hash, 0)), rows)


def _missing(evidence: Evidence, said: KitWords) -> Section:
    if not evidence.missing:
        return Section("missing", said.missing, (Paragraph(nothing_missing()),))
    lines = tuple(
        say("{piece}: {why}", piece=strong(piece_name(one.piece.value)), why=piece_missing(one.piece.value))
        for one in evidence.missing
    )
    return Section("missing", said.missing, (Lines(lines),))

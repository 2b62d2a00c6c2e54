"""The paper of a whole record."""

from __future__ import annotations

from collections.abc import Iterator

from parley.casefile.paper.agreed import agreed
from parley.casefile.paper.disagreement import disagreement
from parley.casefile.paper.handed_in import check, files
from parley.casefile.paper.happened import happened
from parley.casefile.paper.items import items
from parley.casefile.paper.model import Cell, Facts, Paper, Paragraph, Quote
from parley.casefile.paper.money import books, ended
from parley.casefile.paper.proposals import proposals
from parley.casefile.paper.scene import Scene
from parley.casefile.record import Record
from parley.words.case_file import front, labels
from parley.words.case_file_said import intro, missing_letters, missing_note, page_of, reference, unknown_person
from parley.words.locales import number
from parley.words.money import money
from parley.words.record import language_name, speaks
from parley.words.stages import order_stage_name, role_name


def case_paper(record: Record) -> Paper:
    """In the active language."""
    scene, said = Scene(record), labels()
    sections = [agreed(scene), happened(scene)]
    if record.order.milestones:
        sections += [items(scene), proposals(scene), disagreement(scene)]
    sections += [ended(scene), books(scene), files(scene), check(scene)]
    return Paper(
        language=scene.language,
        at=record.events[-1].at,
        title=said.case_file,
        subject=scene.title(),
        reference=reference(str(record.order_id)),
        contents=said.contents,
        page=page_of(),
        missing=missing_letters(),
        missing_note=missing_note(),
        facts=Facts(tuple(_facts(scene))),
        intro=tuple(Paragraph(line) for line in intro([language_name(one) for one in record.languages])),
        sections=tuple(sections),
    )


def _facts(scene: Scene) -> Iterator[tuple[str, Cell]]:
    record, said = scene.record, front()
    yield said.order, Cell(str(record.order_id), code=True)
    yield said.desk, Cell(record.desk)
    for party in (*record.parties, *record.staff):
        name = scene.person(party.person_id) if party.person_id else ""
        yield role_name(party.role), Cell(speaks(name, party.language)) if name else Cell(quote=_nobody())
    yield said.price, Cell(money(record.order.terms.price))
    yield said.stage, Cell(order_stage_name(record.order.stage))
    yield said.first, Cell(scene.when(record.events[0].at))
    yield said.last, Cell(scene.when(record.events[-1].at))
    yield said.events, Cell(number(record.seq))
    yield said.head, Cell(record.head, code=True)


def _nobody() -> Quote:
    return Quote(None, instead=unknown_person())

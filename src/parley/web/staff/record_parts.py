"""The parts of the record beside its events: what was agreed, handed in, said, proposed and asked of support."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.state import DeliveredFile, Delivery, Part
from parley.core.order.terms import clauses
from parley.core.parties import Role
from parley.reads.mediation_record import Made
from parley.reads.resolution import Became
from parley.web.components.file_chip import FileChip
from parley.web.components.moment import Moment
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.door import Visit
from parley.web.orders.parts.files import file_chip
from parley.web.orders.telling import telling
from parley.web.staff.recorded import Recorded, Words
from parley.web.staff.ticks import FILE_DIGITS, Ticks
from parley.words.clauses import clause_words
from parley.words.locales import number
from parley.words.proposals import proposal_title
from parley.words.record import FATES, KINDS
from parley.words.sentence import Sentence, Text


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause with its number in this agreement."""

    number: int
    key: str
    title: str
    body: tuple[Sentence, ...]
    ticked: bool


@dataclass(frozen=True, slots=True)
class TickedFile:
    """A file that can be evidence; `key` names it in the form."""

    chip: FileChip
    key: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A delivery or a part. `opened` says when the client first opened its files, and links to that event."""

    title: str
    at: Moment
    note: Words | None
    files: tuple[TickedFile, ...]
    opened: Text = ""
    opened_href: str = ""


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """What somebody said for the record of a case. `note` says that it came with an appeal, or was erased."""

    seq: int
    href: str
    at: Moment
    words: Words | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToldSide:
    """One side and everything it said; `empty` where it said nothing."""

    name: str
    statements: tuple[ToldStatement, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class ToldOutreach:
    """Support was asked, wrote, was answered: lines with the events they tell of, and the words."""

    lines: tuple[tuple[str, Moment | None, str], ...]
    wish: Words | None
    letter: Words | None


def clause_lines(visit: Visit, ticks: Ticks) -> Iterator[ClauseLine]:
    terms = visit.order.terms
    for place, clause in enumerate(clauses(terms), start=1):
        words = clause_words(clause.key, terms, telling(visit), visit.page.wording.words(terms.summary))
        key = clause.key.value
        yield ClauseLine(place, key, words.title, tuple(words.body), key in ticks.clauses)


def handed_in_blocks(told: Recorded, ticks: Ticks) -> Iterator[HandedIn]:
    """Parts and deliveries as they came."""
    for one in told.handed_in():
        yield _delivery(told, one, ticks) if isinstance(one, Delivery) else _part(told, one, ticks)


def _delivery(told: Recorded, delivery: Delivery, ticks: Ticks) -> HandedIn:
    opened = told.record.opened.get(delivery.number)
    client = told.telling.name(Role.CLIENT)
    says = _("{name} has not opened the files").format(name=client)
    if opened is not None:
        when = told.when(opened.event.at).text
        says = _("{name} first opened the files on {when}").format(name=client, when=when)
    return HandedIn(
        title=_("Delivery {n}").format(n=number(delivery.number)),
        at=told.when(delivery.at),
        note=told.words(delivery.note),
        files=_files(told, delivery.files, ticks),
        opened=says,
        opened_href=told.href(opened.seq) if opened is not None else "",
    )


def _part(told: Recorded, part: Part, ticks: Ticks) -> HandedIn:
    title = _("Part {n}").format(n=number(part.number))
    return HandedIn(title, told.when(part.at), told.words(part.note), _files(told, part.files, ticks))


def _files(told: Recorded, files: Sequence[DeliveredFile], ticks: Ticks) -> tuple[TickedFile, ...]:
    return tuple(
        TickedFile(
            chip=file_chip(told.visit, told.milestone.number, file, _("for item {n}").format(n=number(file.item))),
            key=file.sha256[:FILE_DIGITS],
            ticked=ticks.has_file(file.sha256),
        )
        for file in files
    )


def sides(told: Recorded) -> tuple[ToldSide, ...]:
    """Client and freelancer, however much either said."""
    return tuple(_side(told, role) for role in (Role.CLIENT, Role.FREELANCER))


def _side(told: Recorded, role: Role) -> ToldSide:
    found = []
    for one in told.record.statements:
        if one.by is role:
            words = told.words(one.words)
            note = "" if words and words.text else _("These words were erased.")
            if one.with_appeal and not note:
                note = _("with the appeal")
            found.append(ToldStatement(one.seq, told.href(one.seq), told.when(one.at), words, note))
    return ToldSide(told.telling.name(role), tuple(found), _("Nothing was said for the record."))


def proposals_table(told: Recorded) -> Table | None:
    """None where nobody proposed anything."""
    rows = tuple(_proposal_row(told, made) for made in told.record.made)
    if not rows:
        return None
    columns = (Column(_("Proposal")), Column(_("Made by")), Column(_("Reason")), Column(_("What became of it")))
    return Table(caption=_("Proposals and what became of them"), columns=columns, rows=rows)


def _proposal_row(told: Recorded, made: Made) -> Row:
    own, past, proposal = told.telling, made.past, made.past.proposal
    words = told.words(proposal.reason)
    ended = told.when(past.ended_at).text if past.ended_at is not None else ""
    if past.became is Became.OPEN:
        ended = _("until {when}").format(when=told.when(proposal.answer_by).text)
    return Row(
        (
            Cell(proposal_title(proposal, told.milestone.number, own), small=str(KINDS[proposal.kind])),
            Cell(own.name(proposal.by), small=told.when(proposal.at).text, href=told.href(made.seq)),
            Cell(words.text if words else "", said=True, small=words.language if words else ""),
            Cell(
                str(FATES[past.became.value]),
                small=ended,
                href=told.href(made.ended_seq) if made.ended_seq else "",
            ),
        )
    )


def told_outreaches(told: Recorded) -> Iterator[ToldOutreach]:
    own = told.telling
    for one in told.record.outreaches:
        asker, other = own.name(one.by), own.name(one.by.other)
        asked = _("{name} asked support to write to {other}").format(name=asker, other=other)
        lines: list[tuple[str, Moment | None, str]] = [(asked, told.when(one.asked_at), told.href(one.asked_seq))]
        if one.sent_at is None:
            lines.append((_("Nobody has written yet"), None, ""))
        else:
            lines.append(
                (_("Support wrote to {other}").format(other=other), told.when(one.sent_at), told.href(one.sent_seq))
            )
            if one.answered_at is None:
                lines.append((_("{other} has not answered yet").format(other=other), None, ""))
            else:
                answered = _("{other} answered").format(other=other)
                lines.append((answered, told.when(one.answered_at), told.href(one.answered_seq)))
        yield ToldOutreach(tuple(lines), told.words(one.wish), told.words(one.words))

"""The clauses of an offer or an agreement, as the components show them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from parley.core.order.files import ANY_FILE
from parley.core.order.terms import Clause as CoreClause
from parley.core.order.terms import ClauseKey, MilestoneTerms, ScopeItem, clauses
from parley.web.components.clause import Clause, ClauseNote, Tick
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.door import Visit
from parley.web.orders.telling import telling
from parley.words.clauses import clause_words
from parley.words.dates import date_only
from parley.words.durations import effort
from parley.words.money import money
from parley.words.what_if import what_if

FORM = "answer"
"""The form that the ticks belong to, wherever they stand on the page."""


def agreed_clauses(visit: Visit) -> tuple[Clause, ...]:
    """What governs the order, to read again."""
    listed = enumerate(clauses(visit.order.terms), start=1)
    return tuple(_clause(visit, number, clause.key, state="agreed") for number, clause in listed)


def offer_clauses(visit: Visit, *, can_answer: bool, ticked: Collection[str] = ()) -> tuple[Clause, ...]:
    """The offer on the table: with boxes to tick for the side that may answer; `ticked` are ticks not sent yet."""
    offer = visit.order.offer
    listed = enumerate(clauses(offer.terms), start=1)
    return tuple(
        _clause(
            visit,
            number,
            clause.key,
            state=_state(visit, clause),
            can_answer=can_answer,
            is_ticked=clause.key.value in ticked,
        )
        for number, clause in listed
    )


def what_if_table(visit: Visit) -> Table:
    """What happens if…: answers computed from these very terms."""
    offer = visit.order.offer
    said = what_if(offer.terms, telling(visit), offered_by=offer.by, expires_at=offer.expires_at)
    rows = tuple(Row((Cell(one.question), Cell(one.answer))) for one in said)
    return Table(_("What happens if…"), (Column(_("If")), Column(_("Then"))), rows)


def _state(visit: Visit, clause: CoreClause) -> str:
    offer = visit.order.offer
    if clause.key.value in offer.notes:
        return "talk"
    return "agreed" if offer.ticks.get(clause.key.value) == clause.hash else "to_read"


def _clause(
    visit: Visit, number: int, key: ClauseKey, *, state: str, can_answer: bool = False, is_ticked: bool = False
) -> Clause:
    terms = visit.order.terms
    wording = visit.page.wording
    summary = wording.words(terms.summary)
    words = clause_words(key, terms, telling(visit), summary)
    is_work = key is ClauseKey.WORK
    has_table = key is ClauseKey.MILESTONES
    return Clause(
        number=str(number),
        title=words.title,
        body=summary if is_work else "",
        body_said=is_work,
        state=state,  # type: ignore[arg-type]
        table=milestones_table(visit) if has_table else None,
        items=() if is_work or has_table else words.body,
        tick=Tick("clauses", key.value, checked=is_ticked or state == "agreed", form_id=FORM) if can_answer else None,
        notes=_notes(visit, key) if state == "talk" else (),
    )


def _notes(visit: Visit, key: ClauseKey) -> tuple[ClauseNote, ...]:
    note = visit.order.offer.notes.get(key.value)
    if note is None:
        return ()
    by_reader = visit.order.offer.by is not visit.role
    # Translators: stands above the note of the other side.
    label = _("Your note") if by_reader else _("{name} writes").format(name=visit.other_name)
    return (ClauseNote(label, visit.page.wording.words(note)),)


def milestones_table(visit: Visit) -> Table:
    """Each milestone with its date and price, and under it its parts: what, and how one sees that it is done."""
    terms = visit.order.terms
    rows = [row for milestone in terms.milestones for row in _milestone_rows(visit, milestone)]
    return Table(
        caption=_("Milestones"),
        columns=(Column(_("Milestone")), Column(_("Done when")), Column(_("Due")), Column(_("Price"), numeric=True)),
        rows=tuple(rows),
        foot=Row((Cell(_("Total")), Cell(""), Cell(""), Cell(money(terms.price)))),
    )


def _milestone_rows(visit: Visit, milestone: MilestoneTerms) -> list[Row]:
    wording = visit.page.wording
    name = visit.page.milestone_name(milestone.number)
    due, price = Cell(date_only(milestone.due_on)), Cell(money(milestone.price))
    if len(milestone.items) == 1:
        item = milestone.items[0]
        # Translators: {what} is a part of the work, {test} how one sees that it is done.
        text = _("{what}: {test}").format(what=wording.words(item.what), test=wording.words(item.test))
        done = Cell(text, small=_about(item), said=True)
        return [Row((Cell(name, said=True), done, due, price))]
    head = Row((Cell(name, said=True), Cell(effort(milestone.effort_minutes)), due, price))
    parts = [Row((_part(visit, milestone, item), _done(visit, item), Cell(""), Cell(""))) for item in milestone.items]
    return [head, *parts]


def _part(visit: Visit, milestone: MilestoneTerms, item: ScopeItem) -> Cell:
    return Cell(f"{milestone.number}.{item.number} {visit.page.wording.words(item.what)}", said=True)


def _done(visit: Visit, item: ScopeItem) -> Cell:
    return Cell(visit.page.wording.words(item.test), small=_about(item), said=True)


def _about(item: ScopeItem) -> str:
    """Hours and the files that are handed over."""
    endings = ", ".join(ending.upper() for ending in item.files if ending != ANY_FILE)
    return " · ".join(filter(None, (effort(item.effort_minutes), endings)))

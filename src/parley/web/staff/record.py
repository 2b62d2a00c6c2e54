"""/orders/<id>/milestones/<n>/record: everything that a mediator judges by, on one page, each event with its number.

Clauses, events and files can be ticked, and the form goes to the page of the act that is due with all of them. It is a GET
form: nothing is saved by it, and what was ticked on one page of a long record travels on with the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.foresight import if_nobody_moves
from parley.core.order.messages import DecideAppeal, DecideCase, SuggestSplit
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.parties import PARTIES, Role
from parley.reads.mediation_record import mediation_record
from parley.web.components.action import Link
from parley.web.components.moment import Moment
from parley.web.components.pager import Pager
from parley.web.components.table import Table
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit, acting, enter
from parley.web.orders.parts.moments import full
from parley.web.orders.worth import worth_explained, worth_table
from parley.web.staff.barred import bar_to_judging, who_has_it
from parley.web.staff.record_clocks import Clocks, clocks
from parley.web.staff.record_events import EventLine, event_lines
from parley.web.staff.record_items import ItemBlock, item_blocks
from parley.web.staff.record_money import money_table
from parley.web.staff.record_parts import (
    ClauseLine,
    HandedIn,
    ToldOutreach,
    ToldSide,
    clause_lines,
    handed_in_blocks,
    proposals_table,
    sides,
    told_outreaches,
)
from parley.web.staff.recorded import Recorded
from parley.web.staff.ticks import Ticks, read_ticks
from parley.words.acts import act_words
from parley.words.deadlines import default_sentence
from parley.words.money import money
from parley.words.record import shared_language, speaks
from parley.words.sentence import Text
from parley.words.staff import barred_words
from parley.words.stages import milestone_state

SHOWN = 300
"""Events on one page; a longer record goes on by key."""
DUE = {Stage.CASE_MEDIATION: SuggestSplit, Stage.CASE_DECISION: DecideCase, Stage.APPEAL_FILED: DecideAppeal}
"""What a mediator does in each stage, with what was ticked here."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the case stands, for the column beside the record."""

    state: str
    until: Moment | None
    default: Text
    held: str
    languages: tuple[str, ...]
    shared_language: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The context of staff/record.html. `act` is the page that the form goes to, None where nothing is to be done now."""

    visit: Visit
    milestone_name: str
    head: Head
    ticks: Ticks
    kept: tuple[tuple[str, str], ...]
    act: Link | None
    barred: str
    has_it: str
    clauses: tuple[ClauseLine, ...]
    items: tuple[ItemBlock, ...]
    worth: Table
    worth_note: Text
    handed_in: tuple[HandedIn, ...]
    sides: tuple[ToldSide, ...]
    proposals: Table | None
    clocks: Clocks
    outreaches: tuple[ToldOutreach, ...]
    money: Table | None
    events: tuple[EventLine, ...]
    pager: Pager | None


@login_required
@require_safe
def record(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    before = _key(request.GET.get("before", ""))
    visit = acting(enter(request, order_id, before, SHOWN), {Role.MEDIATOR, Role.OPERATOR})
    of = visit.milestone(milestone)
    barred = bar_to_judging(visit, of) if of.stage in DUE else None
    if barred is Code.MEDIATOR_SHARES and not visit.person.is_operator:
        raise Http404  # what both sides wrote is not for the organisation of one of them
    ticks = read_ticks(request.GET)
    told = Recorded(visit, of, mediation_record(visit.order, of.number))
    page = RecordPage(
        visit=visit,
        milestone_name=visit.page.milestone_name(of.number),
        head=_head(told),
        ticks=ticks,
        kept=ticks.elsewhere({one.seq for one in visit.page.records}),
        act=_act(told) if barred is None else None,
        barred=barred_words(barred),
        has_it=who_has_it(of),
        clauses=tuple(clause_lines(visit, ticks)),
        items=tuple(item_blocks(told)),
        worth=worth_table(visit, of),
        worth_note=worth_explained(of),
        handed_in=tuple(handed_in_blocks(told, ticks)),
        sides=sides(told),
        proposals=proposals_table(told),
        clocks=clocks(told),
        outreaches=tuple(told_outreaches(told)),
        money=money_table(told),
        events=tuple(event_lines(told, ticks)),
        pager=_pager(visit, before),
    )
    response = render(request, "staff/record.html", {"page": page})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _key(typed: str) -> int | None:
    """A key that nobody wrote, and 0, stand for the newest events."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) else None


def _head(told: Recorded) -> Head:
    visit, milestone, own = told.visit, told.milestone, told.telling
    names = visit.page.names
    languages = {role: names[role].language for role in PARTIES if names[role].person}
    road = () if milestone.has_ended else if_nobody_moves(visit.order, visit.at)
    return Head(
        state=milestone_state(milestone, visit.order.terms, own),
        until=full(milestone.ends_at, visit.zone, visit.at) if milestone.ends_at and not milestone.has_ended else None,
        default=default_sentence(visit.order, road, own, milestone.number) if road else "",
        held=money(milestone.held),
        languages=tuple(speaks(own.name(role), languages.get(role, "")) for role in (Role.CLIENT, Role.FREELANCER)),
        shared_language=shared_language(visit.person.language, languages, own),
    )


def _act(told: Recorded) -> Link | None:
    """The page that is due, for whoever may open it."""
    milestone, visit = told.milestone, told.visit
    kind = DUE.get(milestone.stage)
    if kind is None or not visit.person.may_mediate:
        return None
    if kind is SuggestSplit and (milestone.case is None or milestone.case.suggestion is not None):
        return None
    label = act_words(kind, visit.order, milestone, told.telling).label
    return Link(label, act_address(kind, visit.order.id, milestone.number))


def _pager(visit: Visit, before: int | None) -> Pager | None:
    """Keys for the buttons of the form: what is ticked goes along."""
    records = visit.page.records
    older = str(records[0].seq) if visit.page.has_older and records else ""
    newest = "0" if before is not None else ""
    return Pager(older, newest, _("Earlier events"), _("The newest events")) if older or newest else None

"""/people/<id>: who somebody is in Parley, what they show of their work, and how often they complete what they agree to.

Any person who is signed in may look: whoever is about to agree on something has a right to it before they share an
order. To everybody else, and so to search engines, this address does not exist, unless the person lets anybody see
what they show; a guest still does not learn how orders ended month by month, nor what others wrote.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.parties import Role
from parley.core.statistics import COUNTS, EndedOrder, Reason, Record, Verdict, record_of
from parley.desk.now import now
from parley.office.switches import Switch
from parley.people.models import Person
from parley.reads.completion import ToldOrder, closed_orders, ended_as_freelancer, told_orders
from parley.web.accounts.reader import person_of
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.standing import is_on
from parley.web.desk.keys import read_key, write_key
from parley.web.people.door import may_look
from parley.web.people.reviews import ReviewsShown, reviews_shown
from parley.web.people.scale import RateScale, rate_scale
from parley.web.people.shown import Shown, shown
from parley.words.completion import (
    formula_words,
    interval_words,
    month_words,
    permille_words,
    rate_sentence,
    reason_words,
    share_words,
    verdict_name,
    why_words,
)
from parley.words.dates import date_only, local_date
from parley.words.locales import number

MOST_MONTHS = 24
"""Months that are told one by one; what lies before them is counted, and told together."""


@dataclass(frozen=True, slots=True)
class CountsAs:
    """A part of the published table: what ends can count as, why, and every end that does."""

    name: str
    why: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The context of people/person.html. `one_by_one` is order by order where `is_by_name`, else month by month; a guest does
    not see it."""

    name: str
    language: str
    language_name: str
    is_own: bool
    is_by_name: bool
    is_guest: bool
    shown: Shown
    reviews: ReviewsShown | None
    sentence: str
    scale: RateScale | None
    figures: Table | None
    notes: tuple[str, ...]
    formula: str
    reasons: tuple[CountsAs, ...]
    one_by_one: Table | None
    empty: EmptyState | None
    pager: Pager | None


@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The page of a person. A guest meets the same 404 for everybody who did not open their page, and for nobody at all."""
    reader = person_of(request)
    found = Person.objects.filter(id=person_id).first()
    if found is None or not may_look(reader, found):
        raise Http404
    is_own = reader is not None and reader.id == found.id
    worked = tuple(closed_orders(str(found.id), Role.FREELANCER))
    ended = tuple(map(ended_as_freelancer, worked))
    record = record_of(ended)
    is_by_name = is_own or (reader is not None and reader.is_operator)
    table, pager = _by_name(request, ended, is_own) if is_by_name else (_by_month(ended), None)
    page = PersonPage(
        name=found.name,
        language=found.language,
        language_name=dict(settings.LANGUAGES).get(found.language, found.language),
        is_own=is_own,
        is_by_name=is_by_name,
        is_guest=reader is None,
        shown=shown(found, reader, get_current_timezone_name(), now(), has_services=is_on(request, Switch.SERVICES)),
        reviews=reviews_shown(request, found, worked, has_words=reader is not None),
        sentence=rate_sentence(record),
        scale=rate_scale(record.rate) if record.rate else None,
        figures=_figures(record) if ended else None,
        notes=_notes(record),
        formula=formula_words(),
        reasons=_reasons(),
        one_by_one=table if ended and reader is not None else None,
        empty=None if ended else _nothing_yet(is_own),
        pager=pager,
    )
    return render(request, "people/person.html", {"page": page})


def _figures(record: Record) -> Table:
    """All that the picture shows, and what it does not."""
    rows = [
        (verdict_name(Verdict.COMPLETED), number(record.completed)),
        (verdict_name(Verdict.FREELANCER_CAUSED), number(record.freelancer_caused)),
        (verdict_name(Verdict.EXEMPT), number(record.exempt)),
    ]
    if record.rate is not None:
        rows.append((_("Completion rate"), permille_words(record.rate.permille)))
        rows.append((_("What that says of the long run"), interval_words(record.rate)))
    if record.on_time_share is not None:
        rows.append((_("Delivered on time"), share_words(record.on_time_share)))
    columns = (Column(_("What")), Column(_("Figure"), numeric=True))
    return Table(_("The figures"), columns, tuple(Row((Cell(what), Cell(figure))) for what, figure in rows))


def _notes(record: Record) -> tuple[str, ...]:
    """What the figures mean, where they need a word."""
    notes = []
    if record.rate is not None:
        notes.append(
            _("The fewer orders there are, the less they say of the long run: in 19 of 20 cases it lies in the band.")
        )
    if record.on_time_share is not None:
        notes.append(_("On time is the first delivery of a milestone, against the date that was due then."))
    return tuple(notes)


def _by_name(request: HttpRequest, ended: tuple[EndedOrder, ...], is_own: bool) -> tuple[Table, Pager | None]:
    """Order by order, a page at a time. The titles lead to the orders for whoever is a party of them."""
    key = read_key(request.GET.get("before", ""))
    listing = told_orders(ended, (key[0], key[1]) if key and key[0] and key[0].tzinfo else None)
    columns = (Column(_("Order")), Column(_("Ended")), Column(_("Counts as")), Column(_("Because")))
    zone = get_current_timezone_name()
    rows = tuple(_told_row(told, zone, is_own) for told in listing.orders)
    older = f"?before={write_key(listing.next_key)}" if listing.next_key else ""
    return Table(_("Order by order"), columns, rows), Pager(older_href=older) if older else None


def _told_row(told: ToldOrder, zone: str, is_own: bool) -> Row:
    judged = told.ended.judged
    on = local_date(told.ended.ended_at, zone)
    return Row(
        (
            Cell(
                told.title or _("Title erased"),
                said=bool(told.title),
                href=reverse("order", args=[told.ended.order_id]) if is_own else "",
            ),
            Cell(date_only(on), iso=on.isoformat()),
            Cell(verdict_name(judged.verdict)),
            Cell(reason_words(judged.reason), small=_of_milestone(told)),
        )
    )


def _of_milestone(told: ToldOrder) -> str:
    return _("Decided by: {milestone}").format(milestone=told.milestone) if told.milestone else ""


def _by_month(ended: tuple[EndedOrder, ...]) -> Table:
    """How many orders ended how in which month, without a word of what they were about."""
    zone = get_current_timezone_name()
    counted = Counter((_month(one.ended_at, zone), one.judged.reason) for one in ended)
    months = sorted({month for month, _reason in counted}, reverse=True)
    listed = months[:MOST_MONTHS]
    rows = [
        _month_row(month_words(month), reason, counted[month, reason]) for month, reason in _sorted(counted, listed)
    ]
    earlier: Counter[Reason] = Counter()
    for (month, reason), count in counted.items():
        if month not in listed:
            earlier[reason] += count
    rows += [_month_row(_("Earlier"), reason, earlier[reason]) for reason in Reason if earlier[reason]]
    columns = (Column(_("Ended")), Column(_("Counts as")), Column(_("Because")), Column(_("Orders"), numeric=True))
    return Table(_("Month by month"), columns, tuple(rows))


def _sorted(counted: Counter[tuple[date, Reason]], months: list[date]) -> list[tuple[date, Reason]]:
    return [(month, reason) for month in months for reason in Reason if counted[month, reason]]


def _month_row(month: str, reason: Reason, count: int) -> Row:
    return Row((Cell(month), Cell(verdict_name(COUNTS[reason])), Cell(reason_words(reason)), Cell(number(count))))


def _month(at: datetime, zone: str) -> date:
    return local_date(at, zone).replace(day=1)


def _reasons() -> tuple[CountsAs, ...]:
    """The published table: every way a milestone can end, by what it counts as."""
    return tuple(
        CountsAs(
            verdict_name(verdict),
            why_words(verdict),
            tuple(reason_words(reason) for reason in Reason if COUNTS[reason] is verdict),
        )
        for verdict in Verdict
    )


def _nothing_yet(is_own: bool) -> EmptyState:
    if is_own:
        return EmptyState(
            _("Nothing that you worked in has ended yet"),
            _("The first order that does is listed here, with what it counts as."),
        )
    return EmptyState(
        _("Nothing that they worked in has ended yet"), _("That says nothing about a person: everybody begins here.")
    )

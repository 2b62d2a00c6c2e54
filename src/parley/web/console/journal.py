"""/console/journal: what happened last in any order. Kinds and instants, nobody's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.order.messages import AnyEvent
from parley.core.parties import Role
from parley.desk.now import now
from parley.reads.offered import orders_as_they_stand
from parley.reads.operations_journal import Event, Key, journal
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Choice, Field, Form
from parley.web.components.frame import NavItem
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.books import short_id
from parley.web.console.nav import console_nav
from parley.web.policies.door import LOOK, operators_only
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.stages import role_name

KINDS = tuple(sorted(one.__name__ for one in get_args(AnyEvent)))
"""The names of events as they stand in the journal."""


@dataclass(frozen=True, slots=True)
class JournalPage:
    """The context of console/journal.html."""

    nav: tuple[NavItem, ...]
    filter: Form
    events: Table | None
    empty: EmptyState
    pager: Pager | None


@operators_only(*LOOK)
def journal_page(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    before = read_key(request.GET.get("before", ""))
    found = journal(kind, before)
    at, zone = now(), get_current_timezone_name()
    page = JournalPage(
        nav=console_nav(request),
        filter=_filter(kind),
        events=_events(found.events, zone, at) if found.events else None,
        empty=_empty(found.next_key, zone, at),
        pager=_pager(kind, before, found.next_key),
    )
    return render(request, "console/journal.html", {"page": page})


def write_key(key: Key) -> str:
    return f"{key[0].isoformat()}~{key[1]}~{key[2]}"


def read_key(typed: str) -> Key | None:
    """None for no key and for one that nobody has written."""
    parts = typed.split("~")
    try:
        instant, order_id, seq = datetime.fromisoformat(parts[0]), UUID(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    return (instant, order_id, seq) if instant.tzinfo is not None and 0 <= seq < 2**62 else None


def _filter(kind: str) -> Form:
    choices = (Choice("", _("Everything"), checked=not kind), *(Choice(one, one, checked=one == kind) for one in KINDS))
    field = Field("kind", _("Kind of event"), kind="select", choices=choices, optional_word=False, narrow=True)
    return Form(
        action=reverse("console_journal"), fields=(field,), submit=_("Show"), method="get", quiet=True, id="filter"
    )


def _events(rows: tuple[Event, ...], zone: str, at: datetime) -> Table:
    heads = (
        Column(_("When")),
        Column(_("Event")),
        Column(_("By")),
        Column(_("Order")),
        Column(_("Number"), numeric=True),
    )
    # What was never agreed is between the two: an operator sees that it happened, and cannot go in.
    orders = orders_as_they_stand({row.order_id for row in rows})
    agreed = {order_id for order_id, order in orders.items() if order.milestones}
    return Table(_("Events"), heads, tuple(_event(row, zone, at, agreed) for row in rows))


def _event(row: Event, zone: str, at: datetime, agreed: set[UUID]) -> Row:
    return Row(
        (
            Cell(day_and_time(row.at, zone, at), iso=row.at.isoformat()),
            Cell(row.kind),
            Cell(role_name(Role(row.by))),
            Cell(
                short_id(row.order_id),
                href=reverse("order", args=[row.order_id]) if row.order_id in agreed else "",
            ),
            Cell(number(row.seq), label=_("Number")),
        )
    )


def _empty(next_key: Key | None, zone: str, at: datetime) -> EmptyState:
    if next_key is None:
        return EmptyState(_("Nothing is there"), _("Nothing of this kind has happened in any order."))
    until = day_and_time(next_key[0], zone, at)
    return EmptyState(
        _("Nothing among these"), _("Looked through until {when}. Older events may hold some.").format(when=until)
    )


def _pager(kind: str, before: Key | None, next_key: Key | None) -> Pager | None:
    def address(**chosen: str) -> str:
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in chosen.items() if value})
        return f"{reverse('console_journal')}?{query.urlencode()}" if query else reverse("console_journal")

    older = address(kind=kind, before=write_key(next_key)) if next_key is not None else ""
    newest = address(kind=kind) if before is not None else ""
    return Pager(older_href=older, newest_href=newest) if older or newest else None

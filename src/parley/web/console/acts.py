"""/console/acts: what operators did for the desk, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.board.models import Brief
from parley.desk.now import now
from parley.office.acts import ABOUT, About, Done, latest
from parley.people.leaving import left_name, left_names
from parley.people.models import Person
from parley.storefront.models import Service
from parley.web.components.empty_state import EmptyState
from parley.web.components.frame import NavItem
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.books import short_id
from parley.web.console.nav import console_nav
from parley.web.policies.door import LOOK, operators_only
from parley.words.console import deed_words, switch_name
from parley.words.dates import day_and_time

PAGE = 50


@dataclass(frozen=True, slots=True)
class ActsPage:
    """The context of console/acts.html."""

    nav: tuple[NavItem, ...]
    acts: Table | None
    empty: EmptyState
    pager: Pager | None


@operators_only(*LOOK)
def acts(request: HttpRequest) -> HttpResponse:
    before = _id(request.GET.get("before", ""))
    rows = latest(before, PAGE + 1)
    shown = rows[:PAGE]
    older = f"?before={shown[-1].id}" if len(rows) > PAGE else ""
    newest = reverse("console_acts") if before is not None else ""
    page = ActsPage(
        nav=console_nav(request),
        acts=_table(shown) if shown else None,
        empty=EmptyState(_("Nothing yet"), _("What operators do for the desk is written down here.")),
        pager=Pager(older_href=older, newest_href=newest) if older or newest else None,
    )
    return render(request, "console/acts.html", {"page": page})


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _table(rows: list[Done]) -> Table:
    zone, at = get_current_timezone_name(), now()
    names = _names(UUID(one.about) for one in rows if ABOUT[one.did] is About.PERSON)
    there = _still_there(rows)
    heads = (Column(_("When")), Column(_("Who")), Column(_("What")))
    return Table(
        _("What operators did"),
        heads,
        tuple(
            Row(
                (
                    Cell(day_and_time(one.at, zone, at), iso=one.at.isoformat()),
                    Cell(one.by.name if one.by is not None else left_name()),
                    Cell(deed_words(one.did.value, _what(one, names)), href=_href(one) if one.about in there else ""),
                )
            )
            for one in rows
        ),
    )


def _names(people: Iterable[UUID]) -> Mapping[UUID, str]:
    """Those who have left are called by what is kept of them, and then by nothing."""
    ids = set(people)
    here = {person.id: person.name for person in Person.objects.filter(id__in=ids)}
    return {**left_names(ids - here.keys()), **here}


def _still_there(rows: list[Done]) -> frozenset[str]:
    """What an act names and can be looked at: services and briefs go with whoever wrote them."""
    named = {about: [one.about for one in rows if ABOUT[one.did] is about] for about in About}
    services = Service.objects.filter(id__in=named[About.SERVICE]).values_list("id", flat=True)
    briefs = Brief.objects.filter(id__in=named[About.BRIEF]).values_list("id", flat=True)
    return frozenset([*named[About.ORDER], *named[About.POLICY], *map(str, services), *map(str, briefs)])


def _what(one: Done, names: Mapping[UUID, str]) -> str:
    match ABOUT[one.did]:
        case About.PERSON:
            return names[UUID(one.about)]
        case About.SWITCH:
            return switch_name(one.about)
        case About.ORDER | About.SERVICE | About.BRIEF:
            return short_id(UUID(one.about))
        case About.POLICY:
            return one.about
        case About.NOTHING:
            return ""


def _href(one: Done) -> str:
    match ABOUT[one.did]:
        case About.ORDER:
            return reverse("order", args=[one.about])
        case About.POLICY:
            return reverse("policy", args=[one.about])
        case About.SERVICE:
            return reverse("service", args=[one.about])
        case About.BRIEF:
            return reverse("moderate", args=[one.about])
        case _:
            return ""

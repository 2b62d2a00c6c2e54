"""/console: how the desk is doing, on one page that costs the same with ten orders and with ten thousand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.desk.now import now
from parley.help.votes import all_counted
from parley.people.models import Person
from parley.reads.operations_queue import Counted, due_within_a_day, overdue
from parley.reads.operations_standing import Standing, count_standing, standing
from parley.reads.operations_steps import count_steps, steps
from parley.web.components.frame import NavItem
from parley.web.components.table import Table
from parley.web.console.counts import Bar, ends, milestones_by_stage, orders_by_stage, steps_table
from parley.web.console.health import HealthLine, health
from parley.web.console.money import CurrencyShown, currencies_shown, in_flight, orders_in_flight
from parley.web.console.nav import console_nav
from parley.web.console.needs import Needs, needs
from parley.web.console.setting_up import left_to_set_up
from parley.web.health import MOST_LAG_S
from parley.web.policies.door import LOOK, operators_only
from parley.words.console import up_to
from parley.words.dates import day_and_time, relative, zone_name
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures on top, with a small line that says what it means."""

    name: str
    figure: str
    small: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ConsolePage:
    """The context of console/console.html. What is counted piece by piece is None or empty until the count is complete."""

    title: str
    when: str
    nav: tuple[NavItem, ...]
    left_to_set_up: int
    tiles: tuple[Tile, ...]
    counted: str
    needs: Needs
    currencies: tuple[CurrencyShown, ...]
    ends: tuple[Bar, ...]
    orders: tuple[Bar, ...]
    milestones: tuple[Bar, ...]
    steps: Table | None
    votes: str
    health: tuple[HealthLine, ...]


@operators_only(*LOOK)
def console(request: HttpRequest) -> HttpResponse:
    at = now()
    # The worker counts. A look takes at most one step, whose cost does not grow with the orders.
    count_standing(at)
    if steps() is None:
        count_steps(at)
    return render(request, "console/console.html", {"page": _page(request, at)})


def _page(request: HttpRequest, at: datetime) -> ConsolePage:
    found, lengths = standing(), steps()
    zone = get_current_timezone_name()
    behind = overdue(at)
    wanted = needs(cast("Person", request.user), found, at)
    lines = health(at)
    return ConsolePage(
        title=_title(wanted, behind, lines, at),
        # Translators: {when} is "Thu 26 Nov, 18:00", {zone} "your time in Madrid".
        when=_("{when}, {zone}").format(when=day_and_time(at, zone, at), zone=zone_name(zone)),
        nav=console_nav(request),
        left_to_set_up=left_to_set_up(at),
        tiles=(_money(found), _due(at), _overdue(behind, at), _stuck(found)),
        counted=_counted(found, zone, at),
        needs=wanted,
        currencies=currencies_shown(found) if found is not None else (),
        ends=ends(found) if found is not None else (),
        orders=orders_by_stage(found) if found is not None else (),
        milestones=milestones_by_stage(found) if found is not None else (),
        steps=steps_table(lengths) if lengths is not None else None,
        votes=_votes(),
        health=lines,
    )


def _title(wanted: Needs, behind: Counted, lines: tuple[HealthLine, ...], at: datetime) -> str:
    is_late = behind.oldest_at is not None and (at - behind.oldest_at).total_seconds() > MOST_LAG_S
    if is_late or wanted.wrong or any(line.tone == "failed" for line in lines):
        return _("Something needs to be put right")
    if wanted.count:
        said = ngettext("All quiet, {n} thing needs a person", "All quiet, {n} things need a person", wanted.count)
        return said.format(n=number(wanted.count))
    return _("All quiet")


def _money(found: Standing | None) -> Tile:
    flights = in_flight(found) if found is not None else []
    if found is None or not flights:
        return Tile(_("Money in flight"), "–" if found is None else number(0), "")
    others = _("and {sums}; {orders}") if flights[1:] else "{orders}"
    small = others.format(sums=", ".join(flights[1:]), orders=orders_in_flight(found))
    return Tile(_("Money in flight"), flights[0], small)


def _due(at: datetime) -> Tile:
    found = due_within_a_day(at)
    return Tile(
        _("Due within 24 hours"),
        up_to(found.count, is_more=found.is_more),
        _("then somebody has moved, or the clock does"),
    )


def _overdue(found: Counted, at: datetime) -> Tile:
    figure = up_to(found.count, is_more=found.is_more)
    if found.oldest_at is None:
        return Tile(_("Overdue"), figure, _("the clock is up to date"), "good")
    # Translators: of deadlines that were not applied yet; {when} is "3 hours ago".
    return Tile(
        _("Overdue"), figure, _("the oldest fell due {when}").format(when=relative(found.oldest_at, at)), "soon"
    )


def _stuck(found: Standing | None) -> Tile:
    if found is None:
        return Tile(_("Stuck"), "–", "")
    count = found.wrongs.get("stuck", 0)
    if count:
        return Tile(_("Stuck"), number(count), _("open, without a deadline: named below"), "failed")
    return Tile(_("Stuck"), number(0), _("every open order has a clock"), "good")


def _counted(found: Standing | None, zone: str, at: datetime) -> str:
    if found is None:
        return _("The figures are being counted. Look again in a while.")
    return _("Sums and stages are those of {when}, counted from the books and the orders, order by order.").format(
        when=day_and_time(found.at, zone, at)
    )


def _votes() -> str:
    """How many found help articles useful, over all articles and languages."""
    counted = all_counted().values()
    voices = sum(one.voices for one in counted)
    if not voices:
        return _("Nobody has said yet whether a help article was useful.")
    said = ngettext(
        "Of {n} voice on help articles {useful} said useful.",
        "Of {n} voices on help articles {useful} said useful.",
        voices,
    )
    return said.format(n=number(voices), useful=number(sum(one.useful for one in counted)))

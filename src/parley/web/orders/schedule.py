"""/orders/<id>/schedule: what was agreed for each milestone beside what happened, drawn, as a table, and to take along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parley.core.schedule import Line, schedule
from parley.web.components.spreadsheet import spreadsheet
from parley.web.orders.door import Visit, enter
from parley.words.dates import date_only, local_date, time_in
from parley.words.locales import number
from parley.words.money import money
from parley.words.stages import stage_name

WIDTH, ROW, BAR = 480, 40, 12
"""Of the drawing, in its own units: across, down for each milestone, and how thick a bar is."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One milestone in the drawing: the bar of its work, the agreed date as a line, the first delivery as a dot."""

    y: int
    bar_y: int
    begins: int
    length: int
    agreed: int
    delivered: int | None
    is_late: bool
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    agreed: str
    due: str
    delivered: str
    ended: str
    difference: str
    is_late: bool
    stage: str
    price: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything of the page. `zone` names the zone of the dates."""

    visit: Visit
    rows: tuple[Row, ...]
    drawn: tuple[Drawn, ...]
    height: int
    today: int | None
    first: str
    last: str
    zone: str


@login_required
@require_safe
def order_schedule(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = enter(request, order_id)
    lines = schedule(visit.order, visit.at)
    if not lines:
        raise Http404
    if request.GET.get("as") == "csv":
        return _download(visit, lines)
    return render(request, "orders/schedule.html", {"page": _page(visit, lines)})


def _page(visit: Visit, lines: Sequence[Line]) -> Page:
    zone = visit.order.terms.calendar.zone
    rows = tuple(_row(visit, line, zone) for line in lines)
    days = [day for line in lines for day in _days(line, zone, visit.at)]
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
    span = max((last - first).days, 1)

    def across(on: date) -> int:
        return round((on - first).days * WIDTH / span)

    drawn = tuple(
        _drawn(place, line, row, [across(day) for day in _span(line, zone, visit.at)], across, zone)
        for place, (line, row) in enumerate(zip(lines, rows, strict=True))
    )
    today = local_date(visit.at, zone)
    return Page(
        visit=visit,
        rows=rows,
        drawn=drawn,
        height=ROW * len(lines),
        today=across(today) if first <= today <= last else None,
        first=date_only(first),
        last=date_only(last),
        zone=time_in(zone),
    )


def _row(visit: Visit, line: Line, zone: str) -> Row:
    return Row(
        name=visit.page.milestone_name(line.number),
        agreed=date_only(line.agreed_on),
        due=_day(line.due_at, zone),
        delivered=_day(line.delivered_at, zone),
        ended=_day(line.ended_at, zone),
        difference=_difference(line),
        is_late=(line.days_late or 0) > 0,
        stage=stage_name(line.stage),
        price=money(visit.order.milestone(line.number).terms.price),
    )


def _difference(line: Line) -> str:
    """In calendar days, from the agreed date."""
    late = line.days_late
    if late is None:
        return ""
    if late == 0:
        return _("on the day")
    if late < 0:
        return ngettext("{n} day earlier", "{n} days earlier", -late).format(n=number(-late))
    if line.delivered_at is None:
        return ngettext("{n} day late so far", "{n} days late so far", late).format(n=number(late))
    return ngettext("{n} day later", "{n} days later", late).format(n=number(late))


def _drawn(place: int, line: Line, row: Row, span: Sequence[int], across: Callable[[date], int], zone: str) -> Drawn:
    top = place * ROW
    begins, ends = (span[0], span[-1]) if span else (0, 0)
    delivered = across(local_date(line.delivered_at, zone)) if line.delivered_at is not None else None
    return Drawn(
        y=top,
        bar_y=top + (ROW - BAR) // 2,
        begins=begins,
        length=max(ends - begins, BAR // 2) if span else 0,
        agreed=across(line.agreed_on),
        delivered=delivered,
        is_late=row.is_late,
        label=f"{line.number}",
    )


def _span(line: Line, zone: str, at: datetime) -> tuple[date, ...]:
    """From the day on which it was funded to its end, or to today; nothing where it has not begun."""
    if line.begun_at is None:
        return ()
    return local_date(line.begun_at, zone), local_date(line.ended_at or at, zone)


def _days(line: Line, zone: str, at: datetime) -> Iterator[date]:
    yield line.agreed_on
    for instant in (line.due_at, line.begun_at, line.delivered_at, line.ended_at):
        if instant is not None:
            yield local_date(instant, zone)
    if line.begun_at is not None and line.ended_at is None:
        yield local_date(at, zone)  # as far as the bar of what is under way is drawn


def _day(at: datetime | None, zone: str) -> str:
    return date_only(local_date(at, zone)) if at is not None else ""


def _download(visit: Visit, lines: Sequence[Line]) -> HttpResponse:
    heads = [
        _("Milestone"), _("Name"), _("Stage"), _("Agreed date"), _("Due (UTC)"), _("Funded (UTC)"), _("First delivery (UTC)"),
        _("Ended (UTC)"), _("Days late"), _("Price"), _("Currency"),
    ]  # fmt: skip
    return spreadsheet(
        heads, (_cells(visit, line) for line in lines), f"schedule-{str(visit.order.id).upper()[-4:]}.csv"
    )


def _cells(visit: Visit, line: Line) -> list[object]:
    price = visit.order.milestone(line.number).terms.price
    moments = (line.due_at, line.begun_at, line.delivered_at, line.ended_at)
    return [
        line.number,
        visit.page.milestone_name(line.number),
        line.stage.value,
        line.agreed_on.isoformat(),
        *(at.astimezone(UTC).isoformat(timespec="seconds") if at is not None else "" for at in moments),
        line.days_late if line.days_late is not None else "",
        format(price.decimal(), "f"),
        price.currency,
    ]

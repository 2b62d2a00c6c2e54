"""/console/coach: what the coach found, by week, kind and language; counts alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.coach.advice import Label
from parley.desk.now import now
from parley.office.coach_counts import counts_since, monday
from parley.web.components.frame import NavItem
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.console.charts import Columns, Series, columns
from parley.web.console.nav import console_nav
from parley.web.policies.door import LOOK, operators_only
from parley.words.coach import reads_as
from parley.words.dates import date_of
from parley.words.locales import number

WEEKS = 8
LATEST = 4
"""Weeks that the table by kind adds up."""


@dataclass(frozen=True, slots=True)
class FindingsShown:
    """A drawing by week with the table by week and language, and a table by kind and language."""

    chart: Columns
    by_label: Table


@dataclass(frozen=True, slots=True)
class CoachPage:
    """The context of console/coach.html. `findings`: none in these weeks."""

    nav: tuple[NavItem, ...]
    findings: FindingsShown | None


@operators_only(*LOOK)
def coach_findings(request: HttpRequest) -> HttpResponse:
    return render(request, "console/coach.html", {"page": CoachPage(console_nav(request), findings_shown(now()))})


def findings_shown(at: datetime) -> FindingsShown | None:
    """None where nothing was found in these weeks. One question."""
    weeks = [monday(at) - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    counts = counts_since(weeks[0])
    if not counts:
        return None
    languages = [code for code, _name in settings.LANGUAGES]
    names = dict(settings.LANGUAGES)
    heads = tuple(Column(names[code], numeric=True) for code in languages)
    labels = [str(head.label) for head in heads]
    by_week: Counter[tuple[object, str]] = Counter()
    by_label: Counter[tuple[str, str]] = Counter()
    for (week, language, label), count in counts.items():
        by_week[week, language] += count
        if week >= weeks[-LATEST]:
            by_label[label, language] += count
    zone = get_current_timezone_name()
    dates = [date_of(datetime.combine(week, time(12), UTC), zone, at) for week in weeks]
    totals = tuple(sum(by_week[week, language] for language in languages) for week in weeks)
    table = Table(
        _("Findings by week and language"),
        (Column(_("Week of")), *heads),
        tuple(
            Row((Cell(day), *_figures([by_week[week, code] for code in languages], labels)))
            for day, week in zip(dates, weeks, strict=True)
        ),
    )
    kinds = tuple(
        Row((Cell(reads_as(label)), *_figures([by_label[label.value, code] for code in languages], labels)))
        for label in Label
        if any(by_label[label.value, code] for code in languages)
    )
    return FindingsShown(
        columns(
            "findings",
            _("Findings of the coach by week"),
            _("{n} in the last week, of {all} in {weeks} weeks.").format(
                n=number(totals[-1]), all=number(sum(totals)), weeks=number(WEEKS)
            ),
            dates,
            (Series(_("Findings"), "released", totals),),
            table,
            number,
        ),
        Table(_("Findings of the last four weeks by kind and language"), (Column(_("Finding")), *heads), kinds),
    )


def _figures(counts: list[int], labels: list[str]) -> list[Cell]:
    return [Cell(number(count), label=label) for count, label in zip(counts, labels, strict=True)]

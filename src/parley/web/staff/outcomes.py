"""/outcomes: how cases end here and how long they take, for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.core.statistics import Share
from parley.desk.now import now
from parley.reads.case_stories import STEPS, WHOLE, Appealed, Way
from parley.reads.outcomes import Outcomes, count_further, outcomes
from parley.reads.small_counts import LEAST, LEAST_FOR_MEDIAN, LEAST_FOR_NINETIETH, median, ninetieth, shown
from parley.words.dates import date_only
from parley.words.locales import number
from parley.words.outcomes import appeal_name, days_of_tenths, not_shown, share_words, step_name, too_few, way_name

CACHED_S = 600


@dataclass(frozen=True, slots=True)
class Line:
    """One row: words, its count, its share in words, and the bar as SVG lengths. Without a share nothing is drawn."""

    name: str
    count: str
    share: str = ""
    width: str = ""
    low: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class TimeLine:
    """How long a step took: the middle and the ninetieth of a hundred, with their bars."""

    name: str
    median: str
    ninetieth: str
    width: str = ""
    reach: str = ""


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """The context of staff/outcomes.html. Empty parts are those that too few cases stand behind."""

    day: str
    total: str
    ways: tuple[Line, ...]
    appeals: tuple[Line, ...]
    times: tuple[TimeLine, ...]
    rule: str
    rule_of_times: str
    rule_of_days: str


@require_safe
def outcomes_page(request: HttpRequest) -> HttpResponse:
    at = now()
    # The worker counts; where none has yet, a look takes one step, whose cost does not grow with the orders.
    if outcomes() is None:
        count_further(at)
    found = outcomes()
    page = _page(found) if found is not None else None
    response = render(request, "staff/outcomes.html", {"page": page, "least": number(LEAST)})
    response.headers["Cache-Control"] = f"private, max-age={CACHED_S if page is not None else 0}"
    return response


def _page(found: Outcomes) -> OutcomesPage:
    enough = found.cases >= LEAST
    ways = shown(found.ways) if enough else {}
    decided = ways.get(Way.DECIDED)
    # What became of decisions is told only where their number is, else it would tell that number.
    appeals = shown(found.appeals) if decided is not None else {}
    return OutcomesPage(
        day=date_only(found.day),
        total=number(found.cases) if enough else "",
        ways=_lines({way: (way_name(way.value), ways[way]) for way in Way if way in ways}, found.cases),
        appeals=_lines(
            {one: (appeal_name(one.value), appeals[one]) for one in Appealed if one in appeals}, decided or 0
        ),
        times=tuple(_times(found)) if enough else (),
        rule=_(
            "Counts below {least} are not shown, and with them neither is the next smallest, so that none can be worked out "
            "from the total."
        ).format(least=number(LEAST)),
        rule_of_times=_(
            "The middle is shown from {few} cases on, the ninety of a hundred from {many} on, both in whole days."
        ).format(few=number(LEAST_FOR_MEDIAN), many=number(LEAST_FOR_NINETIETH)),
        rule_of_days=_(
            "Counted once a day, over everything that was over by then. The figures move in steps of {least} cases, so that "
            "two days side by side do not tell of a single one."
        ).format(least=number(LEAST)),
    )


def _lines(counts: Mapping[object, tuple[str, int | None]], whole: int) -> tuple[Line, ...]:
    return tuple(_line(name, count, whole) for name, count in counts.values())


def _line(name: str, count: int | None, whole: int) -> Line:
    if count is None:
        return Line(name, not_shown())
    share = Share(count, whole)
    return Line(
        name,
        number(count),
        share_words(share),
        width=_percent(share.permille),
        low=_percent(share.low_permille),
        reach=_percent(share.high_permille - share.low_permille),
    )


def _times(found: Outcomes) -> list[TimeLine]:
    steps = [*STEPS.values(), WHOLE]
    both = {step: (median(found.days.get(step, ())), ninetieth(found.days.get(step, ()))) for step in steps}
    longest = max((value for pair in both.values() for value in pair if value is not None), default=0)
    return [_time(step_name(step), middle, most, longest) for step, (middle, most) in both.items()]


def _time(name: str, middle: int | None, most: int | None, longest: int) -> TimeLine:
    def part(tenths: int | None) -> str:
        return _percent(1000 * tenths // longest) if tenths is not None and longest else ""

    return TimeLine(
        name,
        days_of_tenths(middle) if middle is not None else too_few(),
        days_of_tenths(most) if most is not None else too_few(),
        part(middle),
        part(most),
    )


def _percent(permille: int) -> str:
    """An SVG length."""
    return f"{permille // 10}.{permille % 10}%"

"""Two tables of windows and where they end: one worked out by hand, one worked out in another way than the core's."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from parley.core.calendar import Calendar
from tests.core.business_days import (
    BY_HAND,
    CHANGING,
    FRIDAY_SATURDAY,
    MADE,
    SATURDAY_SUNDAY,
    Row,
    as_text,
    cases,
    read,
    worked_out,
)
from tests.core.rest_days import COUNTRIES

HAND_ROWS, MADE_ROWS = read(BY_HAND), read(MADE)
ROWS = [*HAND_ROWS, *MADE_ROWS]
IDS = [f"{number} {row.zone} {row.kind} {row.length}" for number, row in enumerate(ROWS, start=1)]


def ends(row: Row) -> datetime:
    """What the core says."""
    calendar = Calendar(row.zone, row.weekdays, tuple(sorted(row.days_of_rest)))
    counts = {
        "hours": calendar.after_hours,
        "days": calendar.after_days,
        "business_days": calendar.after_business_days,
    }
    return counts[row.kind](datetime.fromisoformat(row.start), row.length)


@pytest.mark.parametrize("row", ROWS, ids=IDS)
def test_the_core_agrees_with_each_row(row: Row) -> None:
    found = ends(row)
    assert found == datetime.fromisoformat(row.expected), row.why
    assert found.astimezone(ZoneInfo(row.zone)).isoformat() == row.expected, row.why


@pytest.mark.parametrize("row", HAND_ROWS, ids=IDS[: len(HAND_ROWS)])
def test_the_other_way_agrees_with_what_was_worked_out_by_hand(row: Row) -> None:
    assert worked_out(row) == datetime.fromisoformat(row.expected), row.why


def test_the_table_is_what_its_script_makes() -> None:
    assert MADE.read_text(encoding="utf-8") == as_text(cases()), "python -m tests.core.business_days --write"


def test_every_start_is_written_as_its_own_wall_shows_it() -> None:
    for row in ROWS:
        assert datetime.fromisoformat(row.start).astimezone(ZoneInfo(row.zone)).isoformat() == row.start, row.why


def test_the_tables_hold_what_they_promise() -> None:
    assert len(HAND_ROWS) >= 60
    assert len(ROWS) >= 400
    assert len({(row.zone, row.weekend, row.rest, row.start, row.kind, row.length) for row in ROWS}) >= 600
    assert {row.rest for row in ROWS} >= set(COUNTRIES)
    weekends = Counter(row.weekend for row in ROWS)
    assert min(weekends[SATURDAY_SUNDAY], weekends[FRIDAY_SATURDAY]) >= 50
    both_changes = Counter(row.zone for row in MADE_ROWS if "begun at the very change" in row.why)
    assert set(both_changes) == set(CHANGING)
    assert set(both_changes.values()) == {2}
    for word, least in {
        "skipped": 90,
        "twice": 90,
        "rests": 40,
        "over the end": 30,
        "leap": 30,
        "left out": 20,
        "no length": 30,
    }.items():
        assert sum(word in row.why for row in MADE_ROWS) >= least, word


def test_a_time_that_is_skipped_or_left_out_is_met_by_rows_that_say_so() -> None:
    """Else the table would only show days on which nothing is difficult.

    A day that was left out is another matter: its time is found again on the day after, at the same hour.
    """
    moved = [row for row in MADE_ROWS if row.kind != "hours" and row.start[11:19] != row.expected[11:19]]
    assert len(moved) >= 30
    assert sum("skipped" in row.why for row in moved) == len(moved)

"""Instants, dates and lengths of time as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from parley.words.dates import date_of, date_only, day, day_heading, moment, near, relative, time_in, zone_name
from parley.words.durations import business_days, days, effort, hours

NBSP, NNBSP = "\u00a0", "\u202f"
MADRID = "Europe/Madrid"
NOW = datetime(2026, 11, 24, 12, 32, tzinfo=UTC)
AT = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "text", "short"),
    [
        ("en", f"Thu{NBSP}26{NBSP}Nov 2026, 18:00", f"Thu{NBSP}26{NBSP}Nov, 18:00"),
        ("es", f"jue{NBSP}26{NBSP}nov 2026, 18:00", f"jue{NBSP}26{NBSP}nov, 18:00"),
        ("fr", f"jeu.{NBSP}26{NBSP}nov. 2026, 18:00", f"jeu.{NBSP}26{NBSP}nov., 18:00"),
        ("nl", f"do{NBSP}26{NBSP}nov 2026, 18:00", f"do{NBSP}26{NBSP}nov, 18:00"),
        ("ru", f"чт,{NBSP}26{NBSP}нояб. 2026{NNBSP}г., 18:00", f"чт,{NBSP}26{NBSP}нояб., 18:00"),
    ],
)
def test_an_instant_is_written_as_the_language_writes_it(language: str, text: str, short: str) -> None:
    with translation.override(language):
        said = moment(AT, MADRID, NOW)
        assert (said.text, said.short) == (text, short)


def test_an_instant_is_told_in_the_readers_zone() -> None:
    assert moment(AT, MADRID, NOW).iso == "2026-11-26T18:00:00+01:00"
    tokyo = moment(AT, "Asia/Tokyo", NOW)
    assert (tokyo.text, tokyo.iso) == (f"Fri{NBSP}27{NBSP}Nov 2026, 02:00", "2026-11-27T02:00:00+09:00")


def test_the_year_is_left_out_where_the_readers_wall_shows_it() -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert day(new_year, "UTC", NOW) == f"Thu{NBSP}31{NBSP}Dec"
    assert day(new_year, MADRID, NOW) == f"Fri{NBSP}1{NBSP}Jan 2027"
    assert date_of(new_year, MADRID, NOW) == f"1{NBSP}Jan 2027"
    assert date_only(date(2026, 11, 6)) == f"Fri{NBSP}6{NBSP}Nov 2026"
    assert date_only(date(2026, 11, 6), date(2026, 1, 1)) == f"Fri{NBSP}6{NBSP}Nov"


def test_the_next_two_days_have_names() -> None:
    assert near(NOW + timedelta(hours=5), MADRID, NOW) == "today, 18:32"
    assert near(NOW + timedelta(hours=12), MADRID, NOW) == "tomorrow, 01:32"
    assert near(AT, MADRID, NOW) == f"Thu{NBSP}26{NBSP}Nov, 18:00"
    assert near(NOW - timedelta(days=1), MADRID, NOW) == f"Mon{NBSP}23{NBSP}Nov, 13:32"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "in less than a minute"),
        (0.9, "in less than a minute"),
        (1, "in 1 minute"),
        (59, "in 59 minutes"),
        (60, "in 1 hour"),
        (4 * 60 + 28, f"in 4{NBSP}h 28{NBSP}min"),
        (24 * 60, "in 1 day"),
        (24 * 60 + 59, "in 1 day"),
        (24 * 60 + 60, f"in 1 day 1{NBSP}h"),
        (52 * 60, f"in 2 days 4{NBSP}h"),
        (14 * 24 * 60 + 300, "in 14 days"),
        (-0.5, "just now"),
        (-1, "1 minute ago"),
        (-119, "1 hour ago"),
        (-180, "3 hours ago"),
        (-3 * 24 * 60, "3 days ago"),
    ],
)
def test_how_far_away_it_is_never_counts_seconds(minutes: float, said: str) -> None:
    assert relative(NOW + timedelta(minutes=minutes), NOW) == said


@pytest.mark.parametrize(
    ("language", "on", "heading"),
    [
        ("en", date(2026, 11, 24), f"Today, Tuesday 24{NBSP}November"),
        ("en", date(2026, 11, 23), f"Yesterday, Monday 23{NBSP}November"),
        ("en", date(2026, 11, 20), f"Friday 20{NBSP}November"),
        ("en", date(2025, 11, 20), f"Thursday 20{NBSP}November 2025"),
        ("es", date(2026, 11, 20), "Viernes 20 de noviembre"),
        ("fr", date(2026, 11, 20), f"Vendredi 20{NBSP}novembre"),
        ("nl", date(2026, 11, 20), f"Vrijdag 20{NBSP}november"),
        ("ru", date(2026, 11, 20), f"Пятница, 20{NBSP}ноября"),
        ("ru", date(2025, 11, 20), f"Четверг, 20{NBSP}ноября 2025{NNBSP}г."),
    ],
)
def test_a_day_of_the_timeline_has_a_heading(language: str, on: date, heading: str) -> None:
    with translation.override(language):
        assert day_heading(on, date(2026, 11, 24)) == heading


def test_a_zone_is_called_by_its_city() -> None:
    assert zone_name(MADRID) == "your time in Madrid"
    assert zone_name("America/Argentina/Buenos_Aires") == "your time in Buenos Aires"
    assert zone_name("UTC") == "in UTC time"
    assert time_in("Asia/Tokyo") == "time in Tokyo"
    with translation.override("ru"):
        assert "Мадрид" in zone_name(MADRID)


def test_lengths_of_time() -> None:
    assert (hours(48), hours(1)) == ("48 hours", "1 hour")
    assert (days(7), days(1)) == ("7 days", "1 day")
    assert (business_days(5), business_days(1)) == ("5 business days", "1 business day")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(150, f"2.5{NBSP}h"), (840, f"14{NBSP}h"), (45, f"45{NBSP}min"), (80, f"1{NBSP}h 20{NBSP}min"), (60, f"1{NBSP}h")],
)
def test_effort_is_exact(minutes: int, said: str) -> None:
    assert effort(minutes) == said
    with translation.override("es"):
        assert effort(150) == f"2,5{NBSP}h"

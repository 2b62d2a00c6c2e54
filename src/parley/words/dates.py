"""Instants and dates, as a language writes them and in the reader's own zone. Nothing counts seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_location
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.words.locales import capitalized, date_locale

NO_BREAK = "\u00a0"

WITHOUT_COMMA = frozenset({"en", "es"})
"""Languages that need no comma between the day of the week and the day."""

HOUR = 60
DAY = 24 * HOUR
"""Minutes."""
DAYS_WITH_HOURS = 14
"""Further away than this, hours say nothing any more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the reader's language and zone, with what a machine reads beside it.

    `text` carries the year always ("Thu 26 Nov 2026, 18:00"), `short` only where it is another than this year's.
    `iso` has the zone's offset; `relative` is "in 2 days 4 h"; `zone` is "your time in Madrid".
    """

    text: str
    iso: str
    relative: str = ""
    zone: str = ""
    short: str = ""


def moment(at: datetime, zone: str, now: datetime) -> Moment:
    """All ways to say the instant `at` to somebody whose zone is `zone` (an IANA name), at the instant `now`."""
    return Moment(
        text=_written(at, zone, "yMMMEd", with_time=True),
        iso=at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds"),
        relative=relative(at, now),
        zone=zone_name(zone),
        short=day_and_time(at, zone, now),
    )


def day_and_time(at: datetime, zone: str, now: datetime) -> str:
    """Thu 26 Nov, 18:00; with the year if it is not the reader's present one."""
    return _written(at, zone, _skeleton(at, zone, now), with_time=True)


def day(at: datetime, zone: str, now: datetime) -> str:
    """Thu 26 Nov; with the year if it is not the reader's present one."""
    return _written(at, zone, _skeleton(at, zone, now), with_time=False)


def near(at: datetime, zone: str, now: datetime) -> str:
    """today, 18:30 or tomorrow, 09:00; else as `day_and_time`. It fits inside a sentence; where it stands alone, begin it
    with a capital letter."""
    when = time_of_day(at, zone)
    match _days_between(now, at, zone):
        case 0:
            # Translators: stands inside a sentence, as in "The first is due today, 18:30".
            return _("today, {time}").format(time=when)
        case 1:
            return _("tomorrow, {time}").format(time=when)
        case _:
            return day_and_time(at, zone, now)


def time_of_day(at: datetime, zone: str) -> str:
    """18:00"""
    return format_datetime(at, _pattern(date_locale(), "Hm"), tzinfo=ZoneInfo(zone), locale=date_locale())


def date_only(on: date, today: date | None = None) -> str:
    """Fri 6 Nov 2026; without the year where `today` is given and lies in the same one."""
    skeleton = "MMMEd" if today is not None and today.year == on.year else "yMMMEd"
    return format_date(on, _pattern(date_locale(), skeleton), locale=date_locale())


def date_of(at: datetime, zone: str, now: datetime) -> str:
    """6 Nov; with the year if it is not the reader's present one. For places where the day of the week is too much."""
    skeleton = "MMMd" if _same_year(at, zone, now) else "yMMMd"
    return _written(at, zone, skeleton, with_time=False)


def local_date(at: datetime, zone: str) -> date:
    """The date the reader's wall shows at `at`."""
    return at.astimezone(ZoneInfo(zone)).date()


def day_heading(on: date, today: date) -> str:
    """Today, Tuesday 24 November; Monday 23 November; with the year if it is not today's. Both dates are the reader's."""
    locale = date_locale()
    heading = format_date(on, _heading_pattern(locale, with_year=on.year != today.year), locale=locale)
    if on == today:
        return _("Today, {day}").format(day=heading)
    if on == today - timedelta(days=1):
        return _("Yesterday, {day}").format(day=heading)
    return capitalized(heading)


def zone_name(zone: str) -> str:
    """Whose time a page shows: your time in Madrid."""
    return _("your time in {city}").format(city=city(zone)) if "/" in zone else _("in {zone} time").format(zone=zone)


def time_in(zone: str) -> str:
    """The time of a place that is not the reader's: time in Madrid."""
    return _("time in {city}").format(city=city(zone)) if "/" in zone else _("{zone} time").format(zone=zone)


def city(zone: str) -> str:
    """The place of a zone as the language calls it: Europe/Moscow is Moscou in French."""
    place = zone.partition("/")[2]
    if "/" in place:
        return place.rpartition("/")[2].replace("_", " ")
    return get_timezone_location(zone, locale=date_locale(), return_city=True)


def relative(at: datetime, now: datetime) -> str:
    """How far `at` is from `now`: in 2 days 4 h, 3 hours ago. At most two units, and never seconds."""
    minutes = int((at - now).total_seconds() // 60)
    return _until(minutes) if minutes >= 0 else _since(int((now - at).total_seconds() // 60))


def _until(minutes: int) -> str:
    days, hours, left = minutes // DAY, minutes % DAY // HOUR, minutes % HOUR
    if days and hours and days < DAYS_WITH_HOURS:
        # Translators: h is the sign for hours; keep a no-break space before it.
        text = ngettext("in {days} day {hours}\u00a0h", "in {days} days {hours}\u00a0h", days)
        return text.format(days=days, hours=hours)
    if days:
        return ngettext("in {days} day", "in {days} days", days).format(days=days)
    if hours and left:
        # Translators: h and min are the signs for hours and minutes; keep a no-break space before each.
        return _("in {hours}\u00a0h {minutes}\u00a0min").format(hours=hours, minutes=left)
    if hours:
        return ngettext("in {hours} hour", "in {hours} hours", hours).format(hours=hours)
    if left:
        return ngettext("in {minutes} minute", "in {minutes} minutes", left).format(minutes=left)
    return _("in less than a minute")


def _since(minutes: int) -> str:
    days, hours = minutes // DAY, minutes // HOUR
    if days:
        return ngettext("{days} day ago", "{days} days ago", days).format(days=days)
    if hours:
        return ngettext("{hours} hour ago", "{hours} hours ago", hours).format(hours=hours)
    if minutes:
        return ngettext("{minutes} minute ago", "{minutes} minutes ago", minutes).format(minutes=minutes)
    return _("just now")


def _skeleton(at: datetime, zone: str, now: datetime) -> str:
    return "MMMEd" if _same_year(at, zone, now) else "yMMMEd"


def _same_year(at: datetime, zone: str, now: datetime) -> bool:
    return local_date(at, zone).year == local_date(now, zone).year


def _days_between(now: datetime, at: datetime, zone: str) -> int:
    return (local_date(at, zone) - local_date(now, zone)).days


def _written(at: datetime, zone: str, skeleton: str, *, with_time: bool) -> str:
    # Equal instants of different zones are equal keys, and the zone is one of them, so what is kept is right for both.
    return _in_writing(at, zone, skeleton, with_time, date_locale())


@lru_cache(maxsize=4096)
def _in_writing(at: datetime, zone: str, skeleton: str, with_time: bool, locale: Locale) -> str:
    """The same instants stand on many pages, and the tables are slow."""
    pattern = _pattern(locale, skeleton)
    if with_time:
        glue = str(locale.datetime_formats["medium"])
        pattern = glue.replace("{1}", pattern).replace("{0}", _pattern(locale, "Hm"))
    return format_datetime(at, pattern, tzinfo=ZoneInfo(zone), locale=locale)


@lru_cache(maxsize=128)
def _pattern(locale: Locale, skeleton: str) -> str:
    """The language's own order of day and month, kept on one line."""
    return _calm(locale, locale.datetime_skeletons[skeleton].pattern)


@lru_cache(maxsize=32)
def _heading_pattern(locale: Locale, *, with_year: bool) -> str:
    """The language's full date; the year comes last in it wherever Parley is spoken, so it can be left off."""
    full = locale.date_formats["full"].pattern
    return _calm(locale, full if with_year else re.sub(r"(?:\s*'de'\s*|[\s,]*)y.*$", "", full))


def _calm(locale: Locale, pattern: str) -> str:
    """No break between the day of the week, where it is short, the day and the month; and no comma after the day of the
    week in English and Spanish, where it is not needed."""
    if locale.language in WITHOUT_COMMA:
        pattern = pattern.replace("E, ", "E ")
    pattern = re.sub(r"(?<!EEE)([Ec],?) (?=d)", rf"\1{NO_BREAK}", pattern)
    return pattern.replace("d MMM", f"d{NO_BREAK}MMM")

"""The table of days: where windows end, worked out without the core.

    python -m tests.core.business_days            compares business_days.csv with what is worked out here
    python -m tests.core.business_days --write    writes it

The way is another one than the core's. Working days come from a list of all of them, of which the n-th is taken. What a wall
shows is never turned into an instant: the instants of a day are tried minute by minute, each is read off the wall, and the
first that shows the wanted time is the answer; where the wall jumps over it, time goes on as if nobody had changed the clock.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.core.rest_days import COUNTRIES, rest_days

MADE = Path(__file__).with_name("business_days.csv")
BY_HAND = Path(__file__).with_name("business_days_by_hand.csv")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
A_DAY, A_MINUTE = timedelta(days=1), timedelta(minutes=1)
SATURDAY_SUNDAY, FRIDAY_SATURDAY = "Sat Sun", "Fri Sat"


@dataclass(frozen=True)
class Row:
    """`weekend` and `rest` are lists with blanks between; `rest` may also be a country. `start` and `expected` are written as
    the wall of `zone` shows them. `kind` is hours, days or business_days."""

    zone: str
    weekend: str
    rest: str
    start: str
    kind: str
    length: int
    expected: str
    why: str

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(WEEKDAYS.index(day) for day in self.weekend.split())

    @property
    def days_of_rest(self) -> frozenset[date]:
        if self.rest in COUNTRIES:
            return rest_days(self.rest)
        return frozenset(date.fromisoformat(day) for day in self.rest.split())


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(**{**line, "length": int(line["length"])}) for line in csv.DictReader(file)]  # type: ignore[arg-type]


def as_text(rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([field.name for field in fields(Row)])
    writer.writerows(astuple(row) for row in rows)
    return out.getvalue()


# --- the other way of working it out


def worked_out(row: Row) -> datetime:
    """When the window ends (UTC)."""
    start = datetime.fromisoformat(row.start).astimezone(UTC)
    zone = ZoneInfo(row.zone)
    if row.length == 0:
        return start
    if row.kind == "hours":
        return datetime.fromtimestamp(start.timestamp() + 3600 * row.length, UTC)
    wall = _wall(start, zone)
    is_any_day = row.kind == "days"
    day = date.fromordinal(wall.toordinal() + row.length) if is_any_day else _nth_working_day(row, wall.date())
    return first_shown(datetime.combine(day, wall.time()), zone)


def first_shown(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The first instant at which the wall shows `wanted`, or would have shown it had its clock not been put forward."""
    at = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    while True:
        shown, then = _wall(at, zone), _wall(at + A_MINUTE, zone)
        is_put_forward = then - shown > A_MINUTE
        if shown <= wanted < (then if is_put_forward else shown + A_MINUTE):
            return at + (wanted - shown)
        at += A_MINUTE


def _nth_working_day(row: Row, start: date) -> date:
    """All working days of the years that can matter, in order; then the n-th that is later than `start`."""
    first, last = start.toordinal() + 1, start.toordinal() + 10 * row.length + 60
    # Day 1 of the common era was a Monday.
    weekend = {(weekday + 1) % 7 for weekday in row.weekdays}
    rest = {day.toordinal() for day in row.days_of_rest}
    working = [number for number in range(first, last) if number % 7 not in weekend and number not in rest]
    return date.fromordinal(working[row.length - 1])


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def _row(zone: str, weekend: str, rest: str, start: datetime, kind: str, length: int, why: str) -> Row:
    shown = start.astimezone(ZoneInfo(zone)).isoformat()
    row = Row(zone, weekend, rest, shown, kind, length, "", why)
    return Row(zone, weekend, rest, shown, kind, length, worked_out(row).astimezone(ZoneInfo(zone)).isoformat(), why)


def _at(zone: str, day: date, clock: str) -> datetime:
    """The instant at which the wall shows this; where it never does, the one that `first_shown` finds."""
    return first_shown(datetime.fromisoformat(f"{day.isoformat()}T{clock}"), ZoneInfo(zone))


# --- the cases

SETTLED = 2025
"""Clock changes of a year that is over: no government can move them any more."""
CHANGING = (
    "Europe/Madrid", "Europe/London", "Europe/Lisbon", "Europe/Helsinki", "Atlantic/Azores", "America/New_York",
    "America/Los_Angeles", "America/St_Johns", "America/Santiago", "America/Havana", "Africa/Cairo", "Africa/Casablanca",
    "Asia/Jerusalem", "Asia/Beirut", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
    "Antarctica/Troll",
)  # fmt: skip
FAR_AND_WIDE = (
    "UTC", "Europe/Amsterdam", "Europe/Moscow", "Asia/Vladivostok", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Eucla",
    "America/Caracas", "America/Bogota", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Marquesas",
)  # fmt: skip
SKIPPED = {
    "Pacific/Apia": date(2011, 12, 30),
    "Pacific/Fakaofo": date(2011, 12, 30),
    "Pacific/Kwajalein": date(1993, 8, 21),
    "Pacific/Kiritimati": date(1994, 12, 31),
    "Pacific/Kanton": date(1994, 12, 31),
}
"""Days that a place left out when it moved to the other side of the date line."""
HOMES = {
    "ES": "Europe/Madrid", "FR": "Europe/Paris", "NL": "Europe/Amsterdam", "RU": "Europe/Moscow", "GB": "Europe/London",
    "US": "America/Chicago",
}  # fmt: skip


def cases() -> list[Row]:
    return [
        *_clock_changes(),
        *_around_midnight(),
        *_weekends(),
        *_holidays(),
        *_year_ends(),
        *_leap_days(),
        *_days_that_never_were(),
        *_of_no_length(),
        *_long_ones(),
    ]


def _changes(zone: str, year: int) -> list[tuple[datetime, timedelta]]:
    """The instants (UTC) at which the clocks of `zone` are changed, and by how much."""
    info, found = ZoneInfo(zone), []
    for number in range(366):
        at = datetime(year, 1, 1, tzinfo=UTC) + number * A_DAY
        if _wall(at + A_DAY, info) - _wall(at, info) != A_DAY:
            minutes = (at + minute * A_MINUTE for minute in range(24 * 60))
            steps = ((minute + A_MINUTE, _wall(minute + A_MINUTE, info) - _wall(minute, info)) for minute in minutes)
            found += [(change, step - A_MINUTE) for change, step in steps if step != A_MINUTE]
    return found


def _clock_changes() -> Iterator[Row]:
    for zone in CHANGING:
        for change, by in _changes(zone, SETTLED):
            # The middle of what is skipped, or of what comes twice.
            middle = _wall(change - A_MINUTE, ZoneInfo(zone)) + A_MINUTE + by / 2
            word = "skipped" if by > timedelta(0) else "twice"
            clock, day = middle.strftime("%H:%M"), middle.date()
            yield _row(zone, "", "", _at(zone, day - A_DAY, clock), "days", 1, f"{clock} is {word} on the day it ends")
            yield _row(
                zone, "", "", _at(zone, day - 3 * A_DAY, clock), "business_days", 3, f"{clock} is {word}; no weekend"
            )
            friday = day - timedelta(days=(day.weekday() - 4) % 7)
            yield _row(
                zone, SATURDAY_SUNDAY, "", _at(zone, friday, "10:00"), "business_days", 1,
                f"from Friday over a change ({word})",
            )  # fmt: skip
            thursday = day - timedelta(days=(day.weekday() - 3) % 7 or 7)
            yield _row(
                zone, FRIDAY_SATURDAY, "", _at(zone, thursday, clock), "business_days", 2,
                f"over a weekend of Friday and Saturday and a change ({word})",
            )  # fmt: skip
            yield _row(zone, SATURDAY_SUNDAY, "", change - timedelta(hours=23), "hours", 48, f"48 hours, {word}")
            yield _row(zone, SATURDAY_SUNDAY, "", change, "days", 1, f"begun at the very change ({word})")


def _around_midnight() -> Iterator[Row]:
    for zone in FAR_AND_WIDE:
        for clock in ("23:30", "00:30"):
            for day in (date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 8)):
                start = _at(zone, day, clock)
                why = f"{WEEKDAYS[day.weekday()]} {clock} there, {start:%a %H:%M} UTC"
                yield _row(zone, SATURDAY_SUNDAY, "", start, "business_days", 1, why)


def _weekends() -> Iterator[Row]:
    resting = {
        SATURDAY_SUNDAY: "Europe/Paris", FRIDAY_SATURDAY: "Africa/Algiers", "Thu Fri": "Asia/Kabul", "Fri": "Asia/Tehran",
        "Fri Sun": "Asia/Brunei", "Fri Sat Sun": "Europe/Madrid",
    }  # fmt: skip
    for weekend, zone in resting.items():
        for number in range(7):
            day = date(2026, 6, 1) + number * A_DAY
            for length in (1, 5) if len(weekend) == 7 else (3,):
                why = f"from {WEEKDAYS[day.weekday()]}; {weekend} rest"
                yield _row(zone, weekend, "", _at(zone, day, "17:45"), "business_days", length, why)


def _holidays() -> Iterator[Row]:
    """From the day before each holiday of 2026 that is no weekend."""
    for country in COUNTRIES:
        zone = HOMES[country]
        for day in sorted(rest_days(country, range(2026, 2027))):
            if day.weekday() < 5:
                why = f"{country}: {day.isoformat()} rests"
                yield _row(zone, SATURDAY_SUNDAY, country, _at(zone, day - A_DAY, "09:15"), "business_days", 1, why)


def _year_ends() -> Iterator[Row]:
    for country in COUNTRIES:
        zone = HOMES[country]
        for year in (2025, 2026) if country != "RU" else (2025,):
            for day, length in ((23, 5), (30, 2), (31, 10)):
                start = _at(zone, date(year, 12, day), "23:30")
                why = f"{country}: over the end of {year}"
                yield _row(zone, SATURDAY_SUNDAY, country, start, "business_days", length, why)


def _leap_days() -> Iterator[Row]:
    for zone in ("Europe/Madrid", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland"):
        for year in (2024, 2028):
            for kind, length in (("days", 1), ("business_days", 2), ("hours", 24)):
                start = _at(zone, date(year, 2, 28), "12:00")
                yield _row(zone, SATURDAY_SUNDAY, "", start, kind, length, f"over the leap day of {year}")
            yield _row(
                zone, SATURDAY_SUNDAY, "", _at(zone, date(year, 2, 29), "12:00"), "days", 365, "a year from a leap day"
            )
        start = _at(zone, date(2027, 2, 28), "12:00")
        yield _row(zone, SATURDAY_SUNDAY, "", start, "days", 1, "no leap year")


def _days_that_never_were() -> Iterator[Row]:
    for zone, day in SKIPPED.items():
        for kind, length in (("days", 1), ("days", 2), ("business_days", 1), ("business_days", 3), ("hours", 24)):
            start = _at(zone, day - A_DAY, "16:20")
            yield _row(zone, "", "", start, kind, length, f"{day.isoformat()} was left out there")


def _of_no_length() -> Iterator[Row]:
    for zone in (*CHANGING[:6], *FAR_AND_WIDE[:4]):
        changes = _changes(zone, SETTLED)
        start = changes[-1][0] + timedelta(minutes=20) if changes else _at(zone, date(2026, 3, 7), "00:30")
        for kind in ("hours", "days", "business_days"):
            yield _row(zone, SATURDAY_SUNDAY, "", start, kind, 0, "no length is this very instant")


def _long_ones() -> Iterator[Row]:
    for country in COUNTRIES:
        start = _at(HOMES[country], date(2026, 1, 14), "08:00:30")
        for kind, length in (("days", 366), ("hours", 8784), ("business_days", 200)):
            yield _row(HOMES[country], SATURDAY_SUNDAY, country, start, kind, length, f"{country}: a long window")


def main(arguments: list[str]) -> int:
    text = as_text(cases())
    if arguments == ["--write"]:
        MADE.write_text(text, encoding="utf-8")
        return 0
    return 0 if MADE.read_text(encoding="utf-8") == text else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

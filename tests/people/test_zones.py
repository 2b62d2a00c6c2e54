"""Time zones as people choose them."""

import zoneinfo
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from parley.config.languages import LANGUAGE_CODES
from parley.people.zones import grouped_zones, is_zone, zone_or_utc


def offered(language: str = "en") -> list[str]:
    return [zone for _region, cities in grouped_zones(language) for zone, _city in cities]


def hours(zone: str) -> list[str]:
    """What the wall shows there at the beginning of each month."""
    info = zoneinfo.ZoneInfo(zone)
    return [datetime(2026, month, 1, tzinfo=UTC).astimezone(info).isoformat() for month in range(1, 13)]


def places_of_iana() -> set[str]:
    """The third column of zone.tab: one name for each place, the current one."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    return {line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mars/Olympus",
        "../../etc/passwd",
        "Europe",
        "localtime",
        "Etc/GMT+5",
        "\x00",
        "EST5EDT",
        "Singapore",
        "GMT",
        "Etc/UCT",
        "US/Pacific",
    ],
)
def test_what_is_no_place_is_utc(name: str) -> None:
    assert zone_or_utc(name) == "UTC"


def test_a_place_stays_itself() -> None:
    assert zone_or_utc("Europe/Madrid") == "Europe/Madrid"
    assert is_zone("UTC")


def test_every_zone_on_offer_can_be_used_and_stands_once() -> None:
    assert len(offered()) == len(set(offered())) > 300
    for zone in offered():
        zoneinfo.ZoneInfo(zone)


def test_each_place_is_offered_once_under_its_current_name() -> None:
    assert set(offered()) == places_of_iana() | {"UTC"}


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_no_two_entries_of_a_region_read_the_same(language: str) -> None:
    for region, cities in grouped_zones(language):
        named = [city for _zone, city in cities]
        assert sorted(set(named)) == sorted(named), region


@pytest.mark.parametrize(
    ("older", "current"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Pacific/Truk", "Pacific/Chuuk"),
        ("Atlantic/Jan_Mayen", "Arctic/Longyearbyen"),
        ("Asia/Katmandu", "Asia/Kathmandu"),
    ],
)
def test_a_name_that_a_place_had_before_means_that_place(older: str, current: str) -> None:
    """Browsers still send them, and older accounts hold them."""
    assert is_zone(older)
    assert zone_or_utc(older) == current
    assert older not in offered()


def test_the_same_hours_go_with_both_names() -> None:
    older = {name for name in zoneinfo.available_timezones() if is_zone(name)} - set(offered())
    assert len(older) > 60
    for name in older:
        assert hours(name) == hours(zone_or_utc(name)), name


def test_cities_have_the_names_of_the_language() -> None:
    cities = {zone: city for _region, group in grouped_zones("ru") for zone, city in group}
    assert cities["Europe/Moscow"] == "Москва"
    assert dict(grouped_zones("fr")[1:])  # regions follow UTC
    assert grouped_zones("fr")[0] == ("UTC", [("UTC", "UTC")])

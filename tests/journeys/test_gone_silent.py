"""Everything is delivered, and the client no longer answers: contacts, the last notice, and a release that comes once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
from playwright.sync_api import ViewportSize, expect

from tests.journeys.demo import Demo, running_demo
from tests.journeys.offers import made_up, signs, tick_and_accept, write_offer
from tests.journeys.people import DESK, PHONE, Person, Visit, instant

CAMILLE, NADIA = "camille@example.org", "nadia@example.org"
PARIS = ZoneInfo("Europe/Paris")
"""Where Camille works: an agreement has the zone of whoever wrote it."""

MARKED_AFTER_DAYS = 6
"""From the delivery on: 48 hours to the call, 48 to the notice, 48 to its end."""
BUSINESS_DAYS = 5
NEAR = timedelta(minutes=3)
FAMILIAR = ("ES", "FR", "NL", "DE", "GB", "IT", "US", "JP", "IN", "RU")


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One of its own: the clock that is moved here is nobody else's."""
    with running_demo() as demo:
        yield demo


@pytest.mark.parametrize(("freelancers", "clients"), [(PHONE, DESK), (DESK, PHONE)], ids=["phone", "desk"])
def test_silence_leads_to_one_release_on_the_day_the_page_has_named(
    visit: Visit, demo: Demo, tmp_path: Path, freelancers: ViewportSize, clients: ViewportSize
) -> None:
    camille, nadia = visit(CAMILLE, window=freelancers), visit(NADIA, window=clients)
    today = camille.present().astimezone(PARIS).date()
    country, rest_days = days_of_rest(today + timedelta(days=MARKED_AFTER_DAYS))
    order = write_offer(camille, signs(NADIA, today, country))
    agree_and_fund_all(nadia, order)

    hand_in(camille, order, 1, "Two ways to go, with a sample sign each", made_up(tmp_path, "ways.pdf"))
    accept(nadia, order, 1)
    hand_in(camille, order, 2, "The twelve section signs", made_up(tmp_path, "signs.zip"))
    accept(nadia, order, 2)
    hand_in_the_final_files(camille, order, tmp_path)
    both_read_where_silence_leads(camille, nadia, order)

    try_to_reach(camille, order)
    ends_at = send_the_last_notice(camille, nadia, order)
    camille.moves_the_clock("48h")
    release_at = it_counts_as_complete(camille, nadia, order)
    expected = after_business_days(ends_at.astimezone(PARIS), BUSINESS_DAYS, rest_days)
    assert abs(release_at - expected) < NEAR

    wait_for_the_release(camille, order, release_at)
    both_see_the_release(camille, nadia, order, release_at)
    assert demo.events(order).count("Released") == 3
    # More time changes nothing, but that the money becomes available.
    camille.moves_the_clock("5bd")
    camille.moves_the_clock("48h")
    assert demo.events(order).count("Released") == 3
    assert demo.events(order).count("MarkedComplete") == 1
    assert demo.events(order).count("Cleared") == 3
    assert demo.audit()["problems"] == 0


def days_of_rest(marked_on: date) -> tuple[str, frozenset[date]]:
    """A country whose public holidays fall into the five business days after `marked_on`, and its holidays.

    One that would still do so if midnight passed meanwhile; where there is none, one of the familiar ones.
    """
    wanted = [marked_on + timedelta(days=after) for after in range(2, 5)]
    wanted = [day for day in wanted if day.weekday() < 5]
    years = range(marked_on.year, marked_on.year + 2)
    every = [code for code in sorted(holidays.list_supported_countries()) if len(code) == 2 and code != "UK"]
    for code in (*FAMILIAR, *every):
        found = frozenset(holidays.country_holidays(code, years=years))
        if found.intersection(wanted):
            return code, found
    return FAMILIAR[0], frozenset(holidays.country_holidays(FAMILIAR[0], years=years))


def after_business_days(at: datetime, days: int, rest_days: frozenset[date]) -> datetime:
    """The same time on the wall, so many working days later: counted here once more, without the product's calendar."""
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5 and at.date() not in rest_days
    return at


def agree_and_fund_all(nadia: Person, order: str) -> None:
    nadia.goes_to(order)
    nadia.sees("Deposit", "€60.00", "€1,200.00")
    tick_and_accept(nadia)
    for milestone, price in ((3, "€400.00"), (2, "€500.00"), (1, "€300.00")):
        nadia.opens_door("fund", milestone)
        nadia.presses(f"Fund {price}")
        nadia.has_not_been_refused()
    nadia.sees("Camille’s turn. You can rest", within="#next")
    nadia.sees("Held for this order €1,140.00", "Released €60.00", within=".money-words")


def hand_in(camille: Person, order: str, milestone: int, item: str, files: list[Path]) -> None:
    camille.goes_to(order)
    camille.sees("Your turn, Camille", within="#next")
    camille.opens_door("deliver", milestone)
    camille.attaches(item, files)
    camille.presses("Deliver")
    camille.has_not_been_refused()
    camille.sees("Nadia’s turn. You can rest", within="#next")


def accept(nadia: Person, order: str, milestone: int) -> None:
    nadia.goes_to(order)
    nadia.opens_door("accept", milestone)
    nadia.sees("You have not opened the files of this delivery yet.")
    nadia.presses("Accept and release")
    nadia.has_not_been_refused()


def hand_in_the_final_files(camille: Person, order: str, folder: Path) -> None:
    camille.goes_to(order)
    camille.opens_door("deliver", 3)
    camille.attaches("Plan of the shop", made_up(folder, "plan.pdf"))
    camille.attaches("Templates for printing", made_up(folder, "templates.zip"))
    camille.fills(A_note_to_go_with_it="Here are the plan and the templates. That is all.")
    camille.presses("Deliver")
    camille.has_not_been_refused()


def both_read_where_silence_leads(camille: Person, nadia: Person, order: str) -> None:
    camille.sees("If nobody moves:", "the €380.00 is released to you", within="#next")
    camille.sees(
        "Last notice, 48 hours",
        "Counts as complete",
        "€380.00 released to you",
        "After 5 business days",
        within=".road",
    )
    nadia.goes_to(order)
    nadia.sees("Your turn, Nadia", "the €400.00 is released to Camille", within="#next")
    nadia.sees("Last notice, 48 hours", "Counts as complete", "€400.00 released to Camille", within=".road")


def try_to_reach(camille: Person, order: str) -> None:
    """A message, and two days later a call; and nothing is hurried."""
    camille.goes_to(order)
    camille.writes("Hello Nadia, I write in case my last message got buried. Do the files open?")
    camille.goes_to(f"{order}/milestones/3/notice")
    camille.sees("The last notice can be sent from", "a kind message is the best way", within="#refusal")
    camille.goes_to(order)
    camille.moves_the_clock("48h")
    camille.opens_door("contact", 3)
    camille.chooses("A call")
    camille.fills(What_happened="I called the bookshop and left word that the final files are there.")
    camille.presses("Note a call or a mail")
    camille.has_not_been_refused()
    camille.sees("You noted a call to Nadia", "left word", within="#timeline")
    camille.moves_the_clock("48h")


def send_the_last_notice(camille: Person, nadia: Person, order: str) -> datetime:
    camille.opens_door("notice", 3)
    camille.sees("asked one last time")
    camille.fills(
        A_few_words="Without news from you the final files count as complete in 48 hours. I hope you are well."
    )
    camille.presses("Send the last notice")
    camille.has_not_been_refused()
    camille.sees("You sent the last notice for Final files", within="#timeline")
    camille.sees("Delivered, last notice running", within="#room-overview")
    nadia.goes_to(order)
    nadia.sees("Last notice: accept Final files, ask for changes or answer by", within="#next")
    return deadline(nadia)


def it_counts_as_complete(camille: Person, nadia: Person, order: str) -> datetime:
    camille.goes_to(order)
    camille.sees("Final files counts as complete.", within="#timeline")
    camille.sees("€380.00 is released to you", "After 5 business days", within="#next")
    nadia.goes_to(order)
    nadia.sees("Final files counts as complete. You can still accept or ask for changes until", within="#next")
    return deadline(nadia)


def wait_for_the_release(camille: Person, order: str, release_at: datetime) -> None:
    """Five business days without the country's holidays are not enough where one of these lies between."""
    for step in ("5bd", "48h", "48h", "48h", "48h"):
        camille.moves_the_clock(step)
        camille.goes_to(order)
        if camille.present() >= release_at:
            return
        camille.sees("Complete, release", within="#room-overview")
        camille.does_not_see("€380.00 of Final files was released", within="#timeline")
    raise AssertionError(f"{release_at} has not come")


def both_see_the_release(camille: Person, nadia: Person, order: str, release_at: datetime) -> None:
    camille.sees("Nobody needs to do anything", within="#next")
    camille.sees("Released to you, after a fee of €60.00 €1,140.00", within=".money-words")
    entry = camille.page.locator("#timeline .entry", has_text="€380.00 of Final files was released to you")
    expect(entry).to_have_count(1)
    assert abs(instant(entry.locator("time.at")) - release_at) < NEAR
    nadia.goes_to(order)
    nadia.sees("Nobody needs to do anything", within="#next")
    nadia.sees("Released €1,200.00", within=".money-words")
    entry = nadia.page.locator("#timeline .entry", has_text="€400.00 of Final files was released to Camille")
    expect(entry).to_have_count(1)


def deadline(person: Person) -> datetime:
    """The instant in Next."""
    return instant(person.page.locator("#next .deadline time"))

"""A room that stays open: it catches up by itself, says when it cannot, and never touches what somebody is writing."""

from __future__ import annotations

import json
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.deals import READY_IN_DAYS, logo, tick_and_accept, write_offer
from tests.journeys.people import DESK, PATIENCE_MS, PHONE, Person, Visit
from tests.journeys.running import Demo

INES, CAMILLE = "ines@example.org", "camille@example.org"
HALF_WRITTEN = "Thank you, Inés. I will"

LOST = "Not connected. What you write stays here, and the page catches up by itself."
BACK = "Connected again. The page is up to date."

ASKED_TWICE_MS = 30_000
"""A room asks every five seconds, and after a failure waits twice as long."""


def test_an_open_room_shows_what_the_other_side_writes_and_does(visit: Visit, demo: Demo) -> None:
    camille, ines, order = agreed(visit)
    stays(camille)
    box = camille.page.locator("#composer textarea")
    box.press_sequentially(HALF_WRITTEN)

    ines.goes_to(order)
    ines.writes("The sign hangs over the door, three metres up.")
    camille.sees("The sign hangs over the door, three metres up.", within="#timeline")
    assert_untouched(camille)

    ines.opens_door("fund")
    ines.presses("Fund €420.00")
    camille.sees("Your turn, Camille", "Deliver The logo and its files by", within="#next")
    camille.sees("Held for this order €420.00", within="#room-overview")
    camille.sees("Inés funded The logo and its files", within="#timeline")
    assert_untouched(camille)
    # What came by itself works: Next has the way on.
    camille.opens_door("deliver")
    camille.sees("What was agreed")
    assert demo.audit()["problems"] == 0


def test_a_room_says_when_it_is_not_connected_and_when_it_is_again(visit: Visit, demo: Demo) -> None:
    camille, ines, order = agreed(visit)
    stays(camille)
    box = camille.page.locator("#composer textarea")
    box.press_sequentially(HALF_WRITTEN)
    listens(camille)

    demo.stop()
    has_heard(camille, [LOST], ASKED_TWICE_MS)
    box.press_sequentially(" begin")
    demo.start()
    ines.goes_to(order)
    ines.writes("Are you there?")
    # The browser notices that the network is there again; without that the room would ask within a minute.
    camille.page.evaluate("dispatchEvent(new Event('online'))")
    camille.sees("Are you there?", within="#timeline")
    has_heard(camille, [LOST, BACK, ""], PATIENCE_MS)
    assert_untouched(camille, f"{HALF_WRITTEN} begin")


def agreed(visit: Visit) -> tuple[Person, Person, str]:
    """An order that was just agreed, open in the freelancer's window."""
    camille, ines = visit(CAMILLE, window=DESK, looks_closely=False), visit(INES, window=PHONE, looks_closely=False)
    today = camille.present().date()
    order = write_offer(camille, logo(INES, today + timedelta(days=READY_IN_DAYS)))
    ines.goes_to(order)
    tick_and_accept(ines)
    camille.goes_to(order)
    return camille, ines, order


def stays(person: Person) -> None:
    """Mark the page: a reload would wipe the mark away."""
    person.page.evaluate("window.hasStayed = true")


def listens(person: Person) -> None:
    """Keep what a screen reader is told from now on: the last of it may be gone before a test has looked."""
    person.page.evaluate(
        """() => {
            const status = document.getElementById("live-status"), said = [];
            new MutationObserver(() => {
                said.push(status.textContent);
                document.body.dataset.said = JSON.stringify(said);
            }).observe(status, { childList: true });
        }"""
    )


def has_heard(person: Person, said: list[str], patience_ms: int) -> None:
    words = json.dumps(said, separators=(",", ":"))
    expect(person.page.locator("body")).to_have_attribute("data-said", words, timeout=patience_ms)


def assert_untouched(person: Person, words: str = HALF_WRITTEN) -> None:
    """The page has not been loaded again, and the box still has its words and the focus."""
    assert person.page.evaluate("window.hasStayed === true")
    box = person.page.locator("#composer textarea")
    assert box.input_value() == words
    assert box.evaluate("box => box === document.activeElement")

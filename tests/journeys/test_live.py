"""A room that stays open: it catches up by itself, says when it cannot, and never touches what somebody is writing."""

from __future__ import annotations

import json

from tests.journeys.demo import Demo
from tests.journeys.offers import logo, tick_and_accept, write_offer
from tests.journeys.patience import soon
from tests.journeys.people import DESK, PHONE, Person, Visit

INES, CAMILLE, NADIA, VERA = "ines@example.org", "camille@example.org", "nadia@example.org", "vera@example.org"
IN_PROGRESS = "Audio guide in Russian for a small museum"
"""An order of the demo: Vera works on its second milestone for Nadia."""
HALF_WRITTEN = "Thank you for asking. I will"

LOST = "Not connected. What you write stays here, and the page catches up by itself."
BACK = "Connected again. The page is up to date."


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
    vera, nadia = visit(VERA, window=DESK, looks_closely=False), visit(NADIA, window=PHONE, looks_closely=False)
    vera.page.clock.install()
    vera.opens(IN_PROGRESS)
    order = vera.path
    stays(vera)
    box = vera.page.locator("#composer textarea")
    box.press_sequentially(HALF_WRITTEN)
    listens(vera)

    with demo.away():
        hears_in_time(vera, [LOST])
        box.press_sequentially(" begin")
    nadia.goes_to(order)
    nadia.writes("Are you there?")
    # The browser notices that the network is there again; without that the room would ask within a minute.
    vera.page.evaluate("dispatchEvent(new Event('online'))")
    vera.sees("Are you there?", within="#timeline")
    hears_in_time(vera, [LOST, BACK, ""])
    assert_untouched(vera, f"{HALF_WRITTEN} begin")


def agreed(visit: Visit) -> tuple[Person, Person, str]:
    """An order that was just agreed, open in the freelancer's window."""
    camille, ines = visit(CAMILLE, window=DESK, looks_closely=False), visit(INES, window=PHONE, looks_closely=False)
    order = write_offer(camille, logo(INES, camille.present().date()))
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


def hears_in_time(person: Person, said: list[str]) -> None:
    """The browser's clock is moved on second by second, so that nobody has to sit and wait."""

    def heard() -> list[str]:
        person.page.clock.run_for(1_000)
        told: list[str] = json.loads(person.page.evaluate("document.body.dataset.said ?? '[]'"))
        return told

    soon(person.page, lambda: heard() == said, lambda: f"a screen reader was told {heard()}, and not {said}")


def assert_untouched(person: Person, words: str = HALF_WRITTEN) -> None:
    """The page has not been loaded again, and the box still has its words and the focus."""
    assert person.page.evaluate("window.hasStayed === true")
    box = person.page.locator("#composer textarea")
    assert box.input_value() == words
    assert box.evaluate("box => box === document.activeElement")

"""Where the keyboard leads on every page, whatever one has come for: past the bars, out of menus, to what went wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from tests.journeys.people import DESK, PHONE, Person, Visit

JORIS = "joris@example.org"
IN_REVIEW = "Muurschildering voor de fietsenwinkel, ontwerp op schaal"
"""An order of the demo whose delivery waits for Joris."""

RING_IN_VIEW = """() => {
    const found = document.activeElement, style = getComputedStyle(found), box = found.getBoundingClientRect();
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
        && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth && box.height > 10;
}"""


@pytest.fixture
def joris(visit: Visit) -> Person:
    return visit(JORIS, window=DESK, looks_closely=False)


@pytest.mark.parametrize(
    "address", ["/desk", "/orders", "/orders/new", "/me", IN_REVIEW], ids=["desk", "orders", "offer", "me", "room"]
)
def test_the_first_stop_leads_past_the_bars(joris: Person, address: str) -> None:
    goes_to(joris, address)
    joris.page.keyboard.press("Tab")
    assert focused(joris) == "Skip to the content"
    assert joris.page.evaluate(RING_IN_VIEW)
    joris.page.keyboard.press("Enter")
    assert joris.page.evaluate("document.activeElement.id") == "main"
    joris.page.keyboard.press("Tab")
    assert joris.page.evaluate("document.activeElement.closest('main') !== null")


def test_escape_closes_a_menu_and_gives_the_focus_back(joris: Person) -> None:
    joris.goes_to("/desk")
    menu = joris.page.locator("details.menu.language")
    menu.locator("summary").focus()
    joris.page.keyboard.press("Enter")
    assert is_open(menu)
    joris.page.keyboard.press("Tab")
    assert joris.page.evaluate("document.activeElement.name") == "language"
    joris.page.keyboard.press("Escape")
    assert not is_open(menu)
    assert joris.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert menu.evaluate("menu => menu.contains(document.activeElement)")


def test_after_a_refusal_the_first_thing_read_is_why(joris: Person) -> None:
    goes_to(joris, IN_REVIEW)
    joris.opens_door("request-revision")
    # Nothing is written, so there is nothing to send.
    button = joris.page.locator(".form-foot").get_by_role("button", name="Ask for changes")
    button.focus()
    with joris.page.expect_navigation(wait_until="load"):
        joris.page.keyboard.press("Enter")
    assert joris.page.evaluate("document.activeElement.matches('#refusal, .error-summary')")
    assert joris.page.evaluate("document.activeElement.getAttribute('role')") == "alert"


def test_on_a_phone_the_bar_at_the_foot_leads_to_next(visit: Visit) -> None:
    joris = visit(JORIS, window=PHONE, looks_closely=False)
    goes_to(joris, IN_REVIEW)
    foot = joris.page.locator("[data-foot-bar]")
    joris.page.locator("footer").scroll_into_view_if_needed()
    foot.wait_for(state="visible")
    foot.focus()
    joris.page.keyboard.press("Enter")
    foot.wait_for(state="hidden")
    assert joris.page.evaluate("document.activeElement.id") == "next"


def goes_to(person: Person, address: str) -> None:
    """An address, or the title of an order."""
    if address.startswith("/"):
        person.goes_to(address)
        return
    person.goes_to("/orders")
    row = person.page.locator(".desk-row", has_text=address)
    person.follows(row.get_by_role("link"))


def focused(person: Person) -> str:
    words: str = person.page.evaluate("document.activeElement.innerText")
    return words


def is_open(menu: Locator) -> bool:
    return bool(menu.evaluate("menu => menu.open"))

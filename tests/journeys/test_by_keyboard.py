"""Where the keyboard leads on every page, whatever one has come for: past the bars, out of menus, to what went wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.patience import soon
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


def test_on_every_page_the_first_stop_leads_past_the_bars(joris: Person) -> None:
    for address in ("/desk", "/orders", "/orders/new", "/me", IN_REVIEW):
        goes_to(joris, address)
        joris.page.keyboard.press("Tab")
        skip = joris.page.locator(".skip")
        expect(skip).to_be_focused()
        expect(skip).to_have_text("Skip to the content")
        soon(
            joris.page,
            lambda: joris.page.evaluate(RING_IN_VIEW),
            lambda: f"the way past the bars is unseen at {joris.path}",
        )
        joris.page.keyboard.press("Enter")
        expect(joris.page.locator("#main")).to_be_focused()
        joris.page.keyboard.press("Tab")
        expect(joris.page.locator("main :focus")).to_have_count(1)


def test_escape_closes_a_menu_and_gives_the_focus_back(joris: Person) -> None:
    joris.goes_to("/desk")
    menu = joris.page.locator("details.menu.language")
    menu.locator("summary").focus()
    joris.page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    joris.page.keyboard.press("Tab")
    expect(joris.page.locator(":focus")).to_have_attribute("name", "language")
    joris.page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_after_a_refusal_the_first_thing_read_is_why(joris: Person) -> None:
    goes_to(joris, IN_REVIEW)
    joris.opens_door("request-revision")
    # Nothing is written, so there is nothing to send.
    button = joris.page.locator(".form-foot").get_by_role("button", name="Ask for changes")
    button.focus()
    with joris.page.expect_navigation(wait_until="load"):
        joris.page.keyboard.press("Enter")
    why = joris.page.locator("#refusal, .error-summary").and_(joris.page.locator(":focus"))
    expect(why).to_have_attribute("role", "alert")


def test_on_a_phone_the_bar_at_the_foot_leads_to_next(visit: Visit) -> None:
    joris = visit(JORIS, window=PHONE, looks_closely=False)
    goes_to(joris, IN_REVIEW)
    foot = joris.page.locator("[data-foot-bar]")
    joris.page.locator("footer").scroll_into_view_if_needed()
    foot.wait_for(state="visible")
    foot.focus()
    joris.page.keyboard.press("Enter")
    foot.wait_for(state="hidden")
    expect(joris.page.locator("#next")).to_be_focused()


def goes_to(person: Person, address: str) -> None:
    """An address, or the title of an order."""
    if address.startswith("/"):
        person.goes_to(address)
    else:
        person.opens(address, listed="/orders")

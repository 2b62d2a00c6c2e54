"""Signed out while writing: whoever comes back finds their words, at the page they were on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.seat import seat
from tests.journeys.site import Site

IN_PROGRESS = "Audio guide in Russian for a small museum"
WORDS = "This took me an hour to put kindly."


def order_of(site: Site, title: str) -> str:
    """The address of the demo's order with this title."""
    [found] = [one for one in site.orders() if one["title"] == title]
    return f"/orders/{found['order_id']}"


@pytest.mark.parametrize(
    ("page", "form", "field"),
    [("", "/messages", "text"), ("/milestones/2/deliver", "/deliver", "note")],
    ids=["a message", "an act"],
)
def test_words_survive_being_signed_out(chromium: Browser, site: Site, page: str, form: str, field: str) -> None:
    order = order_of(site, IN_PROGRESS)
    with seat(chromium, site) as vera:
        vera.become("vera@example.org")
        vera.go(order + page)
        vera.fill(form, **{field: WORDS})
        vera.page.context.clear_cookies(name="parley_session")
        vera.send(form)
        assert vera.path == "/accounts/login/"
        vera.become_here("vera@example.org")
        assert vera.path == order + page
        assert vera.named(form, field).input_value() == WORDS


def test_unsent_words_are_nobody_elses(chromium: Browser, site: Site) -> None:
    """Two sides of an order at one browser, one after the other."""
    order = order_of(site, IN_PROGRESS)
    with seat(chromium, site) as both:
        both.become("vera@example.org")
        both.go(order)
        both.fill("/messages", text=WORDS)
        both.become("nadia@example.org")
        both.go(order)
        assert both.named("/messages", "text").input_value() == ""
        both.become("vera@example.org")
        both.go(order)
        assert both.named("/messages", "text").input_value() == WORDS

"""Signed out while writing: whoever comes back finds their words, at the page they were on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.people import Person, Visit

NADIA, VERA = "nadia@example.org", "vera@example.org"
IN_PROGRESS = "Audio guide in Russian for a small museum"
"""An order of the demo: Vera works on its second milestone for Nadia."""
WORDS = "This took me an hour to put kindly."


@pytest.mark.parametrize("act", ["", "deliver"], ids=["a message", "an act"])
def test_words_survive_being_signed_out(visit: Visit, act: str) -> None:
    vera = visit(VERA)
    vera.opens(IN_PROGRESS)
    if act:
        vera.opens_door(act, milestone=2)
    page = vera.path
    vera.hand.write(box(vera, act), WORDS)
    vera.context.clear_cookies(name="parley_session")
    vera.presses("Deliver" if act else "Send the message")
    assert vera.path == "/accounts/login/"
    vera.plays(VERA)
    assert vera.path == page
    expect(box(vera, act)).to_have_value(WORDS)


def test_unsent_words_are_nobody_elses(visit: Visit) -> None:
    """Two sides of an order at one browser, one after the other."""
    both = visit(VERA)
    both.opens(IN_PROGRESS)
    order = both.path
    both.hand.write(box(both), WORDS)
    both.become(NADIA)
    both.goes_to(order)
    expect(box(both)).to_have_value("")
    both.become(VERA)
    both.goes_to(order)
    expect(box(both)).to_have_value(WORDS)


def box(person: Person, act: str = "") -> Locator:
    """Where a message is written, or the note of an act."""
    return person.field("A note to go with it") if act else person.page.locator("#composer textarea")

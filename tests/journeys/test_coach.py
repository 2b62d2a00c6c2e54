"""Writing with the coach: it is seen while one types, its wording is taken by keyboard, and a message always goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.hands import Keyboard
from tests.journeys.people import DESK, NARROW, Person, Visit

VERA = "vera@example.org"
IN_PROGRESS = "Audio guide in Russian for a small museum"
"""An order of the demo: Vera works on its second milestone for Nadia."""
BLAME = "You never answer my messages."
MORE = "I can send the next part on Friday."
ELSEWHERE = "Pay me directly by PayPal and we save the fee."


def box(person: Person) -> Locator:
    return person.page.locator("#composer textarea")


def finding(person: Person, words: str) -> Locator:
    return person.page.locator("#composer .finding", has_text=words).first


def test_a_wording_is_taken_by_keyboard_and_the_message_goes(visit: Visit) -> None:
    vera = visit(VERA, window=DESK, hand=Keyboard)
    vera.opens(IN_PROGRESS)
    vera.hand.write(box(vera), f"{BLAME} {MORE}")
    expect(finding(vera, "You never")).to_be_visible()
    # What comes while one types takes nothing away: the hand is where it was, and a screen reader is told.
    expect(box(vera)).to_be_focused()
    expect(vera.page.locator("#composer [role=status]")).to_contain_text("Reads as blame.")
    expect(vera.page.locator("#composer .mirror mark").first).to_contain_text("You never")
    vera.finds_no_barrier()
    vera.hand.press(finding(vera, "You never").get_by_role("button", name="Use this wording"))
    expect(box(vera)).not_to_have_value(f"{BLAME} {MORE}")
    assert BLAME not in box(vera).input_value()
    assert MORE in box(vera).input_value()
    expect(box(vera)).to_be_focused()
    # The browser undoes it as it undoes what one types.
    taken = box(vera).input_value()
    vera.page.keyboard.press("Control+z")
    expect(box(vera)).to_have_value(f"{BLAME} {MORE}")
    vera.page.keyboard.press("Control+Shift+z")
    expect(box(vera)).to_have_value(taken)
    vera.follows(vera.page.locator("#composer").get_by_role("button", name="Send the message"))
    vera.sees(MORE, within="#timeline")
    expect(box(vera)).to_have_value("")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_way_around_the_order_is_read_once_more_and_then_goes(visit: Visit, script: bool) -> None:
    vera = visit(VERA, window=NARROW, script=script)
    vera.opens(IN_PROGRESS)
    words = f"{ELSEWHERE} {'Now' if script else 'Soon'}?"
    vera.writes(words)
    vera.sees("Read it once more", within="#composer")
    expect(box(vera)).to_have_value(words)
    expect(vera.page.locator(".once-more")).to_be_focused()
    vera.follows(vera.page.locator("#composer").get_by_role("button", name="Send it as it is"))
    vera.sees(words, within="#timeline")


def test_without_scripts_the_coach_is_asked_and_everything_stays(visit: Visit) -> None:
    vera = visit(VERA, script=False)
    vera.opens(IN_PROGRESS)
    vera.hand.write(box(vera), f"{BLAME} {MORE}")
    vera.presses("Read it with the coach first")
    expect(box(vera)).to_have_value(f"{BLAME} {MORE}")
    expect(finding(vera, "You never")).to_be_visible()
    vera.follows(finding(vera, "You never").get_by_role("button", name="Use this wording"))
    assert BLAME not in box(vera).input_value()
    assert MORE in box(vera).input_value()
    vera.hand.press(vera.page.locator("#composer .begin summary"))
    vera.follows(vera.page.locator("#composer").get_by_role("button", name="Ask for more time"))
    assert MORE in box(vera).input_value()
    assert "Nadia" in box(vera).input_value()


def test_a_message_is_begun_without_leaving_the_page(visit: Visit) -> None:
    vera = visit(VERA, window=DESK)
    vera.opens(IN_PROGRESS)
    vera.hand.write(box(vera), MORE)
    summary = vera.page.locator("#composer .begin summary")
    vera.hand.press(summary)
    vera.hand.press(vera.page.locator("#composer").get_by_role("button", name="Ask for more time"))
    expect(box(vera)).not_to_have_value(MORE)
    begun = box(vera).input_value()
    assert begun.startswith(f"{MORE}\n\n")
    # Greeted in the language that Nadia reads, and other journeys change that: a comma or a mark follows her name.
    assert "Nadia" in begun.removeprefix(MORE)
    vera.hand.press(summary)
    vera.hand.press(vera.page.locator("#composer .begin-saying").first)
    assert box(vera).input_value().count("\n\n") > 2
    vera.hand.write(box(vera), "")

"""How a person works a page: with a mouse, or by keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.journeys.patience import soon

MOST_TABS = 250
"""No page needs more to get from one end to the other."""

RING_AND_PLACE = """found => {
    const rings = [found, found.parentElement, found.parentElement?.parentElement]
        .flatMap(part => part ? [getComputedStyle(part), getComputedStyle(part, "::after")] : []);
    const box = found.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [rings.some(ring => ring.outlineStyle !== "none"), inside];
}"""


class Hand(Protocol):
    """Everything that a person does to a page."""

    def __init__(self, page: Page) -> None: ...

    def reach(self, what: Locator) -> None:
        """Come to where it can be pressed."""

    def press(self, what: Locator) -> None:
        """A link, a button, a summary."""

    def write(self, field: Locator, words: str) -> None:
        """Into a box, in place of what stands there. Dates are written as 2026-03-02."""

    def pick(self, option: Locator) -> None:
        """A radio button or a box to tick."""

    def select(self, field: Locator, value: str) -> None:
        """From a list, by the value that is sent."""

    def attach(self, field: Locator, files: Sequence[Path]) -> None: ...


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def reach(self, what: Locator) -> None:
        what.wait_for()

    def press(self, what: Locator) -> None:
        what.click()

    def write(self, field: Locator, words: str) -> None:
        field.fill(words)

    def pick(self, option: Locator) -> None:
        try:
            option.check()
        except PlaywrightError:
            option.check()  # the page was just catching up with the order, and a person presses once more

    def select(self, field: Locator, value: str) -> None:
        field.select_option(value)

    def attach(self, field: Locator, files: Sequence[Path]) -> None:
        field.set_input_files([str(one) for one in files])


class Keyboard:
    """Tab, Enter, Space, arrows and letters, and nothing else."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._keys = page.keyboard

    def reach(self, what: Locator) -> None:
        self._go_to(what)

    def press(self, what: Locator) -> None:
        self._go_to(what)
        self._keys.press("Enter")

    def write(self, field: Locator, words: str) -> None:
        self._go_to(field)
        if field.get_attribute("type") == "date":
            self._write_date(field, words)
        else:
            self._keys.press("Control+A")
            self._keys.insert_text(words) if len(words) > 40 else self._keys.type(words)
        expect(field).to_have_value(words)

    def _write_date(self, field: Locator, iso: str) -> None:
        """The parts are typed one after the other; which comes first is up to the language of the machine's browser."""
        year, month, day = iso.split("-")
        for parts in (day + month + year, month + day + year):
            self._keys.type(parts)
            if field.input_value() == iso:
                return
            for _ in range(3):
                self._keys.press("ArrowLeft")

    def pick(self, option: Locator) -> None:
        """Tab stops once at a group of radio buttons; arrows move inside it, and choose."""
        if option.is_checked():
            return
        if option.get_attribute("type") == "radio":
            self._go_to_group(option)
            for _ in range(20):
                if option.is_checked():
                    return
                self._keys.press("Space" if self._has_focus(option) else "ArrowDown")
        else:
            self._go_to(option)
            self._keys.press("Space")
        expect(option).to_be_checked()

    def select(self, field: Locator, value: str) -> None:
        self._go_to(field)
        for _ in range(300):
            before = field.input_value()
            if before == value:
                return
            self._keys.press("ArrowDown")
            expect(field).not_to_have_value(before)
        raise AssertionError(f"{value!r} is no choice")

    def attach(self, field: Locator, files: Sequence[Path]) -> None:
        for patience_ms in (5_000, 20_000):
            self._go_to(field)
            try:
                with self._page.expect_file_chooser(timeout=patience_ms) as chooser:
                    self._keys.press("Space")
            except PlaywrightTimeout:
                continue  # a busy machine's browser now and then misses a key, and a person presses it again
            chooser.value.set_files([str(one) for one in files])
            return
        raise AssertionError(f"{field} opens no list of files")

    def _go_to(self, what: Locator) -> None:
        found = what.element_handle()
        assert found is not None
        self._skip_to_the_content(what)
        for _ in range(MOST_TABS):
            if found.evaluate("found => found === document.activeElement"):
                self._is_seen(what)
                return
            self._keys.press("Tab")
        raise AssertionError(f"{what} cannot be reached by keyboard")

    def _skip_to_the_content(self, what: Locator) -> None:
        """On a page that was just opened the first Tab offers to pass over its head."""
        is_new = self._page.evaluate("document.activeElement === document.body")
        if is_new and what.evaluate("found => found.closest('main') !== null"):
            self._keys.press("Tab")
            expect(self._page.locator(".skip")).to_be_focused()
            self._keys.press("Enter")
            expect(self._page.locator("#main")).to_be_focused()

    def _go_to_group(self, radio: Locator) -> None:
        name = radio.get_attribute("name")
        self._skip_to_the_content(radio)
        for _ in range(MOST_TABS):
            if self._page.evaluate("document.activeElement.name") == name:
                return
            self._keys.press("Tab")
        raise AssertionError(f"the radio buttons {name!r} cannot be reached by keyboard")

    def _has_focus(self, what: Locator) -> bool:
        found: bool = what.evaluate("found => found === document.activeElement")
        return found

    def _is_seen(self, what: Locator) -> None:
        """Whoever works by keyboard sees where they are: the focused thing is in view and has a ring of its own."""
        soon(
            self._page,
            lambda: what.evaluate(RING_AND_PLACE) == [True, True],
            lambda: f"{what} has the focus, and one does not see it: [ring, in view] = {what.evaluate(RING_AND_PLACE)}",
        )

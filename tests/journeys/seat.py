"""Somebody at a browser of their own. Every page they come to is looked at: by axe-core, for its width, and for errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response

from tests.journeys.hands import Hand, Mouse
from tests.journeys.site import Site

PHONE, DESKTOP, NARROW = (390, 844), (1440, 900), (360, 740)
SIZES = {"phone": PHONE, "desktop": DESKTOP}
PATIENCE_MS = 20_000
PARTS = "[...new Set([...document.querySelectorAll('main *')].map(e => `${e.tagName}.${e.className}`))].sort().join()"
"""What a page is made of: kinds of elements, each once."""


@dataclass
class Seat:
    """`seen` are the kinds of pages that were looked at. `looks` is off where a page's script cannot run."""

    site: Site
    page: Page
    hand: Hand
    looks: bool = True
    seen: set[tuple[str, str]] = field(default_factory=set)

    # --- going somewhere

    def become(self, email: str) -> None:
        """One click on the demo's bar."""
        self.go("/")
        self.become_here(email)
        assert self.page.locator(f'button[name="person"][value="{email}"]').get_attribute("aria-pressed") == "true"

    def become_here(self, email: str) -> None:
        """The same without leaving the page."""
        self._arrive(self.page.locator(f'button[name="person"][value="{email}"]'))

    def go(self, path: str) -> None:
        self.page.goto(self.site.address + path)
        self._look()

    def follow(self, href: str) -> None:
        """A link of this page to an address with this end."""
        self._arrive(self.page.locator(f'main a[href$="{href}"]:visible').first)

    def move_clock(self, step: str) -> None:
        """A button of the demo's bar."""
        self._arrive(self.page.locator(f'button[name="step"][value="{step}"]'))

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site.address).partition("?")[0].partition("#")[0]

    # --- filling in

    def form(self, action: str) -> Locator:
        """The form that goes to an address with this end."""
        return self.page.locator(f'form[action$="{action}"]')

    def named(self, action: str, name: str) -> Locator:
        """A field of that form, wherever it stands on the page."""
        form = self.form(action)
        form_id = form.get_attribute("id")
        inside = form.locator(f'[name="{name}"]')
        if inside.count() or not form_id:
            return inside
        return self.page.locator(f'[form="{form_id}"][name="{name}"]')

    def fill(self, action: str, **typed: str) -> None:
        """Texts, by the names of their fields; `price_1` is the field `price-1`."""
        for name, words in typed.items():
            found = self.named(action, re.sub(r"_(?=\d)", "-", name))
            if found.get_attribute("type") == "date":
                self.hand.date(found, words)
            else:
                self.hand.write(found, words)

    def choose(self, action: str, **chosen: str | Sequence[str]) -> None:
        """Radio buttons, boxes and lists, by name and value, in the order in which they stand on the page."""
        for name, values in chosen.items():
            all_named = self.named(action, re.sub(r"_(?=\d)", "-", name))
            for value in [values] if isinstance(values, str) else values:
                if all_named.first.evaluate("found => found.tagName") == "SELECT":
                    self.hand.select(all_named, value)
                else:
                    self.hand.pick(all_named.and_(self.page.locator(f'[value="{value}"]')))

    def attach(self, action: str, name: str, *files: Path) -> None:
        self.hand.attach(self.named(action, name), files)

    def send(self, action: str) -> Response:
        """Press the button of that form."""
        form_id = self.form(action).get_attribute("id")
        inside = self.form(action).locator("button:not([name]), button[name=send]")
        button = (
            inside.last
            if inside.count()
            else self.page.locator(f'button[form="{form_id}"]:not([disabled]):visible').first
        )
        return self._arrive(button)

    def press(self, action: str, name: str, value: str) -> None:
        """A button of that form with a name of its own."""
        self._arrive(self.form(action).locator(f'button[name="{name}"][value="{value}"]'))

    def open(self, title: Locator) -> None:
        """Something folded."""
        self.hand.press(title)

    # --- looking

    def says(self, words: str) -> None:
        """These words stand on the page, now or within a few seconds."""
        self.page.locator("main").get_by_text(words, exact=False).first.wait_for(state="visible")

    def sees_no(self, selector: str) -> None:
        assert self.page.locator(selector).count() == 0

    def _arrive(self, what: Locator) -> Response:
        self.hand.reach(what)
        with self.page.expect_navigation() as arriving:
            self.hand.press(what)
        self._look()
        answer: Response = arriving.value
        return answer

    def _look(self) -> None:
        if self.looks and (kind := self._kind_of_page()) not in self.seen:
            self.seen.add(kind)
            self.is_accessible()
        assert not self.scrolls_sideways(), f"{self.path} scrolls sideways"

    def _kind_of_page(self) -> tuple[str, str]:
        """The page, and which parts it has: the same parts on the same page need not be looked at twice."""
        parts: str = self.page.evaluate(PARTS)
        return re.sub(r"[0-9a-f-]{36}", "*", self.path), parts

    def scrolls_sideways(self) -> bool:
        found: bool = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return found

    def is_accessible(self) -> None:
        result = Axe().run(self.page)
        assert result.violations_count == 0, f"{self.page.url}\n{result.generate_report()}"


@contextmanager
def seat(
    browser: Browser,
    site: Site,
    size: tuple[int, int] = DESKTOP,
    *,
    hand: type[Any] | None = None,
    scripts: bool = True,
    dark: bool = False,
    looks: bool = True,
) -> Iterator[Seat]:
    """A window of its own, without cookies. Fails when a page raised an error or the policy of a page was broken."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        timezone_id="Europe/Amsterdam",
        reduced_motion="reduce",
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        has_touch=size[0] < 500,
    )
    context.set_default_timeout(PATIENCE_MS)
    wrong: list[str] = []
    context.on("weberror", lambda found: wrong.append(str(found.error)))
    context.on("console", lambda said: wrong.append(said.text) if is_wrong(said.type, said.text) else None)
    context.on(
        "response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 500 else None
    )
    page = context.new_page()
    try:
        yield Seat(site, page, hand(page) if hand else Mouse(), looks=looks and scripts)
    finally:
        context.close()
    assert not wrong, "\n".join(wrong)


def is_wrong(kind: str, text: str) -> bool:
    """A refusal is answered with 4xx, which the console notes; that is no mistake of the page."""
    return kind == "error" and "status of 4" not in text

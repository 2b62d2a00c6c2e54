"""Somebody at a browser: what they see, fill in and press, in the words that stand on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, ViewportSize, expect

from tests.journeys.demo import Demo
from tests.journeys.hands import Hand, Mouse
from tests.journeys.patience import PATIENCE_MS, soon

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=360, height=740)
FINGERS_BELOW = 500
"""Pixels: a narrower window is a phone's."""

Where = Page | Locator
Looks = set[tuple[str, str]]
"""Pages that axe-core has looked at, and the kinds of things on each."""

# The name of a field, with or without the word that it may stay empty.
OPTIONAL = r"( \(optional\))?"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WIDEST = """() => {
    const ends = part => part.getBoundingClientRect().right;
    const isClipped = part => part && part !== document.body
        && (getComputedStyle(part).overflowX !== "visible" || isClipped(part.parentElement));
    const parts = [...document.querySelectorAll("body *")].filter(part => !isClipped(part.parentElement));
    const [found] = parts.sort((one, other) => ends(other) - ends(one));
    const beyond = Math.round(ends(found) - document.documentElement.clientWidth);
    return `${found.outerHTML.slice(0, 200)} ends ${beyond} px beyond the window`;
}"""
PARTS = "[...new Set([...document.querySelectorAll('main *')].map(e => `${e.tagName}.${e.className}`))].sort().join()"
"""What kinds of things are on a page: the same page with the same parts need not be looked at twice."""


class Person:
    """One of the demo's people in a window of their own. Every page they come to is looked at: see `arrives`."""

    def __init__(
        self,
        demo: Demo,
        browser: Browser,
        looked_at: Looks,
        *,
        window: ViewportSize = DESK,
        hand: type[Hand] = Mouse,
        script: bool = True,
        looks_closely: bool = True,
    ) -> None:
        self.demo = demo
        self.name = ""
        self.looks_closely = looks_closely and script
        self.context = browser.new_context(
            base_url=demo.at,
            viewport=window,
            locale="en-GB",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            java_script_enabled=script,
            has_touch=window["width"] < FINGERS_BELOW,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.wrong: list[str] = []
        self._watch()
        self.page = self.context.new_page()
        self.hand = hand(self.page)
        self._looked_at = looked_at

    # --- who they are

    def become(self, email: str, language: str = "en") -> Person:
        """By the demo's bar on the first page, and then reading this language from the next page on."""
        self.goes_to("/")
        self.plays(email)
        self.reads(language)
        return self

    def plays(self, email: str) -> None:
        """By the demo's bar, on the page where they are."""
        bar = self.page.locator("details.demo")
        if not bar.evaluate("bar => bar.open"):
            self.hand.press(bar.locator("summary"))
        button = self.page.locator(f'form[action="/demo/become"] button[value="{email}"]')
        self.name = (button.locator("xpath=text()").all_inner_texts() or [button.inner_text()])[0].strip()
        self.follows(button)
        expect(button).to_have_attribute("aria-pressed", "true")

    def reads(self, language: str) -> None:
        """From the next page on."""
        self._post("/language", language=language)

    def moves_the_clock(self, step: str) -> None:
        """By the demo's bar: `1h`, `48h`, `5bd` or `next`."""
        self.follows(self.page.locator(f'form[action="/demo/clock"] button[value="{step}"]'))

    def present(self) -> datetime:
        """What the demo's clock says on this page."""
        return instant(self.page.locator("aside .clock time"))

    def leaves(self) -> list[str]:
        """Close the window. What went wrong in it: errors, calls to other hosts, missing parts, answers of 500 and more."""
        self.context.close()
        return [f"{self.name}’s browser: {words}" for words in self.wrong]

    # --- going about

    def goes_to(self, address: str) -> None:
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None, address
        assert answer.status == 200, f"{address}: {answer.status}"
        self.arrives()

    def follows(self, what: Locator) -> Response:
        """Press a link or a button that leads to a page."""
        self.hand.reach(what)
        with self.page.expect_navigation(wait_until="load") as coming:
            self.hand.press(what)
        self.arrives()
        answer: Response = coming.value
        return answer

    def clicks(self, link: str, within: Where | None = None) -> None:
        self.follows((within or self.page).get_by_role("link", name=link).first)

    def presses(self, button: str, within: Where | None = None) -> Response:
        return self.follows((within or self.page.locator("main")).get_by_role("button", name=button).first)

    def opens(self, title: str, listed: str = "/desk") -> None:
        """Go to an order, from the desk or another list of them."""
        self.goes_to(listed)
        self.follows(self.page.locator(".desk-row", has_text=title).get_by_role("link").first)

    def opens_door(self, act: str, milestone: int = 1) -> None:
        """Go to the page of an act by its link in Next, which may lie in a row that is still closed."""
        link = self.page.locator(f'#next a[href$="/milestones/{milestone}/{act}"]')
        link.wait_for(state="attached")
        row = self.page.locator("#next details", has=self.page.locator(f'a[href$="/milestones/{milestone}/{act}"]'))
        if row.count() and not row.evaluate("row => row.open"):
            self.hand.press(row.locator("summary"))
        self.follows(link)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    # --- what is on the page

    def sees(self, *words: str, within: str = "main") -> None:
        """These words stand there, or come by themselves in a moment."""
        for each in words:
            expect(self.page.locator(within).first).to_contain_text(each)

    def does_not_see(self, *words: str, within: str = "main") -> None:
        for each in words:
            expect(self.page.locator(within).first).not_to_contain_text(each)

    def words(self, within: str = "main") -> str:
        return " ".join(self.page.locator(within).first.inner_text().split())

    def has_not_been_refused(self) -> None:
        wrong = self.page.locator("#refusal, .error-summary")
        assert not wrong.count(), f"{self.name} at {self.path}: {wrong.first.inner_text()}"

    # --- filling in

    def group(self, legend: str, within: Where | None = None) -> Locator:
        """The fields under this legend."""
        return (within or self.page).get_by_role("group", name=re.compile(rf"^{re.escape(legend)}{OPTIONAL}$")).first

    def field(self, label: str, within: Where | None = None) -> Locator:
        return (within or self.page.locator("main")).get_by_label(re.compile(rf"^{re.escape(label)}{OPTIONAL}$")).first

    def fills(self, within: Where | None = None, /, **typed: str) -> None:
        """Fields by their labels, with _ for spaces."""
        for label, words in typed.items():
            self.hand.write(self.field(label.replace("_", " "), within), words)

    def chooses(self, choice: str, within: Where | None = None) -> None:
        """A radio button or a tick box by the words beside it, which may go on with a hint."""
        option = (within or self.page.locator("main")).get_by_label(re.compile(rf"^{re.escape(choice)}")).first
        self.hand.pick(option)

    def selects(self, label: str, value: str, within: Where | None = None) -> None:
        """From a list, by the value that is sent."""
        self.hand.select(self.field(label, within), value)

    # Fields by their names, which are the same in every language.

    def types(self, name: str, words: str) -> None:
        self.hand.write(self.page.locator(f'main [name="{name}"]').first, words)

    def ticks(self, name: str, value: str) -> None:
        """A radio button or a tick box."""
        self.hand.pick(self.page.locator(f'main [name="{name}"][value="{value}"]').first)

    def sends(self) -> Response:
        """The form that the page is for."""
        return self.follows(self.page.locator("main form .form-foot button.primary").first)

    def does(self, order: str, act: str, milestone: int = 1, /, **typed: str) -> None:
        """An act of this order by its address, with these fields; it is taken, and leads back to a page of the order."""
        self.goes_to(f"{order}/milestones/{milestone}/{act}")
        for name, words in typed.items():
            self.types(name, words)
        self.sends()
        self.has_not_been_refused()
        assert self.path.startswith(order), self.path
        assert not self.path.endswith(act), self.path

    def saves(self, link: Locator) -> bytes:
        """What a link gives to save."""
        with self.page.expect_download() as coming:
            self.hand.press(link)
        return Path(coming.value.path()).read_bytes()

    def attaches(self, label: str, files: Iterable[Path], within: Where | None = None) -> None:
        self.hand.attach(self.field(label, within), list(files))

    def writes(self, words: str) -> None:
        """A message to the other side."""
        self.hand.write(self.page.locator("#composer textarea"), words)
        self.follows(self.page.locator("#composer").get_by_role("button", name="Send the message"))

    def fetches(self, file: str) -> bytes:
        """Save the newest file of this name from the timeline."""
        link = self.page.locator("#timeline .files").get_by_role("link", name=file).last
        with self.page.expect_download() as coming:
            self.hand.press(link)
        assert coming.value.suggested_filename == file
        return Path(coming.value.path()).read_bytes()

    # --- looking closely

    def arrives(self) -> None:
        """Nothing scrolls sideways, and axe-core finds nothing on a kind of page that nobody has come to yet."""
        soon(
            self.page,
            lambda: not self.page.evaluate(TOO_WIDE),
            lambda: f"{self.path} scrolls sideways: {self.page.evaluate(WIDEST)}",
        )
        if self.looks_closely and self._kind() not in self._looked_at:
            self.finds_no_barrier()

    def finds_no_barrier(self, *, colours_only: bool = False) -> None:
        """What axe-core finds on this page: nothing."""
        self._looked_at.add(self._kind())
        options = {"resultTypes": ["violations"], "preload": False}
        options |= {"runOnly": ["color-contrast"]} if colours_only else {}
        result = Axe().run(self.page, options=options)
        if result.violations_count:  # perhaps the page was just catching up: what is wrong with it stays wrong
            result = Axe().run(self.page, options=options)
        assert not result.violations_count, f"{self.name} at {self.path}:\n{result.generate_report()}"

    def _kind(self) -> tuple[str, str]:
        return re.sub(r"[0-9a-f-]{36}", "*", self.path), self.page.evaluate(PARTS)

    def _watch(self) -> None:
        own = urlsplit(self.demo.at).netloc
        self.context.on("weberror", lambda error: self.wrong.append(f"an error: {error.error}"))

        def said(line: ConsoleMessage) -> None:
            # The browser's own line about a refused form, or a server that is away, and htmx's two lines about the latter;
            # answers are looked at below.
            is_about_an_answer = line.text.startswith(
                ("Failed to load resource", "htmx:sendError", "htmx:afterRequest")
            )
            self._note_if(line.type in ("error", "warning") and not is_about_an_answer, f"on the console: {line.text}")

        def asked(request: Request) -> None:
            address = urlsplit(request.url)
            self._note_if(address.scheme in ("http", "https") and address.netloc != own, f"asks {request.url}")

        def answered(response: Response) -> None:
            least = 500 if response.request.is_navigation_request() else 400
            self._note_if(response.status >= least, f"{response.url} was answered with {response.status}")

        self.context.on("console", said)
        self.context.on("request", asked)
        self.context.on("response", answered)

    def _note_if(self, is_wrong: bool, words: str) -> None:
        if is_wrong:
            self.wrong.append(words)

    def _post(self, address: str, **fields: str) -> None:
        token = self.page.locator('input[name="csrfmiddlewaretoken"]').first.get_attribute("value") or ""
        answer = self.context.request.post(
            address,
            form={**fields, "next": "/", "csrfmiddlewaretoken": token},
            headers={"Referer": self.page.url},
            max_redirects=0,
        )
        assert answer.status == 303, f"{address}: {answer.status}"


def instant(time: Locator) -> datetime:
    """What a <time> says to a machine."""
    return datetime.fromisoformat(time.get_attribute("datetime") or "")


Visit = Callable[..., Person]
"""Opens a window for somebody: `visit("ines@example.org", window=PHONE)`."""


@contextmanager
def windows(demo: Demo, browser: Browser, looked_at: Looks) -> Iterator[Visit]:
    """Windows for as long as the block runs. Fails at its end when something went wrong in one of them."""
    people: list[Person] = []

    def visit(email: str = "", language: str = "en", **how: Any) -> Person:
        person = Person(demo, browser, looked_at, **how)
        people.append(person)
        return person.become(email, language) if email else person

    try:
        yield visit
    finally:
        wrong = [words for person in people for words in person.leaves()]
    assert not wrong, "\n".join(wrong)

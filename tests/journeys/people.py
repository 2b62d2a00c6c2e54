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

from tests.journeys.running import Demo

PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=360, height=740)

PATIENCE_MS = 15_000
Where = Page | Locator

# The name of a field, with or without the word that it may stay empty.
OPTIONAL = r"( \(optional\))?"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Person:
    """One of the demo's people in a window of their own. Every page they come to is looked at: see `arrives`."""

    def __init__(
        self,
        demo: Demo,
        browser: Browser,
        *,
        window: ViewportSize = DESK,
        script: bool = True,
        looks_closely: bool = True,
        dark: bool = False,
    ) -> None:
        self.demo = demo
        self.name = ""
        self.script = script
        self.looks_closely = looks_closely and script
        self.context = browser.new_context(
            base_url=demo.at,
            viewport=window,
            locale="en-GB",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.wrong: list[str] = []
        self._watch()
        self.page = self.context.new_page()
        self._seen_closely: set[tuple[str, str]] = set()

    # --- who they are

    def become(self, email: str, language: str = "en") -> Person:
        """By the demo's bar, and then reading this language."""
        self.goes_to("/")
        bar = self.page.locator("details.demo")
        if not bar.evaluate("bar => bar.open"):
            bar.locator("summary").click()
        button = self.page.locator(f'form[action="/demo/become"] button[value="{email}"]')
        self.name = (button.locator("xpath=text()").all_inner_texts() or [button.inner_text()])[0].strip()
        self.follows(button)
        self.reads(language)
        return self

    def reads(self, language: str) -> None:
        self._post("/language", language=language)
        self.goes_to("/")

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

    def looks_again(self) -> None:
        self.page.reload(wait_until="load")
        self.arrives()

    def follows(self, what: Locator) -> None:
        """Press a link or a button that leads to a page."""
        with self.page.expect_navigation(wait_until="load"):
            what.click()
        self.arrives()

    def clicks(self, link: str, within: Where | None = None) -> None:
        self.follows((within or self.page).get_by_role("link", name=link).first)

    def presses(self, button: str, within: Where | None = None) -> None:
        self.follows((within or self.page.locator("main")).get_by_role("button", name=button).first)

    def opens_door(self, act: str, milestone: int = 1) -> None:
        """Go to the page of an act by its link in Next, which may lie in a row that is still closed."""
        link = self.page.locator(f'#next a[href$="/milestones/{milestone}/{act}"]')
        row = self.page.locator("#next details", has=self.page.locator(f'a[href$="/milestones/{milestone}/{act}"]'))
        if row.count() and not row.evaluate("row => row.open"):
            row.locator("summary").click()
        self.follows(link)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    # --- what is on the page

    def sees(self, *words: str, within: str = "main") -> None:
        """These words stand there, or come by themselves in a moment."""
        for each in words:
            expect(self.page.locator(within).first).to_contain_text(each, timeout=PATIENCE_MS)

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
            self.field(label.replace("_", " "), within).fill(words)

    def chooses(self, choice: str, within: Where | None = None) -> None:
        """A radio button or a tick box by the words beside it, which may go on with a hint."""
        (within or self.page.locator("main")).get_by_label(re.compile(rf"^{re.escape(choice)}")).first.check()

    def attaches(self, label: str, files: Iterable[Path], within: Where | None = None) -> None:
        self.field(label, within).set_input_files([str(file) for file in files])

    def writes(self, words: str) -> None:
        """A message to the other side."""
        self.page.locator("#composer textarea").fill(words)
        self.follows(self.page.locator("#composer").get_by_role("button", name="Send the message"))

    def fetches(self, file: str) -> bytes:
        """Save the newest file of this name from the timeline."""
        link = self.page.locator("#timeline .files").get_by_role("link", name=file).last
        with self.page.expect_download() as coming:
            link.click()
        assert coming.value.suggested_filename == file
        return Path(coming.value.path()).read_bytes()

    # --- looking closely

    def arrives(self) -> None:
        """Nothing scrolls sideways, the language is said, and axe-core finds nothing on a page not seen before."""
        page = self.page
        assert not page.evaluate(TOO_WIDE), f"{self.path} is wider than the window, by {page.evaluate(TOO_WIDE)} px"
        if not self.looks_closely:
            return
        kind = (re.sub(r"[0-9a-f-]{36}", "*", self.path), self._structure())
        if kind in self._seen_closely:
            return
        self._seen_closely.add(kind)
        self.finds_no_barrier()

    def finds_no_barrier(self, *, colours_only: bool = False) -> None:
        """What axe-core finds on this page: nothing."""
        options = {"resultTypes": ["violations"], "preload": False}
        result = Axe().run(self.page, options=options | ({"runOnly": ["color-contrast"]} if colours_only else {}))
        assert not result.violations_count, f"{self.name} at {self.path}:\n{result.generate_report()}"

    def _structure(self) -> str:
        """What kinds of things are on the page: the same page with the same parts need not be looked at twice."""
        found: str = self.page.evaluate(
            "[...new Set([...document.querySelectorAll('main *')].map(e => `${e.tagName}.${e.className}`))].sort().join()"
        )
        return found

    def _watch(self) -> None:
        own = urlsplit(self.demo.at).netloc
        self.context.on("weberror", lambda error: self.wrong.append(f"an error: {error.error}"))

        def said(line: ConsoleMessage) -> None:
            # The browser's own line about a refused form, or a server that is away; answers are looked at below.
            is_about_an_answer = line.text.startswith("Failed to load resource")
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
def windows(demo: Demo, browser: Browser) -> Iterator[Visit]:
    """Windows for as long as the block runs. Fails at its end when something went wrong in one of them."""
    people: list[Person] = []

    def visit(email: str = "", language: str = "en", **how: Any) -> Person:
        person = Person(demo, browser, **how)
        people.append(person)
        return person.become(email, language) if email else person

    try:
        yield visit
    finally:
        wrong = [words for person in people for words in person.leaves()]
    assert not wrong, "\n".join(wrong)

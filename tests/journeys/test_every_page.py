"""Every page that one can come to from the desk: in every language on the narrowest phone, and in light and dark.

Of pages of a kind each person looks at the first few. PARLEY_TEST_FULL=1 looks at every single one:

    PARLEY_TEST_FULL=1 ./parley test --engine sqlite tests/journeys/test_every_page.py
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from zlib import crc32

import pytest

from parley.config.languages import LANGUAGE_CODES
from tests.journeys.patience import soon
from tests.journeys.people import DESK, NARROW, Person, Visit

MOST_PEOPLE = ("joris", "camille", "nadia", "lev", "vera")
"""Between them they have every order of the demo but one, and can do all that a party can."""
THE_OTHERS = ("ines", "tomas", "operator")
EVERYTHING = bool(os.environ.get("PARLEY_TEST_FULL"))
MOST_OF_A_KIND = 1_000 if EVERYTHING else 2
MOST_IN_ANOTHER_LANGUAGE = 1_000 if EVERYTHING else 1
"""How many pages of one kind a person looks at. Rooms differ most: of them it is more."""
MOST_ROOMS = 6
ALIKE = ("/accounts/", "/me", "/orders/new", "/help")
"""Beginnings of addresses whose pages are the same for everybody."""

LINKS = "[...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(link => link.getAttribute('href'))"
MOST_BYTES = 60_000
"""Of a page as it comes over the wire, without style sheets and scripts, which a browser keeps."""
MOST_SHIFT = 0.1
"""What the makers of browsers call good. A table whose rows come one after the other on a busy machine stays below."""
WEIGHT_AND_SHIFT = """() => new Promise(done => {
    let shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.hadRecentInput ? 0 : entry.value))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(
        () => done([performance.getEntriesByType("navigation")[0].transferSize, shift])));
})"""
SAID = "[document.documentElement.lang, document.title, document.querySelector('h1')?.innerText]"
NO_PAGES = re.compile(r"/files/|/accounts/logout/|\.json$|\.atom$|\.webp$|/me/data/save")
"""Files are saved, feeds are for programs, and leaving would end the walk."""

ROOM = "/orders/*"
LISTS = ("/desk", "/orders")
"""Every page of these is turned: some rooms are linked from nowhere else."""
KINDS = {
    "/", "/desk", "/orders", "/orders/new", ROOM, "/orders/*/offer/counter", "/me",
    "/accounts/login/", "/accounts/signup/", "/people/*", "/me/profile",
    "/services", "/services/*", "/services/*/order", "/services/new", "/briefs", "/briefs/*", "/briefs/new",
    "/help", "/help/*", "/help/contact",
    *(
        f"/orders/*/milestones/*/{act}"
        for act in (
            "fund", "brief", "begin", "deliver", "deliver-again", "redeliver", "request-revision", "accept-items",
            "accept", "contact", "statement",
        )
    ),
}  # fmt: skip
"""What the demo's people can come to, at the least. A crawl that has lost its way would pass without it."""
OF_OPERATORS = {
    "/console",
    "/console/coach",
    "/moderation/briefs",
    "/moderation/briefs/*",
    "/help/requests",
    "/help/votes",
    "/policies",
}

STAGE_OF_THE_OTHERS = "Not funded yet"
"""Only the order of two others has a milestone that is in it."""
STAGES = (
    "Not funded in time", "Waits for the brief", "In progress", "Delivered", "Revising",
    "Delivered, last notice running", "Complete, release", "In the resolution room", "Released", "Refunded",
)  # fmt: skip
"""The other stages that the demo's milestones are in, as the rooms name them."""


OTHER_LANGUAGES = [code for code in LANGUAGE_CODES if code != "en"]


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_every_page_stands_on_a_narrow_phone_in_every_language(visit: Visit, language: str) -> None:
    """Nothing fails, nothing scrolls sideways, nothing is asked of another host, and the page says its language."""
    kinds: set[str] = set()
    rooms = MOST_ROOMS * MOST_IN_ANOTHER_LANGUAGE
    for person, address in everywhere(visit, language, (*MOST_PEOPLE, "operator"), MOST_IN_ANOTHER_LANGUAGE, rooms):
        kind = kind_of(address)
        if kind not in kinds and is_looked_at_in(kind, language):
            person.finds_no_barrier()
        kinds.add(kind)
        says_its_language(person, language)
        comes_lightly_and_stays(person)
    assert kinds >= KINDS | OF_OPERATORS, sorted((KINDS | OF_OPERATORS) - kinds)


@pytest.mark.parametrize("people", [MOST_PEOPLE, THE_OTHERS], ids=["most", "the others"])
def test_every_page_stands_at_a_desk_and_no_kind_of_page_has_a_barrier_in_light_and_dark(
    visit: Visit, people: tuple[str, ...]
) -> None:
    """The same in English, and each kind of page in a wide window as well, in light and in dark. Rooms are of a kind when
    their milestones are in the same stages, and it is the same side's turn."""
    looked_at: set[str] = set()
    for person, address in everywhere(visit, "en", people, MOST_OF_A_KIND, most_rooms=1_000):
        says_its_language(person, "en")
        comes_lightly_and_stays(person)
        kind = kind_of(address)
        if kind == ROOM:
            kind = f"{ROOM} {stages(person)}"
        if kind in looked_at:
            continue
        looked_at.add(kind)
        person.finds_no_barrier()
        person.page.set_viewport_size(DESK)
        person.arrives()
        person.page.emulate_media(color_scheme="dark")
        soon(person.page, lambda: is_dark(person), lambda: f"{person.path} stays light")  # noqa: B023
        # What has a name in light has it in dark; only what is painted differs.
        person.finds_no_barrier(colours_only=True)
        person.page.emulate_media(color_scheme="light")
        person.page.set_viewport_size(NARROW)
    rooms = "".join(kind for kind in looked_at if kind.startswith(ROOM))
    if people == MOST_PEOPLE:
        assert looked_at >= KINDS - {ROOM}, sorted(KINDS - looked_at)
        assert not (missing := [stage for stage in STAGES if f": {stage}" not in rooms]), missing
    else:
        assert f": {STAGE_OF_THE_OTHERS}" in rooms, rooms
        assert looked_at >= OF_OPERATORS, sorted(OF_OPERATORS - looked_at)


def everywhere(
    visit: Visit, language: str, people: Iterable[str], most: int, most_rooms: int
) -> Iterator[tuple[Person, str]]:
    """One window, in which somebody is a guest first, and then one after the other of the demo's people; each on every page."""
    person = visit(window=NARROW, looks_closely=False)
    person.goes_to("/")
    person.reads(language)
    walked: set[str] = set()
    for name in ("", *people):
        if name:
            person.become(f"{name}@example.org", language)
        for address in walk(person, walked, most, most_rooms):
            yield person, address


def walk(person: Person, walked: set[str], most: int, most_rooms: int) -> Iterator[str]:
    """Every page that is linked, from the first one on. Pages that are the same for everybody are looked at once."""
    start = "/desk" if person.name else "/"
    waiting, seen = [start], {start}
    of_a_kind: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        if person.name and address.startswith(ALIKE) and address in walked:
            continue
        kind = kind_of(address)
        if kind not in LISTS and of_a_kind[kind] >= (most_rooms if kind == ROOM else most):
            continue
        of_a_kind[kind] += 1
        walked.add(address)
        person.goes_to(address)
        yield address
        links = {link.partition("#")[0] for link in person.page.evaluate(LINKS)}
        new = {link for link in links - seen if not NO_PAGES.search(link)}
        seen |= new
        waiting += sorted(new)


def is_looked_at_in(kind: str, language: str) -> bool:
    """Every kind of page in one of the other languages; with PARLEY_TEST_FULL=1 in all of them."""
    return EVERYTHING or OTHER_LANGUAGES[crc32(kind.encode()) % len(OTHER_LANGUAGES)] == language


def says_its_language(person: Person, language: str) -> None:
    said = person.page.evaluate(SAID)
    assert said[0] == language, person.path
    assert all(said), f"{person.path} has no title or no heading: {said}"


def comes_lightly_and_stays(person: Person) -> None:
    """Few bytes, and nothing moves under the reader's finger while it comes."""
    weight, shift = person.page.evaluate(WEIGHT_AND_SHIFT)
    assert 0 < weight <= MOST_BYTES, f"{person.path} weighs {weight} bytes"
    assert shift <= MOST_SHIFT, f"{person.path} moves by {shift} while it comes"


def kind_of(address: str) -> str:
    path = address.partition("?")[0]
    path = re.sub(r"^/help/(?!contact|requests|votes)[a-z-]+$", "/help/*", path)
    return re.sub(r"milestones/\d+", "milestones/*", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path))


def stages(person: Person) -> str:
    """Whose turn it is, the side of the reader, and the stage of each milestone; an offer has neither sides nor stages."""
    turn = person.page.locator("#next").get_attribute("class")
    side = "to the client" if ", freelancer" in person.words(".head") else "to the freelancer"
    named = [text.partition(" ·")[0] for text in person.page.locator(".step-state").all_inner_texts()]
    return f"{turn} {side}" + "".join(f": {stage}" for stage in named)


def is_dark(person: Person) -> bool:
    """By the ground that is painted, as a sum of red, green and blue."""
    ground: str = person.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", ground)[:3]) < 3 * 128

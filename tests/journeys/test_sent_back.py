"""One delivery is sent back with three items, one of them new; it is answered item by item, delivered again, accepted, paid.
Two people play it in two browsers: with a mouse on both sizes, by keyboard alone, and without any script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.demo import Demo
from tests.journeys.hands import Keyboard
from tests.journeys.offers import logo, made_up, tick_and_accept, write_offer
from tests.journeys.people import DESK, PHONE, Person, Visit

CLIENT, FREELANCER = "ines@example.org", "camille@example.org"
LOGO, PALETTE = "The logo in black and in colour", "The palette"
SMALL_LINE = "At two centimetres the small line cannot be read."
DARKER = "Could the green be a little darker?"
FOR_THE_SEAL = "We would like a version for the wax seal, too."

STORY = [
    "Offered", "OfferAccepted", "Unlocked", "Funded", "BriefAwaited", "Briefed", "WorkStarted", "Delivered", "FilesOpened",
    "RevisionRequested", "RequestAnswered", "ProposalMade", "Redelivered", "FilesOpened", "Accepted", "Released",
]  # fmt: skip
"""What must have happened in the end, and nothing else."""

ON_A_PHONE, AT_A_DESK = {"window": PHONE}, {"window": DESK}
BY_KEYBOARD = {"window": DESK, "hand": Keyboard, "looks_closely": False}
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "on phones": (ON_A_PHONE, ON_A_PHONE),
    "at desks": (AT_A_DESK, AT_A_DESK),
    "by keyboard alone": (BY_KEYBOARD, BY_KEYBOARD),
    "without scripts": (ON_A_PHONE | {"script": False}, AT_A_DESK | {"script": False}),
}
"""How the client and the freelancer come to the pages."""


@pytest.mark.parametrize("way", WAYS)
def test_a_delivery_is_sent_back_answered_made_good_and_paid(
    visit: Visit, demo: Demo, tmp_path: Path, way: str
) -> None:
    clients, freelancers = WAYS[way]
    camille, ines = visit(FREELANCER, **freelancers), visit(CLIENT, **clients)
    title = f"Logo for a bindery, {way}"
    order = write_offer(camille, logo(CLIENT, camille.present().date(), title, asks_brief=True))
    read_it_and_agree(ines, title)
    pay_and_brief(ines, order, tmp_path)
    hand_in(camille, title, order, tmp_path)
    look_and_send_back(ines, title, order, tmp_path)
    answer_item_by_item(camille, order)
    hand_in_again(camille, order, tmp_path)
    accept(ines, order)
    see_the_money(camille, title)
    assert demo.events(order) == STORY
    assert demo.audit()["problems"] == 0


def read_it_and_agree(ines: Person, title: str) -> None:
    ines.opens(title)
    assert ines.presses("Accept the offer").status == 422  # nothing was ticked
    tick_and_accept(ines)


def pay_and_brief(ines: Person, order: str, folder: Path) -> None:
    ines.opens_door("fund")
    ines.presses("Fund €420.00")
    ines.has_not_been_refused()
    ines.opens_door("brief")
    ines.fills(Your_brief="For a bindery: calm, and readable from across the street.")
    ines.attaches("Files", made_up(folder, "sign.jpg"))
    ines.presses("Hand over the brief")
    comes_back_to(ines, order)


def hand_in(camille: Person, title: str, order: str, folder: Path) -> None:
    camille.opens(title)
    camille.opens_door("deliver")
    camille.attaches(LOGO, made_up(folder, "logo.svg"))
    camille.attaches(PALETTE, made_up(folder, "palette.pdf"))
    camille.fills(A_note_to_go_with_it="Here are the logo and the palette.")
    assert camille.presses("Deliver").status == 422  # the PNG is missing, and what is here is safe
    camille.attaches(LOGO, made_up(folder, "logo.png"))
    camille.presses("Deliver")
    comes_back_to(camille, order)
    camille.sees("Here are the logo and the palette.")


def look_and_send_back(ines: Person, title: str, order: str, folder: Path) -> None:
    ines.opens(title)
    assert ines.fetches("logo.svg") == (folder / "logo.svg").read_bytes()
    ines.opens_door("request-revision")
    asked = ((SMALL_LINE, "Defect", "1"), (DARKER, "Change", "2"), (FOR_THE_SEAL, "New item", ""))
    for number, (words, kind, belongs_to) in enumerate(asked, start=1):
        item = ines.group(f"Item {number}")
        ines.fills(item, What_should_be_different=words)
        ines.chooses(kind, item)
        ines.selects("What it belongs to", belongs_to, item)
    ines.presses("Ask for changes")
    comes_back_to(ines, order)


def answer_item_by_item(camille: Person, order: str) -> None:
    camille.goes_to(order)
    camille.sees(FOR_THE_SEAL)
    camille.opens_door("answer")
    for words, hours in ((f"1. {SMALL_LINE}", "1.5"), (f"2. {DARKER}", "0.5")):
        wish = camille.group(words)
        camille.chooses("Will be done", wish)
        camille.fills(wish, Effort_in_hours=hours)
    wish = camille.group(f"3. {FOR_THE_SEAL}")
    camille.chooses("Has a price", wish)
    camille.fills(wish, Effort_in_hours="3", Price="110")
    camille.hand.write(camille.field("Why, in a sentence", wish), "The seal needs a drawing of its own.")
    camille.presses("Answer the request item by item")
    comes_back_to(camille, order)


def hand_in_again(camille: Person, order: str, folder: Path) -> None:
    camille.opens_door("redeliver")
    camille.chooses(f"1. {SMALL_LINE}")
    camille.attaches(LOGO, made_up(folder, "again-logo.svg", "again-logo.png", version=2))
    assert camille.presses("Deliver again").status == 422  # the second promise is neither ticked nor explained
    camille.chooses(f"2. {DARKER}")
    camille.attaches(PALETTE, made_up(folder, "again-palette.pdf", version=2))
    camille.fills(A_note_to_go_with_it="The small line is stronger, and the green deeper.")
    camille.presses("Deliver again")
    comes_back_to(camille, order)


def accept(ines: Person, order: str) -> None:
    ines.goes_to(order)
    ines.sees("The small line is stronger, and the green deeper.", "The seal needs a drawing of its own.")
    ines.fetches("again-logo.svg")
    ines.opens_door("accept")
    ines.presses("Accept and release €420.00")
    comes_back_to(ines, order)
    expect(ines.page.locator('a[href$="/accept"]')).to_have_count(0)


def see_the_money(camille: Person, title: str) -> None:
    camille.opens(title, listed="/orders")
    expect(camille.page.locator('a[href*="/milestones/1/redeliver"]')).to_have_count(0)


def comes_back_to(person: Person, order: str) -> None:
    """What was sent was taken, and leads back to the room."""
    person.has_not_been_refused()
    assert person.path == order

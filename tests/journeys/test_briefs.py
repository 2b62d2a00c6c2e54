"""A brief is stopped by the screen, and a person lets it through: on a narrow phone, and by keyboard without scripts. How
one is answered, agreed on and paid is told in test_newcomer.py."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.hands import Keyboard
from tests.journeys.people import DESK, NARROW, Visit

CLIENT, OPERATOR = "lev@example.org", "operator@example.org"
WAYS: dict[str, dict[str, Any]] = {
    "on a narrow phone": {"window": NARROW},
    "by keyboard without scripts": {"window": DESK, "hand": Keyboard, "script": False},
}
TITLES = {"on a narrow phone": "Read letters aloud", "by keyboard without scripts": "Look through old papers"}
STOPPED = "Before the first task you pay a refundable deposit of 40 euros."
WHY = "It is a line from a play about a fraud, and it is to be read aloud."
REASON = "A line of a play. Thank you for saying so."


@pytest.mark.parametrize("way", WAYS)
def test_a_stopped_brief_is_appealed_and_let_through(visit: Visit, way: str) -> None:
    lev, title = visit(CLIENT, **WAYS[way]), TITLES[way]
    lev.goes_to("/briefs")
    lev.clicks("Post a brief")
    lev.fills(**{"Title": title, "What it is about": f"{title}, {way}. {STOPPED}"})
    lev.selects("Trade", "sound")
    lev.presses("Post the brief")
    lev.has_not_been_refused()
    brief = lev.path
    lev.sees("This brief is not published", "What the screen stopped at", "asked to pay first")
    lev.hand.press(lev.page.locator("summary", has_text="Ask a person to look at it"))
    lev.fills(**{"Why should it be published?": WHY})
    lev.presses("Send the appeal")
    lev.sees("A person looks at this brief")
    operator = visit(OPERATOR, **WAYS[way])
    operator.goes_to("/moderation/briefs")
    operator.clicks(title)
    operator.sees(WHY, "deposit")
    operator.fills(Reason=REASON)
    operator.presses("Allow and publish")
    operator.does_not_see(title)
    lev.goes_to(brief)
    lev.sees(REASON, "Open until")
    guest = visit(**WAYS[way])
    guest.goes_to("/briefs")
    guest.hand.write(guest.page.get_by_label("What are you looking for?"), title)
    guest.presses("Search")
    guest.clicks(title)
    guest.sees(STOPPED, "Answer with an offer")
    guest.does_not_see(REASON)

"""A disagreement as the resolution room shows it. Made up; nobody here exists."""

from __future__ import annotations

from parley.web.components.action import Link
from parley.web.components.companion import Companion, CompanionStep
from parley.web.components.envelopes import Envelope, Envelopes
from parley.web.components.matter import Matter, MatterExchange, Said, View
from parley.web.components.moment import Moment
from parley.web.components.revision import Verdict
from parley.web.components.samples.order import NO_BREAK, files
from parley.web.components.sentence import say, strong


def matters() -> tuple[Matter, ...]:
    """One that is talked about, one that nobody asked anything about, and one beyond the agreement."""
    asked = View("You", (Said("Asked as a change, request 1, 20 Nov", "Warmer yellow, closer to crust than to lemon"),))
    answered = View(
        "Ana", (Said(f"Outside the scope · ≈ 1{NO_BREAK}h", "C'est le jaune que nous avons choisi.", "fr"),)
    )
    wish = View("You", (Said("Asked as something new, request 1, 20 Nov", "A layout for the menu card"),))
    return (
        Matter(
            "sample-item-1",
            "1",
            "A warm, bakery-like palette",
            Verdict("open", "Still open"),
            test="Four colours, each with its code",
            size=f"2{NO_BREAK}h · PDF",
            delivered="Delivery 1, 19 Nov, opened Fri 20 Nov, 09:00",
            files=files(),
            counts=say("Counts {how}: {share}", how=strong("by half"), share=strong("€35.00")),
            exchanges=(
                MatterExchange(
                    (asked, answered),
                    Verdict("in_scope", "In scope"),
                    (f"1{NO_BREAK}h: 50 % of the effort of its item, 8 % of the whole delivery",),
                ),
            ),
        ),
        Matter(
            "sample-item-2",
            "2",
            "The letterhead",
            Verdict("waiting", "Delivered"),
            test="It prints without a white edge",
            delivered="Delivery 1, 19 Nov, not opened yet",
            quiet="Nobody has asked for anything about it.",
        ),
        Matter(
            "sample-beyond",
            "",
            "Beyond what was agreed",
            Verdict("outside", "Not part of it"),
            said=False,
            exchanges=(
                MatterExchange((wish, View("Ana", empty="No answer yet.")), Verdict("outside", "Outside scope")),
            ),
        ),
    )


def companion() -> Companion:
    """In the second of six steps."""
    return Companion(
        "Six calm steps",
        (
            CompanionStep(1, "Breathe", ("Marc asks for 3 things.",), "done"),
            CompanionStep(2, "Understand", ("Your question waits for Marc.",), "now", (Link("Write to Marc", "#"),)),
            CompanionStep(3, "Set the scope straight", ("2 in scope and 1 outside.",), "later"),
            CompanionStep(4, "Deliver again", ("2 items to do.",), "later"),
            CompanionStep(5, "No pressure", ("Let Marc look.",), "later"),
            CompanionStep(6, "The last resort", ("Everything in one place.",), "left_out"),
        ),
        of="2 of 6",
        note="Being asked for changes belongs to ordinary work.",
    )


def envelopes() -> Envelopes:
    return Envelopes(
        say("Round {n} of 3 of sealed offers", n=strong("1")),
        (Envelope("You", "Still open"), Envelope("Tomás", "Sealed today, 09:40", sealed=True)),
        Moment("Sat 28 Nov 2026, 18:00", "2026-11-28T18:00:00+01:00"),
    )

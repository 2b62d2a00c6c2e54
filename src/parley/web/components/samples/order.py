"""An order in the middle of a revision. Made up; nobody here exists."""

from __future__ import annotations

from parley.web.components.coaching import Coaching, Finding, Point
from parley.web.components.composer import Composer
from parley.web.components.file_chip import FileChip
from parley.web.components.moment import Moment
from parley.web.components.money_bar import MoneyBar, MoneyPart, money_bar
from parley.web.components.revision import RequestItem, RevisionRequest, Verdict, effort
from parley.web.components.sentence import link, say, strong
from parley.web.components.silence_road import SilenceRoad, Stop
from parley.web.components.stepper import Step, Stepper, stepper
from parley.web.components.timeline import Day, Delivery, Entry, Fold, Message, Receipt, Timeline

NO_BREAK = "\u00a0"


def at(clock: str, day: str = "2026-11-24") -> Moment:
    return Moment(clock, f"{day}T{clock}:00+01:00")


def order_money() -> MoneyBar:
    return money_bar(
        [
            MoneyPart("released", "Released to you", "€300.00", 30000),
            MoneyPart("held", "Held for this order", "€500.00", 50000),
            MoneyPart("to_fund", "To fund", "€200.00", 20000),
        ]
    )


def uneven_money() -> MoneyBar:
    return money_bar(
        [
            MoneyPart("released", "Released to you", "€900.00", 90000),
            MoneyPart("clearing", "Clears by Sat 28 Nov", "€60.00", 6000),
            MoneyPart("held", "Held for this order", "€20.00", 2000),
            MoneyPart("refunded", "Refunded", "€300.00", 30000),
            MoneyPart("at_bank", "At the bank", "€200.00", 20000),
            MoneyPart("to_fund", "To fund", "€5.00", 500),
        ]
    )


def milestones() -> Stepper:
    return stepper(
        "Milestones",
        [
            Step(1, "Moodboard", "Released 6 Nov", "done", "€300.00", weight=30000),
            Step(2, "Logo drafts", "Revising, round 1 of 2", "now", "€500.00", weight=50000),
            Step(3, "Final files", "Not funded yet", "later", "€200.00", weight=20000),
        ],
    )


def stages() -> Stepper:
    return stepper(
        "Stages of the case",
        [
            Step(1, "Talk", "16 to 23 Nov, one item agreed", "done"),
            Step(2, "Sealed offers", "Round 1 of 3, until Sat 28 Nov", "now"),
            Step(3, "Mediation", "At most 7 days", "later"),
            Step(4, "Decision", "Settled before", "ended"),
        ],
    )


def road() -> SilenceRoad:
    return SilenceRoad(
        (
            Stop("past", "Delivered", "Tue 10 Nov, 10:12"),
            Stop("now", "Last notice, 48 hours", "since today, 10:12"),
            Stop("future", "Counts as complete", "Thu 26 Nov, 10:12", "Saskia is asked to accept"),
            Stop("future", "€700.00 released to you", "Thu 3 Dec, 10:12, after 5 business days"),
        )
    )


def request() -> RevisionRequest:
    return RevisionRequest(
        (
            RequestItem(
                1,
                "Warmer yellow, closer to crust than to lemon",
                say("Agreed: “warm, bakery-like palette”, {clause}", clause=link("clause 2.2", "#clause-2-2")),
                Verdict("in_scope", "In scope"),
                f"1{NO_BREAK}h",
            ),
            RequestItem(
                2,
                "Add a layout for the menu card",
                say("Not part of the offer; the nearest is {clause}", clause=link("clause 2.4", "#clause-2-4")),
                Verdict("outside", "Outside scope"),
                f"≈{NO_BREAK}4{NO_BREAK}h",
                counted=False,
            ),
            RequestItem(
                3,
                "Thinner line around the sun",
                say("Agreed: “line weight to taste, one change”, {clause}", clause=link("clause 2.3", "#clause-2-3")),
                Verdict("in_scope", "In scope"),
                f"1.5{NO_BREAK}h",
            ),
        ),
        effort(
            say(
                "{asked} asked within scope, of {worked} original work",
                asked=strong(f"2.5{NO_BREAK}h"),
                worked=strong(f"14{NO_BREAK}h"),
            ),
            f"18{NO_BREAK}%",
            180,
        ),
    )


def files() -> tuple[FileChip, ...]:
    return (
        FileChip("logo-wide-warm-yellow.svg", "#", "48 KB", "opened 24 Nov, 08:55"),
        FileChip("logo-square.svg", "#", "31 KB", "not opened yet"),
    )


def timeline() -> Timeline:
    you, marc = strong("You"), strong("Marc")
    return Timeline(
        (
            Day(
                "Monday 23 November",
                "2026-11-23",
                (
                    Entry(
                        at("10:12", "2026-11-21"),
                        "bell",
                        say("Parley reminded {who} on day 2 and day 5. Both mails arrived", who=marc),
                        count=2,
                    ),
                    Entry(
                        at("16:40", "2026-11-23"),
                        "package",
                        say(
                            "{who} delivered {what}, delivery 1, with {files}",
                            who=you,
                            what=strong("Logo drafts"),
                            files=link("2 files", "#delivery-1"),
                        ),
                        id="delivery-1",
                        delivery=Delivery(files()),
                        receipt=Receipt("Event 14 · 3f9a 02c1", "#"),
                    ),
                ),
            ),
            Day(
                "Today, Tuesday 24 November",
                "2026-11-24",
                (
                    Entry(
                        at("09:12"),
                        "list",
                        say("{who} asked for {n} to delivery 1", who=marc, n=strong("3 changes")),
                        id="request-1",
                        now=True,
                        request=request(),
                    ),
                    Entry(
                        at("11:05"),
                        "dot",
                        "You",
                        message=Message(
                            "I see. It sounds as if the yellow feels too cold for a bakery?", note="Read 11:20"
                        ),
                    ),
                    Entry(
                        at("11:31"),
                        "dot",
                        "Marc",
                        message=Message(
                            "Yes, that’s it. It looks like a lemonade. And the menu: we really need it before the opening."
                        ),
                        fresh=True,
                    ),
                ),
            ),
        ),
        folded=Fold(
            "12 earlier entries, 2 to 20 November",
            (
                Day(
                    "Monday 2 November",
                    "2026-11-02",
                    (
                        Entry(
                            at("09:00", "2026-11-02"),
                            "coin",
                            say("{who} funded {what}", who=marc, what=strong("Moodboard")),
                        ),
                    ),
                ),
            ),
        ),
    )


def composer(finding: bool = False, error: str = "") -> Composer:
    value = (
        "You never told me you wanted a menu. I can have the new yellow ready tomorrow morning."
        if finding or error
        else ""
    )
    blame = Finding(
        "accusation",
        "accusation:1",
        "You never told me",
        "Reads as blame.",
        "is about Marc. What you both need is about the offer.",
        "The menu isn’t part of what we agreed; here is what it would take.",
        (0, 38),
        (0, 17),
    )
    points = (Point("Ask one question before you judge.", done=False), Point("Give the next date.", done=True))
    return Composer(
        "Write to Marc",
        "#",
        "Send to Marc",
        hint="A message does not stop the clock.",
        placeholder="Optional. The notice has said what needed saying.",
        value=value,
        error=error,
        coach=Coaching("composer-coached-text", "text", "#", "#", (blame,), points) if finding else None,
        draft="" if value else "parts",
        id="composer-coached" if finding else ("composer-wrong" if error else "composer"),
    )

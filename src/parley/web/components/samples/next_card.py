"""Next, for three people at three moments. Made up; nobody here exists."""

from __future__ import annotations

from parley.web.components.action import Action, ActionRow, Link, Panel
from parley.web.components.facts import Fact
from parley.web.components.form import Field, Form
from parley.web.components.moment import Moment
from parley.web.components.next_card import ClauseTicks, NextCard
from parley.web.components.preview import Preview, PreviewRow
from parley.web.components.samples.order import road
from parley.web.components.sentence import say, strong

NO_BREAK = "\u00a0"


def preview() -> Preview:
    return Preview(
        "What changes if you offer “Menu card” at €140.00",
        (
            PreviewRow("Now", "No money moves"),
            PreviewRow(
                "He says yes", say("{sum}, held", sum=strong("+€140.00")), say("pays {sum}", sum=strong("€140.00"))
            ),
            PreviewRow("He is silent", "After 48 h it counts as no"),
            PreviewRow("Logo drafts", "Unchanged, still due Thu 26 Nov"),
            PreviewRow("Completion", say("Yours stays {rate}, 48 of 50 orders", rate=strong("96 %"))),
        ),
        you="You",
        other="Marc",
    )


def extra_form() -> Form:
    return Form(
        action="#",
        id="extra",
        fields=(Field("price", "Price", kind="money", value="140.00", suffix="EUR", required=True, prefix="extra"),),
        submit="Offer it to Marc",
        quiet=True,
    )


def your_turn(open_row: bool = True) -> NextCard:
    return NextCard(
        turn="yours",
        headline="Your turn, Ana",
        instruction="Deliver the logo drafts again by",
        deadline=Moment(
            f"Thu 26{NO_BREAK}Nov 2026, 18:00",
            "2026-11-26T18:00:00+01:00",
            "in 2 days 4 hours",
            "your time in Valencia",
        ),
        default=f"on Thu 10{NO_BREAK}Dec the order goes to the resolution room. The €500.00 stays held until then.",
        primary=Action("Deliver again", "package", href="#", weight="primary"),
        rows=(
            ActionRow("Ask what is meant", "One question left. Stops the clock for up to 2 business days", "#"),
            ActionRow(
                "Offer the extra work",
                "Item 2 becomes a milestone of its own",
                panel=Panel(preview=preview(), form=extra_form()),
                open=open_row,
            ),
            ActionRow("Ask for more time", "Up to 3 days: silence counts as yes", "#"),
        ),
        doors=(Link("Resolution room…", "#"), Link("Cancel…", "#")),
    )


def their_turn() -> NextCard:
    return NextCard(
        turn="theirs",
        headline="Saskia’s turn. You can rest",
        instruction="She can accept, ask for changes or answer until",
        deadline=Moment(
            f"Thu 26{NO_BREAK}Nov 2026, 10:12",
            "2026-11-26T10:12:00+01:00",
            "in 1 day 20 hours",
            "your time in Valencia",
        ),
        default="the €700.00 is released to you on Thu 3 Dec.",
        road=road(),
        rows_intro="You need to do nothing. You may:",
        rows=(
            ActionRow("Pause the order", "Up to 14 days, once. The last notice ends with it", "#"),
            ActionRow("Offer a part back", "Only if you want to. Silence counts as no", "#"),
        ),
        doors=(Link("Resolution room…", "#"), Link("Cancel…", "#")),
    )


def offer_turn() -> NextCard:
    return NextCard(
        turn="yours",
        headline="Your turn, Marc",
        instruction="Answer Ana’s offer by",
        deadline=Moment(
            f"Mon 2{NO_BREAK}Nov 2026, 12:00", "2026-11-02T12:00:00+01:00", "in 3 days 1 hour", "your time in Valencia"
        ),
        default="the offer expires. You owe nothing.",
        jump=Link("Read the offer first", "#clause-1"),
        ticks=ClauseTicks("2 of 4 agreed, 1 in talk, 1 still to read", ("agreed", "agreed", "talk", "to_read")),
        primary=Action(
            "Send your note to Ana",
            weight="primary",
            href="#",
            note="She answers with version 3. Your ticks stay on what did not change.",
        ),
        second=Action(
            "Accept and fund €300.00", weight="primary", disabled=True, note="Opens when all 4 clauses are ticked."
        ),
        facts=(
            Fact("You pay on accepting", "€300.00"),
            Fact("Later, when each step starts", "€700.00"),
            Fact("Fee for you", "€0.00"),
        ),
        doors=(Link("Decline the offer…", "#"), Link("Print", "#")),
    )

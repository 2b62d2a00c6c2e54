"""What stands on other pages than the order room. Made up; nobody here exists."""

from __future__ import annotations

from parley.web.components.action import Action, Link
from parley.web.components.clause import Clause, ClauseNote, Tick
from parley.web.components.desk_row import DeskGroup, DeskRow, DeskSection
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Choice, Field, Form, Group
from parley.web.components.frame import DemoBar, DemoPerson, DemoStep, Frame, Language, NavItem, Person
from parley.web.components.moment import Moment
from parley.web.components.money_bar import MoneyPart, money_bar
from parley.web.components.pager import Pager
from parley.web.components.proposal import Proposal
from parley.web.components.refusal import RefusalCard
from parley.web.components.revision import Verdict
from parley.web.components.sentence import say, strong
from parley.web.components.statement import Statement, StatementLine
from parley.web.components.table import Cell, Column, Row, Table

NO_BREAK = "\u00a0"


def frame(current: str = "Orders", demo: bool = True) -> Frame:
    people = (
        ("marc", "Marc", "client"),
        ("ana", "Ana", "freelancer"),
        ("ines", "Inés", "mediator"),
        ("olga", "Olga", "operator"),
    )
    steps = (
        ("1h", "+1 hour", ""),
        ("48h", "+48 hours", ""),
        ("5bd", "+5 business days", ""),
        ("next", "To the next deadline", "Thu 26 Nov, 18:00"),
    )
    return Frame(
        nav=tuple(NavItem(name, "#", name == current) for name in ("Desk", "Orders")),
        languages=tuple(
            Language(code, name, code == "en")
            for code, name in (
                ("en", "English"),
                ("es", "Español"),
                ("fr", "Français"),
                ("nl", "Nederlands"),
                ("ru", "Русский"),
            )
        ),
        person=Person("Ana Ruiz", (Link("Your account", "#"),), "#"),
        zone="Times are yours, in Valencia (Europe/Madrid)",
        foot=(Link("What Parley keeps", "#"),),
        demo=DemoBar(
            Moment("Tue 24 Nov 2026, 14:00", "2026-11-24T14:00:00+01:00"),
            tuple(DemoPerson(value, name, role, value == "ana") for value, name, role in people),
            tuple(DemoStep(*step) for step in steps),
            "#",
            "#",
        )
        if demo
        else None,
    )


def clauses() -> tuple[Clause, ...]:
    price = Table(
        "Milestones",
        (Column("Milestone"), Column("Done when"), Column("Due"), Column("Price", numeric=True)),
        (
            Row((Cell("Moodboard"), Cell("You picked one of three directions"), Cell("Fri 6 Nov"), Cell("€300.00"))),
            Row(
                (
                    Cell("Logo drafts"),
                    Cell("Both variants work at 16 mm and on the shop sign", "2 rounds of changes included"),
                    Cell("Mon 23 Nov"),
                    Cell("€500.00"),
                )
            ),
            Row(
                (Cell("Final files"), Cell("SVG, PDF and PNG open without errors"), Cell("Fri 4 Dec"), Cell("€200.00"))
            ),
        ),
        Row((Cell("Total"), Cell(""), Cell(""), Cell("€1,000.00"))),
    )
    what = "A logo in two variants, wide and square, drawn around your sun. Warm, bakery-like palette. Files for print and web."
    return (
        Clause("1", "What you get", what, "agreed", body_said=True, tick=Tick("clause", "1", checked=True)),
        Clause(
            "2",
            "Three milestones, paid one at a time",
            state="agreed",
            table=price,
            tick=Tick("clause", "2", checked=True),
            changed="Changed since version 1",
        ),
        Clause(
            "3",
            "If one of you stops: the kill fee",
            "Before the first delivery Ana keeps 25 % of the milestone, €125.00.",
            "talk",
            notes=(
                ClauseNote(
                    "Your note to Ana", "Could it be 20 % before the first delivery? The opening date is not fixed yet."
                ),
            ),
        ),
        Clause(
            "4",
            "Time to look at each delivery: 7 days",
            "You get reminders on day 2 and 5. After 7 days a last notice of 48 hours, then 5 business days, then release.",
            tick=Tick("clause", "4"),
            talk_href="#",
        ),
    )


def desk() -> tuple[DeskGroup, ...]:
    mine = (
        DeskRow(
            "Answer Nadia’s proposal: two more days",
            "#",
            "Leaflet, two languages",
            "with Nadia Benali",
            Moment("Today, 18:30", "2026-11-24T18:30:00+01:00", f"in 4{NO_BREAK}h 28{NO_BREAK}min"),
            soon=True,
            default="it counts as yes, new date Mon 30 Nov",
            amount="€320.00",
            money="held",
            money_label="held",
        ),
        DeskRow(
            "Deliver the logo drafts again",
            "#",
            "Logo for Panadería Sol",
            "with Marc Vidal",
            Moment("Thu 26 Nov, 18:00", "2026-11-26T18:00:00+01:00", "in 2 days 4 h"),
            soon=False,
            default="resolution room on Thu 10 Dec",
            amount="€500.00",
            money="held",
            money_label="held",
        ),
        DeskRow(
            "Review Joost’s delivery",
            "#",
            "My site in Dutch",
            "with Joost van den Berg; you are the client",
            Moment("Wed 2 Dec, 12:00", "2026-12-02T12:00:00+01:00", "in 7 days 22 h"),
            soon=False,
            default="a last notice, then release on Fri 11 Dec",
            amount="€180.00",
            money="held",
            money_label="held from you",
        ),
    )
    empty = EmptyState(
        "Nothing waits for others",
        "When it is somebody else’s turn, the order stands here with its date.",
        Action("Write an offer", "plus", href="#"),
    )
    return (
        DeskGroup(
            "yours",
            "Waits for you",
            (DeskSection("This week", mine[:2]), DeskSection("Next week", mine[2:])),
            "3",
            pager=Pager("#", older_label="Show more", note="3 shown"),
        ),
        DeskGroup("theirs", "Waits for others", empty=empty),
    )


def statement() -> Statement:
    return Statement(
        "Your statement in euros",
        (
            StatementLine(
                Moment("Fri 6 Nov, 10:02", "2026-11-06T10:02:00+01:00"),
                "Operator’s fee, 5 %",
                "−€15.00",
                "€884.50",
                "out",
                "Logo for Panadería Sol",
            ),
            StatementLine(
                Moment("Fri 6 Nov, 10:02", "2026-11-06T10:02:00+01:00"),
                say("Released for {what}", what=strong("Moodboard")),
                "+€300.00",
                "€899.50",
                "in",
                "Logo for Panadería Sol",
            ),
        ),
        opening="€599.50",
        closing="€884.50",
    )


def form(wrong: bool = True) -> Form:
    return Form(
        action="#",
        fields=(
            Field(
                "title",
                "Title",
                value="Logo for Panadería Sol",
                said=True,
                required=True,
                hint="The words both of you will see.",
            ),
            Field(
                "email",
                "The other person’s mail address",
                kind="email",
                value="marc@",
                error="This address is not complete. It needs a part after the @." if wrong else "",
                required=True,
            ),
            Group(
                "Milestone 1",
                (
                    Field("name", "Name", value="Moodboard", said=True, required=True),
                    Field("price", "Price", kind="money", value="300,00", suffix="EUR", required=True),
                    Field("due", "Due on", kind="date", value="2026-11-06", required=True),
                ),
                across=True,
            ),
            Field("note", "Anything else", kind="textarea", said=True, draft="parts-note"),
            Field(
                "file", "Brief and pictures", kind="file", multiple=True, hint="PDF, PNG or JPEG, up to 20 MB together."
            ),
            Field(
                "policy",
                "Which way of working",
                kind="radio",
                required=True,
                choices=(
                    Choice(
                        "default",
                        "With rounds and a review of 7 days",
                        "About 16 days to release when everybody is silent",
                        checked=True,
                    ),
                    Choice(
                        "order-page", "One delivery, review of 3 days", "Released at once when the client is silent"
                    ),
                ),
            ),
            Field(
                "language",
                "Language",
                kind="select",
                choices=(Choice("en", "English"), Choice("es", "Español", checked=True)),
                narrow=True,
                required=True,
            ),
            Field("agree", "Both of us are adults and may sign for ourselves", kind="checkbox", checked=True),
        ),
        submit="Show the summary",
        back_label="Back to the desk",
        back_href="#",
    )


def refusal() -> RefusalCard:
    return RefusalCard(
        "This milestone has moved on: Marc accepted it at 14:02.",
        "Nothing was sent and no money moved.",
        "You can still write to him, or offer an extra.",
        kept="Here is the warmer yellow, and the line is thinner now.",
        action=Action("Show the order", href="#"),
        code="delivery.milestone_not_in_progress",
    )


def proposals() -> tuple[Proposal, ...]:
    split = money_bar(
        [
            MoneyPart("released", say("To you {sum}, after the 5 % fee", sum=strong("€370.50")), "", 39000),
            MoneyPart("refunded", say("Back to Tomás {sum}", sum=strong("€210.00")), "", 21000),
        ],
        slim=True,
    )
    return (
        Proposal(
            "Tomás proposes 65 % to you",
            "Mon 23 Nov, 15:20. Page 5 is dropped, he keeps pages 1 to 4",
            until=Moment("Wed 25 Nov, 15:20", "2026-11-25T15:20:00+01:00"),
            default="it counts as no",
            split=split,
            accept=Action("Accept, and close the case", post=Form("#")),
            others=(Action("Answer with another split", href="#", weight="quiet"),),
        ),
        Proposal(
            "You proposed 80 % to you",
            "Fri 20 Nov, 09:05. With page 4 written again",
            outcome=Verdict("declined", "Declined on 21 Nov"),
        ),
    )

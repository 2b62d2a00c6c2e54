"""What the people of the journeys agree on, and how they write it into the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from parley.rehearsal.samples import sample
from tests.journeys.people import Person

READY_IN_DAYS = 12


@dataclass(frozen=True)
class Part:
    """One item of a milestone: what, how one sees that it is done, hours, and the endings of its files."""

    what: str
    test: str
    hours: str
    files: str


@dataclass(frozen=True)
class Step:
    """One milestone of an offer."""

    name: str
    price: str
    due: date
    parts: tuple[Part, ...]
    deposit: str = ""


@dataclass(frozen=True)
class Deal:
    """An offer as it is typed. `way` is the name of a way of working, `region` the code of a country or ""."""

    to: str
    title: str
    summary: str
    steps: tuple[Step, ...]
    way: str
    rounds: str = "1"
    kill_fee: str = "0"
    region: str = ""


def logo(to: str, due: date) -> Deal:
    """The order page: one delivery of two items for 420."""
    drawing = Part("The logo in black and in colour", "It is legible at two centimetres", "8", "svg, png")
    palette = Part("The palette", "Five colours at most, each with its code", "2,5", "pdf")
    return Deal(
        to=to,
        title="Logo for the book binder",
        summary="A logo, its colours, and the files for the sign and the letterhead.",
        steps=(Step("The logo and its files", "420", due, (drawing, palette)),),
        way="One delivery",
    )


def signs(to: str, first_due: date, region: str) -> Deal:
    """A one-to-one project: three releases, all paid up front, with a deposit; days of rest of one country."""
    ways = Part("Two ways to go, with a sample sign each", "Each shows the same sign, from the front", "10", "pdf")
    boards = Part("The twelve section signs", "Twelve files named as on the agreed list", "16", "zip")
    plan = Part("Plan of the shop", "It can be read on a poster of 50 by 70 centimetres", "8", "pdf")
    stencils = Part("Templates for printing", "The printer opens them without a warning", "5", "zip")
    return Deal(
        to=to,
        title="Signs for the bookshop",
        summary="Section signs, a plan of the shop, and the templates to print them.",
        steps=(
            Step("Proposal", "300", first_due, (ways,), deposit="60"),
            Step("Signs", "500", first_due + timedelta(days=14), (boards,)),
            Step("Final files", "400", first_due + timedelta(days=28), (plan, stencils)),
        ),
        way="All money in first",
        rounds="2",
        kill_fee="25",
        region=region,
    )


def write_offer(person: Person, deal: Deal) -> str:
    """Fill in the form of a new offer and send it. The address of the order."""
    person.goes_to("/desk")
    person.clicks("Write an offer")
    for number, step in enumerate(deal.steps, start=1):
        if number > 1:
            person.presses("Add a milestone")
        _write_step(person, number, step)
    person.fills(Title=deal.title, What_the_client_gets=deal.summary, Mail_address_of_the_other_side=deal.to)
    rules = person.group("What governs it")
    person.chooses(deal.way, rules)
    person.field("Rounds of changes in each milestone", rules).fill(deal.rounds)
    person.field("Kill fee in percent", rules).fill(deal.kill_fee)
    if deal.region:
        person.field("Days of rest where you are", rules).select_option(deal.region)
    person.presses("Send the offer", person.page.locator(".form-foot"))
    person.has_not_been_refused()
    assert person.path.startswith("/orders/")
    return person.path


def _write_step(person: Person, number: int, step: Step) -> None:
    legend = f"Milestone {number}"
    for _more in step.parts[1:]:
        person.presses("Add a part", person.group(legend))
    block = person.group(legend)
    person.fills(block, Name=step.name, Price=step.price, Due_on=step.due.isoformat(), Working_days="3")
    if step.deposit:
        person.field("Deposit", block).fill(step.deposit)
    for line, part in enumerate(step.parts, start=1):
        about = person.group(f"Part {line}", block)
        person.fills(about, What=part.what, It_is_done_when=part.test, Hours_of_work=part.hours, Files=part.files)


def tick_and_accept(person: Person) -> None:
    """Read the offer clause by clause, tick each, and accept."""
    clauses = person.page.locator("#clauses .clause")
    ticks = person.page.get_by_role("checkbox", name="I agree")
    assert ticks.count() == clauses.count() > 3
    for number in range(clauses.count()):
        clause = clauses.nth(number)
        assert clause.get_by_role("heading").inner_text().strip()
        clause.get_by_role("checkbox").check()
    person.presses("Accept the offer")
    person.has_not_been_refused()


def made_up(folder: Path, *names: str, version: int = 1) -> list[Path]:
    """Files that open in the programs they are for."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in names]
    for file in files:
        file.write_bytes(sample(file.name, version))
    return files

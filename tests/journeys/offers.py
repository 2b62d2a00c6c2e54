"""What the people of the journeys agree on, and how they write it into the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from parley.rehearsal.samples import sample
from tests.journeys.people import Person

READY_IN_DAYS = 12


@dataclass(frozen=True)
class Item:
    """A part of a milestone: what, how one sees that it is done, hours, and the endings of its files."""

    what: str
    test: str
    hours: str
    files: str


@dataclass(frozen=True)
class Milestone:
    name: str
    price: str
    due: date
    items: tuple[Item, ...]
    deposit: str = ""
    asks_brief: bool = False


@dataclass(frozen=True)
class Offer:
    """As it is typed. `way` is the name of a way of working, `region` the code of a country or ""."""

    to: str
    title: str
    summary: str
    milestones: tuple[Milestone, ...]
    way: str
    rounds: str = "1"
    kill_fee: str = "0"
    region: str = ""


def logo(to: str, today: date, title: str = "Logo for the book binder", *, asks_brief: bool = False) -> Offer:
    """The order page: one delivery of two items for 420."""
    drawing = Item("The logo in black and in colour", "It is legible at two centimetres", "8", "svg, png")
    palette = Item("The palette", "Five colours at most, each with its code", "2,5", "pdf")
    due = today + timedelta(days=READY_IN_DAYS)
    return Offer(
        to=to,
        title=title,
        summary="A logo, its colours, and the files for the sign and the letterhead.",
        milestones=(Milestone("The logo and its files", "420", due, (drawing, palette), asks_brief=asks_brief),),
        way="One delivery",
    )


def signs(to: str, today: date, region: str) -> Offer:
    """A one-to-one project: three releases, all paid up front, with a deposit; days of rest of one country."""
    ways = Item("Two ways to go, with a sample sign each", "Each shows the same sign, from the front", "10", "pdf")
    boards = Item("The twelve section signs", "Twelve files named as on the agreed list", "16", "zip")
    plan = Item("Plan of the shop", "It can be read on a poster of 50 by 70 centimetres", "8", "pdf")
    stencils = Item("Templates for printing", "The printer opens them without a warning", "5", "zip")
    first_due = today + timedelta(days=READY_IN_DAYS)
    return Offer(
        to=to,
        title="Signs for the bookshop",
        summary="Section signs, a plan of the shop, and the templates to print them.",
        milestones=(
            Milestone("Proposal", "300", first_due, (ways,), deposit="60"),
            Milestone("Signs", "500", first_due + timedelta(days=14), (boards,)),
            Milestone("Final files", "400", first_due + timedelta(days=28), (plan, stencils)),
        ),
        way="All money in first",
        rounds="2",
        kill_fee="25",
        region=region,
    )


def write_offer(person: Person, offer: Offer) -> str:
    """Fill in the form of a new offer and send it. The address of the order."""
    person.goes_to("/desk")
    person.clicks("Write an offer")
    person.chooses("Freelancer", person.group("You are"))
    person.fills(Mail_address_of_the_other_side=offer.to, Title=offer.title, What_the_client_gets=offer.summary)
    person.selects("Currency", "EUR")
    for number, milestone in enumerate(offer.milestones, start=1):
        if number > 1:
            person.presses("Add a milestone")
        _write_milestone(person, number, milestone)
    # The page was loaded again for each line that was added, and has kept what was typed.
    expect(person.field("Title")).to_have_value(offer.title)
    rules = person.group("What governs it")
    person.chooses(offer.way, rules)
    person.fills(rules, Rounds_of_changes_in_each_milestone=offer.rounds, Kill_fee_in_percent=offer.kill_fee)
    if offer.region:
        person.selects("Days of rest where you are", offer.region, rules)
    person.presses("Send the offer", person.page.locator(".form-foot"))
    person.has_not_been_refused()
    assert person.path.startswith("/orders/")
    person.sees(offer.title)
    return person.path


def _write_milestone(person: Person, number: int, milestone: Milestone) -> None:
    legend = f"Milestone {number}"
    for _more in milestone.items[1:]:
        person.presses("Add a part", person.group(legend))
    block = person.group(legend)
    due = milestone.due.isoformat()
    person.fills(block, Name=milestone.name, Price=milestone.price)
    if milestone.deposit:
        person.fills(block, Deposit=milestone.deposit)
    person.fills(block, Due_on=due, Working_days="3")
    if milestone.asks_brief:
        person.chooses("Work starts when the client has sent a brief", block)
    for line, item in enumerate(milestone.items, start=1):
        about = person.group(f"Part {line}", block)
        person.fills(about, What=item.what, It_is_done_when=item.test, Hours_of_work=item.hours, Files=item.files)


def tick_and_accept(person: Person) -> None:
    """Read the offer clause by clause, tick each, and accept."""
    clauses = person.page.locator("#clauses .clause")
    ticks = person.page.get_by_role("checkbox", name="I agree")
    assert ticks.count() == clauses.count() > 3
    for number in range(clauses.count()):
        clause = clauses.nth(number)
        assert clause.get_by_role("heading").inner_text().strip()
        person.hand.pick(clause.get_by_role("checkbox"))
    person.presses("Accept the offer")
    person.has_not_been_refused()


def made_up(folder: Path, *names: str, version: int = 1) -> list[Path]:
    """Files that open in the programs they are for."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in names]
    for file in files:
        file.write_bytes(sample(file.name, version))
    return files

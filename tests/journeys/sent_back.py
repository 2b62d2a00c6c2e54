"""The story of an order page, as its two people play it: one delivery is sent back with three items, one of them new; it is
answered item by item, delivered again, accepted, paid."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from tests.journeys.seat import Seat

CLIENT, FREELANCER = "ines@example.org", "camille@example.org"
Files = dict[str, Path]


def play(client: Seat, freelancer: Seat, files: Files, title: str) -> str:
    """From writing the offer to the release; the order's id."""
    freelancer.become(FREELANCER)
    client.become(CLIENT)
    order = write_the_offer(freelancer, title)
    read_it_and_agree(client, order)
    pay_and_brief(client, order, files)
    hand_in(freelancer, order, files)
    look_and_send_back(client, order, files)
    answer_item_by_item(freelancer, order)
    hand_in_again(freelancer, order, files)
    accept(client, order)
    see_the_money(freelancer, order)
    return order.removeprefix("/orders/")


def write_the_offer(seat: Seat, title: str) -> str:
    form = "/orders/new"
    seat.go("/desk")
    seat.go(form)
    seat.choose(form, role="freelancer")
    seat.fill(form, email=CLIENT, title=title, summary="One logo, its colours, and its files.")
    seat.choose(form, currency="EUR")
    seat.fill(form, name_1="Logo and files", price_1="420", due_1=in_days(20), days_1="5")
    seat.choose(form, brief_1="on")
    first_part = {"what-1-1": "The logo", "test-1-1": "It reads at two centimetres", "hours-1-1": "8"}
    for name, words in (first_part | {"files-1-1": "svg, png"}).items():
        seat.hand.write(seat.named(form, name), words)
    seat.press(form, "again", "item-1")
    assert seat.named(form, "title").input_value() == title
    for name, words in {
        "what-1-2": "The palette",
        "test-1-2": "Five colours at most",
        "hours-1-2": "2",
        "files-1-2": "pdf",
    }.items():
        seat.hand.write(seat.named(form, name), words)
    seat.choose(form, policy="order-page")
    seat.fill(form, rounds="1", kill_fee="0")
    assert seat.send(form).status == 200
    assert seat.path.startswith("/orders/"), seat.path
    seat.says(title)
    return seat.path


def read_it_and_agree(seat: Seat, order: str) -> None:
    seat.go("/desk")
    seat.follow(order)
    accept = f"{order}/offer/accept"
    assert seat.send(accept).status == 422  # nothing was ticked
    clauses = [one.get_attribute("value") or "" for one in seat.named(accept, "clauses").all()]
    seat.choose(accept, clauses=clauses)
    assert seat.send(accept).status == 200
    seat.follow("/fund")


def pay_and_brief(seat: Seat, order: str, files: Files) -> None:
    fund, brief = f"{order}/milestones/1/fund", f"{order}/milestones/1/brief"
    seat.send(fund)
    seat.follow("/brief")
    seat.fill(brief, note="For a bindery: calm, and readable from across the street.")
    seat.attach(brief, "files-0", files["sign.jpg"])
    assert seat.send(brief).status == 200
    assert seat.path == order


def hand_in(seat: Seat, order: str, files: Files) -> None:
    deliver = f"{order}/milestones/1/deliver"
    seat.go("/desk")
    seat.follow(order)
    seat.follow("/deliver")
    seat.attach(deliver, "files-1", files["logo.svg"])
    seat.attach(deliver, "files-2", files["palette.pdf"])
    seat.fill(deliver, note="Here are the logo and the palette.")
    assert seat.send(deliver).status == 422  # the PNG is missing, and what is here is safe
    seat.attach(deliver, "files-1", files["logo.png"])
    assert seat.send(deliver).status == 200
    assert seat.path == order
    seat.says("Here are the logo and the palette.")


def look_and_send_back(seat: Seat, order: str, files: Files) -> None:
    request = f"{order}/milestones/1/request-revision"
    seat.go("/desk")
    seat.follow(order)
    with seat.page.expect_download() as arriving:
        seat.hand.press(seat.page.get_by_role("link", name="logo.svg"))
    assert sha256(Path(arriving.value.path()).read_bytes()).digest() == sha256(files["logo.svg"].read_bytes()).digest()
    seat.follow("/request-revision")
    asked = (
        ("At two centimetres the small line cannot be read.", "defect", "1"),
        ("Could the green be a little darker?", "change", "2"),
        ("We would like a version for the wax seal, too.", "new", ""),
    )
    for number, (words, kind, item) in enumerate(asked, start=1):
        seat.hand.write(seat.named(request, f"words-{number}"), words)
        seat.choose(request, **{f"kind_{number}": kind})
        if item:
            seat.choose(request, **{f"item_{number}": item})
    assert seat.send(request).status == 200
    assert seat.path == order


def answer_item_by_item(seat: Seat, order: str) -> None:
    answer = f"{order}/milestones/1/answer"
    seat.go(order)
    seat.says("We would like a version for the wax seal, too.")
    seat.follow("/answer")
    seat.choose(answer, kind_1="will_do")
    seat.fill(answer, effort_1="1.5")
    seat.choose(answer, kind_2="will_do")
    seat.fill(answer, effort_2="0.5")
    seat.choose(answer, kind_3="price")
    seat.fill(answer, effort_3="3", price_3="110", reason_3="The seal needs a drawing of its own.")
    assert seat.send(answer).status == 200
    assert seat.path == order


def hand_in_again(seat: Seat, order: str, files: Files) -> None:
    again = f"{order}/milestones/1/redeliver"
    seat.follow("/redeliver")
    seat.choose(again, done=["1"])
    seat.attach(again, "files-1", files["again-logo.svg"], files["again-logo.png"])
    assert seat.send(again).status == 422  # the second promise is neither ticked nor explained
    seat.choose(again, done=["2"])
    seat.attach(again, "files-2", files["again-palette.pdf"])
    seat.fill(again, note="The small line is stronger, and the green deeper.")
    assert seat.send(again).status == 200
    assert seat.path == order


def accept(seat: Seat, order: str) -> None:
    seat.go(order)
    seat.says("The small line is stronger, and the green deeper.")
    seat.says("The seal needs a drawing of its own.")
    with seat.page.expect_download():
        seat.hand.press(seat.page.get_by_role("link", name="again-logo.svg"))
    seat.follow("/accept")
    assert seat.send(f"{order}/milestones/1/accept").status == 200
    assert seat.path == order
    seat.sees_no('a[href$="/accept"]')


def see_the_money(seat: Seat, order: str) -> None:
    seat.go("/orders")
    seat.follow(order)
    seat.sees_no('a[href*="/milestones/1/redeliver"]')


def in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()  # noqa: DTZ011  (a date as a person types it)


STORY = [
    "Offered", "OfferAccepted", "Unlocked", "Funded", "BriefAwaited", "Briefed", "WorkStarted", "Delivered", "FilesOpened",
    "RevisionRequested", "RequestAnswered", "Redelivered", "FilesOpened", "Accepted", "Released",
]  # fmt: skip
"""What must have happened in the end, and nothing else."""

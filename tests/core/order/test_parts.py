"""Some items are handed in before the rest: no clock begins, nothing is owed yet, and what is there counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.money import Money
from parley.core.order import messages as m
from parley.core.order.messages import (
    CaseOpened,
    ClaimAnswered,
    Delivered,
    ItemsAccepted,
    MessageSent,
    PartClaimed,
    PartDelivered,
    ProposalMade,
    Resigned,
    Split,
    Stopped,
)
from parley.core.order.parts import MOST_PARTS
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    accept_items,
    ask_of,
    asked_by,
    cancel_late,
    contact,
    deliver,
    fund,
    message,
    on_page,
    resign,
    skip_brief,
    stop,
)
from tests.asks_aside import ask_extra, claim_part, deliver_part
from tests.core.order.test_stopping import due_of
from tests.deals import BERLIN, Deal, deal, eur, file
from tests.given import Story, agreed, in_stage, revising, working

THREE = deal(items=3, price=600_00)
"""Items of one, two and three hours: 100.00, 200.00 and 300.00 of the price."""


def handing_in(*items: int, files: tuple[object, ...]) -> Ask:
    return lambda order: ask_of(m.DeliverPart, FREELANCER, 1, order, items=items, files=files)


def part_of(the: Deal = THREE, *items: int) -> Story:
    return working(the).when(deliver_part(*(items or (1,)))).then(PartDelivered)


def pestered(story: Story, times: int = 3) -> Story:
    for _ in range(times):
        story = story.when(message(FREELANCER), hours=25)
    return story


# A part


def test_a_part_begins_no_clock_pays_nothing_and_makes_no_page_stale() -> None:
    before = working(THREE)
    after = before.when(deliver_part(1, 3)).then(PartDelivered).stands(Stage.WORKING)
    assert after.milestone().delivered_items() == {1, 3}
    assert (after.milestone().ends_at, after.milestone().version) == (
        before.milestone().ends_at,
        before.milestone().version,
    )
    assert deadlines_for(after.order) == deadlines_for(before.order)
    assert after.books() == before.books()
    assert turns(after.order) == {FREELANCER}
    assert after.milestone().first_delivered_at is None
    after.when(accept()).then(Code.NOT_NOW)


def test_the_deposit_that_waits_for_the_first_delivery_does_not_come_with_a_part() -> None:
    story = agreed(deal(items=2, deposit=20_00, asks_brief=True)).when(fund()).when(skip_brief())
    part = story.when(deliver_part(1))
    assert part.books() == {"client": -100_00, "hold": 100_00}
    assert part.when(deliver()).books()["pending"] == 19_00


def test_what_came_as_a_part_need_not_come_again() -> None:
    story = part_of(THREE, 1, 2)
    rest = story.when(deliver(1, file(item=3))).then(Delivered).stands(Stage.DELIVERED)
    assert [one.item for one in rest.milestone().files_now()] == [1, 2, 3]
    story.refuses(deliver(1, file(item=2)), Code.FILES_MISSING)


def test_a_part_of_a_revision_promises_nothing_and_ends_nothing() -> None:
    story = revising(THREE).when(deliver_part(1, version="third")).then(PartDelivered).stands(Stage.REVISING)
    assert story.milestone().request is not None
    assert story.milestone().files_now()[0].sha256 == file(item=1, version="third").sha256


def test_a_part_can_be_accepted_and_new_files_ask_for_a_new_yes() -> None:
    story = part_of().when(accept_items(1)).then(ItemsAccepted)
    assert story.milestone().accepted_items == {1}
    story.refuses(accept_items(2), Code.ITEM_UNKNOWN)
    assert story.when(deliver_part(1, version="better")).milestone().accepted_items == frozenset()
    assert story.when(deliver_part(1)).milestone().accepted_items == {1}


def test_a_part_must_name_items_and_hold_their_files() -> None:
    story = working(THREE)
    story.refuses(handing_in(files=()), Code.PART_EMPTY)
    story.refuses(handing_in(1, 9, files=(file(item=1),)), Code.ITEM_UNKNOWN)
    story.refuses(handing_in(1, files=(file(item=1), file(item=2))), Code.ITEM_UNKNOWN)
    story.refuses(handing_in(1, 2, files=(file(item=1),)), Code.FILES_MISSING)
    story.refuses(handing_in(1, files=(file("png", item=1),)), Code.FILES_MISSING)
    story.refuses(handing_in(1, files=(file(item=1, size_bytes=0),)), Code.FILE_EMPTY)
    story.refuses(handing_in(1, files=(file(item=1), file(item=1))), Code.FILE_REPEATED)


@pytest.mark.parametrize(
    "stage", [stage for stage in Stage if stage not in (Stage.WORKING, Stage.REVISING, Stage.LOCKED)]
)
def test_a_part_comes_while_one_works_and_nowhere_else(stage: Stage) -> None:
    in_stage(stage).refuses(deliver_part(), Code.NOT_NOW)


def test_only_the_freelancer_hands_in_parts_from_a_page_that_is_up_to_date() -> None:
    for role in Role:
        if role is not FREELANCER:
            working().refuses(asked_by(role, deliver_part()), Code.NOT_YOUR_ACT)
            working().refuses(asked_by(role, claim_part()), Code.NOT_YOUR_ACT)
    working().refuses(on_page(0, deliver_part()), Code.PAGE_STALE)


def test_parts_have_an_end() -> None:
    story = working()
    for _ in range(MOST_PARTS):
        story = story.when(deliver_part()).then(PartDelivered)
    story.refuses(deliver_part(), Code.PARTS_USED)


# What a part changes about an early end


def test_the_client_who_has_a_part_cannot_take_all_the_money_back_for_lateness() -> None:
    story = part_of()
    late = due_of(story) + timedelta(days=2)
    story.refuses(cancel_late(), Code.PART_DELIVERED, at=late)


@pytest.mark.parametrize("ends", ["abandoned", "resigned"])
def test_whoever_leaves_after_a_part_is_talked_about_and_nobody_can_withdraw_that(ends: str) -> None:
    story = part_of()
    left = story.when(resign()).then(Resigned, CaseOpened) if ends == "resigned" else story.goes_to(Stage.CASE_TALK)
    opened = left.the(CaseOpened)
    assert (opened.cause, opened.opened_by) == (ends, Role.CLOCK)
    assert left.milestone().back is None


@pytest.mark.parametrize(
    ("currency", "price", "part", "client", "freelancer", "fee"),
    [
        ("EUR", 600_00, (1,), -100_00, 95_00, 5_00),
        ("EUR", 600_00, (2, 3), -500_00, 475_00, 25_00),
        # A sixth of 1,001 is 166.83: largest remainder 167; 5 % of 167 are 8.35.
        ("JPY", 1_001, (1,), -167, 159, 8),
        ("KWD", 10_001, (1,), -1_667, 1_584, 83),
        ("KWD", 10_001, (1, 2, 3), -10_001, 9_501, 500),
    ],
)  # fmt: skip
def test_left_alone_a_part_is_paid_for_what_it_is_worth(
    currency: str, price: int, part: tuple[int, ...], client: int, freelancer: int, fee: int
) -> None:
    story = part_of(deal(items=3, price=price, currency=currency), *part).waits_for_the_end()
    assert story.books() == {"client": client, "available": freelancer, "fee": fee}
    assert story.milestone().cause == "valuation"
    assert story.stage() is (Stage.RELEASED if len(part) == 3 else Stage.SPLIT)


def test_stopping_pays_at_least_what_was_handed_in() -> None:
    """The kill fee is 25 %, the second and third item are five sixths."""
    story = part_of(THREE, 2, 3).when(stop()).then(Stopped, Split)
    assert story.books() == {"client": -500_00, "pending": 475_00, "fee": 25_00}
    assert story.the(Stopped).kill_fee == eur(500_00)
    assert part_of(THREE, 1).when(stop()).books()["client"] == -150_00


# The claim


def test_a_claim_needs_a_part_a_silence_and_two_tries() -> None:
    working(THREE).refuses(claim_part(), Code.NO_PART, days=4)
    working(THREE).refuses(contact(), Code.NO_PART)
    part = part_of()
    part.refuses(claim_part(), Code.TOO_EARLY, hours=71)
    part.refuses(claim_part(), Code.CONTACTS_TOO_FEW, hours=72)
    one_evening = part
    for _ in range(5):
        one_evening = one_evening.when(message(FREELANCER))
    one_evening.refuses(claim_part(), Code.CONTACTS_TOO_FEW, hours=80)
    part.when(message(FREELANCER)).when(contact(), hours=25).when(claim_part(), hours=50).then(PartClaimed)


def test_a_client_who_writes_is_not_silent_and_a_newer_part_begins_the_silence_anew() -> None:
    pestered(part_of()).when(message(CLIENT)).refuses(claim_part(), Code.TOO_EARLY)
    pestered(part_of()).when(deliver_part(2)).refuses(claim_part(), Code.TOO_EARLY)
    pestered(part_of()).when(deliver_part(2)).refuses(claim_part(), Code.CONTACTS_TOO_FEW, hours=73)


def test_a_claim_gives_the_client_two_days_and_then_becomes_a_case() -> None:
    claimed = pestered(part_of()).when(claim_part()).then(PartClaimed).stands(Stage.CLAIMED)
    assert claimed.the(PartClaimed).ends_at == claimed.at + timedelta(hours=48)
    assert turns(claimed.order) == {CLIENT}
    claimed.waits(hours=47).then().stands(Stage.CLAIMED)
    case = claimed.waits(hours=48).then(CaseOpened).stands(Stage.CASE_TALK)
    assert (case.the(CaseOpened).cause, case.the(CaseOpened).opened_by) == ("part_claimed", Role.CLOCK)
    assert case.waits_for_the_end().books() == {"client": -100_00, "available": 95_00, "fee": 5_00}


@pytest.mark.parametrize("reply", [message(CLIENT), ask_extra()], ids=["a message", "a wish"])
def test_one_word_ends_the_claim_and_the_work_goes_on(reply: Ask) -> None:
    claimed = pestered(part_of()).when(claim_part())
    due = due_of(claimed)
    replied = claimed.when(reply).stands(Stage.WORKING)
    assert [type(event) for event in replied.brought] in ([MessageSent, ClaimAnswered], [ProposalMade, ClaimAnswered])
    assert replied.milestone().ends_at == BERLIN.after_days(due, 14)
    assert due_of(replied) == due
    replied.refuses(claim_part(), Code.TOO_EARLY)


def test_the_freelancers_own_word_is_no_reply() -> None:
    pestered(part_of()).when(claim_part()).when(message(FREELANCER)).stands(Stage.CLAIMED)


def test_a_claim_answered_late_still_leaves_three_days_to_go_on() -> None:
    story = part_of()
    late = story.waits(until=due_of(story) + timedelta(days=10))
    claimed = pestered(late).when(claim_part())
    replied = claimed.when(message(CLIENT), hours=47)
    assert replied.milestone().ends_at == replied.at + timedelta(hours=72)


def test_a_milestone_has_one_reply() -> None:
    again = pestered(pestered(part_of()).when(claim_part()).when(message(CLIENT))).when(claim_part())
    again.when(message(CLIENT)).then(MessageSent).stands(Stage.CLAIMED)
    noticed = pestered(part_of()).when(claim_part()).when(message(CLIENT)).when(deliver()).goes_to(Stage.NOTICED)
    noticed.when(message(CLIENT)).then(MessageSent).stands(Stage.NOTICED)


def test_a_claim_is_no_way_to_the_whole_money() -> None:
    """Accepting, sending back and the release have no place in it."""
    claimed = in_stage(Stage.CLAIMED)
    claimed.refuses(accept(), Code.NOT_NOW)
    claimed.refuses(deliver(), Code.NOT_NOW)
    assert claimed.order.stage is OrderStage.ACTIVE


def test_a_price_of_one_unit_is_worth_one_unit() -> None:
    story = part_of(deal(items=2, price=1, item_prices=(0, 1)), 2)
    assert story.waits_for_the_end().milestone().released == Money(1, "EUR")

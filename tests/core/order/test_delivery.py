"""Work is handed in whole, looked at, and accepted for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.core.order.messages import (
    Accepted,
    Cleared,
    Delivered,
    DeliveredAgain,
    DepositPaid,
    FilesOpened,
    ItemsAccepted,
    Refunded,
    Released,
    RevisionRequested,
    Unlocked,
)
from parley.core.order.refusals import Code
from parley.core.order.state import DeliveredFile, OrderStage, Stage
from tests.asks import (
    accept,
    accept_items,
    change,
    deliver,
    deliver_again,
    on_page,
    open_files,
    redeliver,
    request,
    skip_brief,
)
from tests.deals import BERLIN, Deal, deal, eur, file, said
from tests.given import delivered, in_stage, working

TWO_ITEMS = deal(items=2)


def asking_for(*endings: str) -> Deal:
    the = deal()
    return the.with_milestone(items=(replace(the.terms.milestones[0].items[0], files=endings),))


def test_a_delivery_gives_the_client_a_week_to_look() -> None:
    story = working().when(deliver(words="Here it is")).then(Delivered)
    handed_in = story.the(Delivered)
    assert handed_in.review_by == BERLIN.after_days(story.at, 7)
    assert (handed_in.number, handed_in.note) == (1, said("Here it is"))


@pytest.mark.parametrize(
    ("asked", "brought"),
    [
        (("pdf",), ("pdf",)),
        (("pdf",), ("pdf", "zip")),
        (("pdf", "pdf"), ("pdf", "pdf")),
        (("any",), ("zip",)),
        (("any", "any"), ("zip", "pdf")),
        (("any", "pdf"), ("pdf", "zip")),
        (("pdf", "any", "svg"), ("zip", "svg", "pdf")),
        ((), ("pdf",)),
    ],
)
def test_a_delivery_with_every_agreed_file_is_whole(asked: tuple[str, ...], brought: tuple[str, ...]) -> None:
    files = [file(ending, version=f"{number}") for number, ending in enumerate(brought)]
    working(asking_for(*asked)).when(deliver(1, *files)).then(Delivered)


@pytest.mark.parametrize(
    ("asked", "brought", "missing"),
    [
        (("pdf",), ("zip",), "pdf"),
        (("pdf", "pdf"), ("pdf",), "pdf"),
        (("any", "pdf"), ("pdf",), "any"),
        (("any", "pdf"), ("zip",), "pdf"),
        (("any", "any"), ("pdf",), "any"),
        (("pdf", "svg"), ("zip",), "pdf, svg"),
    ],
)
def test_a_delivery_with_a_file_missing_names_it(
    asked: tuple[str, ...], brought: tuple[str, ...], missing: str
) -> None:
    files = [file(ending, version=f"{number}") for number, ending in enumerate(brought)]
    refused = working(asking_for(*asked)).when(deliver(1, *files)).then(Code.FILES_MISSING)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"item": 1, "missing": missing}


@pytest.mark.parametrize(
    ("code", "files"),
    [
        (Code.FILES_MISSING, (file(item=1),)),
        (Code.FILES_MISSING, (file(item=1), file(item=1, version="other"))),
        (Code.ITEM_UNKNOWN, (file(item=1), file(item=2), file(item=3))),
        (Code.ITEM_UNKNOWN, (file(item=1), file(item=2), file(item=0))),
        (Code.FILE_EMPTY, (file(item=1), file(item=2, size_bytes=0))),
        (Code.FILE_REPEATED, (file(item=1), file(item=2), file(item=1))),
    ],
)
def test_a_delivery_is_every_item_or_none(code: Code, files: tuple[DeliveredFile, ...]) -> None:
    working(TWO_ITEMS).when(deliver(1, *files)).then(code).stands(Stage.WORKING)


def test_the_same_file_may_serve_two_items() -> None:
    both = file(item=1)
    working(TWO_ITEMS).when(deliver(1, both, replace(both, item=2))).then(Delivered)


def test_an_item_without_a_file_is_delivered_with_the_milestone() -> None:
    """A talk on the phone leaves no file; it must not count as missing when the work is valued."""
    story = working(asking_for()).when(deliver(1, file("zip")))
    assert story.milestone().delivered_items() == {1}
    assert working(asking_for()).milestone().delivered_items() == frozenset()


def test_nothing_is_delivered_twice_without_being_asked() -> None:
    delivered().when(deliver()).then(Code.NOT_NOW)


# Accepting


def test_accepting_releases_the_money_and_five_days_later_it_is_there() -> None:
    accepted = delivered().when(accept()).then(Accepted, Released).stands(Stage.RELEASED)
    released = accepted.the(Released)
    assert (released.to_freelancer, released.fee, released.cause) == (eur(95_00), eur(5_00), "accepted")
    assert released.clears_at == BERLIN.after_days(accepted.at, 5)
    assert accepted.books() == {"client": -100_00, "pending": 95_00, "fee": 5_00}
    assert accepted.order.stage is OrderStage.CLOSED
    cleared = accepted.waits(days=5).then(Cleared)
    assert cleared.books() == {"client": -100_00, "available": 95_00, "fee": 5_00}
    assert cleared.waits(days=400).then().books() == cleared.books()


def test_accepting_is_final() -> None:
    accepted = delivered().when(accept())
    for ask in (accept(), request(change()), accept_items(1), deliver_again(), open_files()):
        accepted.when(ask).then(Code.NOT_NOW)


def test_accepting_a_file_that_was_never_opened_is_said_so() -> None:
    assert delivered().when(accept()).the(Accepted).opened is False
    assert delivered().when(open_files()).when(accept()).the(Accepted).opened is True


def test_a_file_opened_before_a_newer_delivery_is_not_the_file_that_is_accepted() -> None:
    replaced = delivered().when(open_files()).when(deliver_again())
    assert replaced.when(accept()).the(Accepted).opened is False


@pytest.mark.parametrize("stage", [Stage.DELIVERED, Stage.REVISING, Stage.NOTICED, Stage.MARKED])
def test_a_delivery_can_be_accepted_as_long_as_nothing_else_was_decided(stage: Stage) -> None:
    in_stage(stage).when(accept()).then(Accepted, Released)


def test_accepting_in_the_middle_of_a_revision_drops_the_request() -> None:
    accepted = in_stage(Stage.REVISING).when(accept())
    assert accepted.milestone().request is None
    assert accepted.milestone().rounds_used == 1


def test_accepting_the_delivery_accepts_every_item_of_it() -> None:
    assert delivered(TWO_ITEMS).when(accept_items(2)).when(accept()).milestone().accepted_items == {1, 2}


def test_the_next_milestone_unlocks_with_the_acceptance() -> None:
    story = delivered(deal(2)).when(accept()).then(Accepted, Released, Unlocked)
    story.stands(Stage.RELEASED, Stage.UNFUNDED)
    assert story.order.stage is OrderStage.ACTIVE


# Opening and accepting single items


def test_that_a_file_was_opened_is_said_once_for_each_delivery() -> None:
    opened = delivered().when(open_files()).then(FilesOpened)
    again = opened.when(open_files()).then()
    assert again.milestone().last_delivery == opened.milestone().last_delivery
    again.when(deliver_again()).when(open_files()).then(FilesOpened)


def test_an_item_that_was_accepted_cannot_be_sent_back() -> None:
    story = delivered(TWO_ITEMS).when(accept_items(1)).then(ItemsAccepted).stands(Stage.DELIVERED)
    story.when(request(change(item=1))).then(Code.ITEM_ACCEPTED)
    story.when(request(change(item=2), change(item=1))).then(Code.ITEM_ACCEPTED)
    story.when(accept_items(1)).then(Code.ITEM_ACCEPTED)
    assert story.when(accept_items(2, 1, 2)).the(ItemsAccepted).items == (2,)


def test_only_items_that_are_there_can_be_accepted() -> None:
    for items in ((), (3,), (1, 3), (0,)):
        delivered(TWO_ITEMS).when(accept_items(*items)).then(Code.ITEM_UNKNOWN)


def test_accepting_every_item_one_by_one_is_not_yet_accepting_the_delivery() -> None:
    delivered(TWO_ITEMS).when(accept_items(1, 2)).stands(Stage.DELIVERED).when(accept()).then(Accepted, Released)


def test_a_freelancer_cannot_swap_what_was_accepted_for_something_else() -> None:
    """An accepted item is out of the client's reach, so the files it was accepted for must stay what they were."""
    accepted = delivered(TWO_ITEMS).when(accept_items(1, 2))
    swapped = accepted.when(deliver_again(1, file(item=1, version="worse"), file(item=2)))
    assert swapped.milestone().accepted_items == {2}
    swapped.when(request(change(item=1))).then(RevisionRequested)
    swapped.when(request(change(item=2))).then(Code.ITEM_ACCEPTED)


def test_what_was_accepted_stays_accepted_when_the_same_files_come_again() -> None:
    accepted = delivered(TWO_ITEMS).when(accept_items(1)).when(request(change(item=2)))
    redone = accepted.when(redeliver(1, file(item=1), file(item=2, version="second")))
    assert redone.milestone().accepted_items == {1}


# Delivering again


def test_a_better_version_leaves_the_client_three_days_at_least() -> None:
    story = delivered().waits(days=6).when(deliver_again()).then(DeliveredAgain)
    assert story.the(DeliveredAgain).review_by == BERLIN.after_hours(story.at, 72)


def test_a_better_version_does_not_shorten_the_review() -> None:
    first = delivered()
    assert first.when(deliver_again(), days=1).the(DeliveredAgain).review_by == first.the(Delivered).review_by


def test_a_delivery_can_be_replaced_twice_and_not_for_ever() -> None:
    story = delivered().when(deliver_again(version="second")).when(deliver_again(version="third"))
    refused = story.when(deliver_again(version="fourth")).then(Code.DELIVER_AGAIN_USED)
    assert len(refused.milestone().deliveries) == 3
    assert [delivery.number for delivery in refused.milestone().deliveries] == [1, 2, 3]


def test_a_replacement_is_whole_like_the_first_delivery() -> None:
    delivered(TWO_ITEMS).when(deliver_again(1, file(item=1, version="second"))).then(Code.FILES_MISSING)


def test_a_page_that_shows_the_old_version_cannot_accept_the_new_one() -> None:
    first = delivered()
    page = on_page(first.milestone().version, accept())
    first.when(page).then(Accepted, Released)
    first.when(deliver_again()).when(page).then(Code.PAGE_STALE)


# Abandoned


def test_a_freelancer_who_never_delivers_loses_the_hold_a_fortnight_after_the_due_date() -> None:
    story = working(deal(deposit=20_00))
    due = story.milestone().due_at
    assert due is not None
    story.waits(BERLIN.after_days(due, 13)).then()
    abandoned = story.waits(BERLIN.after_days(due, 14)).then(Refunded).stands(Stage.REFUNDED)
    refund = abandoned.the(Refunded)
    assert (refund.to_client, refund.deposit_back, refund.fee_back) == (eur(80_00), eur(19_00), eur(1_00))
    assert refund.cause == "abandoned"
    assert abandoned.books() == {}
    story.when(deliver(), at=BERLIN.after_days(due, 14)).then(Refunded, Code.NOT_NOW)


def test_a_late_delivery_is_still_a_delivery() -> None:
    story = working()
    due = story.milestone().due_at
    assert due is not None
    story.when(deliver(), at=BERLIN.after_days(due, 13)).then(Delivered)


def test_the_deposit_comes_before_the_review_when_the_brief_was_skipped() -> None:
    begun = in_stage(Stage.FUNDED, deal(asks_brief=True, deposit=20_00)).when(skip_brief())
    begun.when(deliver()).then(Delivered, DepositPaid)

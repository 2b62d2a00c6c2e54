"""How an item counts is what the core's valuation says of it, and support says what it waits for."""

from __future__ import annotations

import pytest

from parley.core.order.state import Milestone, Stage
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.words.resolution import Counted, ItemState, counted, counted_why, item_state, sealed_rows
from parley.words.support import support_words
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.asks_aside import deliver_part
from tests.asks_of_cases import open_case, seal
from tests.deals import deal, eur
from tests.given import Story, delivered, in_stage, working
from tests.words.scene import stories, telling


def open_milestones() -> list[tuple[str, Milestone]]:
    return [
        (f"{name} {milestone.number}", milestone)
        for name, story in stories().items()
        if story.order_or_none is not None
        for milestone in story.order.milestones
        if milestone.held
    ]


def test_what_each_item_counts_for_adds_up_to_the_valuation() -> None:
    """The words ask the core about one item at a time; together that must be the sum the core names."""
    found = open_milestones()
    assert len(found) > 20
    for name, milestone in found:
        items = milestone.terms.items
        weights = [item.effort_minutes if item.price is None else item.price.amount_minor for item in items]
        earned = sum(weight * counted(milestone, item).value for weight, item in zip(weights, items, strict=True))
        worth = (milestone.terms.price - milestone.refunded).split([2 * sum(weights) - earned, earned])[1]
        owed = worth.amount_minor - (milestone.released + milestone.fees).amount_minor
        expected = min(max(owed if earned else 0, 0), milestone.held.amount_minor)
        assert valuation(milestone).amount_minor == expected, name


def how(story: Story, item: int = 1) -> tuple[Counted, str]:
    milestone = story.order.milestone(1)
    scope = milestone.terms.items[item - 1]
    found = counted(milestone, scope)
    return found, counted_why(milestone, scope, found)


def test_the_reason_is_that_of_the_published_rule() -> None:
    two = deal(items=2)
    asked = delivered(two).when(asks.request(asks.change(item=1)))
    assert how(asked) == (
        Counted.FULL,
        "delivered; what is contested counts by half once the client takes part in a case",
    )
    assert how(asked, 2) == (Counted.FULL, "delivered, and nobody contests it")
    case = asked.when(open_case(FREELANCER))
    assert how(case) == (Counted.FULL, "delivered, and the client has not taken part in the case yet")
    both = case.when(asks.statement(CLIENT))
    assert how(both) == (Counted.HALF, "delivered, and the two sides see it differently")
    assert how(both, 2)[0] is Counted.FULL
    left = asked.when(open_case(CLIENT))
    assert how(left) == (
        Counted.NOTHING,
        "the request is not answered, and the freelancer has not taken part in the case",
    )
    assert how(delivered(two).when(asks.accept_items(1))) == (Counted.FULL, "accepted")
    assert how(working(two).when(deliver_part(1)), 2) == (Counted.NOTHING, "not delivered")


def test_an_item_stands_where_the_two_left_it() -> None:
    two = delivered(deal(items=2)).when(asks.accept_items(2)).when(asks.request(asks.change(item=1)))
    milestone = two.order.milestone(1)
    assert [item_state(milestone, item) for item in (1, 2)] == [ItemState.IN_TALK, ItemState.ACCEPTED]
    part = working(deal(items=2)).when(deliver_part(1)).order.milestone(1)
    assert [item_state(part, item) for item in (1, 2)] == [ItemState.DELIVERED, ItemState.MISSING]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage.value.startswith(("case", "appeal"))])
def test_support_opens_with_the_mediator_and_not_before(stage: Stage) -> None:
    story = in_stage(stage)
    words = support_words(story.order, story.order.milestone(1), telling(CLIENT, story.at))
    assert words.is_open is (stage not in (Stage.CASE_TALK, Stage.CASE_SEALED))
    assert words.title
    assert words.until is not None


def test_while_the_talk_has_its_time_the_first_day_to_go_on_is_named() -> None:
    story = delivered().when(open_case())
    early = support_words(story.order, story.order.milestone(1), telling(CLIENT, story.at))
    assert "72 hours at least" in early.text.plain
    later = story.waits(hours=73)
    assert (
        "One side has not said anything here yet."
        in support_words(later.order, later.order.milestone(1), telling(CLIENT, later.at)).text.plain
    )
    both = later.when(asks.statement(FREELANCER))
    assert (
        "Each of you can go on to sealed offers now"
        in support_words(both.order, both.order.milestone(1), telling(CLIENT, both.at)).text.plain
    )


def test_the_rows_about_sealed_offers_name_no_sum_and_know_the_last_round() -> None:
    first = in_stage(Stage.CASE_SEALED).when(seal(eur(61_37), FREELANCER))
    second = first.when(seal(eur(10_00)))
    last = second.when(seal(eur(61_37), FREELANCER)).when(seal(eur(10_00)))
    for story, says in ((first, "the next round begins"), (last, "a mediator reads the record")):
        rows = sealed_rows(story.order, story.order.milestone(1), telling(Role.CLIENT, story.at))
        assert says in rows[1].you.plain
        assert not [row for row in rows if "61" in row.you.plain or "10.00" in row.you.plain]

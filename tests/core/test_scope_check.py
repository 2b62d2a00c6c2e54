"""What belongs to what was agreed: every line of the table, the edge at 100 %, and what holds for any effort."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from parley.core.order.requests import Answer, AnswerKind, ItemKind, RequestItem
from parley.core.policies import ORDER_PAGE
from parley.core.scope_check import (
    VERDICTS,
    Reason,
    RequestCheck,
    Share,
    Standing,
    Verdict,
    check_item,
    check_request,
    standing,
    standing_when_asked,
)
from tests.asks import (
    accept_items,
    answer,
    change,
    defect,
    new,
    outside,
    priced,
    redeliver,
    request,
    will_do,
)
from tests.deals import deal, eur, said
from tests.given import Story, delivered, working

DEFECT, CHANGE, NEW = ItemKind.DEFECT, ItemKind.CHANGE, ItemKind.NEW
IN, UNCLEAR, OUTSIDE = Verdict.IN, Verdict.UNCLEAR, Verdict.OUTSIDE
# Two items of one and two hours: the delivery takes three.
TERMS = deal(items=2).terms.milestones[0]
BOTH: frozenset[int] = frozenset({1, 2})
NONE: frozenset[int] = frozenset()
MOST = 600_000
"""Minutes: more than any answer may name."""


def stands(
    *, delivered: frozenset[int] = BOTH, accepted: frozenset[int] = NONE, rounds_left: int | None = 2
) -> Standing:
    return Standing(TERMS, delivered, accepted, rounds_left, 2)


@pytest.mark.parametrize(
    ("kind", "item", "effort", "so", "verdict", "reason"),
    [
        (NEW, None, None, stands(), OUTSIDE, Reason.NEW),
        (NEW, None, 1, stands(), OUTSIDE, Reason.NEW),
        (NEW, 1, 1, stands(), OUTSIDE, Reason.NEW),
        (DEFECT, None, None, stands(), UNCLEAR, Reason.NOT_LINKED),
        (CHANGE, None, 1, stands(), UNCLEAR, Reason.NOT_LINKED),
        (CHANGE, 77, 1, stands(), UNCLEAR, Reason.NOT_LINKED),
        (DEFECT, 1, None, stands(accepted=frozenset({1})), OUTSIDE, Reason.ACCEPTED),
        (CHANGE, 1, 1, stands(accepted=frozenset({1})), OUTSIDE, Reason.ACCEPTED),
        (CHANGE, 1, 1, stands(accepted=frozenset({2})), IN, Reason.CHANGE),
        (DEFECT, 1, None, stands(delivered=frozenset({2})), UNCLEAR, Reason.NOT_DELIVERED),
        (DEFECT, 1, None, stands(), IN, Reason.DEFECT),
        (DEFECT, 1, None, stands(rounds_left=0), IN, Reason.DEFECT),
        (DEFECT, 1, 61, stands(), IN, Reason.DEFECT),
        (CHANGE, 1, None, stands(rounds_left=0), OUTSIDE, Reason.NO_ROUND),
        (CHANGE, 1, 61, stands(rounds_left=0), OUTSIDE, Reason.NO_ROUND),
        (CHANGE, 1, None, stands(rounds_left=1), IN, Reason.CHANGE),
        (CHANGE, 1, None, stands(rounds_left=None), IN, Reason.CHANGE),
        (CHANGE, 1, 59, stands(), IN, Reason.CHANGE),
        (CHANGE, 1, 60, stands(), UNCLEAR, Reason.AS_LARGE),
        (CHANGE, 2, 119, stands(), IN, Reason.CHANGE),
        (CHANGE, 2, 120, stands(), UNCLEAR, Reason.AS_LARGE),
        (CHANGE, 1, 10**30, stands(), UNCLEAR, Reason.AS_LARGE),
    ],
)
def test_every_line_of_the_table(
    kind: ItemKind, item: int | None, effort: int | None, so: Standing, verdict: Verdict, reason: Reason
) -> None:
    found = check_item(so, kind, item, effort)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_every_reason_has_its_verdict_and_a_code_that_stays() -> None:
    assert set(VERDICTS) == set(Reason)
    assert sorted(reason.value for reason in Reason) == [
        "scope.accepted", "scope.as_large", "scope.change", "scope.defect", "scope.new", "scope.no_round",
        "scope.not_delivered", "scope.not_linked",
    ]  # fmt: skip


# --- the flag at 100 %


@pytest.mark.parametrize(
    ("minutes", "of", "percent", "is_whole"),
    [
        (60, 60, 100, True),  # exactly the whole
        (199, 200, 100, False),  # 99.5 %: shown as 100, and not flagged, for it is compared exactly
        (1989, 2000, 99, False),  # 99.45 %
        (201, 200, 101, True),  # 100.5 %, half up
        (1, 200, 1, False),  # 0.5 %
        (1, 201, 0, False),
        (1, MOST, 0, False),
        (MOST, 1, 60_000_000, True),
        (10**40, 10**40, 100, True),
        (10**40 - 1, 10**40, 100, False),
        (10**40 + 1, 10**40, 100, True),
    ],
)
def test_shares_are_compared_exactly_and_shown_half_up(minutes: int, of: int, percent: int, is_whole: bool) -> None:
    share = Share(minutes, of)
    assert (share.percent, share.is_whole) == (percent, is_whole)


@pytest.mark.parametrize(("minutes", "of"), [(0, 60), (60, 0), (0, 0), (-1, 60), (60, -1)])
def test_an_effort_of_nothing_is_no_effort(minutes: int, of: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Share(minutes, of)


def test_zero_is_refused_by_the_check_too() -> None:
    with pytest.raises(ValueError, match="above zero"):
        check_item(stands(), CHANGE, 1, 0)


@pytest.mark.parametrize(
    ("kind", "item", "effort", "flagged"),
    [
        (DEFECT, 1, 59, False),
        (DEFECT, 1, 60, True),  # a large defect stays a defect, and is flagged
        (CHANGE, 1, 60, True),
        (CHANGE, 2, 60, False),
        (NEW, None, 179, False),  # something new is measured against the whole delivery
        (NEW, None, 180, True),
        (CHANGE, None, 179, False),
        (CHANGE, None, 180, True),
        (CHANGE, 1, None, False),
        (NEW, None, None, False),
    ],
)
def test_the_flag_is_raised_at_the_whole_and_not_before(
    kind: ItemKind, item: int | None, effort: int | None, flagged: bool
) -> None:
    assert check_item(stands(), kind, item, effort).may_be_outside is flagged


def test_without_an_effort_there_is_no_share() -> None:
    found = check_item(stands(), CHANGE, 1)
    assert (found.effort_minutes, found.of_item, found.of_delivery, found.may_be_outside) == (None, None, None, False)


def test_the_clause_stands_beside_the_verdict() -> None:
    found = check_item(stands(rounds_left=2), CHANGE, 2, 30)
    assert found.agreed == TERMS.item(2)
    assert (found.of_item, found.of_delivery, found.rounds_after) == (Share(30, 120), Share(30, 180), 1)
    assert check_item(stands(rounds_left=2), DEFECT, 2, 30).rounds_after is None
    assert check_item(stands(rounds_left=None), CHANGE, 2).rounds_after is None


# --- in an order


def check(story: Story) -> RequestCheck:
    milestone = story.milestone()
    assert milestone.request is not None
    return check_request(standing(story.order, milestone), milestone.request.items, milestone.request.answers)


def three() -> Story:
    """A defect, a change and something new, of a delivery that was to take three hours."""
    return delivered(deal(items=2)).when(request(defect(item=1), change(item=2), new()))


def test_a_request_is_judged_as_the_order_stands() -> None:
    found = check(three())
    assert [one.reason for one in found.items] == [Reason.DEFECT, Reason.CHANGE, Reason.NEW]
    assert (found.of_delivery, found.within, found.unknown) == (None, None, 3)


def test_an_answer_brings_efforts_and_sums() -> None:
    found = check(three().when(answer(will_do(1, 30), will_do(2, 15), priced(3, eur(50_00), 200))))
    assert [one.may_be_outside for one in found.items] == [False, False, True]
    assert (found.within, found.of_delivery, found.unknown) == (Share(45, 180), Share(245, 180), 0)


def test_an_effort_that_nobody_named_is_counted_as_missing() -> None:
    found = check(three().when(answer(will_do(1, 30), outside(2), outside(3))))
    assert (found.within, found.unknown) == (Share(30, 180), 2)


def test_the_last_round_still_covers_the_request_that_took_it() -> None:
    story = delivered(deal(policy=ORDER_PAGE)).when(request(change()))
    assert story.order.terms.rounds == story.milestone().rounds_used == 1
    [one] = check(story).items
    assert (one.reason, one.rounds_after) == (Reason.CHANGE, 0)


def test_once_the_rounds_are_used_a_change_is_outside_and_a_defect_is_not() -> None:
    story = delivered(deal(policy=ORDER_PAGE)).when(request(change())).when(redeliver(done=[1]))
    so = standing(story.order, story.milestone())
    assert so.rounds_left == 0
    assert check_item(so, CHANGE, 1).reason is Reason.NO_ROUND
    assert check_item(so, DEFECT, 1).reason is Reason.DEFECT


def test_a_round_that_came_back_may_be_used_again() -> None:
    story = delivered(deal(policy=ORDER_PAGE)).when(request(change())).when(answer(outside(1)))
    assert check_item(standing(story.order, story.milestone()), CHANGE, 1).reason is Reason.CHANGE


def test_an_item_that_was_accepted_is_outside_from_then_on() -> None:
    story = delivered(deal(items=2)).when(accept_items(1))
    so = standing(story.order, story.milestone())
    assert [check_item(so, DEFECT, item).reason for item in (1, 2)] == [Reason.ACCEPTED, Reason.DEFECT]


def test_a_request_that_is_over_is_judged_as_it_was_asked() -> None:
    """What is accepted afterwards does not turn an old wish into one that was out of place."""
    asked = delivered(deal(items=2)).when(request(change(item=1)))
    request_then = asked.milestone().request
    assert request_then is not None
    story = asked.when(redeliver(done=[1])).when(accept_items(1))
    then = standing_when_asked(story.order, story.milestone())
    [one] = check_request(then, request_then.items).items
    assert (one.reason, one.rounds_after) == (Reason.CHANGE, None)


def test_nothing_was_delivered_yet_so_nothing_can_miss_its_test() -> None:
    story = working()
    assert check_item(standing(story.order, story.milestone()), DEFECT, 1).reason is Reason.NOT_DELIVERED


# --- whatever is asked for

EFFORTS = st.integers(1, MOST) | st.integers(1, 10**50)
STANDINGS = st.builds(
    Standing,
    terms=st.lists(EFFORTS, min_size=1, max_size=4).map(
        lambda minutes: replace(
            TERMS,
            items=tuple(
                replace(TERMS.items[0], number=number, effort_minutes=one) for number, one in enumerate(minutes, 1)
            ),
        )
    ),
    delivered=st.frozensets(st.integers(1, 4)),
    accepted=st.frozensets(st.integers(1, 4)),
    rounds_left=st.none() | st.integers(-2, 5),
    rounds=st.integers(0, 5),
)
KINDS, ITEMS = st.sampled_from(ItemKind), st.none() | st.integers(0, 6)
FRIENDLY = {IN: 0, UNCLEAR: 1, OUTSIDE: 2}


@whatever(STANDINGS, KINDS, ITEMS, EFFORTS)
def test_the_effort_alone_puts_nothing_outside(so: Standing, kind: ItemKind, item: int | None, effort: int) -> None:
    without, with_effort = check_item(so, kind, item), check_item(so, kind, item, effort)
    if with_effort.reason is Reason.AS_LARGE:
        assert (without.reason, with_effort.may_be_outside) == (Reason.CHANGE, True)
    else:
        assert with_effort.reason is without.reason


@whatever(STANDINGS, KINDS, ITEMS, EFFORTS, EFFORTS)
def test_more_effort_never_looks_better(so: Standing, kind: ItemKind, item: int | None, one: int, other: int) -> None:
    less, more = check_item(so, kind, item, min(one, other)), check_item(so, kind, item, max(one, other))
    assert FRIENDLY[less.verdict] <= FRIENDLY[more.verdict]
    assert less.may_be_outside <= more.may_be_outside


@whatever(STANDINGS, KINDS, ITEMS, EFFORTS)
def test_the_flag_is_the_exact_comparison(so: Standing, kind: ItemKind, item: int | None, effort: int) -> None:
    found = check_item(so, kind, item, effort)
    whole = found.agreed.effort_minutes if found.agreed is not None else so.terms.effort_minutes
    assert found.may_be_outside is (Fraction(effort, whole) >= 1)
    assert found.of_delivery is not None
    if found.of_item is not None:
        assert found.of_item.percent >= found.of_delivery.percent


@whatever(EFFORTS, EFFORTS)
def test_a_percentage_is_the_nearest_and_half_goes_up(minutes: int, of: int) -> None:
    exact = Fraction(100 * minutes, of)
    assert Fraction(-1, 2) < Share(minutes, of).percent - exact <= Fraction(1, 2)


@whatever(STANDINGS, st.lists(st.tuples(KINDS, ITEMS, st.none() | EFFORTS), max_size=6))
def test_a_sum_is_that_of_its_items(so: Standing, asked: list[tuple[ItemKind, int | None, int | None]]) -> None:
    items = [RequestItem(number, kind, item, said("x")) for number, (kind, item, _) in enumerate(asked, 1)]
    answers = [Answer(number, AnswerKind.WILL_DO, effort) for number, (_, _, effort) in enumerate(asked, 1)]
    found = check_request(so, items, answers)
    assert found.items == tuple(check_item(so, kind, item, effort) for kind, item, effort in asked)
    named = [one for one in found.items if one.effort_minutes is not None]
    assert found.unknown == len(asked) - len(named)
    assert (found.of_delivery.minutes if found.of_delivery else 0) == sum(one.effort_minutes or 0 for one in named)
    within = sum(one.effort_minutes or 0 for one in named if one.verdict is IN)
    assert (found.within.minutes if found.within else 0) == within

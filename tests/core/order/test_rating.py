"""Each rates the other once, and neither sees a word before both have written or the time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import Rated, RatingsShown
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.parties import Role
from tests.asks import CLIENT, CLOCK, FREELANCER, accept, accept_proposal, deliver, fund, stop
from tests.asks_aside import offer_extra
from tests.asks_of_cases import bank_says, chargeback, rate
from tests.deals import BERLIN, deal, eur
from tests.given import Story, agreed, delivered, given, in_stage, offered, working


def closed() -> Story:
    return delivered(deal(clearance_days=0)).when(accept())


@pytest.mark.parametrize("first", [CLIENT, FREELANCER])
def test_the_first_review_stays_hidden_and_the_second_shows_both(first: Role) -> None:
    one = closed().when(rate(first, 2, "Slow")).then(Rated)
    assert not one.order.ratings_shown
    assert "Slow" not in repr(one.order) + repr(one.brought)
    assert "2\\n" not in repr(one.brought)
    both = one.when(rate(first.other, 5)).then(Rated, RatingsShown)
    assert both.order.ratings_shown
    assert set(both.order.ratings) == {"client", "freelancer"}
    assert both.brought[-1].by is CLOCK


def test_after_two_weeks_the_only_review_is_shown_and_nobody_answers_it() -> None:
    one = closed().when(rate(CLIENT, 1))
    last = BERLIN.after_days(one.order.closed_at or one.at, 14)
    assert [deadline.kind for deadline in deadlines_for(one.order)] == [DeadlineKind.RATINGS_END]
    shown = one.waits(until=last).then(RatingsShown)
    shown.refuses(rate(FREELANCER), Code.RATING_OVER)
    one.refuses(rate(FREELANCER), Code.RATING_OVER, at=last)
    one.when(rate(FREELANCER), at=last - timedelta(seconds=1)).then(Rated, RatingsShown)


def test_where_nobody_rated_nothing_is_shown_and_the_time_is_over_all_the_same() -> None:
    assert deadlines_for(closed().order) == ()
    closed().waits(days=30).then()
    closed().refuses(rate(CLIENT), Code.RATING_OVER, days=14)


def test_each_rates_once() -> None:
    closed().when(rate(CLIENT, 5)).refuses(rate(CLIENT, 4), Code.RATING_GIVEN)
    both = closed().when(rate(CLIENT)).when(rate(FREELANCER))
    both.refuses(rate(CLIENT), Code.RATING_OVER)


@pytest.mark.parametrize("stars", ["", "0", "6", "9", "-1", "٣", "²", "five", "55", "4.5", " 5", "\n5", "5!"])
def test_stars_are_one_to_five(stars: str) -> None:
    closed().refuses(rate(CLIENT, stars), Code.STARS_OUT_OF_RANGE)


@pytest.mark.parametrize("stars", [1, 2, 3, 4, 5])
def test_any_of_the_five_will_do_with_words_or_without(stars: int) -> None:
    closed().when(rate(CLIENT, stars)).then(Rated)
    closed().when(rate(CLIENT, stars, "")).then(Rated)


def test_a_review_is_no_novel() -> None:
    closed().refuses(rate(CLIENT, 5, "x" * 20_000), Code.TEXT_TOO_LONG)


def test_only_the_two_rate() -> None:
    for role in Role:
        if role not in (CLIENT, FREELANCER):
            closed().refuses(rate(role), Code.NOT_YOUR_ACT)


@pytest.mark.parametrize(
    "stage",
    [one for one in Stage if one not in (Stage.RELEASED, Stage.REFUNDED, Stage.SPLIT, Stage.VOID, Stage.REVERSED)],
)
def test_nobody_rates_what_is_not_over(stage: Stage) -> None:
    in_stage(stage).refuses(rate(CLIENT), Code.NOT_NOW)


def test_an_offer_that_came_to_nothing_is_not_rated() -> None:
    offered().refuses(rate(CLIENT), Code.NOT_NOW)
    offered().waits(days=8).refuses(rate(CLIENT), Code.NOT_NOW)
    agreed().when(stop()).refuses(rate(CLIENT), Code.NOTHING_TO_RATE)


def test_an_order_of_two_is_rated_when_the_last_has_ended() -> None:
    story = working(deal(2, is_chain=False)).when(fund(2)).when(deliver(1)).when(accept(1))
    story.refuses(rate(CLIENT), Code.NOT_NOW)
    done = story.when(deliver(2)).when(accept(2), days=3)
    assert done.order.closed_at == done.at
    done.when(rate(CLIENT)).then(Rated)


def test_while_a_bank_judges_reviews_are_locked_and_their_time_begins_anew_after_it() -> None:
    one = closed().when(rate(CLIENT, 1))
    taken = one.when(chargeback(), days=10)
    assert [deadline.kind for deadline in deadlines_for(taken.order)] == [DeadlineKind.BANK_SILENT]
    taken.refuses(rate(FREELANCER), Code.RATING_LOCKED)
    for won in (True, False):
        judged = taken.when(bank_says(won=won), days=12)
        assert judged.order.closed_at == judged.at
        judged.when(rate(FREELANCER), days=13).then(Rated, RatingsShown)
        judged.waits(days=14).then(RatingsShown)


def test_extra_work_keeps_reviews_hidden_until_it_is_over_too() -> None:
    one = closed().when(rate(CLIENT, 1))
    more = one.when(offer_extra(eur(5))).when(accept_proposal())
    assert more.order.stage is OrderStage.ACTIVE
    more.refuses(rate(FREELANCER), Code.NOT_NOW)
    assert DeadlineKind.RATINGS_END not in [deadline.kind for deadline in deadlines_for(more.order)]
    done = more.when(fund(2)).when(deliver(2)).when(accept(2))
    done.when(rate(FREELANCER)).then(Rated, RatingsShown)


def test_what_was_shown_stays_shown() -> None:
    both = closed().when(rate(CLIENT)).when(rate(FREELANCER))
    reopened = both.when(offer_extra(eur(5))).when(accept_proposal()).when(stop(2))
    assert reopened.order.ratings_shown
    reopened.refuses(rate(CLIENT), Code.RATING_OVER)


def test_a_review_moves_no_money_and_makes_no_page_stale() -> None:
    before = closed()
    after = before.when(rate(CLIENT))
    assert after.books() == before.books()
    assert after.milestone() == before.milestone()
    assert given(after.order, after.at).when(rate(FREELANCER)).order.ratings_shown

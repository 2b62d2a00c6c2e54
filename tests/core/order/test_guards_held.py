"""Guards that nothing else holds in place: each was taken away once and nobody noticed."""

from __future__ import annotations

import pytest

from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from tests.asks import (
    CLIENT,
    FREELANCER,
    answer,
    ask_clarify,
    change,
    open_files,
    priced,
    redeliver,
    request,
)
from tests.asks_aside import extend_review, lift, pause
from tests.deals import eur
from tests.given import delivered, revising, working


@pytest.mark.parametrize("days", [0, -1, 4, 10_000])
def test_more_time_to_look_is_one_to_three_days(days: int) -> None:
    delivered().when(extend_review(days)).then(Code.REVIEW_DAYS_OUT_OF_RANGE)


def test_there_are_no_files_to_open_in_a_pause_before_any_delivery() -> None:
    working().when(pause(CLIENT)).when(open_files()).then(Code.NOTHING_DELIVERED)


def test_a_delivery_again_waits_for_what_was_meant_also_in_a_pause() -> None:
    """The request stands still in the pause, and so does the question about it."""
    paused = revising().when(ask_clarify()).when(pause(FREELANCER))
    assert paused.milestone().works_in is Stage.CLARIFY
    paused.when(redeliver(done=[1])).then(Code.NOT_NOW)
    assert paused.when(lift(FREELANCER)).stage() is Stage.CLARIFY


def test_a_price_of_nothing_is_no_price() -> None:
    delivered().when(request(change())).when(answer(priced(1, eur(0)))).then(Code.PRICE_NOT_POSITIVE)

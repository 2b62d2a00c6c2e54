"""Stories of what changes on the way: early ends, questions, proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from parley.core.order.state import Stage
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import deal, eur
from tests.given import Story, agreed, in_stage, revising, working


@cache
def stories_of_change() -> Mapping[str, Story]:
    """Each kind of early end, of question and of proposal, open and answered."""
    clarify = in_stage(Stage.CLARIFY)
    asked = working().when(asks.ask_client())
    more_time = working().when(asks.propose_extension(2))
    refund = working().when(asks.propose_refund(eur(30_00)))
    end = working().when(asks.propose_cancel(eur(40_00)))
    return {
        "cancelled_before_work": in_stage(Stage.FUNDED).when(asks.cancel_before_work()),
        "taken_back_late": _late().when(asks.cancel_late()),
        "late": _late(),
        "stopped": working().when(asks.stop()),
        "stopped_unfunded": agreed(deal(2)).when(asks.stop()),
        "resigned": working().when(asks.resign()),
        "resigned_unfunded": agreed().when(asks.resign()),
        "resigned_delivered": revising().when(asks.resign()),
        "asked": asked,
        "question_answered": asked.when(asks.answer_question(), days=1),
        "asked_twice": asked.when(asks.answer_question()).when(asks.ask_client()).when(asks.answer_question()),
        "clarified": clarify.when(asks.answer_question()),
        "clarification_lapsed": clarify.waits_for_next_clock(),
        "more_time": more_time,
        "more_time_granted": more_time.when(asks.accept_proposal()),
        "more_time_by_silence": more_time.waits(hours=49),
        "much_time": working().when(asks.propose_extension(10)),
        "much_time_lapsed": working().when(asks.propose_extension(10)).waits(hours=49),
        "more_time_late": _more_time_late(),
        "more_time_declined": more_time.when(asks.decline_proposal()),
        "refund_offered": refund,
        "refund_wished": in_stage(Stage.DELIVERED).when(asks.propose_refund(eur(30_00), CLIENT)),
        "partly_refunded": refund.when(asks.accept_proposal()),
        "end_proposed": end,
        "end_offered": working().when(asks.propose_cancel(eur(40_00), FREELANCER)),
        "end_withdrawn": end.when(asks.withdraw_proposal(CLIENT)),
        "ended_by_consent": end.when(asks.accept_proposal(FREELANCER)),
        "end_without_fee": working(deal(fee_basis_points=0)).when(asks.propose_cancel(eur(40_00))),
        "end_for_nothing": working().when(asks.propose_cancel(eur(0))),
        "no_kill_fee": working(deal().but(kill_fee_percent=0)),
    }


def _late() -> Story:
    """Work began with a deposit, and a day after the due date nothing is there."""
    story = working(deal(deposit=20_00))
    return story.waits(until=_due(story)).waits(hours=25)


def _more_time_late() -> Story:
    """Asked for an hour before the due date, and still open when the work is late."""
    story = working()
    return story.when(asks.propose_extension(10), at=_due(story) - timedelta(hours=1)).waits(hours=30)


def _due(story: Story) -> datetime:
    due_at = story.milestone().due_at
    assert due_at is not None
    return due_at

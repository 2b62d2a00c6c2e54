"""Stories of what goes on beside the usual way: parts, extra work, pauses, support that writes, reviews."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parley.core.order.state import Stage
from tests import asks, asks_aside
from tests import asks_of_cases as of_cases
from tests.asks import CLIENT, FREELANCER
from tests.deals import deal, eur
from tests.given import Story, delivered, in_stage, working


@cache
def stories_aside() -> Mapping[str, Story]:
    """Each of them begun, answered and left alone."""
    part = working(deal(items=2)).when(asks_aside.deliver_part(1))
    claimed = in_stage(Stage.CLAIMED)
    wish = working().when(asks_aside.ask_extra())
    extra = working().when(asks_aside.offer_extra(eur(30_00)))
    free = working().when(asks_aside.offer_extra(eur(0)))
    paused = working().when(asks_aside.pause(FREELANCER))
    asked = working().when(of_cases.outreach())
    released = in_stage(Stage.RELEASED)
    rated = released.when(of_cases.rate())
    return {
        "part": part,
        "part_left_alone": part.waits_for_the_end(),
        "claim_answered": claimed.when(asks.message(CLIENT)),
        "claim_left_alone": claimed.waits_for_next_clock(),
        "more_time_to_look": delivered().when(asks_aside.extend_review()),
        "wish": wish,
        "wish_declined": wish.when(asks.decline_proposal(FREELANCER)),
        "wish_withdrawn": wish.when(asks.withdraw_proposal(CLIENT)),
        "wish_priced": wish.when(asks_aside.offer_extra(eur(30_00))),
        "new_items_declined": delivered().when(asks.request(asks.new())).when(asks.decline_proposal(FREELANCER)),
        "wish_after_the_end": released.when(asks_aside.ask_extra()),
        "extra_offered": extra,
        "extra_lapsed": extra.waits(hours=49),
        "extra_agreed": extra.when(asks.accept_proposal()),
        "extra_free": free,
        "extra_free_agreed": free.when(asks.accept_proposal()),
        "paused_at_work": paused,
        "pause_lifted": paused.when(asks_aside.lift(FREELANCER), days=2),
        "pause_over": in_stage(Stage.PAUSED).waits_for_next_clock(),
        "paused_unfunded_brief": in_stage(Stage.FUNDED).when(asks_aside.pause()),
        "stopped_in_pause": paused.when(asks.stop(), days=12),
        "resigned_in_pause": paused.when(asks.resign(), days=12),
        "support_asked": asked,
        "support_asked_by_client": working().when(of_cases.outreach(CLIENT)),
        "support_wrote": asked.when(of_cases.write_for_support()),
        "rated": rated,
        "rated_by_both": rated.when(of_cases.rate(FREELANCER)),
        "rated_by_one": rated.waits_for_the_end(),
        "abandoned_unanswered": working().when(asks.ask_client(), days=10).waits_for_the_end(),
    }

"""What became of a case, told from its events: by every way that the rules know, and how long each step took."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import cast
from uuid import UUID

import pytest

from parley.core.order.state import ENDS, Stage
from parley.core.parties import Role
from parley.reads.case_stories import WHOLE, Appealed, CaseStory, Way, case_stories
from parley.reads.spells import spells
from tests.asks import Ask, accept_offer, accept_proposal, deliver, fund, make_offer, statement
from tests.asks_of_cases import (
    accept_suggestion,
    appeal,
    decide,
    decide_appeal,
    escalate,
    open_case,
    propose_split,
    seal,
    suggest,
    withdraw_case,
)
from tests.deals import MONDAY, deal, eur
from tests.given import Story, given

ORDER = UUID(int=1)
DAY = 86_400


def whole(*steps: tuple[Ask, int] | None) -> Story:
    """An order from its first event: each step after so many hours; None waits for the next clock."""
    story = given(at=MONDAY).when(make_offer(deal(escalate_hours=0), Role.FREELANCER), at=MONDAY)
    for ask in (accept_offer(), fund(), deliver()):
        story = story.when(ask)
    for step in steps:
        story = story.waits_for_next_clock() if step is None else story.when(step[0], hours=step[1])
    return story


def told(story: Story) -> list[CaseStory]:
    return case_stories(ORDER, enumerate(story.history, start=1))


TALK = ((open_case(), 1), (statement(Role.FREELANCER), 1))
SEALED = (*TALK, (escalate(), 24))
MEDIATION = (*SEALED, (seal(eur(95_00), Role.FREELANCER), 0), (escalate(Role.FREELANCER), 24))
DECISION = (*MEDIATION, (escalate(), 48))


@pytest.mark.parametrize(
    ("steps", "way", "appealed"),
    [
        ((*TALK, (withdraw_case(), 1)), Way.WITHDRAWN, Appealed.NEVER),
        ((*TALK, (propose_split(eur(60_00)), 1), (accept_proposal(Role.CLIENT), 1)), Way.TALK, Appealed.NEVER),
        (
            (*SEALED, (seal(eur(60_00), Role.FREELANCER), 1), (seal(eur(70_00), Role.CLIENT), 1)),
            Way.SEALED,
            Appealed.NEVER,
        ),
        (
            (
                *MEDIATION,
                (suggest(eur(60_00)), 1),
                (accept_suggestion(Role.CLIENT), 1),
                (accept_suggestion(Role.FREELANCER), 1),
            ),
            Way.MEDIATED,
            Appealed.NEVER,
        ),
        ((*DECISION, (decide(eur(70_00)), 1), None), Way.DECIDED, Appealed.NEVER),
        ((*DECISION, (decide(eur(70_00)), 1), (appeal(), 1), None), Way.DECIDED, Appealed.STOOD),
        (
            (*DECISION, (decide(eur(70_00)), 1), (appeal(), 1), (decide_appeal(eur(70_00)), 1)),
            Way.DECIDED,
            Appealed.STOOD,
        ),
        (
            (*DECISION, (decide(eur(70_00)), 1), (appeal(), 1), (decide_appeal(eur(40_00)), 1)),
            Way.DECIDED,
            Appealed.CHANGED,
        ),
        ((*DECISION, None), Way.VALUATION, Appealed.NEVER),
    ],
)
def test_each_way_is_told_as_what_it_was(
    steps: tuple[tuple[Ask, int] | None, ...], way: Way, appealed: Appealed
) -> None:
    story = whole(*steps)
    [found] = told(story)
    assert (found.way, found.appealed) == (way, appealed)


def test_a_case_that_goes_on_is_not_told() -> None:
    assert told(whole(*DECISION)) == []


def test_a_case_that_was_taken_back_and_opened_again_is_two() -> None:
    story = whole(*TALK, (withdraw_case(), 1), (open_case(Role.FREELANCER), 1), (statement(Role.CLIENT), 1))
    story = story.when(propose_split(eur(60_00)), hours=1).when(accept_proposal(Role.CLIENT), hours=1)
    assert [one.way for one in told(story)] == [Way.WITHDRAWN, Way.TALK]


def test_each_step_took_as_long_as_it_stood() -> None:
    [found] = told(whole(*DECISION, (decide(eur(70_00)), 24), (appeal(), 1), (decide_appeal(eur(40_00)), 36)))
    assert found.seconds["talk"] == 25 * 3_600
    assert found.seconds["sealed"] == DAY
    assert found.seconds["mediation"] == 2 * DAY
    assert found.seconds["decision"] == DAY
    assert found.seconds["appeal"] == 36 * 3_600
    assert found.seconds[WHOLE] == sum(found.seconds.values()) - found.seconds[WHOLE] + 3_600  # and the time to appeal


def test_spells_fill_the_whole_time_and_do_not_overlap() -> None:
    story = whole(*DECISION, (decide(eur(70_00)), 24), (appeal(), 1), (decide_appeal(eur(40_00)), 36))
    found = spells(ORDER, enumerate(story.history, start=1), 1)
    assert all(before.ended_at == after.began_at for before, after in pairwise(found))
    assert found[-1].ended_at == story.at
    assert [one.stage for one in found][-2:] == [Stage.CASE_APPEAL, Stage.APPEAL_FILED]
    assert all(one.stage not in ENDS for one in found)


def test_a_side_is_waited_for_as_long_as_the_rules_say() -> None:
    story = whole((cast("Ask", open_case()), 100))
    review = [one for one in spells(ORDER, enumerate(story.history, start=1), 1) if one.stage is Stage.DELIVERED]
    assert [(one.waits_for, one.lasted(story.at)) for one in review] == [
        (frozenset({Role.CLIENT}), timedelta(hours=100))
    ]

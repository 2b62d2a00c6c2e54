"""Somebody who gets no answer asks the desk to write: once each, on record, and whoever writes will not judge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parley.core.effects import effects_for
from parley.core.order import messages as m
from parley.core.order.messages import OutreachAsked, OutreachSent
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import CLIENT, CLIENT_PERSON, CLOCK, FREELANCER, FREELANCER_PERSON, accept, asked_by, on_page
from tests.asks_of_cases import MEDIATOR_PERSON, OTHER_MEDIATOR, decide, outreach, write_for_support
from tests.deals import deal, eur, said, text
from tests.given import delivered, in_stage, working

LIVE = {
    *(Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED),
    *(Stage.CLAIMED, Stage.PAUSED, *CASE_STAGES),
}


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", sorted(LIVE, key=str))
def test_asking_for_help_moves_nothing_and_asks_the_desk(stage: Stage, by: Role) -> None:
    before = in_stage(stage)
    asked = before.when(outreach(by)).then(OutreachAsked)
    one, was = asked.milestone(), before.milestone()
    assert (one.stage, one.ends_at, one.version) == (was.stage, was.ends_at, was.version)
    assert asked.books() == before.books()
    assert Role.MEDIATOR in turns(asked.order)
    assert [letter.to for letter in effects_for(asked.brought, 1)] == [Role.MEDIATOR]
    sent = asked.when(write_for_support()).then(OutreachSent)
    assert {letter.to for letter in effects_for(sent.brought, 1)} == {CLIENT, FREELANCER}
    assert sent.the(OutreachSent).words == said("Your freelancer is waiting for a word from you")


@pytest.mark.parametrize("stage", [one for one in Stage if one not in LIVE and one is not Stage.LOCKED])
def test_where_nobody_needs_to_be_reached(stage: Stage) -> None:
    in_stage(stage).refuses(outreach(), Code.NOT_NOW)
    in_stage(stage).refuses(write_for_support(), Code.NOT_NOW)


def test_each_side_asks_once_and_one_at_a_time() -> None:
    asked = working().when(outreach(FREELANCER))
    asked.refuses(outreach(FREELANCER), Code.OUTREACH_OPEN)
    asked.refuses(outreach(CLIENT), Code.OUTREACH_OPEN)
    sent = asked.when(write_for_support())
    sent.refuses(outreach(FREELANCER), Code.OUTREACH_USED)
    sent.refuses(write_for_support(), Code.OUTREACH_NONE)
    sent.when(outreach(CLIENT)).when(asked_by(Role.OPERATOR, write_for_support())).then(OutreachSent)


def test_nobody_writes_for_the_desk_unasked_or_in_an_order_of_their_own() -> None:
    working().refuses(write_for_support(), Code.OUTREACH_NONE)
    asked = working().when(outreach())
    for person in (CLIENT_PERSON, FREELANCER_PERSON):
        asked.refuses(write_for_support(person=person), Code.MEDIATOR_IS_PARTY)
    for role in (CLIENT, FREELANCER, Role.BANK, CLOCK):
        asked.refuses(asked_by(role, write_for_support()), Code.NOT_YOUR_ACT)
    asked.refuses(on_page(0, write_for_support()), Code.PAGE_STALE)


def test_it_is_written_in_words() -> None:
    working().refuses(lambda order: _blank(outreach()(order)), Code.TEXT_MISSING)
    working().when(outreach()).refuses(lambda order: _blank(write_for_support()(order)), Code.TEXT_MISSING)


def test_whoever_wrote_does_not_decide_in_any_case_of_this_order() -> None:
    story = in_stage(Stage.CASE_DECISION, deal(2))
    wrote = story.when(outreach()).when(write_for_support(person=MEDIATOR_PERSON))
    wrote.refuses(decide(eur(50_00)), Code.MEDIATOR_WROTE)
    wrote.when(decide(eur(50_00), person=OTHER_MEDIATOR)).stands(Stage.CASE_APPEAL, Stage.LOCKED)


def test_the_desk_is_not_waited_for_once_all_is_over() -> None:
    ended = delivered().when(outreach()).when(accept())
    assert turns(ended.order) == frozenset()
    ended.refuses(write_for_support(), Code.NOT_NOW)


def _blank(command: Any) -> m.AnyCommand:
    silent: m.AnyCommand = replace(command, words=text(" "))
    return silent

"""Every act that a person can ask for has a button, a limit or cost, and a sentence about what it means."""

from __future__ import annotations

from typing import get_args

import pytest

from parley.core.order.messages import (
    Accept,
    AcceptOffer,
    AnyMilestoneCommand,
    AnyOfferCommand,
    DeclareContact,
    DeliverAgain,
    Fund,
    MakeOffer,
    NoteOnClause,
    Rate,
    Redeliver,
    RequestRevision,
    SendMessage,
    SendNotice,
    SkipBrief,
    SubmitBrief,
)
from parley.core.parties import Role
from parley.core.specimens import possible_acts
from parley.words.acts import DESCRIPTIONS, LABELS, AnyAct, act_label, act_words
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import deal
from tests.given import delivered
from tests.words.scene import stories, telling

OF_AN_ORDER = (MakeOffer, SendMessage, Rate, *get_args(AnyOfferCommand))
ACTS = {*OF_AN_ORDER, *get_args(AnyMilestoneCommand)}
SOMEBODY = tuple(role for role in Role if role is not Role.CLOCK)
NBSP = "\u00a0"


def small(kind: AnyAct, story: str, viewer: Role) -> str:
    one = stories()[story]
    milestone = one.order.milestones[0] if one.order.milestones else None
    return act_words(kind, one.order, milestone, telling(viewer, one.at)).small.plain.replace(NBSP, " ")


def test_every_act_has_words() -> None:
    assert set(LABELS) == set(DESCRIPTIONS) == ACTS


def test_every_act_that_is_possible_anywhere_can_be_shown() -> None:
    met = set()
    for story in stories().values():
        for role in SOMEBODY:
            for act in possible_acts(story.order, role, story.at):
                met.add(act.kind)
                milestone = story.order.milestone(act.milestone)
                words = act_words(act.kind, story.order, milestone, telling(role, story.at))
                assert words.label[0].isupper(), words
                assert not words.label.endswith("."), words
                assert words.description.plain.endswith("."), words
                assert not words.small.plain.endswith("."), words
                assert not set("{}*") & set(words.label + words.small.plain + words.description.plain), words
    assert met == set(get_args(AnyMilestoneCommand))


def test_acts_of_an_offer_need_no_milestone() -> None:
    story = stories()["offered"]
    for kind in OF_AN_ORDER:
        words = act_words(kind, story.order, None, telling(CLIENT, story.at))
        assert words.label
        assert words.description.plain.endswith(".")
    assert act_words(MakeOffer, None, None, telling(CLIENT, story.at)).label == "Send the offer"


@pytest.mark.parametrize(
    ("kind", "story", "viewer", "said"),
    [
        (Accept, "delivered", CLIENT, "Final. Releases €100.00. You have not opened the files in Parley"),
        (Accept, "opened", CLIENT, "Final. Releases €100.00"),
        (RequestRevision, "delivered", CLIENT, "Round 1 of 2. Defects alone take no round"),
        (RequestRevision, "no_rounds", CLIENT, "No rounds left. Defects and new items can still be asked for"),
        (Redeliver, "revising", FREELANCER, "Round 1 of 2"),
        (Redeliver, "defects", FREELANCER, "Takes no round"),
        (DeliverAgain, "delivered", FREELANCER, "Possible 2 more times. Marc keeps at least 72 hours"),
        (DeliverAgain, "replaced", FREELANCER, "Possible 1 more time. Marc keeps at least 72 hours"),
        (SendNotice, "delivered", FREELANCER, "Opens on Thu 5 Mar; attempts to reach Marc so far: 0 of 2"),
        (SendNotice, "tried_once", FREELANCER, "Attempts to reach Marc so far: 1 of 2"),
        (SendNotice, "tried_twice", FREELANCER, "Leaves 48 hours to answer"),
        (DeclareContact, "delivered", FREELANCER, "Counts once. Messages count by themselves"),
        (DeclareContact, "replaced", FREELANCER, "Noted already. Messages count by themselves"),
        (Fund, "unfunded", CLIENT, "€100.00, held for this milestone"),
        (SubmitBrief, "deposit_waits", CLIENT, "Work begins, and the deposit of €60.00 is released"),
        (SubmitBrief, "funded", CLIENT, "Work begins, due Fri 13 Mar"),
        (SkipBrief, "deposit_waits", FREELANCER, "The deposit waits for the first delivery, due Fri 13 Mar"),
        (AcceptOffer, "offered", CLIENT, "Opens when all 8 clauses are ticked"),
        (NoteOnClause, "offered", CLIENT, "Ana answers with version 2. Your ticks stay on what does not change"),
    ],
)
def test_the_small_line_states_the_limit_or_the_cost(kind: AnyAct, story: str, viewer: Role, said: str) -> None:
    assert small(kind, story, viewer) == said


def test_buttons_are_named_by_their_effect() -> None:
    story = stories()["delivered"]
    words = telling(CLIENT, story.at)
    assert act_label(Accept, story.milestone(), words) == "Accept and release €100.00"
    assert act_label(SendMessage, None, words) == "Send the message"
    unfunded = stories()["unfunded"]
    assert act_label(Fund, unfunded.milestone(), words) == "Fund €100.00"


def test_what_is_released_is_what_is_still_held() -> None:
    """A deposit that was paid out is not released again."""
    story = stories()["brief_skipped"]
    assert act_label(Accept, story.milestone(), telling(CLIENT, story.at)) == "Accept and release €240.00"


def test_all_rounds_and_defects_used_leaves_new_items() -> None:
    story = delivered(deal())
    for wish in (asks.change(), asks.change(), asks.defect(), asks.defect()):
        story = story.when(asks.request(wish)).when(asks.redeliver())
    words = act_words(RequestRevision, story.order, story.milestone(), telling(CLIENT, story.at))
    assert words.small.plain == "No rounds left. New items can still be asked for"

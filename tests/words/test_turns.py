"""Whose turn, what to do, until when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.parties import PARTIES, Role
from parley.words.turns import desk_title, headline, milestone_in_focus, turn_of, turn_words
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import MONDAY, deal
from tests.given import delivered, offered
from tests.words.scene import VIEWERS, stories, telling

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("waits_for", "viewer", "turn", "said"),
    [
        ({CLIENT}, CLIENT, "yours", "Your turn, Marc"),
        ({CLIENT}, FREELANCER, "theirs", "Marc’s turn. You can rest"),
        ({FREELANCER}, FREELANCER, "yours", "Your turn, Ana"),
        ({FREELANCER}, None, "theirs", "Ana’s turn"),
        (PARTIES, CLIENT, "yours", "Your turn, and Ana’s too"),
        (PARTIES, None, "theirs", "Marc’s and Ana’s turn"),
        (set(), CLIENT, "nobody", "Nobody needs to do anything"),
    ],
)
def test_whose_turn_it_is(waits_for: set[Role], viewer: Role | None, turn: str, said: str) -> None:
    assert turn_of(frozenset(waits_for), viewer) == turn
    assert headline(frozenset(waits_for), telling(viewer, MONDAY)) == said


@pytest.mark.parametrize(
    ("story", "viewer", "instruction", "row"),
    [
        ("offered", CLIENT, "Answer Ana’s offer by", "Answer Ana’s offer"),
        ("offered", FREELANCER, "Marc can answer your offer until", "Marc: offer to answer"),
        ("noted", FREELANCER, "Answer the notes on your offer by", "Answer Marc’s notes on your offer"),
        ("noted", CLIENT, "Ana can answer your notes until", "Ana: your notes to answer"),
        ("unfunded", CLIENT, "Fund Moodboard by", "Fund Moodboard"),
        ("unfunded", FREELANCER, "Marc can fund Moodboard until", "Marc: fund Moodboard"),
        ("lapsed", CLIENT, "You can still fund Moodboard until", "Fund Moodboard"),
        ("funded", CLIENT, "Hand over the brief for Moodboard by", "Hand over the brief for Moodboard"),
        ("working", FREELANCER, "Deliver Moodboard by", "Deliver Moodboard"),
        ("working", CLIENT, "Ana delivers Moodboard by", "Ana: deliver Moodboard"),
        (
            "delivered",
            CLIENT,
            "Look at Moodboard, then accept or ask for changes by",
            "Review Ana’s delivery of Moodboard",
        ),
        ("delivered", FREELANCER, "Marc can accept, ask for changes or answer until", "Marc: review Moodboard"),
        ("revising", FREELANCER, "Deliver Moodboard again by", "Deliver Moodboard again"),
        ("noticed", FREELANCER, "Marc can accept, ask for changes or answer until", "Marc: last notice running"),
        ("case_talk", CLIENT, "Say what happened with Moodboard by", "Say what happened with Moodboard"),
        ("case_decision", CLIENT, "A decision about Moodboard is due by", "Moodboard: a decision is due"),
        ("released", CLIENT, "Every milestone has ended. Nothing is left to do.", "Everything is done"),
        ("declined", CLIENT, "The offer was declined. Nobody owes anything.", "The offer was declined"),
    ],
)
def test_next_says_what_to_do(story: str, viewer: Role, instruction: str, row: str) -> None:
    one = stories()[story]
    words = telling(viewer, one.at)
    assert turn_words(one.order, words).instruction.plain == instruction
    assert desk_title(one.order, words) == row


def test_an_instruction_leads_up_to_an_instant_or_is_a_sentence() -> None:
    for story in stories().values():
        for viewer in VIEWERS:
            words = turn_words(story.order, telling(viewer, story.at))
            assert words.instruction.plain.endswith(".") == (words.until is None), words
            assert not set("{}*") & set(words.instruction.plain + words.headline)


def test_each_milestone_can_be_asked_for_by_itself() -> None:
    for story in stories().values():
        for milestone in story.order.milestones:
            for viewer in VIEWERS:
                words = telling(viewer, story.at)
                assert turn_words(story.order, words, milestone.number).instruction
                assert desk_title(story.order, words, milestone.number)


def test_the_due_date_of_work_is_shown_and_not_the_day_it_is_given_up() -> None:
    story = stories()["working"]
    words = turn_words(story.order, telling(FREELANCER, story.at))
    assert words.until == story.milestone().due_at
    assert words.until != story.milestone().ends_at


def test_work_that_is_late_is_said_without_blame() -> None:
    story = stories()["working"]
    due = story.milestone().due_at
    assert due is not None
    late = turn_words(story.order, telling(FREELANCER, due + timedelta(hours=1)))
    assert late.instruction.plain == "Deliver Moodboard. It was due on"


def test_what_waits_for_the_reader_comes_before_what_waits_for_others() -> None:
    story = delivered(deal(2, is_chain=False))
    assert milestone_in_focus(story.order, FREELANCER) == 2
    order = story.when(asks.fund(2)).order
    assert milestone_in_focus(order, CLIENT) == 1
    assert milestone_in_focus(order, FREELANCER) == 2


def test_an_offer_has_no_milestone_in_focus() -> None:
    assert milestone_in_focus(offered().order, CLIENT) is None

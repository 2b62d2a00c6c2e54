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
from tests.words.scene import OUTSIDERS, VIEWERS, stories, telling

MEDIATOR = Role.MEDIATOR
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
        ({MEDIATOR}, CLIENT, "theirs", "The mediator’s turn. You can rest"),
        ({MEDIATOR}, None, "theirs", "The mediator’s turn"),
        ({MEDIATOR}, MEDIATOR, "yours", "Your turn, as the mediator"),
        ({MEDIATOR, CLIENT}, CLIENT, "yours", "Your turn, Marc"),
        ({MEDIATOR, CLIENT}, FREELANCER, "theirs", "Marc’s turn. You can rest"),
        ({Role.BANK}, FREELANCER, "theirs", "The bank’s turn. You can rest"),
        ({Role.BANK}, Role.OPERATOR, "theirs", "The bank’s turn"),
        (PARTIES, MEDIATOR, "theirs", "Marc’s and Ana’s turn"),
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
        ("released", CLIENT, "Every milestone has ended. You can write a review until", "Everything is done"),
        ("rated", CLIENT, "Every milestone has ended. Nothing is left to do.", "Everything is done"),
        ("void", CLIENT, "Every milestone has ended. Nothing is left to do.", "Everything is done"),
        ("released", None, "Every milestone has ended. Nothing is left to do.", "Everything is done"),
        (
            "bank_after_the_end",
            CLIENT,
            "Every milestone has ended. The bank looks at a payment again and should answer by",
            "Done, and a payment is with the bank",
        ),
        ("paused_at_work", FREELANCER, "You paused Moodboard. It goes on when you say so, or on", "Moodboard: paused"),
        ("paused_at_work", CLIENT, "Ana paused Moodboard. It goes on at the latest on", "Moodboard: paused"),
        (
            "at_bank",
            CLIENT,
            "The bank looks at the payment for Moodboard and should answer by",
            "Moodboard: with the bank",
        ),
        (
            "bank_silent",
            CLIENT,
            "The bank looks at the payment for Moodboard. Its answer was due on",
            "Moodboard: with the bank",
        ),
        (
            "claimed",
            CLIENT,
            "Last notice: answer the claim for the delivered part of Moodboard by",
            "Answer the claim for a part of Moodboard",
        ),
        (
            "claimed",
            FREELANCER,
            "Marc can answer the claim for the delivered part of Moodboard until",
            "Marc: claim for a part running",
        ),
        ("case_opened", CLIENT, "There is time to talk about Moodboard until", "Moodboard: in the resolution room"),
        ("case_opened", FREELANCER, "Say what happened with Moodboard by", "Say what happened with Moodboard"),
        ("case_sealed", CLIENT, "Seal an offer for Moodboard by", "Seal an offer for Moodboard"),
        ("case_sealed", None, "Both can seal an offer for Moodboard until", "Moodboard: sealed offers"),
        ("one_bid", CLIENT, "Ana can seal an offer for Moodboard until", "Moodboard: sealed offers"),
        ("one_bid", FREELANCER, "Seal an offer for Moodboard by", "Seal an offer for Moodboard"),
        (
            "case_mediation",
            CLIENT,
            "The mediator can propose a division of Moodboard until",
            "Moodboard: in mediation",
        ),
        (
            "case_mediation",
            MEDIATOR,
            "Propose a division of Moodboard, where it helps, by",
            "Propose a division of Moodboard",
        ),
        (
            "suggestion_half_way",
            FREELANCER,
            "Answer the mediator’s proposal for Moodboard by",
            "Answer the mediator’s proposal for Moodboard",
        ),
        (
            "suggestion_half_way",
            CLIENT,
            "Ana can answer the mediator’s proposal for Moodboard until",
            "Moodboard: in mediation",
        ),
        ("case_decision", MEDIATOR, "Decide about Moodboard, with reasons, by", "Decide about Moodboard"),
        (
            "decided",
            FREELANCER,
            "You can appeal against the decision about Moodboard until",
            "Moodboard: decided, open to appeal",
        ),
        ("appealed", CLIENT, "Another mediator decides the appeal about Moodboard by", "Moodboard: in appeal"),
        (
            "appealed",
            MEDIATOR,
            "Decide the appeal about Moodboard, as another mediator, by",
            "Decide the appeal about Moodboard",
        ),
        (
            "settlement_offered",
            CLIENT,
            "Answer the offer to settle Moodboard by",
            "Answer the offer to settle Moodboard",
        ),
        (
            "extra_offered",
            CLIENT,
            "Answer the offer of extra work beside Moodboard by",
            "Answer the offer of extra work beside Moodboard",
        ),
        (
            "wish_after_the_end",
            FREELANCER,
            "Name a price for extra work beside Moodboard, or say no, by",
            "Name a price for extra work beside Moodboard",
        ),
        (
            "wish_after_the_end",
            CLIENT,
            "Ana can answer the proposal for Moodboard until",
            "Moodboard: a proposal is open",
        ),
        (
            "support_asked",
            MEDIATOR,
            "Write to Marc about Moodboard. Whoever does cannot decide a case of this order later.",
            "Write for support about Moodboard",
        ),
        ("declined", CLIENT, "The offer was declined. Nobody owes anything.", "The offer was declined"),
    ],
)
def test_next_says_what_to_do(story: str, viewer: Role | None, instruction: str, row: str) -> None:
    one = stories()[story]
    words = telling(viewer, one.at)
    assert turn_words(one.order, words).instruction.plain == instruction
    assert desk_title(one.order, words) == row


def test_an_instruction_leads_up_to_an_instant_or_is_a_sentence() -> None:
    for story in stories().values():
        for viewer in {*VIEWERS, *OUTSIDERS}:
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


def test_the_bank_is_waited_for_until_the_date_it_named() -> None:
    story = stories()["at_bank"]
    chargeback = story.milestone().chargeback
    assert chargeback is not None
    assert turn_words(story.order, telling(CLIENT, story.at)).until == chargeback.answer_by


def test_what_ended_and_is_disputed_again_says_so_by_itself() -> None:
    story = stories()["bank_after_the_end"]
    words = turn_words(story.order, telling(CLIENT, story.at), 1)
    assert words.instruction.plain == "Moodboard has ended, and the bank looks at its payment again."
    reversed_one = stories()["reversed"]
    words = turn_words(reversed_one.order, telling(CLIENT, reversed_one.at), 1)
    assert words.instruction.plain == "Moodboard ended, and the bank took its payment back."


def test_a_disputed_payment_that_the_bank_is_late_with_says_so_without_blame() -> None:
    story = stories()["bank_after_the_end"]
    late = turn_words(story.order, telling(CLIENT, story.at + timedelta(days=30)))
    assert late.instruction.plain.endswith("The bank looks at a payment again. Its answer was due on")


def test_a_review_can_be_written_until_its_time_is_over() -> None:
    story = stories()["released"]
    until = turn_words(story.order, telling(FREELANCER, story.at)).until
    assert until is not None
    over = turn_words(story.order, telling(FREELANCER, until + timedelta(seconds=1)))
    assert (over.instruction.plain, over.until) == ("Every milestone has ended. Nothing is left to do.", None)

"""An open proposal: who asks for what, what a yes and a no bring, what silence counts as."""

from __future__ import annotations

import pytest

from parley.core.foresight import Foreseen, if_nobody_moves
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    AskClient,
    CancelLate,
    ProposeExtension,
    Resign,
    Stop,
    WithdrawProposal,
)
from parley.core.order.state import ProposalKind
from parley.core.parties import Role
from parley.words.acts import AnyAct, act_words
from parley.words.deadlines import default_in_short, default_sentence
from parley.words.proposals import ProposalWords, oldest_proposal, proposal_words
from parley.words.silence_roads import silence_road
from parley.words.turns import desk_title, turn_words
from tests.asks import CLIENT, FREELANCER
from tests.words.scene import VIEWERS, stories, telling

NBSP = "\u00a0"


def words(story: str, viewer: Role | None) -> ProposalWords:
    one = stories()[story]
    (proposal,) = one.milestone().proposals
    return proposal_words(proposal, one.order, one.milestone(), telling(viewer, one.at))


def lines(told: ProposalWords) -> list[str]:
    return [
        line.plain.replace(NBSP, " ") for line in (told.title, told.said, told.yes, told.no, told.silence) if line.plain
    ]


@pytest.mark.parametrize(
    ("story", "viewer", "said"),
    [
        (
            "more_time",
            CLIENT,
            [
                "Ana asks for more time: until Sun 15 Mar, 18:00",
                "Proposed on Mon 2 Mar, 10:03",
                "The due date moves to Sun 15 Mar, 18:00",
                "The due date stays Fri 13 Mar, 18:00",
                "After Wed 4 Mar, 10:03 silence counts as yes",
            ],
        ),
        (
            "refund_wished",
            FREELANCER,
            [
                "Marc asks for €30.00 back",
                "Proposed on Mon 2 Mar, 10:04",
                "Marc gets €30.00 back, and €70.00 stays held",
                "All of €100.00 stays held",
                "After Wed 4 Mar, 10:04 silence counts as no",
            ],
        ),
        (
            "end_proposed",
            FREELANCER,
            [
                "Marc proposes to end Moodboard: you keep €40.00",
                "Proposed on Mon 2 Mar, 10:03",
                "It ends: you keep €40.00 less the fee of €2.00, and Marc gets €60.00 back",
                "Everything stays as agreed",
                "After Wed 4 Mar, 10:03 silence counts as no",
            ],
        ),
        (
            "wish",
            FREELANCER,
            [
                "Marc asks for a price for extra work beside Moodboard",
                "Proposed on Mon 2 Mar, 10:03",
                "You name a price, and nothing is agreed by it yet",
                "Nothing is added, and everything stays as agreed",
                "After Wed 4 Mar, 10:03 silence counts as no",
            ],
        ),
        (
            "extra_offered",
            CLIENT,
            [
                "Ana offers extra work beside Moodboard for €30.00",
                "Proposed on Mon 2 Mar, 10:03",
                "It becomes a milestone of its own, which you fund with €30.00 before work begins",
                "Nothing is added, and everything stays as agreed",
                "After Wed 4 Mar, 10:03 silence counts as no",
            ],
        ),
        (
            "settlement_by_client",
            FREELANCER,
            [
                "Marc offers to settle: €20.00 of the hold goes to you",
                "Proposed on Mon 2 Mar, 10:05",
                "The case is settled: you get €20.00 less the fee of €1.00, and Marc gets €80.00 back",
                "The case goes on",
                "After Wed 4 Mar, 10:05 silence counts as no",
            ],
        ),
    ],
)
def test_each_answer_says_what_it_brings(story: str, viewer: Role, said: list[str]) -> None:
    assert lines(words(story, viewer)) == said


def test_the_fee_is_told_to_the_freelancer_alone() -> None:
    assert words("end_proposed", CLIENT).yes.plain == "It ends: €60.00 comes back to you, and Ana keeps €40.00"
    assert words("end_without_fee", FREELANCER).yes.plain == "It ends: you keep €40.00, and Marc gets €60.00 back"
    settled = "The case is settled: you get €70.00, and Marc gets €30.00 back"
    assert words("settled_without_fee", FREELANCER).yes.plain == settled
    assert words("extra_free", CLIENT).yes.plain == "It becomes a milestone of its own, and work on it begins"


def test_every_open_proposal_is_told_to_everybody() -> None:
    met = set()
    for story in stories().values():
        for milestone in story.order.milestones:
            for proposal in milestone.proposals:
                for viewer in VIEWERS:
                    met.add((proposal.kind, proposal.by, proposal.silence_is_yes))
                    told = proposal_words(proposal, story.order, milestone, telling(viewer, story.at))
                    assert all(line[0].isupper() and line[-1] not in ".," for line in lines(told)), told
                    assert not set("{}*") & set("".join(lines(told))), told
                    if viewer is None:
                        assert not {"you", "your"} & set(" ".join(lines(told)).casefold().replace(",", " ").split())
    assert {(kind, by) for kind, by, _ in met} == {
        (ProposalKind.EXTENSION, FREELANCER),
        (ProposalKind.REFUND, CLIENT),
        (ProposalKind.REFUND, FREELANCER),
        (ProposalKind.CANCEL, CLIENT),
        (ProposalKind.CANCEL, FREELANCER),
        (ProposalKind.WISH, CLIENT),
        (ProposalKind.EXTRA, FREELANCER),
        (ProposalKind.SPLIT, CLIENT),
        (ProposalKind.SPLIT, FREELANCER),
    }
    assert {kind for kind, _, by_silence in met if by_silence} == {ProposalKind.EXTENSION}


def test_keeping_nothing_is_told_as_nothing() -> None:
    assert words("end_for_nothing", CLIENT).yes.plain == "It ends: €100.00 comes back to you, and Ana keeps €0.00"
    said = "The case is settled: €100.00 comes back to you, and Ana gets €0.00"
    assert words("settlement_of_nothing", CLIENT).yes.plain == said


def test_the_oldest_is_answered_first() -> None:
    milestone = stories()["more_time"].milestone()
    assert oldest_proposal(milestone, CLIENT) is None
    assert oldest_proposal(milestone, FREELANCER) is milestone.proposals[0]


@pytest.mark.parametrize(
    ("kind", "story", "viewer", "said"),
    [
        (Stop, "working", CLIENT, "Ana keeps €25.00 of €100.00"),
        (Stop, "unfunded", CLIENT, "Nothing is held yet, so nothing is owed"),
        (Stop, "no_kill_fee", CLIENT, "No kill fee was agreed, so it ends by consent alone"),
        (CancelLate, "working", CLIENT, "From Sat 14 Mar, 18:00"),
        (CancelLate, "late", CLIENT, "All of €100.00 comes back to you"),
        (CancelLate, "more_time_late", CLIENT, "Opens when more time is declined"),
        (Resign, "working", FREELANCER, "Nothing delivered: all of it goes back"),
        (Resign, "revising", FREELANCER, "Something is delivered, so the hold stays until it is settled"),
        (AskClient, "working", FREELANCER, "1 of 2 questions. The due date moves with the answer"),
        (AskClient, "asked", FREELANCER, "A question waits for its answer already"),
        (AskClient, "asked_twice", FREELANCER, "Used 2 of 2 times"),
        (ProposeExtension, "working", FREELANCER, "Once. Up to 3 days: silence counts as yes"),
        (ProposeExtension, "more_time_declined", FREELANCER, "Asked once already: silence counts as no"),
        (ProposeExtension, "more_time_granted", FREELANCER, "Granted once already"),
        (ProposeExtension, "late", FREELANCER, "Possible before the due date alone"),
        (WithdrawProposal, "more_time", FREELANCER, "You ask for more time: until Sun 15 Mar, 18:00"),
    ],
)
def test_the_small_line_of_each_way_to_end_or_to_change(kind: AnyAct, story: str, viewer: Role, said: str) -> None:
    one = stories()[story]
    small = act_words(kind, one.order, one.milestone(), telling(viewer, one.at)).small
    assert small.plain.replace(NBSP, " ") == said


def test_what_becomes_of_the_work_is_said_before_the_end_of_a_proposal() -> None:
    story = stories()["more_time"]
    road, told = if_nobody_moves(story.order), telling(CLIENT, story.at)
    assert road[0].deadline is DeadlineKind.PROPOSAL_ENDS
    assert "Moodboard ends, and the" in default_sentence(story.order, road, told).plain
    assert default_in_short(road, told).plain == "it ends, and the money goes back to you"
    stop = silence_road(story.order, road, told, 1)[1]
    said = f"{stop.title}. {stop.detail.plain}".replace(NBSP, " ")
    assert said == "Silence answers the proposal. It is a yes: due Sun 15 Mar, 18:00"


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        ("more_time", "on Wed 4 Mar silence counts as yes, and Moodboard is due on Sun 15 Mar, 18:00 then."),
        ("much_time", "on Wed 4 Mar silence counts as no to the proposal for Moodboard."),
    ],
)
def test_the_end_of_a_proposal_alone_has_a_sentence(story: str, sentence: str) -> None:
    one = stories()[story]
    stops: list[Foreseen] = [stop for stop in if_nobody_moves(one.order) if stop.deadline is DeadlineKind.PROPOSAL_ENDS]
    assert default_sentence(one.order, stops, telling(CLIENT, one.at)).plain.replace(NBSP, " ") == sentence


@pytest.mark.parametrize(
    ("story", "viewer", "instruction", "row"),
    [
        (
            "asked",
            CLIENT,
            "Answer the question about Moodboard. The due date moves until then.",
            "Answer the question about Moodboard",
        ),
        ("asked", FREELANCER, "Deliver Moodboard by", "Deliver Moodboard"),
        ("more_time", CLIENT, "Answer the proposal for Moodboard by", "Answer the proposal for Moodboard"),
        ("clarify", CLIENT, "Say what your request for Moodboard means by", "Answer the question about Moodboard"),
        (
            "clarify",
            FREELANCER,
            "Marc can say what the request for Moodboard means until",
            "Marc: question about Moodboard",
        ),
    ],
)
def test_what_is_to_be_answered_is_said(story: str, viewer: Role, instruction: str, row: str) -> None:
    one = stories()[story]
    told = telling(viewer, one.at)
    assert turn_words(one.order, told).instruction.plain == instruction
    assert desk_title(one.order, told) == row
    assert turn_words(one.order, told).turn == ("theirs" if (story, viewer) == ("clarify", FREELANCER) else "yours")

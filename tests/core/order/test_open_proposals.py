"""What holds for every proposal: silence, answers, budgets, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.foresight import preview
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    MessageSent,
    NoticeSent,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    Released,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    Ask,
    accept,
    accept_proposal,
    answer_question,
    ask_client,
    asked_by,
    decline_proposal,
    message,
    propose_cancel,
    propose_extension,
    propose_refund,
    resign,
    stop,
    withdraw_proposal,
)
from tests.deals import BERLIN, deal, eur, said
from tests.given import Story, delivered, in_stage, revising, working

MINUTE = timedelta(minutes=1)
UNDER_WAY = (Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED)
FRIDAY, MONDAY, TUESDAY = date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 17)


def due_of(story: Story) -> datetime:
    due_at = story.milestone().due_at
    assert due_at is not None
    return due_at


def clocks(milestone: Milestone) -> tuple[object, ...]:
    return milestone.stage, milestone.since, milestone.due_at, milestone.ends_at, milestone.nudges


def windows(story: Story) -> list[tuple[DeadlineKind, datetime]]:
    """What the clock does to the milestone, proposals left out."""
    return [(one.kind, one.at) for one in deadlines_for(story.order) if one.kind is not DeadlineKind.PROPOSAL_ENDS]


def without_proposals(milestone: Milestone) -> Milestone:
    return replace(milestone, proposals=(), proposals_made=0, extensions_asked=0, client_acted_at=None, contacts=())


# Any proposal

MAKE = [propose_extension(9), propose_refund(eur(5_00)), propose_cancel(eur(50_00), FREELANCER)]
IDS = ["more time", "a part back", "an end"]


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_silence_is_a_no(make: Ask) -> None:
    before = working()
    made = before.when(make)
    made.waits(hours=47, minutes=59).then()
    lapsed = made.waits(hours=48).then(ProposalLapsed)
    assert without_proposals(lapsed.milestone()) == without_proposals(before.milestone())


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_a_no_changes_nothing(make: Ask) -> None:
    before = working()
    made = before.when(make)
    declined = made.when(decline_proposal(words="Not now")).then(ProposalDeclined)
    assert declined.the(ProposalDeclined).reason == said("Not now")
    assert without_proposals(declined.milestone()) == without_proposals(before.milestone())
    withdrawn = made.when(withdraw_proposal()).then(ProposalWithdrawn)
    assert without_proposals(withdrawn.milestone()) == without_proposals(before.milestone())
    for over in (declined, withdrawn):
        for ask in (accept_proposal(proposal=1), decline_proposal(proposal=1), withdraw_proposal(proposal=1)):
            over.when(ask).then(Code.NO_PROPOSAL)
        over.waits(hours=48).then()


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_only_the_other_side_answers_and_only_its_own_side_withdraws(make: Ask) -> None:
    made = working().when(make)
    made.when(accept_proposal(FREELANCER)).then(Code.PROPOSAL_YOURS)
    made.when(decline_proposal(FREELANCER)).then(Code.PROPOSAL_YOURS)
    made.when(withdraw_proposal(CLIENT)).then(Code.NOT_YOUR_ACT)
    made.when(accept_proposal(CLOCK)).then(Code.NOT_YOUR_ACT)
    for number in (0, 2, -1):
        made.when(accept_proposal(proposal=number)).then(Code.NO_PROPOSAL)


@pytest.mark.parametrize("make", MAKE, ids=IDS)
def test_one_of_a_kind_is_open_at_a_time(make: Ask) -> None:
    made = working().when(make)
    made.when(make).then(Code.PROPOSAL_OPEN)
    if make is not MAKE[0]:
        made.when(asked_by(CLIENT, make)).then(Code.PROPOSAL_OPEN)
        made.when(decline_proposal()).when(asked_by(CLIENT, make)).then(ProposalMade)


def test_all_kinds_may_be_open_and_each_ends_for_itself() -> None:
    story = working()
    for make in MAKE:
        story = story.when(make, hours=1)
    assert [one.number for one in story.milestone().proposals] == [1, 2, 3]
    story = story.when(decline_proposal(proposal=2))
    assert [one.number for one in story.milestone().proposals] == [1, 3]
    lapsed = story.waits(hours=48).then(ProposalLapsed, ProposalLapsed)
    assert [event.proposal for event in lapsed.brought if isinstance(event, ProposalLapsed)] == [1, 3]
    assert lapsed.when(propose_refund(eur(1))).the(ProposalMade).proposal.number == 4


def test_a_number_is_never_used_twice() -> None:
    """An answer that was written to the first must not meet the second."""
    page = accept_proposal(proposal=1)
    story = working().when(propose_cancel(eur(90_00), FREELANCER)).when(withdraw_proposal())
    story.when(propose_cancel(eur(10_00), FREELANCER)).when(page).then(Code.NO_PROPOSAL)


def test_whoever_has_a_proposal_to_answer_has_the_turn() -> None:
    assert turns(working().when(propose_refund(eur(5_00))).order) == {CLIENT, FREELANCER}
    assert turns(delivered().when(propose_refund(eur(5_00), CLIENT)).order) == {CLIENT, FREELANCER}


@pytest.mark.parametrize("ask", [propose_refund(eur(5_00), words=" "), propose_cancel(eur(5_00), words=" ")])
def test_a_proposal_has_a_reason(ask: Ask) -> None:
    working().when(ask).then(Code.TEXT_MISSING)


def test_a_case_leaves_all_proposals_behind() -> None:
    story = revising().when(propose_refund(eur(5_00))).when(propose_cancel(eur(50_00))).when(propose_extension(4))
    for case in (story.when(resign()), story.waits(days=30)):
        assert case.stage() in (Stage.CASE_TALK, Stage.CASE_DECISION)
        assert case.milestone().proposals == ()
        case.when(accept_proposal(proposal=1)).then(Code.NO_PROPOSAL)


def test_a_milestone_that_ends_leaves_all_proposals_behind() -> None:
    working_on = working().when(propose_refund(eur(5_00))).when(propose_extension(2))
    waiting = delivered().when(propose_cancel(eur(50_00)))
    for ended in (working_on.when(stop()), working_on.when(resign()), waiting.when(accept())):
        assert ended.milestone().has_ended
        assert ended.milestone().proposals == ()
        assert DeadlineKind.PROPOSAL_ENDS not in [one.kind for one in deadlines_for(ended.order)]
        none_now = Code.NO_PROPOSAL if ended.stage() is Stage.RELEASED else Code.NOT_NOW
        ended.when(accept_proposal(proposal=1)).then(none_now)


@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", UNDER_WAY)
def test_a_proposal_stops_no_clock_and_makes_no_page_stale(stage: Stage, role: Role) -> None:
    before = in_stage(stage)
    made = before.when(propose_refund(eur(5_00), role)).when(propose_cancel(eur(50_00), role))
    assert windows(made) == windows(before)
    assert (clocks(made.milestone()), made.milestone().version) == (
        clocks(before.milestone()),
        before.milestone().version,
    )
    assert made.waits_for_the_end().stage() is before.waits_for_the_end().stage()
    assert made.waits_for_the_end().books() == before.waits_for_the_end().books()


def test_a_proposal_is_not_the_one_reply_to_a_notice() -> None:
    noticed = in_stage(Stage.NOTICED)
    proposed = noticed.when(propose_cancel(eur(50_00))).then(ProposalMade).stands(Stage.NOTICED)
    assert not proposed.milestone().replied
    assert proposed.when(message(CLIENT)).stage() is Stage.DELIVERED


def test_a_message_answers_no_proposal() -> None:
    made = working().when(propose_extension(9))
    written = made.when(message(CLIENT, "Fine with me")).then(MessageSent)
    assert written.milestone().proposals == made.milestone().proposals


@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
def test_somebody_who_proposes_all_day_puts_nothing_off(role: Role) -> None:
    story = delivered()
    ends_at = story.milestone().ends_at
    assert ends_at is not None
    while story.at < ends_at - timedelta(hours=12):
        story = story.when(propose_cancel(eur(50_00), role), hours=11).when(withdraw_proposal(role))
    assert NoticeSent in [type(event) for event in story.waits(until=ends_at).brought]
    late = working()
    abandoned_at = late.milestone().ends_at
    assert abandoned_at is not None
    while late.at < abandoned_at - timedelta(hours=12):
        late = late.when(propose_refund(eur(1), role), hours=11).when(withdraw_proposal(role))
    assert late.waits(until=abandoned_at).stage() is Stage.REFUNDED


def test_a_client_who_grants_everything_cannot_be_made_to_wait_for_ever() -> None:
    """More time once, two answers that took for ever, one clarification: then the case comes all the same."""
    story = working().when(propose_extension(60)).when(accept_proposal())
    for _ in range(2):
        story = story.when(ask_client()).when(answer_question(), days=10)
    longest = due_of(story)
    for ask, code in ((propose_extension(2), Code.EXTENSIONS_USED), (ask_client(), Code.QUESTIONS_USED)):
        story.when(ask).then(code)
    assert longest <= due_of(working()) + timedelta(days=60 + 7 + 7)
    assert story.waits_for_the_end().at == BERLIN.after_days(longest, 14)


@pytest.mark.parametrize(
    ("story", "ask"),
    [
        (working().when(propose_extension(9)), accept_proposal()),
        (delivered(deal(price=99_99, deposit=33_33)).when(propose_refund(eur(11_11))), accept_proposal()),
        (working(deal(2, price=99_99, deposit=33_33)).when(propose_cancel(eur(50_00))), accept_proposal(FREELANCER)),
    ],
    ids=IDS,
)
def test_what_a_yes_would_do_is_what_it_does(story: Story, ask: Ask) -> None:
    command = ask(story.order)
    seen = preview(story.order, command, story.at)
    done = story.when(lambda _: command, at=story.at)
    assert (seen.after, seen.events, seen.refusal) == (done.order, done.brought, None)
    assert seen.movement.client_gets_back.amount_minor == done.books()["client"] - story.books()["client"]


def test_a_release_by_silence_after_a_part_went_back_is_a_release() -> None:
    story = delivered().when(propose_refund(eur(20_00))).when(accept_proposal()).waits_for_the_end()
    released = next(event for event in story.history if isinstance(event, Released))
    assert (released.to_freelancer, released.fee, released.cause) == (eur(76_00), eur(4_00), "silence")

"""Life intervenes: the clocks stand still for a while, for a reason that stays private, and nobody can do it twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    Accepted,
    CaseOpened,
    Delivered,
    ItemsAccepted,
    Paused,
    ProposalAccepted,
    ProposalLapsed,
    Redelivered,
    Refunded,
    Released,
    Resigned,
    Resumed,
    Split,
    Stopped,
    Voided,
)
from parley.core.order.records import PauseReason
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_items,
    accept_proposal,
    answer_question,
    ask_client,
    asked_by,
    brief,
    cancel_before_work,
    deliver,
    fund,
    message,
    on_page,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    resign,
    stop,
)
from tests.asks_aside import deliver_part, lift, pause
from tests.asks_of_cases import open_case
from tests.core.order.test_stopping import due_of
from tests.deals import BERLIN, deal, eur, said
from tests.given import agreed, delivered, in_stage, revising, working

CALLED_OFF = {Stage.NOTICED: Stage.DELIVERED, Stage.MARKED: Stage.DELIVERED, Stage.CLAIMED: Stage.WORKING}
PAUSABLE = (Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, *CALLED_OFF)


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", PAUSABLE)
def test_either_side_can_pause_and_only_the_end_of_the_pause_is_armed(stage: Stage, by: Role) -> None:
    before = in_stage(stage)
    paused = before.when(pause(by)).then(Paused).stands(Stage.PAUSED)
    assert paused.the(Paused).ends_at == BERLIN.after_days(paused.at, 14)
    assert [one.kind for one in deadlines_for(paused.order)] == [DeadlineKind.PAUSE_ENDS]
    assert turns(paused.order) == frozenset()
    assert paused.books() == before.books()


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (*PAUSABLE, Stage.LOCKED)])
def test_where_there_is_nothing_to_pause(stage: Stage) -> None:
    in_stage(stage).refuses(pause(FREELANCER), Code.NOT_NOW)


def test_the_reason_is_a_kind_and_the_words_are_never_in_the_order() -> None:
    paused = working().when(pause(FREELANCER, words="Chemotherapy from Monday"))
    assert paused.the(Paused).reason is PauseReason.BEREAVEMENT
    assert paused.the(Paused).words == said("Chemotherapy from Monday")
    assert "Chemo" not in repr(paused.order) + repr(paused.brought)
    working().refuses(pause(words=" "), Code.TEXT_MISSING)


def test_each_side_has_one_pause() -> None:
    story = working().when(pause(CLIENT)).when(lift(CLIENT))
    story.refuses(pause(CLIENT), Code.PAUSE_USED)
    again = story.when(pause(FREELANCER)).when(lift(FREELANCER))
    again.refuses(pause(FREELANCER), Code.PAUSE_USED)
    working().when(pause(CLIENT)).refuses(pause(FREELANCER), Code.NOT_NOW)


def test_strangers_and_stale_pages() -> None:
    for role in (Role.MEDIATOR, Role.BANK, Role.OPERATOR, Role.CLOCK):
        working().refuses(asked_by(role, pause()), Code.NOT_YOUR_ACT)
    working().refuses(on_page(0, pause()), Code.PAGE_STALE)
    working().when(pause(CLIENT)).refuses(lift(FREELANCER), Code.PAUSE_YOURS)
    working().refuses(lift(CLIENT), Code.NOT_NOW)


# Back


@pytest.mark.parametrize("how", ["lifted", "pause_ended"])
@pytest.mark.parametrize("stage", [one for one in PAUSABLE if one not in CALLED_OFF])
def test_what_stood_still_goes_on_with_what_remained(stage: Stage, how: str) -> None:
    before = in_stage(stage)
    ends_at = before.milestone().ends_at
    assert ends_at is not None
    paused = before.when(pause(CLIENT))
    later = paused.when(lift(CLIENT), days=3) if how == "lifted" else paused.goes_to(stage)
    resumed = later.then(Resumed).the(Resumed)
    assert (resumed.stage, resumed.cause) == (stage, how)
    assert later.milestone().ends_at == ends_at + (later.at - paused.at)
    assert (later.milestone().back, later.milestone().pause) == (None, None)


@pytest.mark.parametrize("stage", sorted(CALLED_OFF, key=str))
def test_nobody_comes_back_to_find_the_last_hours_running(stage: Stage) -> None:
    back = in_stage(stage).when(pause(CLIENT)).when(lift(CLIENT), days=2)
    assert back.stage() is CALLED_OFF[stage]
    ends_at = back.milestone().ends_at
    assert ends_at is not None
    if stage is not Stage.CLAIMED:
        assert ends_at == back.at + timedelta(hours=72)
    assert ends_at - back.at >= timedelta(hours=72)


def test_work_is_due_so_much_later_as_it_stood_still() -> None:
    story = working()
    due = due_of(story)
    paused = story.when(pause(FREELANCER))
    back = paused.when(lift(FREELANCER), days=5)
    assert due_of(back) == due + (back.at - paused.at)
    on_time = back.when(deliver(), at=due_of(back))
    assert on_time.milestone().delivered_in_time is True


def test_what_was_late_before_the_pause_is_as_late_after_it() -> None:
    story = working()
    late = story.waits(until=due_of(story) + timedelta(days=1))
    back = late.when(pause(FREELANCER)).when(lift(FREELANCER), days=5)
    assert due_of(back) == due_of(story)
    assert back.when(deliver()).milestone().delivered_in_time is False


def test_a_question_is_not_answered_for_the_time_it_stood_still() -> None:
    """Asked, a day later paused for ten days, answered a day after that: two days were waited for."""
    asked = working().when(ask_client())
    paused = asked.when(pause(CLIENT), days=1)
    paused.refuses(answer_question(), Code.NOT_NOW)
    back = paused.when(lift(CLIENT), days=10)
    due = due_of(back)
    answered = back.when(answer_question(), days=1)
    assert due_of(answered) == due + timedelta(days=2)


def test_delivering_ends_the_pause_and_gives_the_client_all_the_time_to_look() -> None:
    for by in (CLIENT, FREELANCER):
        done = working().when(pause(by)).when(deliver(), days=2).then(Delivered).stands(Stage.DELIVERED)
        assert done.milestone().ends_at == BERLIN.after_days(done.at, 7)
        assert (done.milestone().back, done.milestone().pause) == (None, None)
    again = revising().when(pause(CLIENT)).when(redeliver(), days=2).then(Redelivered).stands(Stage.DELIVERED)
    assert again.milestone().request is None
    delivered().when(pause()).refuses(deliver(), Code.NOT_NOW)
    in_stage(Stage.FUNDED).when(pause()).refuses(deliver(), Code.NOT_NOW)
    working().when(pause()).refuses(redeliver(done=[]), Code.NOT_NOW)


def test_delivered_in_a_pause_is_in_time_where_the_pause_had_moved_the_date() -> None:
    story = working()
    due = due_of(story)
    paused = story.when(pause(FREELANCER), at=due - timedelta(hours=1))
    assert paused.when(deliver(), days=9).milestone().delivered_in_time is True


def test_what_can_be_done_in_a_pause() -> None:
    paused = delivered().when(pause(CLIENT))
    paused.when(accept_items(1)).then(ItemsAccepted).stands(Stage.PAUSED)
    accepted = paused.when(accept()).then(Accepted, Released).stands(Stage.RELEASED)
    assert accepted.books() == {"client": -100_00, "pending": 95_00, "fee": 5_00}
    paused.when(message(CLIENT)).stands(Stage.PAUSED)
    cancelled = paused.when(propose_cancel(eur(50_00))).when(accept_proposal(FREELANCER)).then(ProposalAccepted, Split)
    cancelled.stands(Stage.SPLIT)
    back = paused.when(propose_refund(eur(10_00), CLIENT)).when(accept_proposal(FREELANCER))
    assert (back.stage(), back.milestone().held) == (Stage.PAUSED, eur(90_00))
    working().when(pause()).refuses(accept(), Code.NOTHING_DELIVERED)
    working().when(pause()).refuses(deliver_part(), Code.NOT_NOW)
    paused.refuses(open_case(), Code.NOT_NOW)
    in_stage(Stage.FUNDED).when(pause()).refuses(cancel_before_work(), Code.NOT_NOW)


def test_a_proposals_clock_is_not_stopped_and_more_time_is_asked_for_anew() -> None:
    story = working().when(propose_refund(eur(5_00))).when(propose_extension(2))
    paused = story.when(pause(FREELANCER))
    assert len(paused.milestone().proposals) == 1
    paused.waits(hours=48).then(ProposalLapsed).stands(Stage.PAUSED)


def test_a_pause_of_waiting_for_the_brief_leaves_the_brief_to_come() -> None:
    back = in_stage(Stage.FUNDED).when(pause(CLIENT)).when(lift(CLIENT), days=13)
    assert back.when(brief()).stage() is Stage.WORKING


# Too long


@pytest.mark.parametrize("stage", [Stage.FUNDED, Stage.WORKING])
def test_after_five_business_days_of_the_freelancers_pause_the_client_may_go_without_a_fee(stage: Stage) -> None:
    the = deal(2, asks_brief=stage is Stage.FUNDED)
    begun = working(the) if stage is Stage.WORKING else agreed(the).when(fund())
    paused = begun.when(pause(FREELANCER))
    day = BERLIN.after_business_days(paused.at, 5)
    paused.refuses(stop(), Code.PAUSE_SHORT, at=day - timedelta(seconds=1))
    stopped = paused.when(stop(), at=day).then(Stopped, Split, Voided).stands(Stage.REFUNDED, Stage.VOID)
    assert stopped.books() == {}
    assert stopped.milestone().cause == "stopped_in_pause"
    assert stopped.the(Stopped).kill_fee == eur(0)


def test_even_then_a_part_is_paid_for_and_a_deposit_stays() -> None:
    story = working(deal(items=2, deposit=20_00)).when(deliver_part(2)).when(pause(FREELANCER))
    stopped = story.when(stop(), days=8).stands(Stage.SPLIT)
    # Two thirds of 100.00 are 66.67, of which 20.00 were paid: 46.67 less 2.33.
    assert stopped.books() == {"client": -66_67, "pending": 63_34, "fee": 3_33}
    with_deposit = working(deal(deposit=20_00)).when(pause(FREELANCER)).when(stop(), days=8).stands(Stage.SPLIT)
    assert with_deposit.books() == {"client": -20_00, "pending": 19_00, "fee": 1_00}


def test_the_clients_own_pause_is_no_reason_to_stop_and_a_delivery_no_thing_to_stop() -> None:
    working().when(pause(CLIENT)).refuses(stop(), Code.NOT_NOW, days=10)
    for stage in (Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY):
        in_stage(stage).when(pause(FREELANCER)).refuses(stop(), Code.NOT_NOW, days=10)


def test_who_paused_for_so_long_may_step_down_and_it_counts_against_nobody() -> None:
    paused = working(deal(deposit=20_00)).when(pause(FREELANCER))
    paused.refuses(resign(), Code.PAUSE_SHORT, days=4)
    gone = paused.when(resign(), days=8).then(Resigned, Refunded).stands(Stage.REFUNDED)
    assert gone.books() == {}
    assert gone.milestone().cause == "resigned_in_pause"
    with_part = working(deal(items=2)).when(deliver_part(1)).when(pause(FREELANCER))
    case = with_part.when(resign(), days=8).then(Resigned, CaseOpened).stands(Stage.CASE_TALK)
    assert (case.milestone().pause, case.milestone().back) == (None, None)


@pytest.mark.parametrize("stage", [Stage.DELIVERED, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED, Stage.CLAIMED])
def test_a_pause_is_no_way_out_of_a_delivery_that_waits(stage: Stage) -> None:
    paused = in_stage(stage).when(pause(FREELANCER))
    if stage is Stage.CLAIMED:  # it goes back to the work, and work can be left
        paused.when(resign(), days=8).stands(Stage.CASE_TALK)
    else:
        paused.refuses(resign(), Code.NOT_NOW, days=8)
    working().when(pause(CLIENT)).refuses(resign(), Code.NOT_NOW, days=8)


def test_silence_after_a_pause_leads_where_it_would_have_led() -> None:
    for story, end in ((working(), Stage.REFUNDED), (delivered(), Stage.RELEASED), (revising(), Stage.RELEASED)):
        assert story.when(pause(FREELANCER)).waits_for_the_end().stage() is end


def test_other_milestones_go_on_while_one_is_paused() -> None:
    story = agreed(deal(2, is_chain=False)).when(fund(1)).when(fund(2)).when(pause(CLIENT, 1))
    story.when(deliver(2)).when(accept(2)).stands(Stage.PAUSED, Stage.RELEASED)


def test_a_worker_that_slept_leaves_a_pause_whole() -> None:
    """The pause ended while nobody looked: what remained goes on when it is noticed."""
    paused = delivered().when(pause(CLIENT))
    ends_at = delivered().milestone().ends_at
    assert ends_at is not None
    woken = paused.waits(days=40).then(Resumed)
    assert woken.milestone().ends_at == woken.at + (ends_at - paused.at)

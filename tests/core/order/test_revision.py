"""The delivery is sent back: what it costs, what is answered, and that nobody can send it back for ever."""

from __future__ import annotations

import pytest

from parley.core.money import Money
from parley.core.order.messages import (
    CaseOpened,
    ExtraAsked,
    NoticeAnswered,
    ProposalMade,
    Redelivered,
    RequestAnswered,
    RequestContested,
    RevisionRequested,
)
from parley.core.order.refusals import Code
from parley.core.order.requests import AnswerKind
from parley.core.order.revision import FREE_REQUESTS, MOST_REQUEST_ITEMS
from parley.core.order.state import Stage
from parley.core.order.turns import turns
from tests.asks import (
    CLIENT,
    FREELANCER,
    answer,
    change,
    defect,
    message,
    new,
    on_page,
    outside,
    priced,
    redeliver,
    request,
    will_do,
)
from tests.deals import BERLIN, deal, eur, file, said
from tests.given import Story, delivered, in_stage, revising

TWO_ITEMS = deal(items=2)


def sent_back(*items: object, story: Story | None = None) -> Story:
    asked = request(*items)  # type: ignore[arg-type]
    return (story or delivered(TWO_ITEMS)).when(asked)


# What it costs


def test_a_change_costs_one_round_however_many_there_are() -> None:
    story = sent_back(change(item=1), change(item=2), defect()).then(RevisionRequested).stands(Stage.REVISING)
    assert story.the(RevisionRequested).costs_round
    assert (story.milestone().rounds_used, story.milestone().free_requests_used) == (1, 0)


def test_a_defect_costs_no_round() -> None:
    story = sent_back(defect(item=1), defect(item=2))
    assert not story.the(RevisionRequested).costs_round
    assert (story.milestone().rounds_used, story.milestone().free_requests_used) == (0, 1)


def test_a_new_thing_costs_nothing_and_leaves_the_delivery_as_it_is() -> None:
    before = delivered()
    story = sent_back(new(), new("And another"), story=before).then(ExtraAsked).stands(Stage.DELIVERED)
    assert story.milestone().ends_at == before.milestone().ends_at
    assert story.milestone().version == before.milestone().version
    assert story.milestone().request is None


def test_a_new_thing_beside_a_change_goes_with_the_request() -> None:
    story = sent_back(change(), new()).then(RevisionRequested)
    assert story.milestone().rounds_used == 1


def test_the_agreed_rounds_are_all_there_is() -> None:
    story = delivered()
    for _ in range(2):
        story = story.when(request(change())).then(RevisionRequested).when(redeliver()).then(Redelivered)
    refused = story.when(request(change(), defect())).then(Code.ROUNDS_USED).stands(Stage.DELIVERED)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"rounds": 2}


def test_no_rounds_agreed_means_no_changes_but_still_defects() -> None:
    story = delivered(deal().but(rounds=0))
    story.when(request(change())).then(Code.ROUNDS_USED)
    story.when(request(defect())).then(RevisionRequested)


def test_defects_are_free_but_not_without_end() -> None:
    story = delivered()
    assert FREE_REQUESTS == 2
    for _ in range(2):
        story = story.when(request(defect())).then(RevisionRequested).when(redeliver())
    story.when(request(defect())).then(Code.DEFECTS_USED)
    story.when(request(change())).then(RevisionRequested)


def test_a_request_says_something_about_something() -> None:
    story = delivered(TWO_ITEMS)
    story.when(request()).then(Code.REQUEST_EMPTY)
    story.when(request(*[defect()] * (MOST_REQUEST_ITEMS + 1))).then(Code.REQUEST_EMPTY)
    story.when(request(change(" "))).then(Code.TEXT_MISSING)
    story.when(request(change(), new(""))).then(Code.TEXT_MISSING)
    story.when(request(change(item=None))).then(Code.CHANGE_WITHOUT_ITEM)
    story.when(request(defect(item=3))).then(Code.CHANGE_WITHOUT_ITEM)
    story.when(request(*[defect()] * MOST_REQUEST_ITEMS)).then(RevisionRequested)


@pytest.mark.parametrize("stage", [Stage.DELIVERED, Stage.NOTICED, Stage.MARKED])
def test_work_can_be_sent_back_until_it_is_released(stage: Stage) -> None:
    in_stage(stage).when(request(change())).then(RevisionRequested).stands(Stage.REVISING)


def test_three_business_days_for_the_new_delivery_and_a_fortnight_of_grace() -> None:
    story = revising()
    asked = story.the(RevisionRequested)
    assert asked.due_at == BERLIN.after_business_days(story.at, 3)
    assert asked.case_at == BERLIN.after_days(asked.due_at, 14)
    assert (story.milestone().due_at, story.milestone().ends_at) == (asked.due_at, asked.case_at)
    assert turns(story.order) == {FREELANCER}


def test_a_request_that_is_never_answered_becomes_a_case() -> None:
    story = revising()
    case = story.waits(until=story.milestone().ends_at).then(CaseOpened).stands(Stage.CASE_TALK)
    assert case.the(CaseOpened).cause == "redelivery_missing"
    assert case.books() == {"client": -100_00, "hold": 100_00}
    assert turns(case.order) == {CLIENT, FREELANCER}


# Answers


def test_one_promise_is_enough_to_work_on() -> None:
    story = sent_back(change(item=1), change(item=2), new()).when(
        answer(will_do(1, 90), outside(2, "Clause 3"), priced(3, eur(40_00), 240))
    )
    story.then(RequestAnswered, ProposalMade).stands(Stage.REVISING)
    kept = story.milestone().request
    assert kept is not None
    assert [one.kind for one in kept.answers] == [AnswerKind.WILL_DO, AnswerKind.OUTSIDE, AnswerKind.PRICE]
    assert [one.effort_minutes for one in kept.answers] == [90, None, 240]
    assert [one.price for one in kept.answers] == [None, None, eur(40_00)]
    assert kept.answers[1].reason == said("Clause 3")
    assert kept.promised() == (1,)


def test_answers_may_come_in_any_order() -> None:
    story = sent_back(change(), defect()).when(answer(will_do(2), will_do(1)))
    assert [one.item for one in story.the(RequestAnswered).answers] == [1, 2]


def test_every_item_is_answered_once() -> None:
    story = sent_back(change(), new())
    for replies in ((), (will_do(1),), (will_do(1), will_do(1)), (will_do(1), will_do(2), will_do(3))):
        story.when(answer(*replies)).then(Code.ANSWERS_INCOMPLETE)
    answered = story.when(answer(will_do(1), will_do(2)))
    answered.when(answer(will_do(1), will_do(2))).then(Code.ANSWERED_ALREADY)


def test_an_answer_is_one_that_can_be_kept_to() -> None:
    story = sent_back(change())
    story.when(answer(outside(1, None))).then(Code.REASON_MISSING)
    story.when(answer(outside(1, "  "))).then(Code.REASON_MISSING)
    for price in (None, eur(0), eur(-1)):
        story.when(answer(priced(1, price))).then(Code.PRICE_NOT_POSITIVE)
    story.when(answer(priced(1, Money(5, "USD")))).then(Code.WRONG_CURRENCY)
    for effort in (0, -5, 600_001):
        story.when(answer(will_do(1, effort))).then(Code.NUMBER_OUT_OF_RANGE)


def test_a_request_that_is_all_outside_gives_the_round_back_and_the_client_a_full_review() -> None:
    story = sent_back(change()).when(answer(outside(1))).then(RequestAnswered, RequestContested)
    story.stands(Stage.DELIVERED)
    milestone = story.milestone()
    assert (milestone.rounds_used, milestone.contested) == (0, 1)
    assert milestone.contested_items == {1}
    assert milestone.request is None
    assert milestone.ends_at == BERLIN.after_days(story.at, 7)


def test_a_contested_request_for_defects_gives_no_round_back_and_counts_as_free() -> None:
    story = sent_back(defect()).when(answer(outside(1)))
    assert (story.milestone().rounds_used, story.milestone().free_requests_used) == (0, 1)


def test_rounds_never_become_negative() -> None:
    story = sent_back(change()).when(answer(outside(1)))
    case = story.when(request(change())).when(answer(outside(1)))
    assert case.milestone().rounds_used == 0


def test_the_second_time_that_all_is_outside_somebody_else_must_look() -> None:
    once = sent_back(change()).when(answer(outside(1)))
    twice = once.when(request(change(item=2))).when(answer(priced(1, eur(5_00))))
    twice.then(RequestAnswered, ProposalMade, RequestContested, CaseOpened).stands(Stage.CASE_TALK)
    assert twice.milestone().proposals == ()
    assert twice.the(CaseOpened).cause == "contested_twice"


def test_an_answer_does_not_give_the_freelancer_more_time() -> None:
    before = revising()
    after = before.when(answer(will_do(1)), days=2)
    assert after.milestone().ends_at == before.milestone().ends_at
    assert after.milestone().due_at == before.milestone().due_at


def test_a_page_from_before_the_answer_is_out_of_date() -> None:
    before = revising()
    page = on_page(before.milestone().version, redeliver(done=[1]))
    before.when(page).then(Redelivered)
    before.when(answer(will_do(1))).when(page).then(Code.PAGE_STALE)


# Delivering again


def test_a_redelivery_ticks_every_promise_or_explains_it() -> None:
    story = sent_back(change(item=1), defect(item=2), new()).when(answer(will_do(1), will_do(2), will_do(3)))
    story.when(redeliver(done=[1, 2])).then(Code.WILL_DO_OPEN)
    story.when(redeliver(done=[1, 2], explained={3: " "})).then(Code.TEXT_MISSING)
    done = story.when(redeliver(done=[1, 2], explained={3: "Out of paper"})).then(Redelivered)
    assert done.the(Redelivered).done == (1, 2)
    assert done.the(Redelivered).explained == {"3": said("Out of paper")}


def test_a_redelivery_without_an_answer_ticks_all_but_new_things() -> None:
    story = sent_back(change(item=1), defect(item=2), new())
    story.when(redeliver(done=[1])).then(Code.WILL_DO_OPEN)
    story.when(redeliver(done=[1, 2])).then(Redelivered)


def test_a_tick_that_nobody_asked_for_is_not_written_down() -> None:
    assert revising().when(redeliver(done=[1, 2, 99])).the(Redelivered).done == (1,)


def test_a_redelivery_gives_the_client_a_full_review_and_starts_silence_anew() -> None:
    story = revising().when(redeliver(), days=2).stands(Stage.DELIVERED)
    milestone = story.milestone()
    assert milestone.ends_at == BERLIN.after_days(story.at, 7)
    assert milestone.request is None
    assert milestone.contacts == ()
    assert [one.number for one in milestone.deliveries] == [1, 2]


def test_a_redelivery_may_bring_only_what_changed() -> None:
    story = sent_back(change(item=2)).when(redeliver(1, file(item=2, version="second"))).then(Redelivered)
    files = {one.item: one for one in story.milestone().files_now()}
    assert files == {1: file(item=1), 2: file(item=2, version="second")}


def test_a_redelivery_that_replaces_an_item_replaces_all_its_files() -> None:
    story = sent_back(change(item=2))
    story.when(redeliver(1, file("zip", item=2))).then(Code.FILES_MISSING)
    story.when(redeliver(1, file(item=3))).then(Code.ITEM_UNKNOWN)


def test_a_late_redelivery_is_a_redelivery_until_the_case_is_open() -> None:
    story = revising()
    ends_at = story.milestone().ends_at
    assert ends_at is not None
    story.when(redeliver(), days=16).then(Redelivered)
    story.when(redeliver(), at=ends_at).then(CaseOpened, Code.NOT_NOW)


# What stays contested


def test_what_was_held_to_be_outside_stays_contested_when_the_rest_is_delivered() -> None:
    story = sent_back(change(item=1), change(item=2)).when(answer(will_do(1), outside(2))).when(redeliver())
    assert story.milestone().contested_items == {2}


def test_what_is_done_after_all_is_contested_no_longer() -> None:
    contested = sent_back(change(item=2)).when(answer(outside(1)))
    done = contested.when(request(change(item=2))).when(redeliver())
    assert done.milestone().contested_items == frozenset()


def test_one_thing_done_does_not_settle_the_other_about_the_same_item() -> None:
    asked = sent_back(change("The colour", item=2), change("The shape", item=2))
    story = asked.when(answer(will_do(1), outside(2))).when(redeliver())
    assert story.milestone().contested_items == {2}


# Under a notice


def test_a_wish_for_something_new_is_the_one_reply_to_a_notice() -> None:
    noticed = in_stage(Stage.NOTICED)
    story = noticed.when(request(new())).then(ExtraAsked, NoticeAnswered).stands(Stage.DELIVERED)
    assert story.milestone().ends_at == BERLIN.after_hours(story.at, 72)
    again = story.waits(hours=72).stands(Stage.NOTICED)
    again.when(request(new("Yet another"))).then(ExtraAsked).stands(Stage.NOTICED)


def test_wishes_for_new_things_do_not_stop_a_release_that_is_near() -> None:
    marked = in_stage(Stage.MARKED)
    story = marked.when(request(new())).when(message(CLIENT)).stands(Stage.MARKED)
    assert story.milestone().ends_at == marked.milestone().ends_at

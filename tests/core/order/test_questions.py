"""The freelancer asks: what is waited for comes back in time, and asking is no way to wait for ever."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parley.core.order.messages import (
    CaseSentToDecision,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    Delivered,
    QuestionAnswered,
    QuestionAsked,
    Redelivered,
    Released,
    RequestAnswered,
    RevisionRequested,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Stage
from parley.core.order.turns import turns
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_items,
    answer,
    answer_question,
    ask_clarify,
    ask_client,
    change,
    defect,
    deliver,
    message,
    on_page,
    open_files,
    outside,
    redeliver,
    request,
    will_do,
)
from tests.deals import BERLIN, deal, said
from tests.given import Story, delivered, in_stage, revising, working

MINUTE = timedelta(minutes=1)


def due_of(story: Story) -> datetime:
    due_at = story.milestone().due_at
    assert due_at is not None
    return due_at


def clocks(milestone: Milestone) -> tuple[object, ...]:
    return milestone.stage, milestone.version, milestone.due_at, milestone.ends_at


# While work is under way


def test_a_question_moves_nothing_until_it_is_answered() -> None:
    before = working()
    asked = before.when(ask_client("Serif or sans?")).then(QuestionAsked)
    assert asked.the(QuestionAsked).question == said("Serif or sans?")
    assert clocks(asked.milestone()) == clocks(before.milestone())
    assert asked.books() == before.books()
    assert turns(asked.order) == {CLIENT, FREELANCER}


@pytest.mark.parametrize("waited", [timedelta(minutes=1), timedelta(hours=3), timedelta(days=4, hours=7)])
def test_the_time_that_an_answer_took_is_given_back(waited: timedelta) -> None:
    asked = working().when(ask_client())
    answered = asked.when(answer_question("Sans"), at=asked.at + waited).then(QuestionAnswered)
    told = answered.the(QuestionAnswered)
    assert told.answer == said("Sans")
    assert told.due_at == due_of(answered) == due_of(asked) + waited
    assert told.ends_at == answered.milestone().ends_at == BERLIN.after_days(told.due_at, 14)
    assert answered.stage() is Stage.WORKING
    assert turns(answered.order) == {FREELANCER}


def test_five_business_days_are_the_most_that_one_answer_gives_back() -> None:
    """The work was due on Friday the 13th at six. The answer comes after three weeks, and the Friday after is enough."""
    asked = working().when(ask_client())
    answered = asked.when(answer_question(), days=22)
    assert due_of(answered) == due_of(asked) + timedelta(days=7)


def test_asking_cannot_put_the_end_off_by_more_than_two_answers() -> None:
    story = working()
    first_due = due_of(story)
    for _ in range(2):
        story = story.when(ask_client()).when(answer_question(), days=13)
    story.when(ask_client()).then(Code.QUESTIONS_USED)
    assert due_of(story) == BERLIN.after_business_days(BERLIN.after_business_days(first_due, 5), 5)
    ended = story.waits_for_the_end()
    assert ended.milestone().cause == "abandoned"
    assert ended.at == BERLIN.after_days(due_of(story), 14)


def test_a_question_that_nobody_answers_stops_no_clock() -> None:
    silent = working()
    asked = silent.when(ask_client()).waits_for_the_end()
    assert asked.at == silent.waits_for_the_end().at
    assert asked.stage() is Stage.REFUNDED


def test_one_question_is_open_at_a_time() -> None:
    asked = working().when(ask_client())
    refused = asked.when(ask_client("And another")).then(Code.QUESTION_OPEN)
    assert refused.milestone().questions_used == 1


def test_there_are_two_questions_a_milestone() -> None:
    story = working().when(ask_client()).when(answer_question()).when(ask_client()).when(answer_question())
    refused = story.when(ask_client()).then(Code.QUESTIONS_USED)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"most": 2}
    story.when(deliver()).when(request(change())).when(ask_client()).then(Code.QUESTIONS_USED)


def test_an_answer_needs_a_question_and_both_need_words() -> None:
    story = working()
    story.when(answer_question()).then(Code.NO_QUESTION)
    story.when(ask_client(" ")).then(Code.TEXT_MISSING)
    asked = story.when(ask_client())
    asked.when(answer_question(" ")).then(Code.TEXT_MISSING)
    asked.when(answer_question()).when(answer_question()).then(Code.NO_QUESTION)


def test_a_message_is_not_an_answer() -> None:
    asked = working().when(ask_client())
    written = asked.when(message(CLIENT, "The second"), days=3)
    assert clocks(written.milestone()) == clocks(asked.milestone())
    assert written.milestone().asked_at is not None


def test_neither_a_question_nor_its_answer_makes_a_page_stale() -> None:
    story = working()
    page = on_page(story.milestone().version, deliver())
    story.when(ask_client()).when(page).then(Delivered)
    story.when(ask_client()).when(answer_question()).when(page).then(Delivered)


def test_a_question_about_a_revision_moves_its_date_and_its_case() -> None:
    asked = revising().when(ask_client(), hours=1)
    answered = asked.when(answer_question(), days=1).stands(Stage.REVISING)
    assert due_of(answered) == due_of(asked) + timedelta(days=1)
    assert answered.milestone().ends_at == BERLIN.after_days(due_of(answered), 14)


def test_a_question_falls_with_the_work_it_was_about() -> None:
    """Answered in a later revision, it would give back weeks that nobody waited."""
    sent_back = working().when(ask_client()).when(deliver()).when(request(change()), days=6)
    sent_back.when(answer_question()).then(Code.NO_QUESTION)
    sent_back.when(ask_client()).then(QuestionAsked)
    asked = revising().when(ask_client())
    assert asked.when(redeliver()).milestone().asked_at is None
    assert asked.when(answer(outside())).milestone().asked_at is None
    assert turns(asked.when(redeliver()).order) == {CLIENT}


# What a request means


def test_asking_what_is_meant_gives_the_client_two_business_days() -> None:
    before = revising()
    story = before.when(ask_clarify("Warmer than what?")).then(ClarificationAsked).stands(Stage.CLARIFY)
    asked = story.the(ClarificationAsked)
    assert asked.question == said("Warmer than what?")
    assert asked.answer_by == story.milestone().ends_at == BERLIN.after_business_days(story.at, 2)
    assert turns(story.order) == {CLIENT}
    assert story.milestone().version == before.milestone().version + 1
    story.when(redeliver()).then(Code.NOT_NOW)


def test_an_answer_gives_the_freelancer_the_whole_time_again() -> None:
    asked = revising().when(ask_clarify(), days=2)
    story = asked.when(answer_question("Like a brick"), days=1).then(Clarified).stands(Stage.REVISING)
    told = story.the(Clarified)
    assert told.answer == said("Like a brick")
    assert told.due_at == due_of(story) == BERLIN.after_business_days(story.at, 3)
    assert told.case_at == story.milestone().ends_at == BERLIN.after_days(told.due_at, 14)
    assert story.milestone().request == asked.milestone().request
    assert story.milestone().rounds_used == 1
    assert turns(story.order) == {FREELANCER}


def test_what_was_promised_before_stays_promised() -> None:
    promised = revising().when(answer(will_do(1, 60))).then(RequestAnswered)
    story = promised.when(ask_clarify()).when(answer_question())
    story.when(answer(outside())).then(Code.ANSWERED_ALREADY)
    story.when(redeliver(done=[])).then(Code.WILL_DO_OPEN)
    story.when(redeliver()).then(Redelivered)


def test_without_an_answer_the_delivery_stands_and_the_round_comes_back() -> None:
    asked = revising().when(ask_clarify())
    ends_at = asked.milestone().ends_at
    assert ends_at is not None
    asked.waits(until=ends_at - MINUTE).stands(Stage.CLARIFY)
    story = asked.waits(until=ends_at).then(ClarificationLapsed).stands(Stage.DELIVERED)
    milestone = story.milestone()
    assert milestone.ends_at == story.the(ClarificationLapsed).review_by == BERLIN.after_days(story.at, 7)
    assert (milestone.rounds_used, milestone.request, milestone.contested) == (0, None, 0)
    assert milestone.contacts == ()
    story.when(request(change())).then(RevisionRequested)


def test_a_request_that_cost_no_round_gives_none_back() -> None:
    lapsed = delivered().when(request(defect())).when(ask_clarify()).waits_for_next_clock()
    assert (lapsed.milestone().rounds_used, lapsed.milestone().free_requests_used) == (0, 1)


def test_a_silent_client_loses_nothing_that_a_silent_client_does_not_lose_anyway() -> None:
    """After the question come a whole review, the notice and the release, as after any delivery."""
    lapsed = revising().when(ask_clarify()).waits_for_next_clock()
    ended = lapsed.waits_for_the_end()
    released = next(event for event in ended.history if isinstance(event, Released))
    assert released.cause == "silence"
    assert released.at >= lapsed.at + timedelta(days=7 + 2 + 5)


def test_what_is_meant_is_asked_once_a_milestone() -> None:
    revising().when(ask_clarify(" ")).then(Code.TEXT_MISSING)
    answered = revising().when(ask_clarify()).when(answer_question())
    refused = answered.when(ask_clarify()).then(Code.QUESTIONS_USED)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"most": 1}
    lapsed = revising().when(ask_clarify()).waits_for_next_clock()
    lapsed.when(request(change())).when(ask_clarify()).then(Code.QUESTIONS_USED)


def test_the_two_kinds_of_question_are_counted_apart() -> None:
    story = working().when(ask_client()).when(answer_question()).when(ask_client()).when(answer_question())
    story.when(deliver()).when(request(change())).when(ask_clarify()).then(ClarificationAsked)


def test_asking_what_is_meant_takes_the_place_of_an_open_question() -> None:
    asked = revising().when(ask_client()).when(ask_clarify())
    answered = asked.when(answer_question(), days=1).then(Clarified).stands(Stage.REVISING)
    assert due_of(answered) == BERLIN.after_business_days(answered.at, 3)
    answered.when(answer_question()).then(Code.NO_QUESTION)


def test_the_client_may_still_say_yes_while_it_is_asked_what_was_meant() -> None:
    asked = in_stage(Stage.CLARIFY, deal(items=2))
    asked.when(open_files()).when(accept_items(2)).stands(Stage.CLARIFY).when(accept()).stands(Stage.RELEASED)


def test_the_long_stop_watches_a_question_too() -> None:
    story = revising(deal(long_stop_days=17)).when(ask_clarify(), days=16)
    stopped = story.waits(days=1).then(CaseSentToDecision).stands(Stage.CASE_DECISION)
    assert stopped.milestone().request is not None


def test_a_window_of_no_length_leaves_nobody_waiting_for_an_answer() -> None:
    revising(deal(clarify_business_days=0)).when(ask_clarify()).then(ClarificationAsked, ClarificationLapsed)

"""What people write moves nothing, but for the one reply that ends a notice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.order.messages import MessageSent, NoticeAnswered, NoticeSent, Offered
from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Stage
from tests.asks import CLIENT, CLOCK, FREELANCER, accept, deliver, fund, make_offer, message, notice, on_page, withdraw
from tests.deals import deal, said
from tests.given import agreed, delivered, given, in_stage, offered


def standing(milestone: Milestone) -> tuple[object, ...]:
    return (
        milestone.stage,
        milestone.version,
        milestone.ends_at,
        milestone.due_at,
        milestone.held,
        milestone.rounds_used,
    )


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.NOTICED, Stage.CLAIMED)])
@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
def test_a_message_moves_nothing(stage: Stage, role: object) -> None:
    before = in_stage(stage)
    after = before.when(message(role)).then(MessageSent)  # type: ignore[arg-type]
    assert [standing(one) for one in after.order.milestones] == [standing(one) for one in before.order.milestones]
    assert after.books() == before.books()


def test_a_message_never_makes_a_page_stale() -> None:
    story = delivered()
    page = on_page(story.milestone().version, accept())
    assert story.when(message(FREELANCER)).when(message(CLIENT)).when(page).refusal is None


def test_a_message_is_never_refused_for_where_the_order_stands() -> None:
    withdrawn = offered().when(withdraw())
    for story in (offered(), withdrawn, agreed()):
        for role in (CLIENT, FREELANCER):
            story.when(message(role)).then(MessageSent)


def test_a_message_says_something() -> None:
    offered().when(message(CLIENT, " \n ")).then(Code.TEXT_MISSING)
    offered().when(message(CLIENT, "x" * 20_001)).then(Code.TEXT_TOO_LONG)
    assert offered().when(message(CLIENT, "Hello")).the(MessageSent).text == said("Hello")


def test_only_people_who_have_joined_write() -> None:
    invited = given().when(make_offer(client=None)).then(Offered)
    invited.when(message(CLIENT)).then(Code.NOT_JOINED)
    invited.when(message(CLOCK)).then(Code.NOT_JOINED)
    invited.when(message(FREELANCER)).then(MessageSent)


def test_the_clients_first_word_under_a_notice_stops_it_for_three_days() -> None:
    noticed = in_stage(Stage.NOTICED)
    answered = noticed.when(message(CLIENT, "I am on it")).then(MessageSent, NoticeAnswered).stands(Stage.DELIVERED)
    assert answered.milestone().ends_at == answered.at + timedelta(hours=72)


def test_the_freelancers_word_does_not_answer_the_freelancers_notice() -> None:
    in_stage(Stage.NOTICED).when(message(FREELANCER)).then(MessageSent).stands(Stage.NOTICED)


def test_the_reply_works_once_and_then_words_are_not_enough() -> None:
    answered = in_stage(Stage.NOTICED).when(message(CLIENT)).waits(hours=72)
    assert answered.the(NoticeSent).by is CLOCK
    answered.stands(Stage.NOTICED).when(message(CLIENT, "One moment more")).then(MessageSent).stands(Stage.NOTICED)


def test_one_word_answers_every_notice_that_runs() -> None:
    two = agreed(deal(2, is_chain=False)).when(fund(1)).when(fund(2)).when(deliver(1)).when(deliver(2))
    both = (
        two.when(message(FREELANCER))
        .when(message(FREELANCER), hours=25)
        .waits(hours=48)
        .when(notice(1))
        .when(notice(2))
    )
    both.stands(Stage.NOTICED, Stage.NOTICED)
    both.when(message(CLIENT)).then(MessageSent, NoticeAnswered, NoticeAnswered)

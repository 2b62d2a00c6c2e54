"""Nobody answers. Silence leads to the release, step by step, and each step is announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from parley.core.calendar import Calendar
from parley.core.order.contacts import contacts_counted
from parley.core.order.messages import (
    Cleared,
    ContactDeclared,
    DeliveredAgain,
    MarkedComplete,
    MessageSent,
    NoticeSent,
    Nudged,
    Released,
)
from parley.core.order.refusals import Code
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Stage
from parley.core.policies import ORDER_PAGE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    accept,
    accept_items,
    change,
    contact,
    deliver,
    deliver_again,
    fund,
    message,
    notice,
    open_files,
    request,
)
from tests.deals import BERLIN, MONDAY, deal
from tests.given import Story, agreed, delivered, in_stage


def reached_for(story: Story | None = None) -> Story:
    """Delivered, with two messages of the freelancer a day apart and three days of silence."""
    story = (story or delivered()).when(message(FREELANCER, "Did you see it?"), hours=24)
    return story.when(message(FREELANCER, "Is it all right?"), hours=24).waits(hours=24)


# By the clock alone


def test_silence_after_delivery_releases_on_the_fifth_business_day_after_the_notice() -> None:
    story = delivered()  # Monday morning
    story = story.waits(days=2).then(Nudged).waits(days=3).then(Nudged)
    story = story.waits(days=2).then(NoticeSent).stands(Stage.NOTICED)
    notice_sent = story.the(NoticeSent)
    assert (notice_sent.by, notice_sent.note) == (CLOCK, None)
    assert notice_sent.ends_at == story.at + timedelta(hours=48)
    story.waits(hours=47, minutes=59).then()
    story = story.waits(hours=48).then(MarkedComplete).stands(Stage.MARKED)
    assert story.the(MarkedComplete).release_at == BERLIN.after_business_days(story.at, 5)
    story.waits(days=6, hours=23).then()
    story = story.waits(days=7).then(Released).stands(Stage.RELEASED)
    assert story.the(Released).cause == "silence"
    assert story.waits(days=5).then(Cleared).books() == {"client": -100_00, "available": 95_00, "fee": 5_00}


def test_a_holiday_and_a_weekend_do_not_count_as_time_to_answer() -> None:
    easter = Calendar("Europe/Berlin", rest_days=(date(2026, 4, 3), date(2026, 4, 6)))
    wednesday = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    the = deal(calendar=easter, due_on=date(2026, 4, 10), review_days=0, notice_hours=0)
    marked = delivered(the, at=wednesday)
    marked.stands(Stage.MARKED)
    assert marked.milestone().ends_at == marked.at + timedelta(days=9)  # Friday the 10th


@pytest.mark.parametrize("stage", [Stage.NOTICED, Stage.MARKED])
def test_the_client_can_still_say_yes_or_no_to_the_last_minute(stage: Stage) -> None:
    story = in_stage(stage)
    ends_at = story.milestone().ends_at
    assert ends_at is not None
    last = story.waits(ends_at - timedelta(minutes=1)).then()
    last.when(accept(), at=last.at).stands(Stage.RELEASED)
    last.when(request(change()), at=last.at).stands(Stage.REVISING)


# By the freelancer


def test_the_notice_is_allowed_after_three_days_of_silence_and_two_tries_a_day_apart() -> None:
    ready = reached_for()
    sent = ready.when(notice(words="Please look")).then(NoticeSent).stands(Stage.NOTICED)
    assert sent.the(NoticeSent).by is FREELANCER
    assert sent.the(NoticeSent).ends_at == sent.at + timedelta(hours=48)


def test_the_notice_is_not_allowed_a_minute_before_three_days_are_over() -> None:
    story = delivered().when(message(FREELANCER), hours=1).when(message(FREELANCER), hours=24)
    at = story.milestone().since
    assert at is not None
    refused = story.when(notice(), at=at + timedelta(hours=71, minutes=59)).then(Nudged, Code.TOO_EARLY)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"possible_from": at + timedelta(hours=72)}
    story.when(notice(), at=at + timedelta(hours=72)).then(Nudged, NoticeSent)


def test_a_flood_of_messages_in_one_hour_is_one_try() -> None:
    story = delivered()
    for minute in range(10):
        story = story.when(message(FREELANCER, f"Hello? {minute}"))
    refused = story.when(notice(), hours=80).then(Nudged, Code.CONTACTS_TOO_FEW)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"counted": 1, "needed": 2, "gap_hours": 24}


def test_a_thousand_messages_do_not_swell_the_order() -> None:
    story = delivered()
    for second in range(30):
        story = story.when(message(FREELANCER, f"Hello? {second}"), seconds=1)
    assert len(story.milestone().contacts) == 1
    assert len(story.when(message(FREELANCER), hours=24).milestone().contacts) == 2


@pytest.mark.parametrize(
    ("hours", "counted"),
    [
        ([], 0),
        ([0], 1),
        ([0, 23], 1),
        ([0, 24], 2),
        ([0, 12, 24], 2),
        ([0, 23, 46], 2),
        ([0, 23, 47, 48], 2),
        ([48, 0, 24], 3),
        ([0, 0, 0], 1),
        ([5, 28, 29, 53], 3),
    ],
)
def test_tries_count_when_they_lie_a_day_apart(hours: list[int], counted: int) -> None:
    assert contacts_counted([MONDAY + timedelta(hours=hour) for hour in hours], 24) == counted


def test_a_call_outside_parley_counts_once() -> None:
    story = delivered().when(contact(), hours=1).then(ContactDeclared)
    story.when(contact("And again")).then(Code.CALL_DECLARED)
    story = story.when(message(FREELANCER), hours=24).waits(hours=50)
    story.when(notice()).then(NoticeSent)


def test_a_call_must_be_told_about() -> None:
    delivered().when(contact(" ")).then(Code.TEXT_MISSING)


def test_what_the_freelancer_wrote_before_the_delivery_is_no_try_to_get_an_answer_to_it() -> None:
    early = (
        agreed().when(fund()).when(message(FREELANCER)).when(message(FREELANCER), hours=30).when(deliver(), hours=30)
    )
    early.when(notice(), hours=72).then(Nudged, Code.CONTACTS_TOO_FEW)


@pytest.mark.parametrize(
    "act",
    [message(CLIENT, "Soon"), open_files(), accept_items(1)],
    ids=["a message", "opening the files", "accepting an item"],
)
def test_whatever_the_client_does_ends_the_silence(act: object) -> None:
    story = reached_for(delivered(deal(items=2, review_days=14)))
    moved = story.when(act)  # type: ignore[arg-type]
    moved.when(notice()).then(Code.TOO_EARLY)
    assert notice_possible_from(moved.order, moved.milestone()) == moved.at + timedelta(hours=72)
    later = moved.waits(hours=72)
    later.when(notice()).then(Code.CONTACTS_TOO_FEW)


def test_after_the_client_was_heard_another_call_may_be_declared() -> None:
    story = delivered().when(contact()).when(message(CLIENT, "Later"))
    story.when(contact("Called again")).then(ContactDeclared)


def test_a_better_version_starts_the_silence_anew() -> None:
    story = reached_for().when(deliver_again()).then(DeliveredAgain)
    assert story.milestone().contacts == ()
    story.when(notice()).then(Code.TOO_EARLY)


def test_messages_to_one_client_count_for_each_delivery_that_waits() -> None:
    two = agreed(deal(2, is_chain=False)).when(fund(1)).when(fund(2)).when(deliver(1)).when(deliver(2))
    story = reached_for(two)
    story.when(notice(1)).then(NoticeSent).when(notice(2)).then(NoticeSent)


def test_only_a_delivery_that_waits_gathers_tries() -> None:
    for stage in (Stage.WORKING, Stage.REVISING, Stage.NOTICED, Stage.MARKED):
        assert in_stage(stage).when(message(FREELANCER)).milestone().contacts == (), stage


# Notices of no length


def test_a_policy_without_notice_releases_when_the_review_is_over() -> None:
    story = delivered(deal(policy=ORDER_PAGE)).waits(days=3)
    story.then(Nudged, Nudged, NoticeSent, MarkedComplete, Released)


def test_a_freelancer_cannot_take_the_money_by_a_notice_of_no_length() -> None:
    """Three days are a day with 25 hours longer in autumn: the review window is what was agreed, not 72 hours."""
    saturday = datetime(2026, 10, 24, 9, 0, tzinfo=UTC)
    the = deal(policy=ORDER_PAGE, due_on=date(2026, 10, 30))
    story = delivered(the, at=saturday)
    assert story.milestone().ends_at == story.at + timedelta(hours=73)
    story.when(notice(), hours=72).then(Nudged, Nudged, Code.TOO_EARLY)
    long_review = delivered(deal(policy=ORDER_PAGE, review_days=20))
    long_review.when(notice(), days=19).then(Nudged, Nudged, Code.TOO_EARLY).stands(Stage.DELIVERED)


def test_a_notice_of_no_length_before_a_release_of_some_length_is_the_freelancers_to_send() -> None:
    story = reached_for(delivered(deal(notice_hours=0)))
    story.when(notice()).then(NoticeSent, MarkedComplete).stands(Stage.MARKED)


def test_a_message_is_a_message_in_any_stage() -> None:
    for stage in Stage:
        for role in (CLIENT, FREELANCER):
            assert MessageSent in [type(event) for event in in_stage(stage).when(message(role)).brought], stage

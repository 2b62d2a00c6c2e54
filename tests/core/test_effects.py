"""Who hears of what. Nobody is left to find out by chance that a clock runs against them."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from parley.core.effects import READERS, TOLD_TO_THE_OTHER, Letter, effects_for
from parley.core.order import messages as m
from parley.core.order.messages import AnyEvent
from parley.core.order.state import Stage
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_items,
    accept_offer,
    answer_question,
    ask_client,
    change,
    contact,
    counter,
    deliver,
    fund,
    message,
    new,
    open_files,
    propose_cancel,
    propose_extension,
    request,
    statement,
    stop,
)
from tests.deals import deal, eur
from tests.given import Story, agreed, delivered, in_stage, offered, working

QUIET: frozenset[type[AnyEvent]] = frozenset(
    {
        m.Accepted,
        m.ContactDeclared,
        m.DepositPaid,
        m.FilesOpened,
        m.ItemsAccepted,
        m.Joined,
        m.ProposalAccepted,
        m.SealedRoundEnded,
        m.WorkStarted,
    }
)
"""Events that come with another that is told, or that ask nothing of anybody."""


def told(story: Story) -> set[tuple[str, str]]:
    return {(letter.kind, letter.to.value) for letter in effects_for(story.brought, 1)}


def test_every_event_is_told_or_quiet_on_purpose() -> None:
    assert set(get_args(AnyEvent)) == QUIET | set(READERS) | TOLD_TO_THE_OTHER
    assert not set(READERS) & TOLD_TO_THE_OTHER
    assert not QUIET & (set(READERS) | TOLD_TO_THE_OTHER)


@pytest.mark.parametrize(
    ("story", "letters"),
    [
        (offered, {("Offered", "client")}),
        (lambda: offered(by=CLIENT), {("Offered", "freelancer")}),
        (lambda: offered().when(counter(deal(price=1))), {("OfferCountered", "freelancer")}),
        (agreed, {("OfferAccepted", "freelancer"), ("Unlocked", "client")}),
        (lambda: agreed().when(fund()), {("Funded", "freelancer")}),
        (delivered, {("Delivered", "client")}),
        (lambda: delivered().when(accept()), {("Released", "client"), ("Released", "freelancer")}),
        (lambda: delivered().when(request(change())), {("RevisionRequested", "freelancer")}),
        (lambda: delivered().when(request(new())), {("ExtraAsked", "freelancer")}),
        (lambda: delivered().waits(days=2), {("Nudged", "client")}),
        (lambda: in_stage(Stage.NOTICED), {("NoticeSent", "client"), ("NoticeSent", "freelancer")}),
        (
            lambda: in_stage(Stage.NOTICED).when(message(CLIENT)),
            {("MessageSent", "freelancer"), ("NoticeAnswered", "freelancer")},
        ),
        (lambda: in_stage(Stage.MARKED), {("MarkedComplete", "client"), ("MarkedComplete", "freelancer")}),
        (lambda: in_stage(Stage.CASE_TALK), {("CaseOpened", "client"), ("CaseOpened", "freelancer")}),
        (lambda: in_stage(Stage.CASE_TALK).when(statement(FREELANCER)), {("StatementMade", "client")}),
        (lambda: in_stage(Stage.FUNDED), {("Funded", "freelancer"), ("BriefAwaited", "client")}),
        (lambda: in_stage(Stage.LAPSED), {("FundingLapsed", "client"), ("FundingLapsed", "freelancer")}),
        (lambda: offered().when(message(FREELANCER)), {("MessageSent", "client")}),
        (lambda: working().when(ask_client()), {("QuestionAsked", "client")}),
        (lambda: in_stage(Stage.CLARIFY), {("ClarificationAsked", "client")}),
        (lambda: in_stage(Stage.CLARIFY).when(answer_question()), {("Clarified", "freelancer")}),
        (lambda: working().when(stop()), {("Stopped", "freelancer"), ("Split", "client"), ("Split", "freelancer")}),
        (lambda: working().when(propose_extension()), {("ProposalMade", "client")}),
        (lambda: delivered().when(propose_cancel(eur(1))), {("ProposalMade", "freelancer")}),
        (
            lambda: working().when(propose_extension()).waits(hours=48),
            {("Extended", "client"), ("Extended", "freelancer")},
        ),
        (lambda: delivered().when(open_files()), set()),
        (lambda: delivered().when(accept_items(1)), set()),
        (lambda: delivered().when(contact()), set()),
    ],
)  # fmt: skip
def test_the_right_people_get_a_letter(story: Callable[[], Story], letters: set[tuple[str, str]]) -> None:
    assert told(story()) == letters


@pytest.mark.parametrize(
    "stage", [Stage.LAPSED, Stage.NOTICED, Stage.MARKED, Stage.RELEASED, Stage.REFUNDED, Stage.VOID]
)
def test_whoever_may_lose_something_by_a_clock_is_told(stage: Stage) -> None:
    before = {Stage.LAPSED: agreed, Stage.VOID: agreed, Stage.REFUNDED: working}
    story = before.get(stage, delivered)()
    while story.stage() is not stage:
        story = story.waits_for_next_clock()
    assert {to for _, to in told(story)} == {"client", "freelancer"}


def test_the_end_of_a_clearance_is_the_freelancers_news() -> None:
    assert told(delivered().when(accept()).waits(days=5)) == {("Cleared", "freelancer")}


def test_a_milestone_that_was_paid_ahead_asks_nobody_for_money() -> None:
    unlocked = working(deal(2, ONE_TO_ONE)).when(deliver()).when(accept())
    assert ("Unlocked", "client") not in told(unlocked)


def test_a_letter_names_the_event_it_is_about() -> None:
    accepted = offered().when(accept_offer())
    assert effects_for(accepted.brought, 7) == (
        Letter("OfferAccepted", FREELANCER, 7, None),
        Letter("Unlocked", CLIENT, 8, 1),
    )

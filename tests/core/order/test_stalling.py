"""Somebody who wants to put the end off, or to take what is not theirs, and does everything that the rules allow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.machine import decide_at, run_clocks
from parley.core.order import messages as m
from parley.core.order.clock import DeadlineKind
from parley.core.order.gates import doors
from parley.core.order.messages import (
    DepositPaid,
    NoticeSent,
    Nudged,
    OfferAccepted,
    Released,
    Unlocked,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Order, ProposalKind, Stage
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, STANDARD, Policy
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    accept_items,
    accept_offer,
    accept_proposal,
    answer,
    answer_question,
    change,
    contact,
    counter,
    deliver,
    deliver_again,
    fund,
    message,
    new,
    notice,
    open_files,
    outside,
    redeliver,
    request,
    skip_brief,
    statement,
    will_do,
)
from tests.core.order.ways import answering, asks_for
from tests.deals import deal
from tests.given import Story, agreed, delivered, in_stage, offered, revising, working

MINUTE = timedelta(minutes=1)


def ended_by(order: Order) -> bool:
    return all(milestone.has_ended for milestone in order.milestones)


def last_minute(order: Order) -> datetime:
    """A minute before the next clock that does something."""
    return next(one.at for one in deadlines_for(order) if one.kind is not DeadlineKind.NUDGE) - MINUTE


def of_the_other(order: Order, staller: Role, helpful: bool) -> Ask | None:
    """What the honest side does at once: the freelancer redelivers, or holds all to be outside; the client answers, and
    grants more time; else it waits."""
    if staller is FREELANCER and helpful:
        return of_the_client(order.milestone(1))
    if staller is FREELANCER or order.milestone(1).stage is not Stage.REVISING:
        return None
    return redeliver() if helpful else answering(outside, 1)


def of_the_client(milestone: Milestone) -> Ask | None:
    if milestone.asked_at is not None or milestone.stage is Stage.CLARIFY:
        return answer_question()
    if any(proposal.kind is ProposalKind.EXTENSION for proposal in milestone.proposals):
        return accept_proposal()
    return None


def due_of(milestone: Milestone) -> datetime | None:
    """When work is due, while there is work."""
    return milestone.due_at if milestone.stage in (Stage.WORKING, Stage.REVISING) else None


def standing(order: Order) -> tuple[object, ...]:
    one = order.milestone(1)
    return (
        one.stage,
        one.ends_at,
        one.rounds_used,
        one.free_requests_used,
        one.delivered_again,
        one.replied,
        one.contested,
        due_of(one),
        one.questions_used,
        one.asked_at is not None,
        one.clarifications_used,
        one.extensions_granted,
        one.review_extended,
        one.paused_by,
        one.cases_opened,
        one.back,
        len(one.parts),
        one.acted_in_case,
        [proposal.until for proposal in one.proposals if proposal.kind is ProposalKind.EXTENSION],
    )


MOVES_NOTHING: frozenset[type] = frozenset(
    {
        *(m.WithdrawProposal, m.AskExtra, m.OfferExtra, m.AskOutreach, m.ProposeRefund, m.ProposeCancel),
        *(m.ProposeSplit, m.OpenFiles, m.AcceptItems, m.DeclareContact),
    }
)
"""What stops no clock of this milestone: to try it too would only take long."""


class Stall:
    """Tries everything the staller may do at the last minute, and finds the latest end. What leads to the same standing
    is tried once. To propose and to withdraw would go round for ever, but stops no clock: nothing is withdrawn here."""

    def __init__(self, staller: Role, *, helpful: bool, without: frozenset[type] = frozenset()) -> None:
        self.staller, self.helpful, self.without = staller, helpful, without | MOVES_NOTHING
        self.known: dict[str, datetime] = {}

    def latest(self, order: Order, now: datetime) -> datetime:
        """The latest instant at which the order can end from here."""
        key = repr((standing(order), now < (due_of(order.milestone(1)) or now)))
        if key not in self.known:
            self.known[key] = self._latest(order, now)
        return self.known[key]

    def _latest(self, order: Order, now: datetime) -> datetime:
        ends = [self._after(*self._clock(order))]
        for at in self._last_minutes(order, now):
            for ask in self._asks(order):
                outcome = decide_at(order, ask(order), at)
                if outcome.order and outcome.refusal is None and standing(outcome.order) != standing(order):
                    ends.append(self._after(outcome.order, at))
        return max(ends)

    def _last_minutes(self, order: Order, now: datetime) -> list[datetime]:
        """Before the next clock; and before the work is due, which is the last for a wish for more time."""
        next_clock, due_at = last_minute(order), due_of(order.milestone(1))
        before_due = [] if due_at is None else [due_at - MINUTE]
        return [next_clock, *(at for at in before_due if now <= at < next_clock)]

    def _clock(self, order: Order) -> tuple[Order, datetime]:
        at = last_minute(order) + MINUTE
        return run_clocks(order, at)[0], at

    def _after(self, order: Order, at: datetime) -> datetime:
        helping = of_the_other(order, self.staller, self.helpful)
        if helping is not None:
            helped = decide_at(order, helping(order), at).order
            assert helped is not None
            order = helped
        if ended_by(order):
            return at
        return self.latest(order, at)

    def _asks(self, order: Order) -> Iterator[Ask]:
        yield message(self.staller)
        for kind in doors(order.milestone(1), self.staller):
            if kind not in self.without:
                yield from asks_for(kind, 1, self.staller)


LOOK: frozenset[type] = frozenset({m.ExtendReview})
PAUSE: frozenset[type] = frozenset({m.PauseWork, m.LiftPause})
PARTS: frozenset[type] = frozenset({m.DeliverPart, m.ClaimPart})
CASE: frozenset[type] = frozenset(
    {m.OpenCase, m.WithdrawCase, m.MakeStatement, m.Escalate, m.SealBid, m.DeclineSuggestion}
)
NEITHER: frozenset[type] = frozenset()
TRICKS = LOOK | PAUSE | PARTS | CASE
"""One kind at a time beside all else: together they would have more ways than anybody can walk in a minute."""


def named(one: object) -> str:
    if isinstance(one, frozenset):
        return " ".join(sorted(kind.__name__ for kind in one)[:2]) or "nothing more"
    return str(getattr(one, "name", one))


@pytest.mark.parametrize(
    ("policy", "trick", "days"),
    [
        *[(STANDARD, NEITHER, 82), (ORDER_PAGE, NEITHER, 26), (ONE_TO_ONE, NEITHER, 82)],
        *[(STANDARD, LOOK, 82), (STANDARD, PAUSE, 96), (STANDARD, CASE, 90), (ORDER_PAGE, CASE, 64)],
    ],
    ids=named,
)
@pytest.mark.parametrize("helpful", [True, False], ids=["who redelivers at once", "who holds all to be outside"])
def test_a_client_cannot_put_the_end_off_for_ever_against_a_freelancer(
    policy: Policy, trick: frozenset[type], days: int, helpful: bool
) -> None:
    """At the worst a request at the last minute of a release, just past the long stop, and a decision that nobody makes."""
    begun = delivered(deal(policy=policy))
    latest = Stall(CLIENT, helpful=helpful, without=TRICKS - trick).latest(begun.order, begun.at)
    assert timedelta(days=3) < latest - begun.at <= timedelta(days=days)


@pytest.mark.parametrize(
    ("policy", "trick", "days"),
    [
        *[(STANDARD, NEITHER, 54), (ORDER_PAGE, NEITHER, 54), (ONE_TO_ONE, NEITHER, 54)],
        *[(STANDARD, PAUSE, 68), (STANDARD, CASE, 64), (STANDARD, PARTS, 54)],
    ],
    ids=named,
)
def test_a_freelancer_cannot_put_the_end_off_for_ever_against_a_silent_client(
    policy: Policy, trick: frozenset[type], days: int
) -> None:
    begun = working(deal(policy=policy))
    due = begun.milestone().due_at
    assert due is not None
    without = TRICKS - trick
    latest = Stall(FREELANCER, helpful=False, without=without).latest(begun.order, begun.at)
    assert timedelta(days=14) <= latest - due <= timedelta(days=days)
    sent_back = revising(deal(policy=policy))
    stalled = Stall(FREELANCER, helpful=False, without=without).latest(sent_back.order, sent_back.at)
    assert stalled - sent_back.at <= timedelta(days=days + 8)


@pytest.mark.parametrize(
    ("policy", "trick", "days"),
    [
        *[(STANDARD, NEITHER, 84), (ORDER_PAGE, NEITHER, 84), (ONE_TO_ONE, NEITHER, 84)],
        *[(STANDARD, PAUSE, 98), (STANDARD, CASE, 98)],
    ],
    ids=named,
)
def test_nor_against_a_client_who_answers_everything_and_grants_every_wish(
    policy: Policy, trick: frozenset[type], days: int
) -> None:
    """Two days more by the one extension, and the whole time for the revision again after what was meant is said."""
    sent_back = revising(deal(policy=policy))
    stall = Stall(FREELANCER, helpful=True, without=TRICKS - trick)
    assert timedelta(days=14) <= stall.latest(sent_back.order, sent_back.at) - sent_back.at <= timedelta(days=days)


def days_of(story: Story, ask: Ask, days: int) -> Story:
    for _ in range(days):
        story = story.when(ask, days=1)
    return story


@pytest.mark.parametrize(
    "ask",
    [message(CLIENT), open_files(), accept_items(1), request(new())],
    ids=["writing", "opening", "accepting an item", "asking for new things"],
)
def test_a_client_who_is_busy_every_day_does_not_stop_the_review(ask: Ask) -> None:
    story = delivered(deal(items=2))
    ends_at = story.milestone().ends_at
    busy = days_of(story, ask, 6)
    assert busy.milestone().ends_at == ends_at
    assert NoticeSent in [type(event) for event in busy.waits(until=ends_at).brought]


def test_a_flood_of_statements_gives_nobody_time() -> None:
    case = in_stage(Stage.CASE_TALK)
    ends_at = case.milestone().ends_at
    for role in (CLIENT, FREELANCER) * 5:
        case = case.when(statement(role))
    assert case.milestone().ends_at == ends_at


def test_promising_and_not_delivering_ends_where_not_answering_ends() -> None:
    silent, promising = revising(), revising().when(answering(will_do, 1))
    assert silent.milestone().ends_at == promising.milestone().ends_at


def test_a_freelancer_cannot_write_the_notice_ready_in_one_evening() -> None:
    """Ten messages and a call on the first evening are one try, not eleven."""
    story = delivered()
    for _ in range(10):
        story = story.when(message(FREELANCER))
    story = story.when(contact())
    story.waits(days=3).when(notice()).then(Code.CONTACTS_TOO_FEW)


def test_tries_from_before_a_revision_do_not_count_after_it() -> None:
    story = delivered().when(message(FREELANCER)).when(message(FREELANCER), hours=25)
    again = story.when(request(change())).when(redeliver())
    again.waits(days=3).when(notice()).then(Code.CONTACTS_TOO_FEW)
    contested = story.when(request(change())).when(answer(outside()))
    contested.when(notice()).then(Code.TOO_EARLY)
    contested.waits(days=3).when(notice()).then(Code.CONTACTS_TOO_FEW)


def test_a_freelancer_cannot_use_the_rounds_up_by_explaining_instead_of_doing() -> None:
    story = delivered(deal(items=2))
    for _ in range(3):
        story = story.when(request(change(item=1), change(item=2)))
        story = story.when(redeliver(done=[], explained={1: "Not now", 2: "Nor that"}))
    assert story.milestone().rounds_used == 0
    half_done = story.when(request(change(item=1), change(item=2))).when(redeliver(done=[1], explained={2: "Not now"}))
    assert half_done.milestone().rounds_used == 1


def test_replacing_the_files_does_not_bring_the_old_silence_along() -> None:
    story = delivered().when(message(FREELANCER)).when(message(FREELANCER), hours=30).waits(hours=42)
    story.when(notice()).then(NoticeSent)
    story.when(deliver_again()).when(notice(), hours=71).then(Nudged, Code.TOO_EARLY)


def test_no_way_of_delivering_pays_the_deposit_twice() -> None:
    story = agreed(deal(deposit=30_00, asks_brief=True)).when(fund()).when(skip_brief())
    story = story.when(deliver()).when(deliver_again()).when(request(change())).when(redeliver()).when(deliver_again())
    assert [type(event) for event in story.history].count(DepositPaid) == 1
    assert story.when(accept()).waits(days=5).books() == {"client": -100_00, "available": 95_00, "fee": 5_00}


def test_the_deposit_of_a_prepaid_milestone_waits_for_its_own_work() -> None:
    the = deal(2, ONE_TO_ONE, deposit=0).with_milestone(2, deposit=deal(deposit=10_00).terms.milestones[0].deposit)
    story = working(the)
    assert story.books() == {"client": -200_00, "hold": 200_00}
    unlocked = story.when(deliver()).when(accept())
    assert unlocked.the(DepositPaid).milestone == 2


def test_nobody_is_paid_twice_for_one_milestone() -> None:
    marked = in_stage(Stage.MARKED)
    accepted = marked.when(accept(), at=last_minute(marked.order))
    assert [type(event) for event in accepted.waits_for_the_end().history].count(Released) == 1


def test_a_milestone_unlocks_once() -> None:
    story = delivered(deal(2)).when(accept()).waits(days=30)
    unlocked = [event.milestone for event in story.history if isinstance(event, Unlocked)]
    assert unlocked == [1, 2]


def test_the_only_reply_cannot_be_saved_up_by_asking_for_something_new_first() -> None:
    noticed = in_stage(Stage.NOTICED)
    replied = noticed.when(request(new())).waits(hours=72).stands(Stage.NOTICED)
    replied.when(message(CLIENT)).stands(Stage.NOTICED)


def test_a_revision_does_not_give_the_reply_back() -> None:
    story = in_stage(Stage.NOTICED).when(message(CLIENT)).when(request(change())).when(redeliver())
    story.waits(days=7).stands(Stage.NOTICED).when(message(CLIENT)).stands(Stage.NOTICED)


def test_two_versions_of_an_offer_cannot_be_played_against_each_other() -> None:
    """An acceptance of the cheap version, sent while the dear one is on the table, binds nobody to either."""
    cheap = offered(deal(price=10_00))
    page = accept_offer()(cheap.order)
    dear = cheap.when(counter(deal(price=90_00), by=FREELANCER))
    dear.when(lambda _: page).then(Code.OFFER_CHANGED)
    back = dear.when(counter(deal(price=10_00), by=FREELANCER))
    back.when(lambda _: page).then(OfferAccepted, Unlocked)  # the very same terms again

"""Somebody wanders through an order: any act of either side, any length of waiting, and what must hold all the while."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from parley.core.deadlines import deadlines_for
from parley.core.foresight import if_nobody_moves
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Outcome, decide_at, run_clocks
from parley.core.money import Money, total
from parley.core.order import messages as m
from parley.core.order.base import MilestoneCommand, MilestoneEvent
from parley.core.order.clock import DeadlineKind
from parley.core.order.delivery import MOST_DELIVERIES_AGAIN
from parley.core.order.evolve import fold
from parley.core.order.gates import doors
from parley.core.order.proposals import MOST_EXTENSIONS
from parley.core.order.questions import MOST_CLARIFICATIONS, MOST_QUESTIONS
from parley.core.order.requests import Request
from parley.core.order.revision import FREE_REQUESTS
from parley.core.order.state import Milestone, Order, OrderStage, ProposalKind, Stage
from parley.core.order.terms import ClauseKey
from parley.core.order.turns import turns
from tests.asks import (
    CLIENT,
    CLIENT_PERSON,
    CLOCK,
    FREELANCER,
    FREELANCER_PERSON,
    ORDER,
    Ask,
    accept,
    accept_items,
    accept_offer,
    accept_proposal,
    answer,
    answer_question,
    ask_clarify,
    ask_client,
    asked_by,
    brief,
    cancel_before_work,
    cancel_late,
    change,
    contact,
    counter,
    decline,
    decline_proposal,
    defect,
    deliver,
    deliver_again,
    fund,
    join,
    message,
    new,
    note,
    notice,
    on_page,
    open_files,
    outside,
    priced,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    request,
    resign,
    run_out,
    skip_brief,
    statement,
    stop,
    there,
    will_do,
    withdraw,
    withdraw_proposal,
)
from tests.deals import Deal

OVER = frozenset({Stage.RELEASED, Stage.REFUNDED, Stage.SPLIT, Stage.VOID})
IN_A_CASE = frozenset({Stage.CASE_TALK, Stage.CASE_DECISION})
AT_WORK = frozenset({Stage.WORKING, Stage.REVISING})
ENDED_EARLY = frozenset({"stopped", "cancelled"})


def requested(order: Order | None, number: int) -> Request | None:
    return there(order).milestone(number).request


def answering(reply: Callable[[int], m.Reply], number: int) -> Ask:
    def ask(order: Order | None) -> m.AnyCommand:
        open_request = requested(order, number)
        items = [item.number for item in open_request.items] if open_request else []
        return answer(*map(reply, items), number=number)(order)

    return ask


def price_of(number: int, order: Order | None) -> m.AnyCommand:
    currency = there(order).terms.currency
    return answering(lambda item: priced(item, Money(7, currency)), number)(order)


def part_of_hold(number: int, order: Order | None) -> m.AnyCommand:
    """A third of what is held, or the least there is, goes back."""
    held = there(order).milestone(number).held
    part = max(held.amount_minor // 3, 1)
    return propose_refund(Money(part, held.currency), number=number)(order)


def kept_of_price(halves: int, number: int, order: Order | None) -> m.AnyCommand:
    """An end by consent: the freelancer keeps what was paid and nothing, half or all of the hold."""
    one = there(order).milestone(number)
    more = Money(one.held.amount_minor * halves // 2, one.held.currency)
    return propose_cancel(one.released + one.fees + more, number=number)(order)


WAYS: Mapping[type[m.AnyMilestoneCommand], Callable[[int], list[Ask]]] = {
    m.Fund: lambda n: [fund(n)],
    m.SubmitBrief: lambda n: [brief(number=n)],
    m.SkipBrief: lambda n: [skip_brief(n)],
    m.Deliver: lambda n: [deliver(n)],
    m.DeliverAgain: lambda n: [deliver_again(n, version="better"), deliver_again(n, version="first")],
    m.OpenFiles: lambda n: [open_files(n)],
    m.AcceptItems: lambda n: [accept_items(1, number=n), accept_items(1, 2, 3, number=n)],
    m.Accept: lambda n: [accept(n)],
    m.RequestRevision: lambda n: [
        request(change(), number=n),
        request(defect(), number=n),
        request(new(), number=n),
        request(change(item=2), defect(item=1), new(), number=n),
    ],
    m.AnswerRequest: lambda n: [
        answering(will_do, n),
        answering(outside, n),
        partial(price_of, n),
        answering(lambda item: will_do(item) if item == 1 else outside(item), n),
    ],
    m.Redeliver: lambda n: [redeliver(n), redeliver(n, version="third", explained={1: "Not possible", 2: "Nor this"})],
    m.DeclareContact: lambda n: [contact(number=n)],
    m.SendNotice: lambda n: [notice(n)],
    m.MakeStatement: lambda n: [statement(CLIENT, number=n)] * 2,
    m.CancelBeforeWork: lambda n: [cancel_before_work(number=n)],
    m.CancelLate: lambda n: [cancel_late(n)] * 4,
    m.Stop: lambda n: [stop(n)],
    m.Resign: lambda n: [resign(n)],
    m.AskClient: lambda n: [ask_client(number=n)],
    m.AskClarify: lambda n: [ask_clarify(number=n)] * 3,
    m.AnswerQuestion: lambda n: [answer_question(number=n)] * 3,
    m.ProposeExtension: lambda n: [propose_extension(2, n), propose_extension(9, n)],
    m.ProposeRefund: lambda n: [partial(part_of_hold, n)],
    m.ProposeCancel: lambda n: [partial(kept_of_price, halves, n) for halves in (0, 1, 2)],
    m.AcceptProposal: lambda n: [accept_proposal(number=n)],
    m.DeclineProposal: lambda n: [decline_proposal(number=n)],
    m.WithdrawProposal: lambda n: [withdraw_proposal(number=n)],
}


RARELY = frozenset(
    {
        *(m.CancelBeforeWork, m.CancelLate, m.Stop, m.Resign, m.Accept),
        *(m.ProposeExtension, m.ProposeRefund, m.ProposeCancel),
    }
)
"""What ends an order early, or can be asked for anywhere: asked for as often as the rest, it would leave no long stories."""
ANSWERS = frozenset({m.AcceptProposal, m.DeclineProposal, m.WithdrawProposal})


def how_often(kind: type[m.AnyMilestoneCommand], milestone: Milestone) -> int:
    if kind in ANSWERS:
        return 2 if milestone.proposals else 0
    return 1 if kind in RARELY else 8


def sensible(order: Order) -> Iterator[Ask]:
    """What somebody might ask for where things stand."""
    if order.stage is OrderStage.OFFERED:
        yield from (*[accept_offer()] * 6, note(ClauseKey.WORK))
        if order.client is None:
            yield from (join(CLIENT_PERSON), join(CLIENT_PERSON), join(FREELANCER_PERSON))
    for milestone in order.milestones:
        for role in (CLIENT, FREELANCER):  # in this order: a set's would be another in every run
            for kind in doors(milestone, role):
                for _ in range(how_often(kind, milestone)):
                    yield from (asked_by(role, ask) for ask in WAYS[kind](milestone.number))
    yield from (message(CLIENT), message(FREELANCER))


def nonsense(order: Order, other: Deal) -> Iterator[Ask]:
    """What nobody should ask for, or hardly ever."""
    yield from (decline(), withdraw(), counter(other), counter(other, by=FREELANCER), accept_offer(by=CLIENT))
    if order.stage is OrderStage.OFFERED:
        return
    for number in range(1, len(order.terms.milestones) + 1):
        yield from (deliver(number), accept(number), redeliver(number, done=[1]), notice(number))
        yield from (asked_by(FREELANCER, accept(number)), asked_by(CLIENT, deliver(number)), on_page(1, accept(number)))
        yield from (run_out(DeadlineKind.RELEASE, number), asked_by(CLOCK, accept(number)), fund(number))


def waits(order: Order, at: datetime) -> list[datetime]:
    """Moments worth coming back at: soon, the next day, and around the next deadline."""
    armed = deadlines_for(order)
    due = max(armed[0].at, at) if armed else at + timedelta(days=1)
    soon = [at + timedelta(minutes=1)] * 6 + [at + timedelta(hours=hours) for hours in (5, 5, 25, 25, 73)]
    around = [max(at, due - timedelta(seconds=1)), max(at, due - timedelta(seconds=1)), due, due + timedelta(minutes=3)]
    return [*soon * 3, *around, due + timedelta(days=9)]


@dataclass
class Wanderer:
    """An order on its way. `visited` are the stages that milestones stood in after some act."""

    order: Order
    at: datetime
    other: Deal
    events: list[m.AnyEvent]
    booked: dict[tuple[Account, int], Money] = field(default_factory=dict)
    visited: set[Stage] = field(default_factory=set)

    def goes_on(self, chance: Random) -> str:
        """Ask for one of the possible things, mostly a sensible one, at one of the moments worth coming back at."""
        self.at = chance.choice(waits(self.order, self.at))
        wild = chance.randrange(10) == 0
        choices = list(nonsense(self.order, self.other) if wild else sensible(self.order))
        return self._does(chance.choice(choices)(self.order))

    def _does(self, command: m.AnyCommand) -> str:
        before = self.order
        rested, clocks = run_clocks(before, self.at)
        outcome = decide_at(before, command, self.at)
        if outcome.order is None:
            raise AssertionError("an order cannot vanish")
        if outcome.refusal is not None:
            assert outcome.order == rested
            assert list(outcome.steps) == clocks
        events = [event for step in outcome.steps for event in step.events]
        self._books(before, events)
        self.order = outcome.order
        self.events += events
        self.visited |= {milestone.stage for milestone in self.order.milestones}
        _only_what_was_asked(outcome, command, self.at)
        _nothing_comes_back(
            before, self.order, answered={e.milestone for e in events if isinstance(e, m.QuestionAnswered)}
        )
        _always(self.order, self.at)
        for milestone in self.order.milestones:
            _is_well_named(milestone, self._given_back_by_consent(milestone))
        return f"{command.by.value} {type(command).__name__} -> {[type(event).__name__ for event in events]}"

    def _given_back_by_consent(self, milestone: Milestone) -> Money:
        agreed = [e.amount for e in self.events if isinstance(e, m.PartlyRefunded) and e.milestone == milestone.number]
        return total(agreed, milestone.terms.price.currency)

    def _books(self, before: Order, events: list[m.AnyEvent]) -> None:
        """Book as the desk does it, command by command, with what the state says was pending before."""
        for entry in entries_for(events, pending_of(before)):
            assert sum(posting.amount.amount_minor for posting in entry.postings) == 0
            for posting in entry.postings:
                key = posting.account, posting.milestone
                held = self.booked.get(key)
                self.booked[key] = posting.amount if held is None else held + posting.amount
                assert posting.account is Account.CLIENT or self.booked[key].amount_minor >= 0

    def comes_to_rest(self) -> None:
        """The replay, the books, and where silence leads from here."""
        assert fold(None, ORDER, self.events) == self.order
        assert self.order.seq == len(self.events)
        assert {key: money for key, money in self.booked.items() if money} == expected(self.order)
        _silence_ends(self.order)


def _only_what_was_asked(outcome: Outcome, command: m.AnyCommand, at: datetime) -> None:
    for step in outcome.steps:
        for event in step.events:
            assert event.at == at
            assert event.by in (step.command.by, CLOCK)
        if isinstance(step.command, MilestoneCommand):
            touched = {event.milestone for event in step.events if isinstance(event, MilestoneEvent)}
            ended = any(isinstance(event, m.Released | m.Refunded | m.Split | m.Voided) for event in step.events)
            assert touched <= {step.command.milestone} or ended
    if outcome.refusal is None and not isinstance(command, m.RunOut):
        assert command in [step.command for step in outcome.steps]


def _nothing_comes_back(before: Order, after: Order, answered: Container[int]) -> None:
    """What ended stays ended, and only its clearance is still to come; versions never run backwards. An answered question
    moves the due date, and leaves every page as good as it was."""
    for was, now in zip(before.milestones, after.milestones, strict=False):
        assert now.version >= was.version
        moved = (now.stage, now.ends_at) != (was.stage, was.ends_at)
        assert not moved or now.version > was.version or (now.stage is was.stage and now.number in answered)
        if was.has_ended:
            untouched = ("stage", "held", "released", "refunded", "fees", "clears_at", "cause", "deliveries")
            assert all(getattr(now, name) == getattr(was, name) for name in untouched)
            assert now.cleared >= was.cleared


def _always(order: Order, at: datetime) -> None:
    armed = deadlines_for(order)
    assert all(deadline.at > at for deadline in armed)  # nothing that was due is left lying
    for milestone in order.milestones:
        kinds = {deadline.kind for deadline in armed if deadline.milestone == milestone.number}
        _one(milestone, kinds, order)
        _proposed(milestone, at)
    if order.stage in (OrderStage.AGREED, OrderStage.ACTIVE, OrderStage.OFFERED):
        assert armed
    if order.stage is OrderStage.OFFERED:
        assert turns(order)


def _one(milestone: Milestone, kinds: set[DeadlineKind], order: Order) -> None:
    sums = (milestone.held, milestone.released, milestone.refunded, milestone.fees)
    assert all(money.amount_minor >= 0 for money in sums)
    funded = sum(money.amount_minor for money in sums)
    assert funded in (0, milestone.terms.price.amount_minor)
    assert 0 <= milestone.rounds_used <= order.terms.rounds
    assert 0 <= milestone.free_requests_used <= FREE_REQUESTS
    assert 0 <= milestone.delivered_again <= MOST_DELIVERIES_AGAIN
    assert 0 <= milestone.contested <= 2
    assert (milestone.request is not None) <= (milestone.stage in {Stage.REVISING, Stage.CLARIFY, *IN_A_CASE})
    assert 0 <= milestone.questions_used <= MOST_QUESTIONS
    assert 0 <= milestone.clarifications_used <= MOST_CLARIFICATIONS
    assert 0 <= milestone.extensions_granted <= MOST_EXTENSIONS
    assert (milestone.asked_at is not None) <= (milestone.stage in AT_WORK)
    assert milestone.accepted_items <= milestone.delivered_items()
    if milestone.stage in OVER:
        assert not milestone.held
        assert milestone.cause
        assert kinds <= {DeadlineKind.CLEARANCE}
        assert (DeadlineKind.CLEARANCE in kinds) == (bool(milestone.released) and not milestone.cleared)
    elif milestone.stage is Stage.LOCKED:
        assert not kinds
    else:
        assert kinds - {DeadlineKind.NUDGE, DeadlineKind.CLEARANCE}
        assert DeadlineKind.CLEARANCE not in kinds
        assert bool(milestone.held) == (milestone.stage not in (Stage.UNFUNDED, Stage.LAPSED))


def _proposed(milestone: Milestone, at: datetime) -> None:
    """What is open can still be accepted: in time, for a sum that is there, and where more time has a meaning."""
    kinds = [proposal.kind for proposal in milestone.proposals]
    assert len(kinds) == len(set(kinds))
    assert not kinds or milestone.stage not in (*OVER, *IN_A_CASE)
    for proposal in milestone.proposals:
        assert proposal.answer_by > at
        if proposal.kind is ProposalKind.EXTENSION:
            assert milestone.stage in AT_WORK
            assert proposal.until is not None
            assert milestone.due_at is not None
            assert proposal.until > milestone.due_at
        if proposal.kind is ProposalKind.REFUND:
            deposit_due = 0 if milestone.deposit_paid else milestone.terms.deposit.amount_minor
            assert proposal.amount is not None
            assert proposal.amount.amount_minor < milestone.held.amount_minor - deposit_due


def _is_well_named(milestone: Milestone, by_consent: Money) -> None:
    """An end is named by its totals. `by_consent` is what went back by partial refunds before it."""
    to_freelancer = bool(milestone.released) or bool(milestone.fees)
    match milestone.stage:
        case Stage.RELEASED:
            assert milestone.refunded == by_consent
            assert milestone.cause not in ENDED_EARLY
        case Stage.REFUNDED:
            assert not to_freelancer
            assert milestone.refunded == milestone.terms.price
        case Stage.SPLIT:
            assert to_freelancer
            assert by_consent < milestone.refunded or milestone.cause in ENDED_EARLY
        case Stage.VOID:
            assert not to_freelancer
            assert not milestone.refunded
        case _:
            assert milestone.refunded == by_consent


def _silence_ends(order: Order) -> None:
    """From wherever it stands: an end for all, no money left lying, and silence decides as it was agreed."""
    end = order
    for step in if_nobody_moves(order):
        end = fold(end, end.id, step.events)
    assert not deadlines_for(end)
    for before, after in zip(order.milestones, end.milestones, strict=False):
        assert after.has_ended
        assert not after.held
        if before.has_ended or before.stage in IN_A_CASE:
            continue
        if before.deliveries:
            assert after.stage is Stage.RELEASED
        else:
            assert after.stage in (Stage.REFUNDED, Stage.VOID)
            assert not after.released

"""Somebody wanders through an order: any act of either side, any length of waiting, and what must hold all the while."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from parley.core.deadlines import deadlines_for
from parley.core.foresight import if_nobody_moves
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import balances, expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Outcome, decide_at, run_clocks
from parley.core.money import Money, total
from parley.core.order import messages as m
from parley.core.order.base import MilestoneCommand, MilestoneEvent
from parley.core.order.clock import DeadlineKind
from parley.core.order.delivery import MOST_DELIVERIES_AGAIN
from parley.core.order.evolve import fold
from parley.core.order.gates import doors
from parley.core.order.outcomes import cap_ends_at
from parley.core.order.proposals import MOST_EXTENSIONS
from parley.core.order.questions import MOST_CLARIFICATIONS, MOST_QUESTIONS
from parley.core.order.revision import FREE_REQUESTS
from parley.core.order.state import CASE_STAGES, ENDS, Milestone, Order, OrderStage, ProposalKind, Stage
from parley.core.order.terms import ClauseKey
from parley.core.order.turns import turns
from parley.core.parties import PARTIES, Role
from tests.asks import (
    CLIENT,
    CLIENT_PERSON,
    CLOCK,
    FREELANCER,
    FREELANCER_PERSON,
    ORDER,
    Ask,
    accept,
    accept_offer,
    asked_by,
    counter,
    decline,
    deliver,
    fund,
    join,
    message,
    note,
    notice,
    on_page,
    redeliver,
    run_out,
    withdraw,
)
from tests.asks_of_cases import bank_says, decide, rate
from tests.core.order.ways import asks_for, how_often
from tests.deals import Deal
from tests.given import Story

AT_WORK = frozenset({Stage.WORKING, Stage.REVISING})
STANDING = frozenset({Stage.PAUSED, Stage.AT_BANK, *CASE_STAGES})
"""Where something else may stand still meanwhile."""
ENDED_EARLY = frozenset({"stopped", "cancelled", "stopped_in_pause"})
ACTORS = (CLIENT, FREELANCER, Role.MEDIATOR, Role.BANK, Role.OPERATOR)  # in this order: a set's is another in every run


def sensible(order: Order) -> Iterator[Ask]:
    """What somebody might ask for where things stand."""
    if order.stage is OrderStage.OFFERED:
        yield from (*[accept_offer()] * 6, note(ClauseKey.WORK))
        if order.client is None:
            yield from (join(CLIENT_PERSON), join(CLIENT_PERSON), join(FREELANCER_PERSON))
    for milestone in order.milestones:
        for role in ACTORS:
            for kind in doors(milestone, role):
                for _ in range(how_often(kind, milestone)):
                    yield from asks_for(kind, milestone.number, role)
    yield from (message(CLIENT), *[message(FREELANCER)] * 8)
    if order.stage is OrderStage.CLOSED:
        yield from (rate(CLIENT), rate(FREELANCER))


def nonsense(order: Order, other: Deal) -> Iterator[Ask]:
    """What nobody should ask for, or hardly ever."""
    yield from (decline(), withdraw(), counter(other), counter(other, by=FREELANCER), accept_offer(by=CLIENT))
    if order.stage is OrderStage.OFFERED:
        return
    for number in range(1, len(order.terms.milestones) + 1):
        yield from (deliver(number), accept(number), redeliver(number, done=[1]), notice(number))
        yield from (asked_by(FREELANCER, accept(number)), asked_by(CLIENT, deliver(number)), on_page(1, accept(number)))
        yield from (run_out(DeadlineKind.RELEASE, number), asked_by(CLOCK, accept(number)), fund(number))
        yield from (asked_by(FREELANCER, bank_says(won=True, number=number)), rate(Role.BANK), rate(CLIENT, 9))
        yield decide(Money(1, order.terms.currency), number, FREELANCER_PERSON)


def waits(order: Order, at: datetime) -> list[datetime]:
    """Moments worth coming back at: soon, the next day, and around the next deadline."""
    armed = deadlines_for(order)
    due = max(armed[0].at, at) if armed else at + timedelta(days=1)
    soon = [at + timedelta(minutes=1)] * 6 + [at + timedelta(hours=hours) for hours in (5, 5, 25, 25, 73)]
    around = [max(at, due - timedelta(seconds=1)), max(at, due - timedelta(seconds=1)), due, due + timedelta(minutes=3)]
    return [*soon * 3, *around, due + timedelta(days=9)]


BELOW_ZERO = frozenset({Account.CLIENT, Account.OWED, Account.RESERVE})


@dataclass
class Wanderer:
    """An order on its way. `visited` are the stages that milestones stood in after some act; `quiet` hardly ever acts once the
    order is agreed."""

    order: Order
    at: datetime
    other: Deal
    events: list[m.AnyEvent]
    quiet: Role | None = None
    booked: dict[tuple[Account, int], Money] = field(default_factory=dict)
    visited: set[Stage] = field(default_factory=set)

    @classmethod
    def after(cls, story: Story, other: Deal, quiet: Role | None) -> Wanderer:
        """On from where this story has come to."""
        booked = dict(balances(story.entries()))
        return cls(story.order, story.at, other, list(story.history), quiet, booked)

    def goes_on(self, chance: Random) -> str:
        """Ask for one of the possible things, mostly a sensible one, at one of the moments worth coming back at."""
        self.at = chance.choice(waits(self.order, self.at))
        wild = chance.randrange(10) == 0
        choices = list(nonsense(self.order, self.other) if wild else sensible(self.order))
        command = chance.choice(choices)(self.order)
        if command.by is self.quiet and self.order.milestones and chance.randrange(12):
            command = message(self.quiet.other)(self.order)
        return self._does(command)

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
            before,
            self.order,
            answered={e.milestone for e in events if isinstance(e, m.QuestionAnswered)},
            by_bank=isinstance(command, m.OpenChargeback | m.CloseChargeback),
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
                assert posting.account in BELOW_ZERO or self.booked[key].amount_minor >= 0
                assert posting.account is not Account.OWED or self.booked[key].amount_minor <= 0

    def comes_to_rest(self) -> None:
        """The replay, the books, and where silence leads from here."""
        assert fold(None, ORDER, self.events) == self.order
        assert self.order.seq == len(self.events)
        assert {key: money for key, money in self.booked.items() if money} == expected(self.order)
        _silence_ends(self.order)


REACHING = m.Released | m.Refunded | m.Split | m.Voided | m.ChargebackLost | m.ExtraAgreed
"""What may touch another milestone than the one it was asked for: those that wait for it, or the new one."""


def _only_what_was_asked(outcome: Outcome, command: m.AnyCommand, at: datetime) -> None:
    for step in outcome.steps:
        for event in step.events:
            assert event.at == at
            assert event.by in (step.command.by, CLOCK)
        if isinstance(step.command, MilestoneCommand):
            touched = {event.milestone for event in step.events if isinstance(event, MilestoneEvent)}
            assert touched <= {step.command.milestone} or any(isinstance(event, REACHING) for event in step.events)
    if outcome.refusal is None and not isinstance(command, m.RunOut):
        assert command in [step.command for step in outcome.steps]


def _nothing_comes_back(before: Order, after: Order, answered: Container[int], *, by_bank: bool) -> None:
    """What ended stays ended, and only its clearance is still to come, or a bank; versions never run backwards. An answered
    question moves the due date, and leaves every page as good as it was."""
    assert len(after.milestones) >= len(before.milestones)
    for was, now in zip(before.milestones, after.milestones, strict=False):
        assert now.version >= was.version
        moved = (now.stage, now.ends_at) != (was.stage, was.ends_at)
        assert not moved or now.version > was.version or (now.stage is was.stage and now.number in answered)
        if was.has_ended:
            assert all(getattr(now, name) == getattr(was, name) for name in UNTOUCHED)
            assert by_bank or all(getattr(now, name) == getattr(was, name) for name in OF_THE_BANK)
            assert now.cleared >= was.cleared
            assert was.paid_out <= now.paid_out


UNTOUCHED = ("stage", "held", "refunded", "cause", "deliveries", "parts")
OF_THE_BANK = ("released", "fees", "at_bank", "covered", "clears_at")


def _always(order: Order, at: datetime) -> None:
    armed = deadlines_for(order)
    assert all(deadline.at > at for deadline in armed)  # nothing that was due is left lying
    for milestone in order.milestones:
        kinds = {deadline.kind for deadline in armed if deadline.milestone == milestone.number}
        _sums(milestone)
        _counts(milestone, order)
        _stands(milestone)
        _clocks(milestone, kinds)
        _proposed(milestone, at)
        cap_ends = cap_ends_at(order.terms, milestone)
        assert cap_ends is None or at < cap_ends  # I16
    if order.stage in (OrderStage.AGREED, OrderStage.ACTIVE, OrderStage.OFFERED):
        assert armed or any(milestone.stage is Stage.AT_BANK for milestone in order.milestones)
    if order.stage is OrderStage.OFFERED:
        assert turns(order)


def _sums(milestone: Milestone) -> None:
    """What the client paid in is somewhere, to the smallest unit; what the reserve put in is not the client's."""
    places = (milestone.held, milestone.released, milestone.refunded, milestone.fees, milestone.at_bank)
    paid_in = sum(money.amount_minor for money in places) - milestone.covered.amount_minor
    assert all(money.amount_minor >= 0 for money in (*places, milestone.covered, milestone.paid_out))
    assert paid_in in (0, milestone.terms.price.amount_minor)
    assert milestone.at_bank <= milestone.terms.price
    taken = milestone.chargeback.taken.total if milestone.chargeback is not None else None
    assert taken is None or taken <= milestone.at_bank


def _counts(milestone: Milestone, order: Order) -> None:
    """Every budget is kept."""
    assert 0 <= milestone.rounds_used <= order.terms.rounds
    assert 0 <= milestone.free_requests_used <= FREE_REQUESTS
    assert 0 <= milestone.delivered_again <= MOST_DELIVERIES_AGAIN
    assert 0 <= milestone.contested <= 2
    assert 0 <= milestone.questions_used <= MOST_QUESTIONS
    assert 0 <= milestone.clarifications_used <= MOST_CLARIFICATIONS
    assert 0 <= milestone.extensions_granted <= MOST_EXTENSIONS
    assert milestone.paused_by <= PARTIES
    assert milestone.cases_opened <= PARTIES
    if milestone.case is not None:
        assert 0 <= milestone.case.round <= max(order.terms.windows.sealed_rounds, 1)


def _stands(milestone: Milestone) -> None:
    """What is on record fits where it stands."""
    stage = milestone.stage
    assert milestone.request is None or stage in {Stage.REVISING, Stage.CLARIFY, *STANDING}
    assert milestone.asked_at is None or stage in {*AT_WORK, Stage.PAUSED, Stage.AT_BANK, Stage.CASE_TALK}
    assert milestone.accepted_items <= milestone.delivered_items()
    assert milestone.back is None or stage in STANDING
    assert (milestone.back is not None) or stage not in (Stage.PAUSED, Stage.AT_BANK)
    assert (milestone.pause is not None) == (stage is Stage.PAUSED) or stage is Stage.AT_BANK
    assert milestone.case is not None or stage not in CASE_STAGES
    assert milestone.case is None or stage in {*CASE_STAGES, Stage.AT_BANK, *ENDS}
    assert milestone.case is None or not milestone.case.bids or stage in (Stage.CASE_SEALED, Stage.CASE_MEDIATION)
    assert (milestone.chargeback is not None) or stage is not Stage.AT_BANK
    assert (milestone.ends_at is None) == (stage in {*ENDS, Stage.LOCKED, Stage.AT_BANK})


def _clocks(milestone: Milestone, kinds: set[DeadlineKind]) -> None:
    stage, chargeback = milestone.stage, milestone.chargeback
    if chargeback is not None:
        assert kinds - {DeadlineKind.PROPOSAL_ENDS} == (set() if chargeback.alarmed else {DeadlineKind.BANK_SILENT})
    elif stage in ENDS:
        assert not milestone.held
        assert milestone.cause
        assert kinds <= {DeadlineKind.CLEARANCE, DeadlineKind.PROPOSAL_ENDS}
        assert (DeadlineKind.CLEARANCE in kinds) == (bool(milestone.released) and not milestone.cleared)
    elif stage is Stage.LOCKED:
        assert kinds <= ({DeadlineKind.CAP_NEARS} if milestone.held else set())
    else:
        assert kinds - {DeadlineKind.NUDGE, DeadlineKind.CLEARANCE}
        assert DeadlineKind.CLEARANCE not in kinds
        assert not milestone.terms.price or bool(milestone.held) == (stage not in (Stage.UNFUNDED, Stage.LAPSED))


BESIDE = frozenset({ProposalKind.WISH, ProposalKind.EXTRA})


def _proposed(milestone: Milestone, at: datetime) -> None:
    """What is open can still be accepted: in time, for a sum that is there, and where more time has a meaning."""
    kinds = [proposal.kind for proposal in milestone.proposals]
    assert len(kinds) == len(set(kinds))
    assert not kinds or milestone.stage not in ENDS - {Stage.RELEASED} | {Stage.AT_BANK}
    assert milestone.stage is not Stage.RELEASED or set(kinds) <= BESIDE
    assert (milestone.stage in CASE_STAGES) >= (ProposalKind.SPLIT in kinds)
    assert milestone.stage not in CASE_STAGES or {ProposalKind.SPLIT} >= set(kinds)
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
    if milestone.chargebacks:
        return  # a bank moves the totals after the end too
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
    waits_for_bank = any(milestone.stage is Stage.AT_BANK for milestone in end.milestones)
    for before, after in zip(order.milestones, end.milestones, strict=False):
        assert after.has_ended or waits_for_bank
        assert after.has_ended or after.stage in (Stage.AT_BANK, Stage.LOCKED)
        assert not after.held or after.stage is Stage.LOCKED
        if not after.has_ended or before.has_ended or before.stage in CASE_STAGES:
            continue
        if before.deliveries:
            assert after.stage is Stage.RELEASED
        elif not before.parts:
            assert after.stage in (Stage.REFUNDED, Stage.VOID)
            assert not after.released

"""Specimen orders on their way into telling situations, by the commands that people give.

What silence then leads to is told by what_if.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import cast

from parley.core.deadlines import deadlines_for
from parley.core.foresight import MOST_STEPS, Foreseen
from parley.core.machine import clock_command, decide_at
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.evolve import fold
from parley.core.order.messages import (
    AcceptOffer,
    AnyCommand,
    AnyMilestoneCommand,
    AskClarify,
    DecideCase,
    Deliver,
    Fund,
    MakeOffer,
    MakeStatement,
    OpenCase,
    PauseWork,
    RequestRevision,
    SendMessage,
    SendNotice,
)
from parley.core.order.outcomes import fund_from
from parley.core.order.records import ItemShare
from parley.core.order.refusals import Refusal
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import Funding, Terms, clauses, terms_hash
from parley.core.parties import Role
from parley.core.specimens import ID, WORDS, specimen


class Situation(Enum):
    """Where an order may be left alone."""

    OFFER_UNANSWERED = "offer_unanswered"
    NEVER_FUNDED = "never_funded"
    NO_BRIEF = "no_brief"
    NEVER_DELIVERED = "never_delivered"
    DELIVERED = "delivered"
    EARLY_NOTICE = "early_notice"
    ONE_REPLY = "one_reply"
    REQUEST_LEFT_ALONE = "request_left_alone"
    QUESTION_LEFT_OPEN = "question_left_open"
    PAUSED = "paused"
    CASE_UNDECIDED = "case_undecided"
    DECIDED = "decided"
    NEXT_MILESTONE = "next_milestone"


class CannotBeOffered(Exception):
    """No offer at all can be made with this policy; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.code.value)


class NotReached(Exception):
    """A clock of the policy, or a rule, kept the order from getting there."""


class Specimen:
    """One order on its way into a situation. Clocks that fire after `begins` belong to the silence already."""

    def __init__(self, terms: Terms, at: datetime) -> None:
        self.terms = terms
        self.at = self.since = self.before = at
        self.order: Order | None = None
        self.fired: list[tuple[Order, Foreseen]] = []
        self.fired_before: list[tuple[Order, Foreseen]] = []

    def comes_to(self, situation: Situation) -> bool:
        """Whether it does; if not, `fired` has the clocks that kept it from there."""
        try:
            WAYS[situation](self)
        except NotReached:
            self.since, self.fired = self.before, self.fired_before + self.fired
            return False
        return True

    @property
    def there(self) -> Order:
        if self.order is None:
            raise NotReached
        return self.order

    def milestone(self, number: int = 1) -> Milestone:
        order = self.there
        if not order.milestones:
            raise NotReached
        return order.milestone(number)

    def begins(self) -> None:
        """What the clocks do from here on is told; what they did before only if the next act is not reached."""
        self.before, self.fired_before = self.since, self.fired
        self.since, self.fired = self.at, []

    def does(self, command: AnyCommand, at: datetime | None = None) -> None:
        """At the instant `at` if that is later, with every clock before it in time. Raises NotReached where a rule says no."""
        if at is not None:
            self._waits_until(at)
            self.at = max(self.at, at)
        self._carries_out(command)

    def _waits_until(self, at: datetime) -> None:
        for _ in range(MOST_STEPS):
            armed = deadlines_for(self.there)
            if not armed or armed[0].at > at:
                return
            self._next_clock()
        raise NotReached

    def _next_clock(self) -> None:
        deadline = deadlines_for(self.there)[0]
        self.at = max(self.at, deadline.at)
        self._carries_out(clock_command(self.there, deadline))

    def _carries_out(self, command: AnyCommand) -> None:
        outcome = decide_at(self.order, command, self.at)
        for step in outcome.steps:
            clock = step.command
            if self.order is not None and isinstance(clock, RunOut) and clock.deadline is not DeadlineKind.NUDGE:
                self.fired.append((self.order, Foreseen(self.at, clock.deadline, clock.milestone, step.events)))
            self.order = fold(self.order, command.order_id, step.events)
        if outcome.refusal is not None and self.order is None:
            raise CannotBeOffered(outcome.refusal)
        if outcome.refusal is not None:
            raise NotReached

    def acts(self, kind: type[AnyMilestoneCommand], by: Role, number: int = 1, at: datetime | None = None) -> None:
        """The act in the first form that its rule accepts."""
        self.does(specimen(kind, self.milestone(number), ID, by, at or self.at), at)

    def waits_for(self, stage: Stage) -> None:
        """Silence until the first milestone stands there."""
        for _ in range(MOST_STEPS):
            if self.milestone().stage is stage:
                return
            if self.milestone().has_ended or not deadlines_for(self.there):
                break
            self._next_clock()
        raise NotReached


# --- the ways into each situation: the silence begins with the last act that is told here


def _offered(the: Specimen) -> None:
    offer = MakeOffer(
        order_id=ID,
        id=ID,
        by=Role.FREELANCER,
        client="client",
        freelancer="freelancer",
        terms=the.terms,
        wording=(WORDS,),
    )
    the.begins()
    the.does(offer)


def _agreed(the: Specimen) -> None:
    _offered(the)
    ticked = tuple(clause.key for clause in clauses(the.terms))
    the.begins()
    the.does(AcceptOffer(order_id=ID, id=ID, by=Role.CLIENT, terms_hash=terms_hash(the.terms), ticked=ticked))


def _funded(the: Specimen) -> None:
    _agreed(the)
    up_front = the.terms.funding is Funding.ALL_UP_FRONT
    the.begins()
    for milestone in reversed(the.terms.milestones):
        if milestone.number == 1 or up_front:
            # Where money may not be held for so long, it can only be paid in later.
            the.acts(Fund, Role.CLIENT, milestone.number, at=fund_from(the.terms, milestone, the.at))


def _delivered(the: Specimen) -> None:
    _funded(the)
    the.begins()
    the.acts(Deliver, Role.FREELANCER)


def _noticed_early(the: Specimen) -> None:
    """Days are counted from the delivery, to lie beside those of mere silence."""
    _delivered(the)
    windows = the.terms.windows
    for _ in range(windows.contacts_before_notice):
        if the.milestone().stage is not Stage.DELIVERED:
            raise NotReached
        the.does(
            SendMessage(order_id=ID, id=ID, by=Role.FREELANCER, text=WORDS),
            the.at + timedelta(hours=windows.contact_gap_hours),
        )
    the.acts(SendNotice, Role.FREELANCER, at=notice_possible_from(the.there, the.milestone()))


def _replied_once(the: Specimen) -> None:
    _delivered(the)
    the.waits_for(Stage.NOTICED)
    the.begins()
    the.does(SendMessage(order_id=ID, id=ID, by=Role.CLIENT, text=WORDS))


def _requested(the: Specimen) -> None:
    _delivered(the)
    the.begins()
    the.acts(RequestRevision, Role.CLIENT)


def _question_left_open(the: Specimen) -> None:
    _requested(the)
    the.begins()
    the.acts(AskClarify, Role.FREELANCER)


def _paused(the: Specimen) -> None:
    _funded(the)
    the.begins()
    the.acts(PauseWork, Role.FREELANCER)


def _undecided(the: Specimen) -> None:
    """Both have said their word in the case, and then nobody moves: neither of the two, and no mediator."""
    _delivered(the)
    the.begins()
    the.acts(OpenCase, Role.CLIENT)
    the.acts(MakeStatement, Role.FREELANCER)


def _decided(the: Specimen) -> None:
    """A mediator gives each side half."""
    _undecided(the)
    the.waits_for(Stage.CASE_DECISION)
    decision = cast("DecideCase", specimen(DecideCase, the.milestone(), ID, Role.MEDIATOR, the.at))
    half, _rest = the.milestone().held.split((1, 1))
    the.begins()
    the.does(replace(decision, amount=half, arithmetic=(ItemShare(1, half),)))


WAYS: Mapping[Situation, Callable[[Specimen], None]] = {
    Situation.OFFER_UNANSWERED: _offered,
    Situation.NEVER_FUNDED: _agreed,
    Situation.NO_BRIEF: _funded,
    Situation.NEVER_DELIVERED: _funded,
    Situation.DELIVERED: _delivered,
    Situation.EARLY_NOTICE: _noticed_early,
    Situation.ONE_REPLY: _replied_once,
    Situation.REQUEST_LEFT_ALONE: _requested,
    Situation.QUESTION_LEFT_OPEN: _question_left_open,
    Situation.PAUSED: _paused,
    Situation.CASE_UNDECIDED: _undecided,
    Situation.DECIDED: _decided,
    Situation.NEXT_MILESTONE: _delivered,
}

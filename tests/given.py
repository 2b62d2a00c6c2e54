"""The vocabulary of the tests: how an order came here, and what became of what was asked.

    delivered().when(request(defect("The margin is cut off"))).then(RevisionRequested)

A `Story` is one order and its time. Every `when` also checks what must always hold: the books add up, and the events alone
give the same order. tests/deals.py has what is agreed, tests/asks.py what people ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar

from parley.core.deadlines import deadlines_for
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import balances, expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.ledger.entry import Entry
from parley.core.machine import Step, clock_command, decide_at, run_clocks
from parley.core.money import Money
from parley.core.order import messages as m
from parley.core.order.base import Event
from parley.core.order.evolve import fold
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import Funding
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    accept_offer,
    ask_clarify,
    brief,
    change,
    deliver,
    fund,
    make_offer,
    message,
    request,
    statement,
    there,
)
from tests.asks_aside import claim_part, deliver_part, pause
from tests.asks_of_cases import appeal, bank_says, chargeback, decide
from tests.deals import MONDAY, Deal, deal

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Story:
    """One order at the instant `at`. `steps` are all that happened since `begun`, `brought` the events of the last `when`,
    `refusal` how a rule said no to it."""

    order_or_none: Order | None
    at: datetime
    begun: Order | None = None
    steps: tuple[Step, ...] = ()
    brought: tuple[m.AnyEvent, ...] = ()
    refusal: Refusal | None = None

    @property
    def order(self) -> Order:
        return there(self.order_or_none)

    @property
    def history(self) -> tuple[m.AnyEvent, ...]:
        return tuple(event for step in self.steps for event in step.events)

    def milestone(self, number: int = 1) -> Milestone:
        return self.order.milestone(number)

    def stage(self, number: int = 1) -> Stage:
        return self.milestone(number).stage

    def when(self, ask: Ask, at: datetime | None = None, **later: int) -> Story:
        """Ask at the instant `at`, or so much `later` (days=, hours=, minutes=), or else a minute later."""
        then = at or self.at + (timedelta(**later) if later else timedelta(minutes=1))
        if then < self.at:
            raise ValueError("time does not run backwards")
        outcome = decide_at(self.order_or_none, ask(self.order_or_none), then)
        return _sound(self._after(outcome.order, then, outcome.steps, outcome.refusal))

    def waits(self, until: datetime | None = None, **later: int) -> Story:
        """Nobody asks for anything; the clocks do what they must."""
        then = until or self.at + timedelta(**later)
        order, steps = run_clocks(self.order, then)
        return _sound(self._after(order, then, tuple(steps), None))

    def waits_for_next_clock(self) -> Story:
        """Silence until the earliest deadline, to the second."""
        deadline = deadlines_for(self.order)[0]
        return self.when(lambda order: clock_command(there(order), deadline), at=max(deadline.at, self.at))

    def waits_for_the_end(self) -> Story:
        """Silence until no clock is armed."""
        story = self
        brought: tuple[m.AnyEvent, ...] = ()
        while deadlines_for(story.order):
            story = story.waits_for_next_clock()
            brought += story.brought
        return replace(story, brought=brought)

    def then(self, *expected: type[m.AnyEvent] | m.AnyEvent | Code) -> Story:
        """Exactly these events, named or in full, and at last a refusal if one is named."""
        codes = [one for one in expected if isinstance(one, Code)]
        wanted = [one for one in expected if not isinstance(one, Code)]
        refused = [self.refusal.code] if self.refusal else []
        happened = [
            event if index < len(wanted) and not isinstance(wanted[index], type) else type(event)
            for index, event in enumerate(self.brought)
        ]
        assert (happened, refused) == (wanted, codes)
        return self

    def refuses(self, ask: Ask, code: Code, at: datetime | None = None, **later: int) -> Story:
        """A rule says no, and leaves nothing behind: byte for byte what the clocks alone would have made of it."""
        asked = self.when(ask, at, **later)
        assert asked.refusal is not None, [type(event).__name__ for event in asked.brought]
        assert asked.refusal.code is code
        assert repr(asked.order) == repr(run_clocks(self.order, asked.at)[0])
        return self

    def goes_to(self, stage: Stage, number: int = 1) -> Story:
        """Silence until the milestone stands there."""
        story = self
        while story.stage(number) is not stage:
            story = story.waits_for_next_clock()
        return story

    def stands(self, *stages: Stage) -> Story:
        """Where each milestone stands, in their order."""
        assert [milestone.stage for milestone in self.order.milestones] == list(stages)
        return self

    def books(self) -> dict[str, int]:
        """What every account of the order holds, in minor units, all milestones together; empty ones are left out."""
        found: dict[str, int] = {}
        for (account, _), money in balances(self.entries()).items():
            found[account.value] = found.get(account.value, 0) + money.amount_minor
        return {account: minor for account, minor in found.items() if minor}

    def entries(self) -> tuple[Entry, ...]:
        return entries_for(self.history, pending_of(self.begun) if self.begun else {})

    def the(self, kind: type[E]) -> E:
        """The only event of this kind that the last ask brought."""
        (found,) = [event for event in self.brought if isinstance(event, kind)]
        return found

    def _after(self, order: Order | None, at: datetime, steps: Sequence[Step], refusal: Refusal | None) -> Story:
        brought = tuple(event for step in steps for event in step.events)
        return replace(self, order_or_none=order, at=at, steps=(*self.steps, *steps), brought=brought, refusal=refusal)


def given(order: Order | None = None, at: datetime = MONDAY) -> Story:
    """A story that begins here: with nothing, or with an order as it stands."""
    return Story(order, at, begun=order)


def offered(the: Deal | None = None, at: datetime = MONDAY, by: Role = FREELANCER) -> Story:
    return given(at=at).when(make_offer(the, by), at=at)


def agreed(the: Deal | None = None, at: datetime = MONDAY) -> Story:
    return offered(the, at).when(accept_offer())


def working(the: Deal | None = None, at: datetime = MONDAY) -> Story:
    """The first milestone is funded, all of them when the terms ask for all up front; a brief was handed over."""
    story = agreed(the, at)
    up_front = story.order.terms.funding is Funding.ALL_UP_FRONT
    for milestone in reversed(story.order.milestones):
        if milestone.number == 1 or up_front:
            story = story.when(fund(milestone.number))
    return story.when(brief()) if story.stage() is Stage.FUNDED else story


def delivered(the: Deal | None = None, at: datetime = MONDAY) -> Story:
    return working(the, at).when(deliver())


def revising(the: Deal | None = None, at: datetime = MONDAY) -> Story:
    return delivered(the, at).when(request(change()))


@cache
def in_stage(stage: Stage, the: Deal | None = None) -> Story:
    """A story whose first milestone stands there, as soon as it can; LOCKED: whose second does."""
    return _WAYS[stage](the)


def _silent_until(stage: Stage, story: Story) -> Story:
    while story.stage() is not stage:
        story = story.waits_for_next_clock()
    return story


def _split(the: Deal | None) -> Story:
    return _silent_until(Stage.SPLIT, _sealing(the))


def _sealing(the: Deal | None) -> Story:
    talk = in_stage(Stage.CASE_TALK, the)
    return _silent_until(Stage.CASE_SEALED, talk.when(statement(CLIENT)).when(statement(FREELANCER)))


def _claimed(the: Deal | None) -> Story:
    """A part is delivered, and the client is written to for three days and says nothing."""
    story = working(the).when(deliver_part())
    for _ in range(3):
        story = story.when(message(FREELANCER), hours=25)
    return story.when(claim_part())


def _half(order: Order | None) -> m.AnyCommand:
    held = there(order).milestone(1).held
    return decide(Money(held.amount_minor // 2, held.currency))(order)


_WAYS: Mapping[Stage, Callable[[Deal | None], Story]] = {
    Stage.LOCKED: lambda the: agreed(the or deal(2)),
    Stage.UNFUNDED: agreed,
    Stage.LAPSED: lambda the: _silent_until(Stage.LAPSED, agreed(the)),
    Stage.FUNDED: lambda the: agreed(the or deal(asks_brief=True)).when(fund()),
    Stage.WORKING: working,
    Stage.DELIVERED: delivered,
    Stage.REVISING: revising,
    Stage.CLARIFY: lambda the: revising(the).when(ask_clarify()),
    Stage.NOTICED: lambda the: _silent_until(Stage.NOTICED, delivered(the)),
    Stage.MARKED: lambda the: _silent_until(Stage.MARKED, delivered(the)),
    Stage.CLAIMED: _claimed,
    Stage.PAUSED: lambda the: delivered(the).when(pause()),
    Stage.AT_BANK: lambda the: delivered(the).when(chargeback()),
    Stage.CASE_TALK: lambda the: _silent_until(Stage.CASE_TALK, revising(the)),
    Stage.CASE_SEALED: _sealing,
    Stage.CASE_MEDIATION: lambda the: _silent_until(Stage.CASE_MEDIATION, _sealing(the)),
    Stage.CASE_APPEAL: lambda the: in_stage(Stage.CASE_DECISION, the).when(_half),
    Stage.APPEAL_FILED: lambda the: in_stage(Stage.CASE_APPEAL, the).when(appeal()),
    Stage.CASE_DECISION: lambda the: _silent_until(Stage.CASE_DECISION, revising(the)),
    Stage.RELEASED: lambda the: delivered(the).when(accept()),
    Stage.REFUNDED: lambda the: _silent_until(Stage.REFUNDED, working(the)),
    Stage.SPLIT: _split,
    Stage.VOID: lambda the: _silent_until(Stage.VOID, agreed(the)),
    Stage.REVERSED: lambda the: in_stage(Stage.AT_BANK, the).when(bank_says(won=False)),
}


def _paid_in(one: Milestone) -> int:
    """What the client paid, wherever it is now: what the reserve put in is not the client's."""
    places = (one.held, one.released, one.refunded, one.fees, one.at_bank)
    return sum(money.amount_minor for money in places) - one.covered.amount_minor


def _sound(story: Story) -> Story:
    """What must hold after every act: the events alone give this order, the books agree with it, and no money is lost."""
    if story.order_or_none is None:
        return story
    order = story.order
    assert fold(story.begun, order.id, story.history) == order
    for step in story.steps:
        assert {event.by for event in step.events} <= {step.command.by, Role.CLOCK}
    booked: dict[tuple[Account, int], Money] = dict(expected(story.begun)) if story.begun else {}
    for key, moved in balances(story.entries()).items():
        booked[key] = booked[key] + moved if key in booked else moved
    assert {key: money for key, money in booked.items() if money} == expected(order)
    for one in order.milestones:
        places = (one.held, one.released, one.refunded, one.fees, one.at_bank, one.paid_out, one.covered)
        assert min(money.amount_minor for money in places) >= 0
        assert _paid_in(one) in (0, one.terms.price.amount_minor)
    return story

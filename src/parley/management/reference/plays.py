"""Orders to play with: what is agreed here, and commands as they would come in, all of it made up by this page's rules.

Nothing is stored. The same instant and the same words each time, so that a table changes only when a rule does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from parley.core.calendar import Calendar
from parley.core.deadlines import Deadline, deadlines_for
from parley.core.machine import Step, clock_command, decide_at
from parley.core.money import Money, zero
from parley.core.order.base import Command
from parley.core.order.messages import AcceptOffer, AnyCommand, MakeOffer
from parley.core.order.state import Order
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms, clauses, terms_hash
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.core.texts import Text

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ORDER = UUID(int=1)
WORDS = Text("…", "made up")
FEE_BASIS_POINTS = 500


@dataclass(frozen=True, slots=True)
class Play:
    """An order at the instant `at`, with everything that has happened to it."""

    order: Order
    at: datetime
    steps: tuple[Step, ...] = ()

    def do(self, command: AnyCommand, at: datetime | None = None) -> Play:
        """The same after this command. Raises Refusal."""
        at = at or self.at
        outcome = decide_at(self.order, command, at)
        if outcome.refusal is not None:
            raise outcome.refusal
        if outcome.order is None:
            raise AssertionError("an order cannot vanish")
        return Play(outcome.order, at, (*self.steps, *outcome.steps))

    def ask(self, kind: type[Command], by: Role, **fields: object) -> Play:
        """The same after a command of this kind, for the first milestone unless another is named. Raises Refusal."""
        if "milestone" not in fields and "milestone" in kind.__dataclass_fields__:
            fields["milestone"] = 1
        return self.do(kind(order_id=self.order.id, id=UUID(int=0), by=by, **fields))  # type: ignore[arg-type]

    def wait(self, deadlines: int = 1) -> Play:
        """The same after so many deadlines, each at its own instant."""
        play = self
        for _ in range(deadlines):
            deadline = play.armed[0]
            play = play.do(clock_command(play.order, deadline), deadline.at)
        return play

    @property
    def armed(self) -> tuple[Deadline, ...]:
        return deadlines_for(self.order)


def offered(terms: Terms, by: Role = Role.FREELANCER, *, client: str | None = "client") -> Play:
    """An offer on the table; without `client` that side is still invited."""
    make = MakeOffer(
        order_id=ORDER,
        id=UUID(int=0),
        by=by,
        client=client,
        freelancer="freelancer",
        terms=terms,
        wording=(WORDS,),
    )
    outcome = decide_at(None, make, MONDAY)
    if outcome.order is None:
        raise outcome.refusal or AssertionError("an offer was neither made nor refused")
    return Play(outcome.order, MONDAY, outcome.steps)


def agreed(terms: Terms) -> Play:
    """The same, accepted with every clause ticked."""
    ticked = tuple(clause.key for clause in clauses(terms))
    return offered(terms).ask(AcceptOffer, Role.CLIENT, terms_hash=terms_hash(terms), ticked=ticked)


def terms_of(
    policy: Policy,
    prices: Sequence[int],
    *,
    deposit: int = 0,
    items: int = 1,
    item_prices: Sequence[int] = (),
    asks_brief: bool = False,
    currency: str = "EUR",
) -> Terms:
    """Milestones one after the other at these prices (minor units); `deposit` is of the first."""
    scope = tuple(
        ScopeItem(
            number,
            WORDS.commitment,
            WORDS.commitment,
            60,
            ("pdf",),
            Money(item_prices[number - 1], currency) if item_prices else None,
        )
        for number in range(1, items + 1)
    )
    first = MilestoneTerms(
        1,
        WORDS.commitment,
        Money(prices[0], currency),
        scope,
        date(2026, 3, 13),
        5,
        Money(deposit, currency),
        (),
        asks_brief,
    )
    later = (
        replace(first, number=number, price=Money(price, currency), deposit=zero(currency), after=(number - 1,))
        for number, price in enumerate(prices[1:], start=2)
    )
    return Terms(
        WORDS.commitment,
        WORDS.commitment,
        currency,
        (first, *later),
        policy.rounds,
        policy.kill_fee_percent,
        policy.funding,
        FEE_BASIS_POINTS,
        policy.name,
        policy.windows,
        Calendar(),
    )

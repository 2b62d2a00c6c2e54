"""What is agreed in the orders that are explored: one policy each, made so that time is simple and money is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from parley.core.calendar import Calendar
from parley.core.machine import decide_at
from parley.core.money import Money, zero
from parley.core.order.messages import AcceptOffer, MakeOffer
from parley.core.order.state import Order
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms, clauses, terms_hash
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.core.texts import Text

WORDS = Text("…", "explored")
"""The only words there are: what somebody writes changes nothing that is explored."""
ORDER = UUID(int=3)
ID = UUID(int=0)
CLIENT_PERSON, FREELANCER_PERSON = "client", "freelancer"

START = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
"""At the end of work, so that "on that day" and "so many days later" are the same instant."""
EVERY_DAY = Calendar(weekend=())
"""Without days of rest a window has the same length wherever it begins, and orders that differ by a week are the same."""
WEEKS = Calendar(weekend=(5, 6))
"""In which the longest ways are walked again, to say how many days they take with weekends."""

PRICE = 100_01
"""Odd, so that no share of it comes out even."""
FEE_BASIS_POINTS = 500
WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class Deal:
    """The terms of a run, as far as they differ. Amounts are minor units."""

    milestones: int = 1
    items: int = 1
    deposit: int = 0
    asks_brief: bool = False
    no_files: bool = False
    """Items for which no file is agreed."""
    hold_cap_days: int | None = None
    """Where it is given, instead of the policy's."""


def terms_of(policy: Policy, deal: Deal, calendar: Calendar = EVERY_DAY, at: datetime = START) -> Terms:
    """Milestones one after the other, agreed for the day on which the offer is made; working days put them off."""
    currency = "EUR"
    said = WORDS.commitment
    scope = tuple(
        ScopeItem(number, said, said, 60 * number, () if deal.no_files else ("pdf",))
        for number in range(1, deal.items + 1)
    )
    first = MilestoneTerms(
        number=1,
        name=said,
        price=Money(PRICE, currency),
        items=scope,
        due_on=at.date(),
        working_days=WORKING_DAYS,
        deposit=Money(deal.deposit, currency),
        asks_brief=deal.asks_brief,
    )
    later = (
        replace(first, number=number, deposit=zero(currency), after=(number - 1,))
        for number in range(2, deal.milestones + 1)
    )
    return Terms(
        title=said,
        summary=said,
        currency=currency,
        milestones=(first, *later),
        rounds=policy.rounds,
        kill_fee_percent=policy.kill_fee_percent,
        funding=policy.funding,
        fee_basis_points=FEE_BASIS_POINTS,
        policy=policy.name,
        windows=policy.windows,
        calendar=calendar,
        hold_cap_days=deal.hold_cap_days or policy.hold_cap_days,
    )


def make_offer(terms: Terms) -> MakeOffer:
    return MakeOffer(
        order_id=ORDER,
        id=ID,
        by=Role.FREELANCER,
        client=CLIENT_PERSON,
        freelancer=FREELANCER_PERSON,
        terms=terms,
        wording=(WORDS,),
    )


def accept_offer(order: Order, by: Role = Role.CLIENT) -> AcceptOffer:
    """With every clause ticked."""
    ticked = tuple(clause.key for clause in clauses(order.terms))
    return AcceptOffer(order_id=order.id, id=ID, by=by, terms_hash=terms_hash(order.terms), ticked=ticked)


def offered(terms: Terms, at: datetime = START) -> Order:
    """An offer of the freelancer on the table."""
    return _done(None, make_offer(terms), at)


def agreed(terms: Terms, at: datetime = START) -> Order:
    order = offered(terms, at)
    return _done(order, accept_offer(order), at)


def _done(order: Order | None, command: MakeOffer | AcceptOffer, at: datetime) -> Order:
    outcome = decide_at(order, command, at)
    if outcome.order is None or outcome.refusal is not None:
        raise outcome.refusal or AssertionError("an offer was neither made nor refused")
    return outcome.order

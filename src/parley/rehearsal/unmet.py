"""What an expectation of a story does not find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from parley.core.deadlines import deadlines_for
from parley.core.ledger.accounts import Account
from parley.core.money import Money, zero
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order
from parley.core.order.turns import turns
from parley.rehearsal.story import Expect


@dataclass(frozen=True, slots=True)
class Found:
    """How things stand after a step. `books` come from the postings, `happened` counts the order's events by kind."""

    order: Order
    books: Mapping[tuple[Account, int], Money]
    happened: Mapping[str, int]
    refusal: Refusal | None


def unmet(expect: Expect, found: Found, due: datetime | None) -> list[str]:
    """One sentence for each thing that is not as expected; `due` is the instant of `expect.due`."""
    return [*_standing(expect, found.order, due), *_counted(expect, found)]


def _standing(expect: Expect, order: Order, due: datetime | None) -> Iterator[str]:
    if expect.order is not None and order.stage is not expect.order:
        yield f"the order is {order.stage.value}, expected {expect.order.value}"
    for number, stage in expect.stages.items():
        milestones = [milestone for milestone in order.milestones if milestone.number == number]
        stands = milestones[0].stage.value if milestones else "not there"
        if stands != stage.value:
            yield f"milestone {number} is {stands}, expected {stage.value}"
    if expect.turn is not None and turns(order) != expect.turn:
        yield f"the turn is with {_roles(turns(order))}, expected {_roles(expect.turn)}"
    armed = next((deadline.at for deadline in deadlines_for(order) if not deadline.is_nudge), None)
    if due is not None and armed != due:
        yield f"the next deadline is {_instant(armed)}, expected {_instant(due)}"
    if expect.is_settled and armed is not None:
        yield f"a deadline is armed at {_instant(armed)}, expected none"


def _counted(expect: Expect, found: Found) -> Iterator[str]:
    for (account, number), money in expect.balances.items():
        has = found.books.get((account, number), zero(money.currency))
        if has != money:
            yield f"{account.value}.{number} holds {has.decimal()}, expected {money.decimal()}"
    for kind, count in expect.happened.items():
        if found.happened.get(kind, 0) != count:
            yield f"{kind} happened {found.happened.get(kind, 0)} times, expected {count}"
    if expect.refusal is not None and found.refusal is None:
        yield f"this was done, expected the refusal {expect.refusal.value}"


def _roles(roles: frozenset[object]) -> str:
    return " and ".join(sorted(str(getattr(role, "value", role)) for role in roles)) or "nobody"


def _instant(at: datetime | None) -> str:
    return "none" if at is None else at.isoformat()

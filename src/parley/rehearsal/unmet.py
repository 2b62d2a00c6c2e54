"""What an expectation of a story does not find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from parley.core.deadlines import deadlines_for
from parley.core.ledger.accounts import Account
from parley.core.money import Money, zero
from parley.core.order.refusals import Refusal
from parley.core.order.state import Milestone, Order
from parley.core.order.turns import turns
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.scope_check import ItemCheck, check_request, standing
from parley.core.statistics import ended_order
from parley.rehearsal.story import Expect

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """How things stand after a step. `books` come from the postings, `happened` counts the order's events by kind."""

    order: Order
    books: Mapping[tuple[Account, int], Money]
    happened: Mapping[str, int]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants that an expectation names: of `due`, and of `work_due` by milestone."""

    due: datetime | None
    work_due: Mapping[int, datetime]


def unmet(expect: Expect, found: Found, moments: Moments) -> list[str]:
    """One sentence for each thing that is not as expected."""
    return [
        *_standing(expect, found.order, moments.due),
        *_counted(expect, found),
        *_of_milestones(expect, found.order, moments.work_due),
        *_of_record(expect, found.order),
    ]


def _standing(expect: Expect, order: Order, due: datetime | None) -> Iterator[str]:
    if expect.order is not None and order.stage is not expect.order:
        yield f"the order is {order.stage.value}, expected {expect.order.value}"
    for number, stage in expect.stages.items():
        milestone = _milestone(order, number)
        stands = milestone.stage.value if milestone is not None else "not there"
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


def _of_milestones(expect: Expect, order: Order, work_due: Mapping[int, datetime]) -> Iterator[str]:
    yield from _each(order, "its work due at", work_due, lambda milestone: milestone.due_at)
    yield from _each(order, "its first delivery on time", expect.on_time, lambda milestone: milestone.delivered_in_time)
    yield from _each(order, "the cause", expect.cause, lambda milestone: milestone.cause)
    yield from _each(order, "the worth", expect.worth, valuation)
    verdicts = {number: tuple(one.value for one in scope) for number, scope in expect.scope.items()}
    yield from _each(order, "the scope", verdicts, lambda one: tuple(c.verdict.value for c in _checks(order, one)))
    yield from _each(order, "the effort", expect.effort, lambda one: tuple(map(_percent, _checks(order, one))))
    yield from _each(order, "flagged", expect.flagged, lambda one: _flagged(_checks(order, one)))


def _of_record(expect: Expect, order: Order) -> Iterator[str]:
    if expect.counts is None:
        return
    ended = ended_order(order, Role.FREELANCER)
    counts = ended.judged.verdict.value if ended is not None else "open"
    if counts != expect.counts.value:
        yield f"the order counts as {counts}, expected {expect.counts.value}"


def _each(order: Order, what: str, expected: Mapping[int, T], is_: Callable[[Milestone], T | None]) -> Iterator[str]:
    for number, wanted in expected.items():
        milestone = _milestone(order, number)
        found = is_(milestone) if milestone is not None else None
        if found != wanted:
            yield f"milestone {number} has {what} {_said(found)}, expected {_said(wanted)}"


def _checks(order: Order, milestone: Milestone) -> tuple[ItemCheck, ...]:
    """What the scope check says of the open request, item by item; nothing where none is open."""
    request = milestone.request
    if request is None:
        return ()
    return check_request(standing(order, milestone), request.items, request.answers).items


def _percent(check: ItemCheck) -> int:
    """Beside the item it is linked to, or the whole delivery; 0 where nobody has named an effort."""
    share = check.of_item or check.of_delivery
    return share.percent if share is not None else 0


def _flagged(checks: tuple[ItemCheck, ...]) -> tuple[int, ...]:
    return tuple(number for number, check in enumerate(checks, start=1) if check.may_be_outside)


def _milestone(order: Order, number: int) -> Milestone | None:
    return next((milestone for milestone in order.milestones if milestone.number == number), None)


def _said(found: object) -> str:
    match found:
        case None:
            return "none"
        case datetime():
            return _instant(found)
        case Money():
            return str(found.decimal())
        case tuple():
            return ", ".join(map(str, found)) or "none"
        case _:
            return str(found).lower() if isinstance(found, bool) else str(found) or "none"


def _roles(roles: frozenset[Role]) -> str:
    return " and ".join(sorted(role.value for role in roles)) or "nobody"


def _instant(at: datetime | None) -> str:
    return "none" if at is None else at.isoformat()

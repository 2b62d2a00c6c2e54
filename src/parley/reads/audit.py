"""Is everything that is stored what was written, and does it follow from the events? Reads every order, writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from parley.reads.audit_of_order import Finding, look_at
from parley.reads.operations import last_beat, overdue_lag_s
from parley.store.errors import UnreadableRow
from parley.store.queries import all_order_ids, ids_without_row

PAGE = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an order; `order_id` is None for what concerns no single one. `check` names the proof that failed."""

    order_id: UUID | None
    check: str
    says: str


@dataclass(slots=True)
class Audit:
    """How much was looked at and what was found. `lag_s` is by how many seconds the oldest deadline was overdue when the
    clock was last alive: what fell due while it was not running is no fault of the books."""

    orders: int = 0
    events: int = 0
    entries: int = 0
    lag_s: int = 0
    found: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> int:
        return len(self.found)


def audit(tell: Callable[[int], None] = lambda _: None) -> Audit:
    """Look at every order; `tell` hears after each page how many were looked at. Never raises for what is stored."""
    result = Audit()
    after: UUID | None = None
    while page := _page(after, result):
        for order_id in page:
            looked = look_at(order_id)
            result.orders += 1
            result.events += looked.events
            result.entries += looked.entries
            result.found += [_problem(order_id, finding) for finding in looked.findings]
        after = page[-1]
        tell(result.orders)
    _without_row(result)
    _overdue(result)
    return result


def _page(after: UUID | None, result: Audit) -> list[UUID]:
    """The next ids. Where one cannot be read, those before it, and then nobody knows where to go on."""
    try:
        return all_order_ids(after, PAGE)
    except UnreadableRow as whole:
        unreadable = whole
    readable: list[UUID] = []
    try:
        while one := all_order_ids(readable[-1] if readable else after, 1):
            readable += one
    except UnreadableRow as row:
        unreadable = row
    if not readable:
        behind = f"behind {after}" if after else "at the beginning"
        says = f"the id of an order {behind} cannot be read, and what comes after it was not looked at: {unreadable}"
        result.found.append(Problem(None, "row", says))
    return readable


def _without_row(result: Audit) -> None:
    """An order whose row was taken away is on no list any more, but what happened in it is still there."""
    try:
        for order_id in ids_without_row(PAGE):
            result.found += [_problem(order_id, finding) for finding in look_at(order_id).findings]
    except UnreadableRow as row:
        result.found.append(Problem(None, "row", str(row)))


def _overdue(result: Audit) -> None:
    """Nothing was waiting for the clock when it was last alive."""
    try:
        alive_at = last_beat()
        result.lag_s = overdue_lag_s(alive_at) if alive_at else 0
    except UnreadableRow as row:
        result.found.append(Problem(None, "row", str(row)))
        return
    if result.lag_s:
        says = f"the oldest deadline was overdue by {result.lag_s} s when the clock was last alive"
        result.found.append(Problem(None, "overdue", says))


def _problem(order_id: UUID, finding: Finding) -> Problem:
    return Problem(order_id, finding.check, finding.says)

"""The orders that wait for those who work for the desk: a mediator, support, the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.core.order.refusals import Code
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.people.mediators import people_by_id
from parley.reads.conflicts import Belonging, barred_from_judging, barred_from_writing
from parley.reads.names import Names, names_of
from parley.reads.wording import Wording
from parley.store.forms import STATES
from parley.store.queries import orders_for_the_desk
from parley.store.rows import OrderRow
from parley.store.wording import texts_named

PAGE = 25
MOST_LOOKED_AT = 500
"""Orders that one page of a filtered list looks through; the next page goes on behind them."""
MOST_COUNTED = 2_000
"""Orders over which the cases of each mediator are counted."""
OF_THE_DESK = (Role.MEDIATOR, Role.BANK)
"""Roles that the row of an order can wait for, beside its two sides. Support is a mediator's work."""

Key = tuple[datetime | None, UUID]
"""Where a list goes on: the next deadline and the id of the last order looked at."""


class Work(Enum):
    """What the desk is waited for."""

    MEDIATION = "mediation"
    DECISION = "decision"
    APPEAL = "appeal"
    SUPPORT = "support"
    BANK = "bank"


OF_A_CASE = {
    Stage.CASE_MEDIATION: Work.MEDIATION,
    Stage.CASE_DECISION: Work.DECISION,
    Stage.APPEAL_FILED: Work.APPEAL,
}


class Whose(Enum):
    """Which of the cases: those this person has taken, those that nobody has, or all."""

    ALL = "all"
    FREE = "free"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter of the list. Only cases can be taken: support and the bank are in no list but ALL."""

    whose: Whose = Whose.ALL
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody of the desk is waited for: `role` in this milestone. `barred` says why this reader may not do
    it; `taken_by` is the person id of whoever has the case, "" for nobody, and `taker` their name."""

    order: Order
    milestone: Milestone
    role: Role
    work: Work
    names: Names
    wording: Wording
    barred: Code | None = None
    taken_by: str = ""
    taker: str = ""
    taker_language: str = ""

    @property
    def title(self) -> str:
        return self.wording.words(self.order.terms.title)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page. `next_key` is where the next one goes on, or None at the end."""

    tasks: tuple[Task, ...]
    next_key: Key | None


@dataclass(frozen=True, slots=True)
class _Found:
    order: Order
    milestone: Milestone
    role: Role
    work: Work


def queue(
    person_id: str,
    roles: tuple[Role, ...] = OF_THE_DESK,
    after: Key | None = None,
    most: int = PAGE,
    wanted: Wanted | None = None,
) -> Queue:
    """What waits for these roles, by the next deadline of its order. A page ends with the order that fills it, or once
    MOST_LOOKED_AT were looked at: a filter that fits little must not read everything."""
    role = roles[0].value if len(roles) == 1 else ""
    found: list[_Found] = []
    orders, looked_at, key = 0, 0, after
    while True:
        rows = orders_for_the_desk(role, key, most + 1)
        used = 0
        for row in rows[:most]:
            used, key = used + 1, (row.due_at, row.order_id)
            tasks = [one for one in _tasks(row, roles) if _fits(one, wanted or Wanted(), person_id)]
            found += tasks
            orders += bool(tasks)
            if orders == most:
                break
        looked_at += used
        if used == len(rows):
            return Queue(_told(found, person_id), None)
        if orders == most or looked_at >= MOST_LOOKED_AT:
            return Queue(_told(found, person_id), key)


def work_of(role: Role, milestone: Milestone) -> Work:
    """What this role is waited for, where it is."""
    if role is Role.BANK:
        return Work.BANK
    suggested = milestone.case is not None and milestone.case.suggestion is not None
    if milestone.stage is Stage.CASE_MEDIATION and suggested:
        return Work.SUPPORT
    return OF_A_CASE.get(milestone.stage, Work.SUPPORT)


def cases_taken() -> Counter[str]:
    """How many of the cases that wait for a mediator each person has taken, by person id."""
    found: Counter[str] = Counter()
    key: Key | None = None
    for _ in range(0, MOST_COUNTED, MOST_LOOKED_AT):
        rows = orders_for_the_desk(Role.MEDIATOR.value, key, MOST_LOOKED_AT)
        for row in rows:
            taken = [one.milestone.case for one in _tasks(row, (Role.MEDIATOR,)) if one.milestone.stage in OF_A_CASE]
            found.update(case.mediator for case in taken if case is not None and case.mediator)
        if len(rows) < MOST_LOOKED_AT:
            break
        key = (rows[-1].due_at, rows[-1].order_id)
    return found


def _tasks(row: OrderRow, roles: tuple[Role, ...]) -> Iterator[_Found]:
    order = STATES.from_text(row.state)
    for milestone in order.milestones:
        waited_for = turns(replace(order, milestones=(milestone,)))
        for role in roles:
            if role in waited_for:
                yield _Found(order, milestone, role, work_of(role, milestone))


def _fits(one: _Found, wanted: Wanted, person_id: str) -> bool:
    if wanted.work is not None and one.work is not wanted.work:
        return False
    if wanted.whose is Whose.ALL:
        return True
    if one.work in (Work.SUPPORT, Work.BANK) or one.milestone.case is None:
        return False
    return one.milestone.case.mediator == ("" if wanted.whose is Whose.FREE else person_id)


def _told(found: list[_Found], person_id: str) -> tuple[Task, ...]:
    """With names and words: a few statements, however many there are."""
    orders = list({one.order.id: one.order for one in found}.values())
    names = names_of(orders)
    texts = texts_named([(order.id, commitment) for order in orders for commitment in _needed(order)])
    belonging = Belonging(orders, [person_id])
    takers = people_by_id(id_ for one in found if (id_ := _taker(one)))
    tasks = []
    for one in found:
        shares = belonging.shares(one.order, person_id)
        bar = barred_from_judging if one.work in OF_A_CASE.values() else barred_from_writing
        taken_by = _taker(one)
        taker = takers.get(taken_by)
        tasks.append(
            Task(
                order=one.order,
                milestone=one.milestone,
                role=one.role,
                work=one.work,
                names=names[one.order.id],
                wording=Wording({key: text for (owner, key), text in texts.items() if owner == one.order.id}),
                barred=bar(one.order, one.milestone, person_id, shares),
                taken_by=taken_by,
                taker=taker.name if taker is not None else "",
                taker_language=taker.language if taker is not None else "",
            )
        )
    return tuple(tasks)


def _taker(one: _Found) -> str:
    return one.milestone.case.mediator if one.milestone.case is not None and one.work in OF_A_CASE.values() else ""


def _needed(order: Order) -> list[Commitment]:
    return [order.terms.title, *(milestone.name for milestone in order.all_terms)]

"""Who may not work on a case for the desk, and why: the rule of the core, asked before anybody types a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from parley.core.order.neutral import require_another, require_judge, require_neutral
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.order.taking import TakeCase
from parley.core.parties import PARTIES, Role
from parley.core.specimens import ID
from parley.people.organisations import organisations_of, shared_sides


class Belonging:
    """The organisations of some people, looked up once."""

    def __init__(self, orders: Iterable[Order], people: Collection[str]) -> None:
        sides = {person for order in orders for role in PARTIES if (person := order.person(role)) is not None}
        self._names = organisations_of({*sides, *people})

    def shares(self, order: Order, person: str) -> frozenset[Role]:
        """The sides of this order whose organisation is this person's too."""
        of_sides: Mapping[Role, frozenset[str]] = {
            role: self._names[side] for role in PARTIES if (side := order.person(role)) in self._names
        }
        return shared_sides(self._names.get(person, frozenset()), of_sides)


def barred_from_writing(order: Order, milestone: Milestone, person: str, shares: frozenset[Role]) -> Code | None:
    """Why this person does not write for support here; None where they may."""
    try:
        require_neutral(order, _would_be(order.id, milestone, person, shares))
    except Refusal as refusal:
        return refusal.code
    return None


def barred_from_judging(order: Order, milestone: Milestone, person: str, shares: frozenset[Role]) -> Code | None:
    """Why this person neither takes, mediates nor decides the case; None where they may. That somebody else has taken it is
    no bar: whoever has it can leave it."""
    command = _would_be(order.id, milestone, person, shares)
    case = milestone.case
    free = replace(milestone, case=replace(case, mediator="")) if case is not None else milestone
    try:
        require_judge(order, free, command)
        require_another(milestone, command)
    except Refusal as refusal:
        return refusal.code
    return None


def _would_be(order_id: UUID, milestone: Milestone, person: str, shares: frozenset[Role]) -> TakeCase:
    return TakeCase(
        order_id=order_id, id=ID, by=Role.OPERATOR, milestone=milestone.number, person=person, shares=shares
    )

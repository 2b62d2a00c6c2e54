"""Whether somebody who works on a case belongs to the organisation of one side: a fact that only the desk can look up."""

from __future__ import annotations

from dataclasses import replace

from parley.core.order.messages import AnyCommand
from parley.core.order.neutral import ForTheDesk
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.people.organisations import organisations_of, shared_sides


def with_shares(order: Order | None, command: AnyCommand) -> AnyCommand:
    """The command with the sides whose organisation its person shares now. Whatever came from outside in its place is
    dropped."""
    if not isinstance(command, ForTheDesk):
        return command
    if order is None:
        return replace(command, shares=frozenset())
    sides = {Role.CLIENT: order.client, Role.FREELANCER: order.freelancer}
    there = {role: person for role, person in sides.items() if person is not None}
    known = organisations_of([command.person, *there.values()])
    named = {role: known[person] for role, person in there.items() if person in known}
    return replace(command, shares=shared_sides(known.get(command.person, frozenset()), named))

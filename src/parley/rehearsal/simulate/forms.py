"""A form filled in: the core's specimen with words, sums and persons of its own, as somebody might really send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from parley.core.money import Money
from parley.core.order.gates import GATES
from parley.core.order.messages import AnyCommand, AnyMilestoneCommand, SealBid, SealFinal
from parley.core.order.records import ItemShare
from parley.core.order.state import Milestone, Order
from parley.core.parties import PARTIES, Role
from parley.core.specimens import SPECIMENS, specimen
from parley.core.texts import Commitment, Text
from parley.rehearsal.simulate.variants import Setting, made

MEDIATORS = ("mediator-1", "mediator-2", "mediator-3")
Sealed = Mapping[Commitment, Text]
"""The sealed offers of an order, known by their commitment: what the desk keeps apart."""


def filled_in(
    kind: type[AnyMilestoneCommand], milestone: Milestone, order: Order, role: Role, setting: Setting
) -> AnyMilestoneCommand:
    """What `role` might send, sometimes from the page as it stands. Whom the gate keeps out fills in somebody else's form."""
    if kind not in SPECIMENS:
        bare = made(kind, setting, order_id=order.id, id=setting.uuid(), by=role, milestone=milestone.number, seen=None)
        if bare is None:
            raise AssertionError(f"{kind.__name__} has neither a specimen nor values that can be made")
        return bare
    readers = GATES[kind].roles
    reader = role if role in readers else next(one for one in Role if one in readers)
    command = specimen(kind, milestone, order.id, reader, setting.at)
    seen = milestone.version if setting.chance.randrange(3) == 0 else None
    return replace(command, id=setting.uuid(), by=role, seen=seen, **_own_values(command, milestone, order, setting))


def _own_values(command: AnyMilestoneCommand, milestone: Milestone, order: Order, setting: Setting) -> dict[str, Any]:
    """Other values than the specimen's where the form leaves a choice that its rule accepts."""
    names = {each.name for each in fields(command)}
    chance, values = setting.chance, dict[str, Any]()
    if "person" in names:
        parties = [one for one in (order.client, order.freelancer) if one is not None and chance.randrange(4) == 0]
        values["person"] = chance.choice((*MEDIATORS, *parties))
    if isinstance(command, SealBid | SealFinal):
        values["bid"] = setting.text(str(chance.randint(0, milestone.held.amount_minor)))
    if "amount" in names and getattr(command, "amount", None) != milestone.terms.price and chance.randrange(3):
        amount = Money(chance.randint(0, max(milestone.held.amount_minor, 0)), milestone.held.currency)
        values["amount"] = amount
        if "arithmetic" in names:
            values["arithmetic"] = _shared_out(amount, milestone, setting)
    return values


def _shared_out(amount: Money, milestone: Milestone, setting: Setting) -> tuple[ItemShare, ...]:
    items = [item.number for item in milestone.terms.items]
    parts = amount.split([setting.chance.randint(0, 3) for _ in items[1:]] + [1])
    return tuple(ItemShare(item, part) for item, part in zip(items, parts, strict=True))


def handed_over(command: AnyCommand, order: Order, sealed: Sealed) -> AnyCommand:
    """A sealed offer as the desk passes it on: with the other side's, where there is one."""
    if not isinstance(command, SealBid | SealFinal) or not 1 <= command.milestone <= len(order.milestones):
        return command
    case = order.milestones[command.milestone - 1].case
    if case is None or command.by not in PARTIES:
        return replace(command, opposite=None)
    there = case.bids.get(command.by.other.value)
    return replace(command, opposite=sealed.get(there) if there is not None else None)

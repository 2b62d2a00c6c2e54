"""Whom a milestone waits for, as the sentences about turns ask it."""

from __future__ import annotations

from dataclasses import replace

from parley.core.order.state import Milestone, Order
from parley.core.order.turns import turns
from parley.core.parties import Role


def waited_for(order: Order, milestone: Milestone) -> frozenset[Role]:
    """Everybody whom this milestone waits for: by its stage, or with a question, a proposal or a call for support to answer."""
    return turns(replace(order, milestones=(milestone,)))


def waited_for_by_stage(order: Order, milestone: Milestone) -> frozenset[Role]:
    """Whom its stage waits for, whatever else there is to answer."""
    bare = replace(milestone, proposals=(), asked_at=None, outreach_asked_by=None, chargeback=None)
    return waited_for(order, bare)

"""A mediator takes a case, so that both sides know who has it and no second one works on it; or leaves it to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parley.core.order.base import Event, MilestoneEvent
from parley.core.order.neutral import ForTheDesk, require_another, require_judge
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCase(ForTheDesk):
    """`person` takes the case. The operator may also give it to somebody, or take it from one mediator for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCase(ForTheDesk):
    """`person` leaves the case that they had taken; any other mediator may take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken(MilestoneEvent):
    """From now on nobody else proposes or decides in it."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLeft(MilestoneEvent):
    """It is anybody's again who may judge in it."""

    person: str


def take_case(order: Order, milestone: Milestone, command: TakeCase, at: datetime) -> list[Event]:
    taken_by = milestone.case.mediator if milestone.case is not None else ""
    if taken_by == command.person:
        raise Refusal(Code.CASE_TAKEN)
    if command.by is Role.OPERATOR:
        require_judge(order, _open_to_all(milestone), command)
    else:
        require_judge(order, milestone, command)
    require_another(milestone, command)
    return [CaseTaken(at=at, by=command.by, milestone=milestone.number, person=command.person)]


def leave_case(milestone: Milestone, command: LeaveCase, at: datetime) -> list[Event]:
    if milestone.case is None or milestone.case.mediator != command.person:
        raise Refusal(Code.CASE_NOT_TAKEN)
    return [CaseLeft(at=at, by=command.by, milestone=milestone.number, person=command.person)]


def _open_to_all(milestone: Milestone) -> Milestone:
    """As if nobody had it: whom an operator replaces does not stand in the way."""
    case = milestone.case
    return replace(milestone, case=replace(case, mediator="")) if case is not None else milestone

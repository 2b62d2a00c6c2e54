"""What became of each case of an order, without a word of what it was about: for the published figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.core.money import Money
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import AnyEvent, AppealDecided, AppealFiled, CaseDecided
from parley.core.order.state import CASE_STAGES, Milestone, Stage
from parley.reads.spells import replayed


class Way(Enum):
    """How a case came to its end."""

    TALK = "talk"
    """By an agreement of the two, in whatever stage."""
    SEALED = "sealed"
    MEDIATED = "mediated"
    DECIDED = "decided"
    VALUATION = "valuation"
    """Nobody decided in time, and the published valuation divided the hold."""
    WITHDRAWN = "withdrawn"
    OTHER = "other"
    """A bank or the provider's limit ended it."""


class Appealed(Enum):
    """What became of a decision. STOOD: an appeal left the sum as it was, or nobody answered it in time."""

    NEVER = "never"
    STOOD = "stood"
    CHANGED = "changed"


BY_CAUSE: Mapping[str, Way] = {
    "settled": Way.TALK,
    "sealed": Way.SEALED,
    "mediated": Way.MEDIATED,
    "decided": Way.DECIDED,
    "valuation": Way.VALUATION,
}
"""By the cause of the milestone's end; every other cause is OTHER."""

STEPS: Mapping[Stage, str] = {
    Stage.CASE_TALK: "talk",
    Stage.CASE_SEALED: "sealed",
    Stage.CASE_MEDIATION: "mediation",
    Stage.CASE_DECISION: "decision",
    Stage.APPEAL_FILED: "appeal",
}
"""The steps whose time is published, by their stages. The days in which an appeal may come are set by the terms."""
WHOLE = "whole"
"""From the opening to the end."""


@dataclass(frozen=True, slots=True)
class CaseStory:
    """A case that is over. `seconds` has how long each of its steps took, and WHOLE."""

    way: Way
    ended_at: datetime
    appealed: Appealed
    seconds: Mapping[str, int]


@dataclass(slots=True)
class _Open:
    """A case while its story is being told."""

    began_at: datetime
    stage: Stage
    since: datetime
    seconds: dict[str, int] = field(default_factory=dict)
    first: Money | None = None
    appealed: Appealed = Appealed.NEVER


def case_stories(order_id: UUID, events: Iterable[tuple[int, AnyEvent]]) -> list[CaseStory]:
    """Every case of an order that is over, as it ended. Those that go on are left out."""
    told: dict[int, _Open] = {}
    found: list[CaseStory] = []
    for _seq, event, order in replayed(order_id, events):
        if not isinstance(event, MilestoneEvent):
            continue
        milestone = order.milestones[event.milestone - 1]
        case = told.get(milestone.number)
        if case is None:
            if milestone.case is not None and milestone.stage in CASE_STAGES:
                told[milestone.number] = _Open(event.at, milestone.stage, event.at)
            continue
        _go_on(case, milestone, event)
        if milestone.case is None or milestone.has_ended:
            found.append(_ended(told.pop(milestone.number), milestone, event.at))
    return found


def _go_on(case: _Open, milestone: Milestone, event: MilestoneEvent) -> None:
    if milestone.stage is not case.stage:
        step = STEPS.get(case.stage)
        if step is not None:
            case.seconds[step] = case.seconds.get(step, 0) + int((event.at - case.since).total_seconds())
        case.stage, case.since = milestone.stage, event.at
    match event:
        case CaseDecided(decision=decision):
            case.first = decision.amount
        case AppealFiled():
            case.appealed = Appealed.STOOD
        case AppealDecided(decision=decision) if decision.amount != case.first:
            case.appealed = Appealed.CHANGED
        case _:
            pass


def _ended(case: _Open, milestone: Milestone, at: datetime) -> CaseStory:
    way = BY_CAUSE.get(milestone.cause, Way.OTHER) if milestone.case is not None else Way.WITHDRAWN
    whole = int((at - case.began_at).total_seconds())
    return CaseStory(way, at, case.appealed, {**case.seconds, WHOLE: whole})

"""How a milestone moves: into a stage, into its end, and money out of its hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from parley.core.money import Money
from parley.core.order.records import CountsAs
from parley.core.order.state import Milestone, Proposal, ProposalKind, Stage


def enter(milestone: Milestone, stage: Stage, at: datetime, ends_at: datetime | None, **changes: Any) -> Milestone:
    """A new stage begins: pages made for the old one are out of date from here on, and so are a question that held up its
    work and a wish for more time: granted later, it would move a clock that it was not made for."""
    too_late = [one for one in milestone.proposals if one.kind is ProposalKind.EXTENSION]
    return replace(
        milestone,
        **{
            "stage": stage,
            "version": milestone.version + 1,
            "since": at,
            "ends_at": ends_at,
            "nudges": 0,
            "asked_at": None,
            "proposals": without(milestone.proposals, too_late),
            **changes,
        },
    )


def without(proposals: tuple[Proposal, ...], these: Iterable[Proposal]) -> tuple[Proposal, ...]:
    gone = {one.number for one in these}
    return tuple(one for one in proposals if one.number not in gone)


def end(
    milestone: Milestone,
    stage: Stage,
    at: datetime,
    cause: str,
    clears_at: datetime | None = None,
    counts_as: CountsAs | None = None,
) -> Milestone:
    """The milestone is over, and so are the bids of its case. Beside a released one extra work can still be agreed."""
    extra = (ProposalKind.WISH, ProposalKind.EXTRA) if stage is Stage.RELEASED else ()
    return enter(
        milestone,
        stage,
        at,
        None,
        cause=cause,
        clears_at=clears_at,
        counts_as=counts_as,
        request=None,
        back=None,
        pause=None,
        case=replace(milestone.case, bids={}) if milestone.case is not None else None,
        outreach_asked_by=None,
        proposals=tuple(one for one in milestone.proposals if one.kind in extra),
    )


def paid(milestone: Milestone, to_freelancer: Money, fee: Money) -> Milestone:
    return replace(
        milestone,
        held=milestone.held - to_freelancer - fee,
        released=milestone.released + to_freelancer,
        fees=milestone.fees + fee,
    )

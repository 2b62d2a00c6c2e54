"""Whether what is asked for again belongs to what was agreed: advice to both sides, never a refusal.

Each item of a revision request is held against the scope item it names, and its effort against the effort of that item and
of the whole delivery. The rules, from the top; the first line that fits decides:

| asked as       | belongs to                              | effort              | verdict | reason              |
| -------------- | --------------------------------------- | ------------------- | ------- | ------------------- |
| new            | nothing that was agreed                 | any, or not known   | OUTSIDE | scope.new           |
| defect, change | an item that nobody named, or none such | any, or not known   | UNCLEAR | scope.not_linked    |
| defect, change | an item that was accepted already       | any, or not known   | OUTSIDE | scope.accepted      |
| defect         | an item that was not delivered yet      | any, or not known   | UNCLEAR | scope.not_delivered |
| defect         | an item delivered and not accepted      | any, or not known   | IN      | scope.defect        |
| change         | an item, but no round is left for it    | any, or not known   | OUTSIDE | scope.no_round      |
| change         | an item, and a round is left for it     | >= 100 % of item    | UNCLEAR | scope.as_large      |
| change         | an item, and a round is left for it     | less, or not known  | IN      | scope.change        |

Beside the verdict stands one flag, `may_be_outside`: the effort is at least the effort that the named item was agreed with,
or, where no item is named, that of the whole delivery. The source texts say "may be out of scope" (and one of their
translations "not feasible"): so the flag moves no clock, refuses nothing and turns no defect into something else.

Efforts are whole minutes above zero. Shares are compared exactly and shown as whole percent, half up (decisions.md), so a
share of 99.5 % is shown as 100 % and is not flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from parley.core.order.requests import Answer, ItemKind, RequestItem
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import MilestoneTerms, ScopeItem


class Verdict(Enum):
    """How an item stands against what was agreed."""

    IN = "in"
    UNCLEAR = "unclear"
    OUTSIDE = "outside"


class Reason(Enum):
    """Which rule spoke. Stable: pages, tables and other programs may name it."""

    NEW = "scope.new"
    NOT_LINKED = "scope.not_linked"
    ACCEPTED = "scope.accepted"
    NOT_DELIVERED = "scope.not_delivered"
    DEFECT = "scope.defect"
    NO_ROUND = "scope.no_round"
    AS_LARGE = "scope.as_large"
    CHANGE = "scope.change"


VERDICTS = {
    Reason.NEW: Verdict.OUTSIDE,
    Reason.NOT_LINKED: Verdict.UNCLEAR,
    Reason.ACCEPTED: Verdict.OUTSIDE,
    Reason.NOT_DELIVERED: Verdict.UNCLEAR,
    Reason.DEFECT: Verdict.IN,
    Reason.NO_ROUND: Verdict.OUTSIDE,
    Reason.AS_LARGE: Verdict.UNCLEAR,
    Reason.CHANGE: Verdict.IN,
}


@dataclass(frozen=True, slots=True)
class Share:
    """An effort beside the effort something was agreed with, both in minutes; kept as a fraction, so nothing is rounded."""

    minutes: int
    of_minutes: int

    def __post_init__(self) -> None:
        """Raises ValueError for an effort that is not above zero: nobody asks for nothing, and nobody agreed on nothing."""
        if self.minutes <= 0 or self.of_minutes <= 0:
            raise ValueError("a share needs two efforts above zero")

    @property
    def is_whole(self) -> bool:
        """At least 100 %, exactly."""
        return self.minutes >= self.of_minutes

    @property
    def percent(self) -> int:
        """Whole percent, half up."""
        return (200 * self.minutes + self.of_minutes) // (2 * self.of_minutes)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a milestone stands when a request is judged. `rounds_left` are those that its changes may draw on: an open
    request still has the round it took, and one that is over had it (None). `rounds` are those of the terms."""

    terms: MilestoneTerms
    delivered: frozenset[int]
    accepted: frozenset[int]
    rounds_left: int | None
    rounds: int


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """One item beside what was agreed: `agreed` is the clause (the scope item, with its acceptance test and its effort).

    `rounds_after` are the rounds left once the request is done; None for one that is over, and for what takes no round.
    The effort in minutes and both shares are None while nobody has named an effort; `of_item` also when no item is named.
    """

    kind: ItemKind
    agreed: ScopeItem | None
    reason: Reason
    rounds_after: int | None
    effort_minutes: int | None = None
    of_item: Share | None = None
    of_delivery: Share | None = None

    @property
    def verdict(self) -> Verdict:
        return VERDICTS[self.reason]

    @property
    def may_be_outside(self) -> bool:
        """The effort is as high as that of the item (of the delivery, where no item is named), or higher. Only advice."""
        measured = self.of_item or self.of_delivery
        return measured is not None and measured.is_whole


@dataclass(frozen=True, slots=True)
class RequestCheck:
    """All items of a request. `unknown` counts those whose effort nobody has named."""

    items: tuple[ItemCheck, ...]
    of_delivery: Share | None
    within: Share | None
    """The effort of what is in scope, beside that of the delivery."""
    unknown: int


def standing(order: Order, milestone: Milestone) -> Standing:
    """As the milestone stands now: for a request that is being written, or one that is open."""
    has_its_round = milestone.request is not None and milestone.request.costs_round
    return Standing(
        terms=milestone.terms,
        delivered=milestone.delivered_items(),
        accepted=milestone.accepted_items,
        rounds_left=order.terms.rounds - milestone.rounds_used + (1 if has_its_round else 0),
        rounds=order.terms.rounds,
    )


def standing_when_asked(order: Order, milestone: Milestone) -> Standing:
    """As the milestone stood for a request that is over: nothing that was asked for had been accepted, and its changes had
    their round, or it would have been refused."""
    return Standing(milestone.terms, milestone.delivered_items(), frozenset(), None, order.terms.rounds)


def check_item(
    standing: Standing, kind: ItemKind, scope_item: int | None, effort_minutes: int | None = None
) -> ItemCheck:
    """How one item stands. Raises ValueError for an effort that is not above zero."""
    linked = None if kind is ItemKind.NEW or scope_item is None else standing.terms.item(scope_item)
    of_item = of_delivery = None
    if effort_minutes is not None:
        of_item = Share(effort_minutes, linked.effort_minutes) if linked is not None else None
        of_delivery = Share(effort_minutes, standing.terms.effort_minutes)
    return ItemCheck(
        kind=kind,
        agreed=linked,
        reason=_reason(standing, kind, linked, of_item),
        rounds_after=_rounds_after(standing, kind),
        effort_minutes=effort_minutes,
        of_item=of_item,
        of_delivery=of_delivery,
    )


def check_request(standing: Standing, items: Sequence[RequestItem], answers: Sequence[Answer] = ()) -> RequestCheck:
    """A whole request, with the efforts that its answers name."""
    efforts = {answer.item: answer.effort_minutes for answer in answers}
    checks = tuple(check_item(standing, item.kind, item.scope_item, efforts.get(item.number)) for item in items)
    return RequestCheck(
        items=checks,
        of_delivery=_together(standing, checks),
        within=_together(standing, [check for check in checks if check.verdict is Verdict.IN]),
        unknown=sum(check.effort_minutes is None for check in checks),
    )


def _reason(standing: Standing, kind: ItemKind, linked: ScopeItem | None, of_item: Share | None) -> Reason:
    """The table above, line by line."""
    if kind is ItemKind.NEW:
        return Reason.NEW
    if linked is None:
        return Reason.NOT_LINKED
    if linked.number in standing.accepted:
        return Reason.ACCEPTED
    if kind is ItemKind.DEFECT:
        return Reason.DEFECT if linked.number in standing.delivered else Reason.NOT_DELIVERED
    if standing.rounds_left is not None and standing.rounds_left < 1:
        return Reason.NO_ROUND
    return Reason.AS_LARGE if of_item is not None and of_item.is_whole else Reason.CHANGE


def _rounds_after(standing: Standing, kind: ItemKind) -> int | None:
    if kind is not ItemKind.CHANGE or standing.rounds_left is None:
        return None
    return max(standing.rounds_left - 1, 0)


def _together(standing: Standing, checks: Sequence[ItemCheck]) -> Share | None:
    minutes = sum(check.effort_minutes or 0 for check in checks)
    return Share(minutes, standing.terms.effort_minutes) if minutes else None

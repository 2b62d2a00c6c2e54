"""A part of the milestone is handed in before the rest; and where the client then falls silent, the part is claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, said, some
from parley.core.order.cases import open_case
from parley.core.order.contacts import require_tries, silent_long_enough_from
from parley.core.order.files import missing_files, require_files
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import DeliveredFile, Milestone, Order
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

MOST_PARTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverPart(MilestoneCommand):
    """Hand in some items of the milestone, each with all its files. No clock begins; the part counts in a valuation."""

    items: tuple[int, ...]
    files: tuple[DeliveredFile, ...]
    names: tuple[Text, ...] = ()
    note: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.note, *self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPart(MilestoneCommand):
    """Tell a silent client that the part which was delivered will be claimed when the notice runs out."""

    note: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDelivered(MilestoneEvent):
    """Some items were handed in. `number` counts the milestone's parts; `items` are numbers of its scope items."""

    number: int
    items: tuple[int, ...]
    files: tuple[DeliveredFile, ...]
    note: Commitment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartClaimed(MilestoneEvent):
    """The client may answer until `ends_at`; then the milestone becomes a case that starts from the part's worth."""

    note: Commitment | None
    ends_at: datetime


def deliver_part(milestone: Milestone, command: DeliverPart, at: datetime) -> list[Event]:
    if len(milestone.parts) >= MOST_PARTS:
        raise Refusal(Code.PARTS_USED, most=MOST_PARTS)
    items = tuple(sorted(set(command.items)))
    if not items:
        raise Refusal(Code.PART_EMPTY)
    named = [milestone.terms.item(number) for number in items]
    if None in named or any(file.item not in items for file in command.files):
        raise Refusal(Code.ITEM_UNKNOWN)
    require_files(command.files)
    for item in named:
        missing = missing_files(item, command.files) if item is not None else ()
        if item is not None and missing:
            raise Refusal(Code.FILES_MISSING, item=item.number, missing=", ".join(missing))
    return [
        PartDelivered(
            at=at,
            by=command.by,
            milestone=milestone.number,
            number=len(milestone.parts) + 1,
            items=items,
            files=command.files,
            note=said(optional_words(command.note)),
        )
    ]


def claim_part(order: Order, milestone: Milestone, command: ClaimPart, at: datetime) -> list[Event]:
    note = optional_words(command.note)
    if not milestone.parts:
        raise Refusal(Code.NO_PART)
    require_tries(order, milestone, at, ready=silent_long_enough_from(order, milestone, milestone.parts[-1].at))
    ends_at = order.terms.calendar.after_hours(at, order.terms.windows.notice_hours)
    return [PartClaimed(at=at, by=command.by, milestone=milestone.number, note=said(note), ends_at=ends_at)]


def end_claim(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The client did not answer the claim: both are asked to say what happened, starting from what the part is worth."""
    return open_case(order, milestone, at, Role.CLOCK, "part_claimed")

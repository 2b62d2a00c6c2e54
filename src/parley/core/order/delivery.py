"""Work is handed in, looked at, and accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, said, some
from parley.core.order.cases import open_case
from parley.core.order.files import require_all_files
from parley.core.order.outcomes import pay_deposit, refund, release
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import DeliveredFile, Milestone, Order, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

MOST_DELIVERIES_AGAIN = 2
MOST_REVIEW_DAYS_MORE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver(MilestoneCommand):
    """Hand in the milestone: every file that was agreed, for every item."""

    files: tuple[DeliveredFile, ...]
    names: tuple[Text, ...] = ()
    note: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.note, *self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverAgain(Deliver):
    """Put a better version in place before the client has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFiles(MilestoneCommand):
    """The client opened a file of the newest delivery; both sides see that it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptItems(MilestoneCommand):
    """Say yes to some items; they cannot be contested later."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept(MilestoneCommand):
    """Say yes to the delivery. It is final, and the hold is released."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendReview(MilestoneCommand):
    """The client takes some days more to look, once."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewExtended(MilestoneEvent):
    """The client may answer until `review_by` (UTC), some days later than before."""

    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(MilestoneEvent):
    """`number` counts the milestone's deliveries; the client may answer until `review_by`."""

    number: int
    files: tuple[DeliveredFile, ...]
    note: Commitment | None
    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredAgain(MilestoneEvent):
    """A better version took the place of the last one. `number` counts the milestone's deliveries; the client may
    answer until `review_by` (UTC), never earlier than before."""

    number: int
    files: tuple[DeliveredFile, ...]
    note: Commitment | None
    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesOpened(MilestoneEvent):
    """`delivery` was opened by the client for the first time."""

    delivery: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsAccepted(MilestoneEvent):
    """These scope items cannot be contested any more, as long as their files stay the same."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(MilestoneEvent):
    """`opened` says whether the client had opened the files that it accepts."""

    opened: bool


def deliver(order: Order, milestone: Milestone, command: Deliver, at: datetime) -> list[Event]:
    """What was handed in as a part need not be handed in again."""
    if milestone.works_in is not Stage.WORKING:
        raise Refusal(Code.NOT_NOW, stage=milestone.stage.value)
    require_all_files(milestone, command.files, standing=milestone.files_now())
    delivered = Delivered(
        at=at,
        by=command.by,
        milestone=milestone.number,
        number=len(milestone.deliveries) + 1,
        files=command.files,
        note=said(optional_words(command.note)),
        review_by=order.terms.calendar.after_days(at, order.terms.windows.review_days),
    )
    return [delivered, *pay_deposit(order, milestone, at, command.by)]


def deliver_again(order: Order, milestone: Milestone, command: DeliverAgain, at: datetime) -> list[Event]:
    """The client keeps at least `reply_hours` to look at the new version."""
    if milestone.delivered_again >= MOST_DELIVERIES_AGAIN:
        raise Refusal(Code.DELIVER_AGAIN_USED, most=MOST_DELIVERIES_AGAIN)
    require_all_files(milestone, command.files)
    at_least = order.terms.calendar.after_hours(at, order.terms.windows.reply_hours)
    return [
        DeliveredAgain(
            at=at,
            by=command.by,
            milestone=milestone.number,
            number=len(milestone.deliveries) + 1,
            files=command.files,
            note=said(optional_words(command.note)),
            review_by=max(milestone.ends_at or at_least, at_least),
        )
    ]


def extend_review(order: Order, milestone: Milestone, command: ExtendReview, at: datetime) -> list[Event]:
    if milestone.review_extended:
        raise Refusal(Code.REVIEW_EXTENDED)
    if not 1 <= command.days <= MOST_REVIEW_DAYS_MORE:
        raise Refusal(Code.REVIEW_DAYS_OUT_OF_RANGE, most=MOST_REVIEW_DAYS_MORE)
    review_by = order.terms.calendar.after_days(milestone.ends_at or at, command.days)
    return [ReviewExtended(at=at, by=command.by, milestone=milestone.number, review_by=review_by)]


def open_files(milestone: Milestone, command: OpenFiles, at: datetime) -> list[Event]:
    """Said once for each delivery; opening it again says nothing new."""
    delivery = milestone.last_delivery
    if delivery is None:
        raise Refusal(Code.NOTHING_DELIVERED)
    if delivery.opened_at is not None:
        return []
    return [FilesOpened(at=at, by=command.by, milestone=milestone.number, delivery=delivery.number)]


def accept_items(milestone: Milestone, command: AcceptItems, at: datetime) -> list[Event]:
    delivered = milestone.delivered_items()
    if not command.items or not set(command.items) <= delivered:
        raise Refusal(Code.ITEM_UNKNOWN)
    new = tuple(sorted(set(command.items) - milestone.accepted_items))
    if not new:
        raise Refusal(Code.ITEM_ACCEPTED)
    return [ItemsAccepted(at=at, by=command.by, milestone=milestone.number, items=new)]


def accept(order: Order, milestone: Milestone, command: Accept, at: datetime) -> list[Event]:
    delivery = milestone.last_delivery
    if delivery is None:
        raise Refusal(Code.NOTHING_DELIVERED)
    opened = delivery.opened_at is not None
    accepted = Accepted(at=at, by=command.by, milestone=milestone.number, opened=opened)
    return [accepted, *release(order, milestone, at, command.by, "accepted")]


def abandon_work(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """Nothing was delivered long after it was due: the money goes back, a deposit too. Where a part was, the two talk about
    what it is worth. Who waited for an answer has not walked away: that is another cause. A question that was asked when the
    work was late already is none to wait for."""
    if milestone.parts:
        return open_case(order, milestone, at, Role.CLOCK, "abandoned")
    late_at = order.terms.calendar.after_hours(milestone.due_at or at, order.terms.windows.late_grace_hours)
    waits = milestone.asked_at is not None and milestone.asked_at < late_at
    return refund(order, milestone, at, Role.CLOCK, "abandoned_unanswered" if waits else "abandoned")

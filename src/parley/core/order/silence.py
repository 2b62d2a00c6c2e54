"""Nobody answers: tries to reach the client, the last notice, and the release that silence leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, require_words, said, some
from parley.core.order.contacts import require_tries, silent_long_enough_from
from parley.core.order.outcomes import release
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


class Channel(Enum):
    """How somebody was reached for outside Parley."""

    CALL = "call"
    MAIL = "mail"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareContact(MilestoneCommand):
    """Note a try to reach the client outside Parley. Messages count by themselves; a declared one counts once."""

    channel: Channel
    note: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(MilestoneCommand):
    """Tell a silent client that the milestone will be marked complete when the notice runs out."""

    note: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDeclared(MilestoneEvent):
    """The freelancer says that they tried to reach the client outside Parley; one such try counts."""

    channel: Channel
    note: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(MilestoneEvent):
    """By the freelancer, or by the clock when the review window ran out. The client may answer until `ends_at`."""

    note: Commitment | None
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedComplete(MilestoneEvent):
    """The client is asked to accept; the hold is released at `release_at`."""

    release_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(MilestoneEvent):
    """A kind reminder went out; `number` counts them within the stage."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(MilestoneEvent):
    """The clearance is over: the freelancer's money of this milestone is available."""


def declare_contact(milestone: Milestone, command: DeclareContact, at: datetime) -> list[Event]:
    if milestone.stage is Stage.WORKING and not milestone.parts:
        raise Refusal(Code.NO_PART)
    if milestone.call_declared:
        raise Refusal(Code.CALL_DECLARED)
    note = require_words(command.note)
    contact = ContactDeclared(
        at=at, by=command.by, milestone=milestone.number, channel=command.channel, note=note.commitment
    )
    return [contact]


def send_notice(order: Order, milestone: Milestone, command: SendNotice, at: datetime) -> list[Event]:
    note = optional_words(command.note)
    require_tries(order, milestone, at, ready=notice_possible_from(order, milestone))
    return [_notice(order, milestone, at, command.by, said(note))]


def notice_possible_from(order: Order, milestone: Milestone) -> datetime:
    """The instant at which the client has been silent long enough since its last act or the delivery.

    Where a notice would lead to the release at once, it cannot come before the review window has run out: the freelancer's
    own word must not take the money.
    """
    windows = order.terms.windows
    silent = silent_long_enough_from(order, milestone, milestone.since)
    if windows.notice_hours == 0 and windows.release_business_days == 0 and milestone.ends_at is not None:
        return max(silent, milestone.ends_at)
    return silent


def notice_by_clock(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The review window ran out."""
    return [_notice(order, milestone, at, Role.CLOCK, None)]


def mark_complete(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The notice ran out."""
    release_at = order.terms.calendar.after_business_days(at, order.terms.windows.release_business_days)
    return [MarkedComplete(at=at, by=Role.CLOCK, milestone=milestone.number, release_at=release_at)]


def release_after_silence(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return release(order, milestone, at, Role.CLOCK, "silence")


def nudge(milestone: Milestone, at: datetime) -> list[Event]:
    return [Nudged(at=at, by=Role.CLOCK, milestone=milestone.number, number=milestone.nudges + 1)]


def clear(milestone: Milestone, at: datetime) -> list[Event]:
    return [Cleared(at=at, by=Role.CLOCK, milestone=milestone.number)]


def _notice(order: Order, milestone: Milestone, at: datetime, by: Role, note: Commitment | None) -> NoticeSent:
    ends_at = order.terms.calendar.after_hours(at, order.terms.windows.notice_hours)
    return NoticeSent(at=at, by=by, milestone=milestone.number, note=note, ends_at=ends_at)

"""The client's bank takes a payment back, before the milestone has ended or long after. While it judges, nothing moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent
from parley.core.order.outcomes import stop_after
from parley.core.order.records import Chargeback, ChargebackCode, Taken
from parley.core.order.refusals import Code, Refusal
from parley.core.order.standstill import resume
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import LONGEST_DAYS
from parley.core.order.valuation import valuation
from parley.core.parties import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChargeback(MilestoneCommand):
    """The bank asks for the milestone's money back. `answer_by` is the date that the provider names. A later stage
    of the same dispute is told by the same command."""

    code: ChargebackCode
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseChargeback(MilestoneCommand):
    """The bank has judged: for the desk (`won`), or for the client."""

    won: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackOpened(MilestoneEvent):
    """What the bank disputes lies with it from now on, taken from where it was."""

    chargeback: Chargeback


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackJoined(MilestoneEvent):
    """The dispute goes on at the bank, with a later date."""

    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackWon(MilestoneEvent):
    """Everything goes back to where it was taken from. `clears_at`: what was not cleared yet when the bank asked
    goes on waiting for what was left of its clearance."""

    taken: Taken
    clears_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargebackLost(MilestoneEvent):
    """The bank keeps it. `covered` is what the operator's reserve gives the freelancer for it, which waits for its
    clearance until `clears_at`. `ends`: the milestone had not ended, and now has."""

    taken: Taken
    covered: Money
    ends: bool
    clears_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAlarmed(MilestoneEvent):
    """Long after its own date the bank has said nothing: the operator must ask. Nothing happens by itself."""


def open_chargeback(milestone: Milestone, command: OpenChargeback, at: datetime) -> list[Event]:
    if command.answer_by > at + timedelta(days=LONGEST_DAYS):
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, least=0, most=LONGEST_DAYS)
    if milestone.chargeback is not None:
        joined = ChargebackJoined(at=at, by=command.by, milestone=milestone.number, answer_by=command.answer_by)
        return [joined]
    nothing = milestone.held - milestone.held
    taken = Taken(
        hold=milestone.held,
        pending=milestone.pending,
        available=milestone.available,
        owed=milestone.released - milestone.pending - milestone.available,
        fee=milestone.fees,
    )
    if taken.total == nothing or milestone.at_bank:
        raise Refusal(Code.NOTHING_PAID)  # what the reserve put in after a bank took the payment was never the client's
    chargeback = Chargeback(
        number=milestone.chargebacks + 1, code=command.code, at=at, answer_by=command.answer_by, taken=taken
    )
    return [ChargebackOpened(at=at, by=command.by, milestone=milestone.number, chargeback=chargeback)]


def close_chargeback(order: Order, milestone: Milestone, command: CloseChargeback, at: datetime) -> list[Event]:
    chargeback = milestone.chargeback
    if chargeback is None:
        raise Refusal(Code.NO_CHARGEBACK)
    number, taken = milestone.number, chargeback.taken
    if command.won:
        clears_at = _clearance_after(milestone, chargeback, at)
        won = ChargebackWon(at=at, by=command.by, milestone=number, taken=taken, clears_at=clears_at)
        back = [] if milestone.has_ended else resume(milestone, at, command.by, "bank")
        return [won, *back]
    ends = not milestone.has_ended
    lost = ChargebackLost(
        at=at,
        by=command.by,
        milestone=number,
        taken=taken,
        covered=_covered(order, milestone, chargeback),
        ends=ends,
        clears_at=order.terms.calendar.after_days(at, order.terms.windows.clearance_days)
        if ends
        else _clearance_after(milestone, chargeback, at),
    )
    return [lost, *stop_after(order, number, at)]


def alarm_operator(milestone: Milestone, at: datetime) -> list[Event]:
    return [BankAlarmed(at=at, by=Role.CLOCK, milestone=milestone.number)]


def _clearance_after(milestone: Milestone, chargeback: Chargeback, at: datetime) -> datetime | None:
    """The clearance stood still too. None where there is none, or where it was over."""
    if milestone.clears_at is None or milestone.cleared:
        return None
    return at + (milestone.clears_at - chargeback.at)


def _as_before(milestone: Milestone, taken: Taken) -> Milestone:
    return replace(
        milestone,
        held=milestone.held + taken.hold,
        released=milestone.released + taken.from_freelancer,
        fees=milestone.fees + taken.fee,
    )


def _covered(order: Order, milestone: Milestone, chargeback: Chargeback) -> Money:
    """What the reserve gives the freelancer: after a fraud all that was taken from them and what their work is worth by
    valuation, less the operator's fee; after a dispute about the service nothing (decisions.md)."""
    taken = chargeback.taken
    nothing = taken.hold - taken.hold
    if chargeback.code is ChargebackCode.SERVICE:
        return nothing
    if milestone.has_ended:
        return taken.from_freelancer
    worth = valuation(_as_before(milestone, taken))
    return taken.from_freelancer + worth - worth.share(order.terms.fee_basis_points)

"""Milestones that do not exist yet, played forward by the real machine: an offer can name days before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from parley.core.foresight import Foreseen, if_nobody_moves
from parley.core.machine import decide_at
from parley.core.order.messages import Released, SendNotice
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Delivery, Milestone, Offer, OfferEnd, Order, Stage, unstarted
from parley.core.order.terms import Terms
from parley.core.parties import Role

NOBODY = UUID(int=0)


def days_of_silence(terms: Terms, number: int) -> int | None:
    """Days from a delivery on its due date to the release, when nobody does anything; None if it does not come to that."""
    order = _delivered(terms, number)
    return _days(order, if_nobody_moves(order), number)


def days_with_early_notice(terms: Terms, number: int) -> int | None:
    """The same when the freelancer sends the last notice as soon as it is allowed; None where that is not sooner."""
    order = _delivered(terms, number)
    milestone = order.milestone(number)
    tried = milestone.contacts[-1] if milestone.contacts else notice_possible_from(order, milestone)
    at = max(notice_possible_from(order, milestone), tried)
    if milestone.ends_at is None or at >= milestone.ends_at:
        return None
    notice = SendNotice(order_id=order.id, id=NOBODY, by=Role.FREELANCER, milestone=number)
    after = decide_at(order, notice, at)
    if after.refusal is not None or after.order is None:
        return None
    return _days(order, if_nobody_moves(after.order), number)


def _delivered(terms: Terms, number: int) -> Order:
    """An order whose milestone was delivered on its due date and waits for an answer."""
    wanted = terms.milestones[number - 1]
    at = terms.calendar.end_of_work(wanted.due_on)
    gap = timedelta(hours=terms.windows.contact_gap_hours)
    delivered = replace(
        unstarted(wanted),
        stage=Stage.DELIVERED,
        held=wanted.price,
        version=1,
        since=at,
        ends_at=terms.calendar.after_days(at, terms.windows.review_days),
        deliveries=(Delivery(1, at, ()),),
        first_delivered_at=at,
        contacts=tuple(at + gap * n for n in range(1, terms.windows.contacts_before_notice + 1)),
    )
    offer = Offer(version=1, by=Role.FREELANCER, terms=terms, expires_at=at, end=OfferEnd.ACCEPTED)
    others: list[Milestone] = [unstarted(one) for one in terms.milestones]
    others[number - 1] = delivered
    return Order(id=NOBODY, client=None, freelancer=None, offer=offer, milestones=tuple(others))


def _days(order: Order, road: Sequence[Foreseen], number: int) -> int | None:
    since = order.milestone(number).since
    released = _released_at(road, number)
    if since is None or released is None:
        return None
    calendar = order.terms.calendar
    return (calendar.local_date(released) - calendar.local_date(since)).days


def _released_at(road: Sequence[Foreseen], number: int) -> datetime | None:
    for stop in road:
        if any(isinstance(event, Released) and event.milestone == number for event in stop.events):
            return stop.at
    return None

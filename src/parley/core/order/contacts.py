"""Tries to reach a silent client: how they are counted, and from when on they are enough."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order


def silent_long_enough_from(order: Order, milestone: Milestone, since: datetime | None) -> datetime:
    """The instant at which the client has been silent long enough since its last act, or since `since` if that was later."""
    moments = [moment for moment in (milestone.client_acted_at, since) if moment is not None]
    return order.terms.calendar.after_hours(max(moments), order.terms.windows.silent_hours_before_notice)


def contacts_counted(contacts: Sequence[datetime], gap_hours: int) -> int:
    """Contacts that lie at least `gap_hours` apart; a flood of messages in one hour is one try."""
    counted = 0
    last: datetime | None = None
    for contact in sorted(contacts):
        if last is None or contact - last >= timedelta(hours=gap_hours):
            counted += 1
            last = contact
    return counted


def require_tries(order: Order, milestone: Milestone, at: datetime, ready: datetime) -> None:
    """Refuse a last word that comes before `ready`, or after too few tries to reach the client."""
    if at < ready:
        raise Refusal(Code.TOO_EARLY, possible_from=ready)
    windows = order.terms.windows
    counted = contacts_counted(milestone.contacts, windows.contact_gap_hours)
    if counted < windows.contacts_before_notice:
        raise Refusal(
            Code.CONTACTS_TOO_FEW,
            counted=counted,
            needed=windows.contacts_before_notice,
            gap_hours=windows.contact_gap_hours,
        )

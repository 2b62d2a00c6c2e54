"""What the coach is told of an order: who writes, where things stand, and how long the other side has been silent."""

from __future__ import annotations

from datetime import datetime, timedelta

from parley.coach.advice import Author, Context, Situation
from parley.core.order.messages import AnyEvent
from parley.core.order.state import CASE_STAGES, Milestone, OfferEnd, Order, ProposalKind, Stage
from parley.core.parties import Role
from parley.reads.order_page import Record
from parley.web.orders.door import Visit
from parley.words.turns import milestone_in_focus

AUTHORS = {Role.FREELANCER: Author.FREELANCER, Role.CLIENT: Author.CLIENT}
NOTICE_RUNS = frozenset({Stage.NOTICED, Stage.MARKED, Stage.CLAIMED})
SENT_BACK = frozenset({Stage.REVISING, Stage.CLARIFY})
WAITS_FOR_THE_CLIENT = frozenset({Stage.UNFUNDED, Stage.FUNDED, Stage.DELIVERED, Stage.CLARIFY})
FOR_MONEY_ASKED = frozenset({ProposalKind.WISH, ProposalKind.EXTRA})


def at_hand(order: Order, role: Role) -> Milestone | None:
    """The milestone that a message is most likely about: the one Next speaks of, else the last. None for an offer."""
    number = milestone_in_focus(order, role)
    if number is not None:
        return order.milestone(number)
    return order.milestones[-1] if order.milestones else None


def context_of(visit: Visit, milestone: Milestone | None = None) -> Context:
    """For whoever writes on this page; `milestone` is the one that the page is about, where it is about one."""
    order = visit.order
    about = milestone or at_hand(order, visit.role)
    days = days_since(visit.page.records[::-1], visit.other, visit.at)
    return Context(
        author=AUTHORS.get(visit.role),
        situation=situation(order, about, visit.role, visit.at, days),
        case_open=about is not None and about.stage in CASE_STAGES,
        days_since_reply=days,
    )


def situation(order: Order, about: Milestone | None, writer: Role, at: datetime, days: int | None) -> Situation:
    """`days` is how long the other side has been silent, in whole days."""
    if about is None or order.offer.end is not OfferEnd.ACCEPTED:
        return Situation.OFFER
    if about.has_ended and all(one.has_ended for one in order.milestones):
        return Situation.AFTER_RELEASE
    works_in = about.works_in
    if works_in in CASE_STAGES:
        return Situation.CASE
    if is_late(about, at):
        return Situation.LATE
    if works_in in NOTICE_RUNS or _waits_long(order, about, writer, days):
        return Situation.SILENT
    if works_in in SENT_BACK:
        return Situation.REVISING
    if any(proposal.kind in FOR_MONEY_ASKED for proposal in about.proposals):
        return Situation.EXTRA
    return Situation.DELIVERED if works_in is Stage.DELIVERED else Situation.WORKING


def is_late(about: Milestone, at: datetime) -> bool:
    """Whether work should have been handed in by now."""
    return about.stage in (Stage.WORKING, Stage.REVISING) and about.due_at is not None and about.due_at < at


def _waits_long(order: Order, about: Milestone, writer: Role, days: int | None) -> bool:
    """The client's turn, and no word for as long as the agreement counts as silence before a last notice."""
    if writer is not Role.FREELANCER or about.works_in not in WAITS_FOR_THE_CLIENT or days is None:
        return False
    return timedelta(days=days) >= timedelta(hours=max(order.terms.windows.silent_hours_before_notice, 24))


def days_since(newest_first: tuple[Record, ...], role: Role, at: datetime) -> int | None:
    """Whole days since this side last did or wrote anything; None where that is longer ago than what was read."""
    last: AnyEvent | None = next((record.event for record in newest_first if record.event.by is role), None)
    return max((at - last.at).days, 0) if last is not None else None

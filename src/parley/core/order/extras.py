"""Extra work: priced beside what was agreed, paid for before it begins, and never agreed by silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import zero
from parley.core.order.base import Event, MilestoneCommand, optional_words, require_words, some
from parley.core.order.outcomes import answer_notice
from parley.core.order.proposed import propose, require_room_for_extra
from parley.core.order.refusals import Code, Refusal
from parley.core.order.soundness import check_milestone, check_wording
from parley.core.order.state import Milestone, Order, ProposalKind, Stage
from parley.core.order.terms import MilestoneTerms
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExtra(MilestoneCommand):
    """The client wishes for something beside what was agreed, and asks for a price."""

    wish: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExtra(MilestoneCommand):
    """The freelancer offers extra work as a milestone of its own. Its number in `extra` is not looked at: it gets
    one when it is agreed. A wish that was open is answered by it. `recommended`: why this is the best way, in the
    expert's words."""

    extra: MilestoneTerms
    wording: tuple[Text, ...]
    recommended: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(*self.wording, self.recommended)


def ask_extra(order: Order, milestone: Milestone, command: AskExtra, at: datetime) -> list[Event]:
    _require_time(order, milestone, at)
    require_room_for_extra(order)
    wish = require_words(command.wish)
    made = propose(order, milestone, ProposalKind.WISH, command.by, at, wish.commitment)
    return [made, *answer_notice(order, milestone, at, command.by)]


def offer_extra(order: Order, milestone: Milestone, command: OfferExtra, at: datetime) -> list[Event]:
    _require_time(order, milestone, at)
    require_room_for_extra(order)
    extra = command.extra
    if extra.after or extra.asks_brief or extra.deposit != zero(order.terms.currency):
        raise Refusal(Code.PREDECESSOR_UNKNOWN, milestone=milestone.number)
    check_wording(_mentioned(extra), {extra.name}, command.wording)
    check_milestone(order.terms, extra, at, may_be_free=True)
    recommended = optional_words(command.recommended)
    reason = recommended.commitment if recommended is not None else extra.items[0].what
    return [propose(order, milestone, ProposalKind.EXTRA, command.by, at, reason, extra=extra)]


def _mentioned(extra: MilestoneTerms) -> list[Commitment]:
    return [extra.name, *(words for item in extra.items for words in (item.what, item.test))]


def _require_time(order: Order, milestone: Milestone, at: datetime) -> None:
    """After the release extra work can be agreed for a while; later it is a new order."""
    if milestone.stage is not Stage.RELEASED or milestone.since is None:
        return
    if at > order.terms.calendar.after_days(milestone.since, order.terms.windows.extra_days):
        raise Refusal(Code.EXTRA_TOO_LATE, days=order.terms.windows.extra_days)

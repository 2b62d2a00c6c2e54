"""What stands in the way of the usual course, in a line each: a pause, a bank that judges, support that was asked to write."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from parley.core.order.messages import LiftPause
from parley.core.order.records import Chargeback, Pause
from parley.core.order.state import Milestone, Stage
from parley.core.parties import Role
from parley.web.components.action import Action
from parley.web.components.notice import Notice
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit
from parley.web.orders.parts.moments import full
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.dates import date_of
from parley.words.money import money
from parley.words.reasons import chargeback_code, pause_reason_told
from parley.words.telling import tell, told


def standing_notices(visit: Visit) -> tuple[Notice, ...]:
    return tuple(notice for milestone in visit.order.milestones for notice in _of(visit, milestone))


def notices_of(visit: Visit, milestone: Milestone) -> tuple[Notice, ...]:
    """Those of one milestone."""
    return tuple(_of(visit, milestone))


def _of(visit: Visit, milestone: Milestone) -> Iterator[Notice]:
    if milestone.chargeback is not None:
        yield _at_bank(visit, milestone, milestone.chargeback)
    if milestone.pause is not None and milestone.stage is Stage.PAUSED:
        yield _paused(visit, milestone, milestone.pause)
    if milestone.outreach_asked_by is not None:
        yield _support(visit, milestone, milestone.outreach_asked_by)


def _paused(visit: Visit, milestone: Milestone, pause: Pause) -> Notice:
    """The kind of reason is for both; the words are in the timeline of whoever wrote them."""
    told_ = telling(visit)
    title = told(
        told_,
        pause.by,
        _("You paused {milestone}"),
        _("{name} paused {milestone}"),
        milestone=told_.milestone(milestone.number),
    )
    actions: tuple[Action, ...] = ()
    if pause.by is visit.role:
        label = act_words(LiftPause, visit.order, milestone, told_).label
        actions = (Action(label, href=act_address(LiftPause, visit.order.id, milestone.number)),)
    text = tell(_("{reason} All its clocks stand still."), reason=pause_reason_told(pause.reason))
    until = full(milestone.ends_at, visit.zone, visit.at) if milestone.ends_at else None
    return Notice("soon", "pause", title, text, until=until, actions=actions)


def _at_bank(visit: Visit, milestone: Milestone, chargeback: Chargeback) -> Notice:
    title = tell(
        _("The bank disputes the payment for {milestone}: {amount} lies with it"),
        milestone=telling(visit).milestone(milestone.number),
        amount=money(chargeback.taken.total),
    )
    text = tell(
        _("{reason} Its date is {date}. Nobody has to do anything, and nothing happens by itself."),
        reason=chargeback_code(chargeback.code),
        date=date_of(chargeback.answer_by, visit.zone, visit.at),
    )
    return Notice("soon", "coin", title, text)


def _support(visit: Visit, milestone: Milestone, asked_by: Role) -> Notice:
    told_ = telling(visit)
    title = told(
        told_,
        asked_by,
        _("You asked support to write about {milestone}"),
        _("{name} asked support to write about {milestone}"),
        milestone=told_.milestone(milestone.number),
    )
    return Notice(
        "news", "envelope", title, _("Support has not written yet. It is help with being heard, not a ruling.")
    )

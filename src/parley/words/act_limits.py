"""The small line under an act: its limit, its cost, or the day it opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.contacts import contacts_counted
from parley.core.order.delivery import MOST_DELIVERIES_AGAIN
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AnswerRequest,
    CounterOffer,
    DeclareContact,
    DeclineOffer,
    Deliver,
    DeliverAgain,
    Fund,
    NoteOnClause,
    Redeliver,
    RequestRevision,
    SendNotice,
    SkipBrief,
    SubmitBrief,
    WithdrawOffer,
)
from parley.core.order.outcomes import due_instant
from parley.core.order.revision import FREE_REQUESTS
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Milestone, Order
from parley.core.order.terms import clauses
from parley.words.act_limits_of_cases import LIMITS as LIMITS_OF_CASES
from parley.words.act_limits_of_cases import limit_of_case
from parley.words.act_limits_of_change import limit_of_change
from parley.words.dates import day
from parley.words.durations import hours
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an act would happen."""

    order: Order
    milestone: Milestone | None
    telling: Telling

    @property
    def here(self) -> Milestone:
        """The milestone. Raises LookupError for an act of the whole order."""
        if self.milestone is None:
            raise LookupError("this act needs a milestone")
        return self.milestone


def act_limit(kind: type[object], setting: Setting) -> Sentence:
    """The small line of an act, or nothing."""
    if kind in PLAIN_LIMITS:
        return tell(str(PLAIN_LIMITS[kind]))
    if kind in LIMITS:
        return LIMITS[kind](setting)
    if kind in LIMITS_OF_CASES:
        return limit_of_case(kind, setting.order, setting.milestone, setting.telling)
    return limit_of_change(kind, setting.order, setting.milestone, setting.telling)


def _accept_offer(setting: Setting) -> Sentence:
    count = len(clauses(setting.order.terms))
    text = ngettext("Opens when the {n} clause is ticked", "Opens when all {n} clauses are ticked", count)
    return tell(text, n=number(count))


def _note(setting: Setting) -> Sentence:
    return tell(
        _("{name} answers with version {version}. Your ticks stay on what does not change"),
        name=setting.telling.other_name,
        version=setting.order.offer.version + 1,
    )


def _counter(setting: Setting) -> Sentence:
    return tell(_("Becomes version {version}"), version=setting.order.offer.version + 1)


def _fund(setting: Setting) -> Sentence:
    price = strong(money(setting.here.terms.price))
    return tell(_("{amount}, held for this milestone"), amount=price)


def _brief(setting: Setting) -> Sentence:
    deposit = setting.here.terms.deposit
    if deposit and not setting.here.deposit_paid:
        return tell(_("Work begins, and the deposit of {amount} is released"), amount=strong(money(deposit)))
    return tell(_("Work begins, due {day}"), day=_due(setting))


def _skip_brief(setting: Setting) -> Sentence:
    if setting.here.terms.deposit:
        return tell(_("The deposit waits for the first delivery, due {day}"), day=_due(setting))
    return tell(_("Due {day}"), day=_due(setting))


def _deliver(setting: Setting) -> Sentence:
    if setting.here.due_at is None:
        return NOTHING_MORE
    return tell(_("Due {day}"), day=day(setting.here.due_at, setting.telling.zone, setting.telling.now))


def _deliver_again(setting: Setting) -> Sentence:
    left = max(0, MOST_DELIVERIES_AGAIN - setting.here.delivered_again)
    if not left:
        most = MOST_DELIVERIES_AGAIN
        return tell(ngettext("Used {n} of {n} time", "Used {n} of {n} times", most), n=number(most))
    time = hours(setting.order.terms.windows.reply_hours)
    text = ngettext(
        "Possible {n} more time. {name} keeps at least {hours}",
        "Possible {n} more times. {name} keeps at least {hours}",
        left,
    )
    return tell(text, n=number(left), name=setting.telling.other_name, hours=time)


def _accept(setting: Setting) -> Sentence:
    amount = strong(money(setting.here.held))
    delivery = setting.here.last_delivery
    if delivery is not None and delivery.opened_at is None:
        return tell(_("Final. Releases {amount}. You have not opened the files in Parley"), amount=amount)
    return tell(_("Final. Releases {amount}"), amount=amount)


def _request(setting: Setting) -> Sentence:
    rounds, used = setting.order.terms.rounds, setting.here.rounds_used
    if used < rounds:
        pattern = _("Round {used} of {rounds}. Defects alone take no round")
        return tell(pattern, used=number(used + 1), rounds=number(rounds))
    left = max(0, FREE_REQUESTS - setting.here.free_requests_used)
    if left:
        return tell(_("No rounds left. Defects and new items can still be asked for"))
    return tell(_("No rounds left. New items can still be asked for"))


def _redeliver(setting: Setting) -> Sentence:
    used, rounds = setting.here.rounds_used, setting.order.terms.rounds
    request = setting.here.request
    if request is None or not request.costs_round:
        return tell(_("Takes no round"))
    return tell(_("Round {used} of {rounds}"), used=number(used), rounds=number(rounds))


def _contact(setting: Setting) -> Sentence:
    if setting.here.call_declared:
        return tell(_("Noted already. Messages count by themselves"))
    return tell(_("Counts once. Messages count by themselves"))


def _notice(setting: Setting) -> Sentence:
    windows, telling = setting.order.terms.windows, setting.telling
    ready = notice_possible_from(setting.order, setting.here)
    counted = contacts_counted(setting.here.contacts, windows.contact_gap_hours)
    if telling.now < ready and counted < windows.contacts_before_notice:
        return tell(
            _("Opens on {day}; attempts to reach {name} so far: {counted} of {needed}"),
            day=day(ready, telling.zone, telling.now),
            counted=number(counted),
            needed=number(windows.contacts_before_notice),
            name=telling.other_name,
        )
    if telling.now < ready:
        return tell(_("Opens on {day}"), day=day(ready, telling.zone, telling.now))
    if counted < windows.contacts_before_notice:
        return tell(
            _("Attempts to reach {name} so far: {counted} of {needed}"),
            counted=number(counted),
            needed=number(windows.contacts_before_notice),
            name=telling.other_name,
        )
    # Translators: {hours} is a length of time, as in "Leaves 48 hours to answer".
    return tell(_("Leaves {hours} to answer"), hours=hours(windows.notice_hours))


def _due(setting: Setting) -> str:
    telling = setting.telling
    due = due_instant(setting.order.terms, setting.here.terms, telling.now)
    return day(due, telling.zone, telling.now)


PLAIN_LIMITS: Mapping[type[object], Promise] = {
    WithdrawOffer: gettext_lazy("Final. Nobody owes anything"),
    DeclineOffer: gettext_lazy("Final. Nobody owes anything"),
    AcceptItems: gettext_lazy("Final for these items. No money moves"),
    AnswerRequest: gettext_lazy("Once. If nothing of it will be done, the delivery stands"),
}
"""Limits that are the same everywhere."""

LIMITS: Mapping[type[object], Callable[[Setting], Sentence]] = {
    AcceptOffer: _accept_offer,
    NoteOnClause: _note,
    CounterOffer: _counter,
    Fund: _fund,
    SubmitBrief: _brief,
    SkipBrief: _skip_brief,
    Deliver: _deliver,
    DeliverAgain: _deliver_again,
    Accept: _accept,
    RequestRevision: _request,
    Redeliver: _redeliver,
    DeclareContact: _contact,
    SendNotice: _notice,
}
"""Acts that change what was agreed have a table of their own; those without a limit or a cost are in none."""

"""The small line under the acts of a case, of extra work, of a pause, of pay-outs and reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.contacts import contacts_counted, silent_long_enough_from
from parley.core.order.delivery import MOST_REVIEW_DAYS_MORE
from parley.core.order.messages import (
    AcceptSuggestion,
    Appeal,
    AskExtra,
    AskOutreach,
    ClaimPart,
    DeliverPart,
    Escalate,
    ExtendReview,
    OfferExtra,
    OpenCase,
    PauseWork,
    PayOut,
    ProposeSplit,
    SealBid,
    SealFinal,
    WithdrawCase,
)
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.valuation import valuation
from parley.words.dates import day_and_time
from parley.words.durations import business_days
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell

Limit = Callable[[Order, Milestone, Telling], Sentence]


def limit_of_case(kind: type[object], order: Order, milestone: Milestone | None, telling: Telling) -> Sentence:
    """The small line of one of these acts, or nothing for any other."""
    if milestone is None or kind not in LIMITS:
        return NOTHING_MORE
    return LIMITS[kind](order, milestone, telling)


def _part(_order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("Counts if the milestone ends before the rest is delivered"))


def _claim(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if not milestone.parts:
        return NOTHING_MORE
    ready = silent_long_enough_from(order, milestone, milestone.parts[-1].at)
    if telling.now < ready:
        return tell(_("From {instant}"), instant=day_and_time(ready, telling.zone, telling.now))
    windows = order.terms.windows
    counted = contacts_counted(milestone.contacts, windows.contact_gap_hours)
    if counted < windows.contacts_before_notice:
        # Translators: tries to reach somebody, as in "1 of 2 contacts".
        return tell(_("{n} of {most} contacts so far"), n=number(counted), most=number(windows.contacts_before_notice))
    return tell(_("The part is worth {amount}"), amount=strong(money(valuation(milestone))))


def _more_time(_order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    text = ngettext("Once, up to {n} day", "Once, up to {n} days", MOST_REVIEW_DAYS_MORE)
    return tell(text, n=number(MOST_REVIEW_DAYS_MORE))


def _extra(_order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("Never agreed by silence, and paid for before it begins"))


def _pause(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if telling.viewer_role in milestone.paused_by:
        return tell(_("Used once already"))
    days = order.terms.windows.pause_days
    text = ngettext(
        "Once, for at most {n} day. It never counts against you",
        "Once, for at most {n} days. It never counts against you",
        days,
    )
    return tell(text, n=number(days))


def _outreach(_order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("Once in a milestone"))


def _open_case(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if telling.viewer_role in milestone.cases_opened:
        return tell(_("Opened once already"))
    return tell(_("You have {days} to talk first"), days=business_days(order.terms.windows.talk_business_days))


def _withdraw(_order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("Everything goes on as before"))


def _settle(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("A fair start: {amount} for what was delivered"), amount=strong(money(valuation(milestone))))


def _escalate(order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    case = milestone.case
    if case is None:
        return NOTHING_MORE
    if milestone.stage is Stage.CASE_TALK:
        opens_at = order.terms.calendar.after_hours(case.at, order.terms.windows.escalate_hours)
        if telling.now < opens_at:
            return tell(_("From {instant}"), instant=day_and_time(opens_at, telling.zone, telling.now))
        return tell(_("To sealed offers, or to a decision where one side never took part"))
    if milestone.stage is Stage.CASE_SEALED:
        return tell(_("To a mediator, once your offer is sealed or both of you ask"))
    return tell(_("To a decision"))


def _seal(order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    if milestone.case is None:
        return NOTHING_MORE
    # Translators: {n} is the round that runs, as in "Round 2 of 3".
    return tell(
        _("Round {n} of {most}. Destroyed when the round ends"),
        n=number(milestone.case.round),
        most=number(order.terms.windows.sealed_rounds),
    )


def _seal_last(_order: Order, milestone: Milestone, telling: Telling) -> Sentence:
    if milestone.ends_at is None:
        return NOTHING_MORE
    return tell(_("Both have to, until {until}"), until=day_and_time(milestone.ends_at, telling.zone, telling.now))


def _suggestion(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    if milestone.case is None or milestone.case.suggestion is None:
        return NOTHING_MORE
    # Translators: {amount} of the hold would go to the freelancer.
    return tell(_("{amount} to the freelancer"), amount=strong(money(milestone.case.suggestion.amount)))


def _appeal(order: Order, _milestone: Milestone, _telling: Telling) -> Sentence:
    days = business_days(order.terms.windows.appeal_result_business_days)
    return tell(_("Once, with a result within {days}"), days=days)


def _pay_out(_order: Order, milestone: Milestone, _telling: Telling) -> Sentence:
    return tell(_("{amount} is available"), amount=strong(money(milestone.available)))


LIMITS: Mapping[type[object], Limit] = {
    DeliverPart: _part,
    ClaimPart: _claim,
    ExtendReview: _more_time,
    AskExtra: _extra,
    OfferExtra: _extra,
    PauseWork: _pause,
    AskOutreach: _outreach,
    OpenCase: _open_case,
    WithdrawCase: _withdraw,
    ProposeSplit: _settle,
    Escalate: _escalate,
    SealBid: _seal,
    SealFinal: _seal_last,
    AcceptSuggestion: _suggestion,
    Appeal: _appeal,
    PayOut: _pay_out,
}

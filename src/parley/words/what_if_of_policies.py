"""If nobody moves under a policy: each situation, its stops with days and sums, and what it comes to in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.money import Money
from parley.core.order.messages import AnyEvent, CaseSentToDecision, MediationBegan, Resumed, SealedRoundBegan
from parley.core.order.terms import Windows
from parley.core.situations import Situation
from parley.core.what_if import Stop, WhatIf
from parley.words.dates import day_and_time, moment
from parley.words.durations import days
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.silence_roads import road_stop
from parley.words.telling import NOTHING_MORE, Telling, tell

# Translators: pairs of a situation and where the count of its days begins.
SITUATIONS: Mapping[Situation, tuple[Promise, Promise]] = {
    Situation.OFFER_UNANSWERED: (
        gettext_lazy("An offer is never answered"),
        gettext_lazy("Counted from the offer."),
    ),
    Situation.NEVER_FUNDED: (
        gettext_lazy("A milestone is never funded"),
        gettext_lazy("Counted from the agreement."),
    ),
    Situation.NO_BRIEF: (
        gettext_lazy("Funded, and the brief never comes"),
        gettext_lazy("Counted from the funding."),
    ),
    Situation.NEVER_DELIVERED: (
        gettext_lazy("The work is never delivered"),
        gettext_lazy("Counted from the start of work, which is due a week later."),
    ),
    Situation.DELIVERED: (
        gettext_lazy("Delivered, and then silence"),
        gettext_lazy("Counted from the delivery."),
    ),
    Situation.EARLY_NOTICE: (
        gettext_lazy("Delivered, silence, and an early notice"),
        gettext_lazy("Counted from the delivery. The freelancer sends the last notice as soon as it is allowed."),
    ),
    Situation.ONE_REPLY: (
        gettext_lazy("One reply to the last notice, and then silence"),
        gettext_lazy("Counted from the reply."),
    ),
    Situation.REQUEST_LEFT_ALONE: (
        gettext_lazy("A request for changes is left alone"),
        gettext_lazy("Counted from the request."),
    ),
    Situation.QUESTION_LEFT_OPEN: (
        gettext_lazy("A question about a request is never answered"),
        gettext_lazy("Counted from the question."),
    ),
    Situation.PAUSED: (
        gettext_lazy("The freelancer pauses and does not come back"),
        gettext_lazy("Counted from the pause. The work is due a week later."),
    ),
    Situation.CASE_UNDECIDED: (
        gettext_lazy("A case that nobody decides"),
        gettext_lazy("Counted from the case. Both have spoken in it once."),
    ),
    Situation.DECIDED: (
        gettext_lazy("A case is decided, and nobody appeals"),
        gettext_lazy("Counted from the decision, which gives each side half of what is held."),
    ),
    Situation.NEXT_MILESTONE: (
        gettext_lazy("The first of two milestones is delivered, and then silence"),
        gettext_lazy("Counted from the delivery."),
    ),
}


@dataclass(frozen=True, slots=True)
class StopWords:
    """One stop: its day, its instant in the reader's zone, what happens, and what that means in money."""

    day: str
    when: str
    iso: str
    title: str
    detail: Sentence


def situation_name(situation: Situation) -> str:
    return str(SITUATIONS[situation][0])


def situation_start(situation: Situation) -> str:
    """Where its days are counted from."""
    return str(SITUATIONS[situation][1])


def stops_words(one: WhatIf, zone: str) -> tuple[StopWords, ...]:
    """Every stop down to the last payment. `zone` is the reader's (an IANA name)."""
    outsider = Telling(None, "", "", {}, zone, one.since)
    return tuple(_stop(one, stop, outsider) for stop in one.stops)


def outcome(one: WhatIf) -> str:
    """What it comes to: €1,000.00 to the freelancer on day 16."""
    earned, back = one.earned(), one.back()
    if not one.is_reached:
        return _("It does not come to that")
    words = {"day": number(one.settled_on()), "earned": money(earned), "back": money(back)}
    if earned and back:
        return _("{earned} to the freelancer, {back} back to the client by day {day}").format(**words)
    if earned:
        return _("{earned} to the freelancer on day {day}").format(**words)
    if back:
        return _("{back} back to the client on day {day}").format(**words)
    return _("Nobody owes anything from day {day} on").format(**words)


def last_payment(one: WhatIf) -> str:
    """When the freelancer's money is available, where there is any and it takes time."""
    available = [stop.days for stop in one.stops if stop.available]
    if not available or not one.is_reached:
        return ""
    return _("Can be paid out from day {day} on").format(day=number(available[-1]))


def not_reached(one: WhatIf) -> str:
    """Why a situation has no road of its own, or ""."""
    if one.is_reached:
        return ""
    if one.stops:
        return _("With this policy it does not come to that. What happens before:")
    return _("With this policy it does not come to that.")


def difference(one: WhatIf, other: WhatIf) -> str:
    """How much sooner or later the end is than with the other policy, or ""."""
    if not (one.is_reached and other.is_reached):
        return ""
    apart = one.settled_on() - other.settled_on()
    if apart > 0:
        return ngettext("{n} day later", "{n} days later", apart).format(n=number(apart))
    if apart < 0:
        return ngettext("{n} day sooner", "{n} days sooner", -apart).format(n=number(-apart))
    return ""


def _stop(one: WhatIf, stop: Stop, telling: Telling) -> StopWords:
    at = stop.foreseen.at
    title, detail = _case_words(stop.foreseen.events, one.order.terms.windows)
    if not title:
        road = road_stop(one.order, stop.foreseen, telling)
        title, detail = road.title, road.detail
    sums = _sums(stop)
    if detail and sums:
        detail = tell("{detail}. {sums}", detail=detail, sums=sums)
    return StopWords(
        # Translators: so many days after the start of the silence.
        day=_("Day {n}").format(n=number(stop.days)),
        when=day_and_time(at, telling.zone, telling.now),
        iso=moment(at, telling.zone, telling.now).iso,
        title=_of_milestone(one, stop, telling, title),
        detail=detail or sums,
    )


def _case_words(events: tuple[AnyEvent, ...], windows: Windows) -> tuple[str, Sentence]:
    """A stop at which something begins that has a length of its own; ("", …) for all others."""
    for event in events:
        match event:
            case SealedRoundBegan():
                return _("Sealed offers"), tell(days(windows.sealed_days))
            case MediationBegan():
                return _("A mediator helps"), tell(days(windows.mediation_days))
            case CaseSentToDecision():
                return _("Goes to a decision"), tell(days(windows.decision_days))
            case Resumed():
                return _("The pause ends"), tell(_("The clocks go on with what remained"))
            case _:
                pass
    return "", NOTHING_MORE


def _of_milestone(one: WhatIf, stop: Stop, telling: Telling, title: str) -> str:
    """Where there are several milestones, which one it is."""
    if len(one.order.terms.milestones) == 1 or stop.foreseen.milestone is None:
        return title
    # Translators: {milestone} is "Milestone 2", {title} what happens to it.
    pattern = _("{milestone}: {title}")
    return pattern.format(milestone=telling.milestone_label(stop.foreseen.milestone), title=title)


def _sums(stop: Stop) -> Sentence:
    """What the title of the stop does not say: the fee in it, a deposit that goes back, what can be paid out."""
    if stop.available:
        return tell(_("{amount} can be paid out"), amount=strong(money(stop.available)))
    moved = stop.movement
    if moved.freelancer_gets.amount_minor < 0:
        deposit = _without_sign(moved.freelancer_gets + moved.fee)
        return tell(_("{amount} of it is the deposit, which goes back"), amount=strong(money(deposit)))
    if moved.fee:
        pattern = _("{amount} after the fee of {fee}")
        return tell(pattern, amount=strong(money(moved.freelancer_gets)), fee=money(moved.fee))
    return NOTHING_MORE


def _without_sign(sum_: Money) -> Money:
    return -sum_ if sum_.amount_minor < 0 else sum_

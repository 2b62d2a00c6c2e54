"""What happens if…: the questions that somebody asks before saying yes, answered from the terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.terms import MilestoneTerms, Terms
from parley.core.parties import Role
from parley.words.dates import day
from parley.words.durations import business_days, days
from parley.words.imagined import days_of_silence, days_with_early_notice
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.telling import Telling, tell, told
from parley.words.what_if_of_cases import more_wanted, no_agreement, pause_needed
from parley.words.what_if_of_stopping import stop_wanted, taken_back_late


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`question` completes "What happens if…"; `answer` is one or two sentences."""

    question: str
    answer: Sentence


def what_if(
    terms: Terms, telling: Telling, *, offered_by: Role | None = None, expires_at: datetime | None = None
) -> tuple[WhatIf, ...]:
    """The rows for these terms, told of the first milestone where a date or a sum is needed.

    `offered_by` and `expires_at` are those of the open offer; without them the row about its answer is left out, as
    for an order that is agreed already.
    """
    return tuple(_rows(terms, telling, offered_by, expires_at))


def _rows(terms: Terms, telling: Telling, offered_by: Role | None, expires_at: datetime | None) -> Iterator[WhatIf]:
    first = terms.milestones[0]
    if offered_by is not None and expires_at is not None:
        yield _no_answer(telling, offered_by.other, expires_at)
    yield _not_funded(terms, telling)
    if first.asks_brief:
        yield _no_brief(terms, first, telling)
    yield _never_delivered(terms, first, telling)
    yield _not_liked(terms, telling)
    yield _request_left_alone(terms, telling)
    yield _forgotten(terms, first, telling)
    yield WhatIf(*stop_wanted(terms, first, telling))
    yield WhatIf(*more_wanted())
    pause = pause_needed(terms, telling)
    if pause is not None:
        yield WhatIf(*pause)
    yield WhatIf(*no_agreement(terms, telling))


def _question(telling: Telling, role: Role, you: str, they: str) -> str:
    return told(telling, role, you, they).plain


def _no_answer(telling: Telling, reader: Role, expires_at: datetime) -> WhatIf:
    # Translators: each question completes "What happens if…" and begins with three dots.
    question = _question(telling, reader, _("…you don’t answer this offer?"), _("…{name} doesn’t answer this offer?"))
    on = day(expires_at, telling.zone, telling.now)
    return WhatIf(question, tell(_("On {day} it expires, and nobody owes anything."), day=on))


def _not_funded(terms: Terms, telling: Telling) -> WhatIf:
    question = _question(
        telling, Role.CLIENT, _("…you don’t fund a milestone?"), _("…{name} doesn’t fund a milestone?")
    )
    answer = tell(
        _("There are {days} for it, and {more} after that. Then the milestone ends. Nobody owes anything."),
        days=business_days(terms.windows.funding_business_days),
        more=days(terms.windows.lapse_days),
    )
    return WhatIf(question, answer)


def _no_brief(terms: Terms, first: MilestoneTerms, telling: Telling) -> WhatIf:
    question = _question(
        telling, Role.CLIENT, _("…you don’t hand over the brief?"), _("…{name} doesn’t hand over the brief?")
    )
    you = _("After {days} the {amount} goes back to you.")
    they = _("After {days} the {amount} goes back to {name}.")
    amount = strong(money(first.price))
    return WhatIf(question, told(telling, Role.CLIENT, you, they, days=days(terms.windows.brief_days), amount=amount))


def _never_delivered(terms: Terms, first: MilestoneTerms, telling: Telling) -> WhatIf:
    question = _question(telling, Role.FREELANCER, _("…you never deliver?"), _("…{name} never delivers?"))
    due = terms.calendar.end_of_work(first.due_on)
    on = day(terms.calendar.after_days(due, terms.windows.abandoned_days), telling.zone, telling.now)
    you = _("{days} after the due date all of it goes back to you. For {milestone} that is {amount} on {day} or later.")
    they = _(
        "{days} after the due date all of it goes back to {name}. For {milestone} that is {amount} on {day} or later."
    )
    answer = told(
        telling,
        Role.CLIENT,
        you,
        they,
        days=days(terms.windows.abandoned_days),
        milestone=telling.milestone(first.number),
        amount=strong(money(first.price)),
        day=on,
    )
    return WhatIf(question, tell("{early} {answer}", early=taken_back_late(terms, telling), answer=answer))


def _not_liked(terms: Terms, telling: Telling) -> WhatIf:
    question = _question(telling, Role.CLIENT, _("…you don’t like a delivery?"), _("…{name} doesn’t like a delivery?"))
    again = business_days(terms.windows.redelivery_business_days)
    if terms.rounds == 0:
        pattern = _("No changes are included. What misses its acceptance test is delivered again within {days}.")
        return WhatIf(question, tell(pattern, days=again))
    you = ngettext(
        "You can ask for {n} round of changes in each milestone. Each new delivery is due within {days}.",
        "You can ask for {n} rounds of changes in each milestone. Each new delivery is due within {days}.",
        terms.rounds,
    )
    they = ngettext(
        "{name} can ask for {n} round of changes in each milestone. Each new delivery is due within {days}.",
        "{name} can ask for {n} rounds of changes in each milestone. Each new delivery is due within {days}.",
        terms.rounds,
    )
    return WhatIf(question, told(telling, Role.CLIENT, you, they, n=number(terms.rounds), days=again))


def _request_left_alone(terms: Terms, telling: Telling) -> WhatIf:
    question = _question(
        telling, Role.FREELANCER, _("…you leave a request alone?"), _("…{name} leaves a request alone?")
    )
    pattern = _(
        "{days} after the new delivery was due, the milestone goes to the resolution room. The money stays held."
    )
    return WhatIf(question, tell(pattern, days=days(terms.windows.redelivery_grace_days)))


def _forgotten(terms: Terms, first: MilestoneTerms, telling: Telling) -> WhatIf:
    question = _question(
        telling, Role.CLIENT, _("…you forget to answer a delivery?"), _("…{name} forgets to answer a delivery?")
    )
    silent, early = days_of_silence(terms, first.number), days_with_early_notice(terms, first.number)
    you = _("Kind reminders come first. In the end the {amount} is released to you.")
    they = _("Kind reminders come first. In the end the {amount} is released to {name}.")
    end = told(telling, Role.FREELANCER, you, they, amount=strong(money(first.price)))
    if silent is None:
        return WhatIf(question, end)
    if early is None or early >= silent:
        # Translators: {end} is one or two whole sentences, {days} a length of time such as "17 days".
        return WhatIf(question, tell(_("{end} That takes {days}."), end=end, days=days(silent)))
    pattern = _("{end} That takes about {days}, or {fewer} if the last notice is sent as soon as it may be.")
    return WhatIf(question, tell(pattern, end=end, days=days(silent), fewer=number(early)))

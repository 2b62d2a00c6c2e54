"""Support is the second step: while it is closed, why, until when, and what comes before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parley.core.order.records import Case
from parley.core.order.state import CASE_STAGES, Milestone, Order, Stage
from parley.core.parties import PARTIES
from parley.words.dates import day_and_time
from parley.words.durations import business_days, days, hours
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell


@dataclass(frozen=True, slots=True)
class SupportWords:
    """What is so now; `until` is the instant from which more is possible, if one is known."""

    title: str
    text: Sentence
    until: datetime | None = None
    is_open: bool = False


def support_words(order: Order, milestone: Milestone, telling: Telling) -> SupportWords:
    """For one milestone, in every stage of a case and without one."""
    case, until = milestone.case, milestone.ends_at
    if milestone.has_ended:
        return SupportWords(_("Nothing is left for support to do"), NOTHING_MORE)
    if milestone.stage not in CASE_STAGES or case is None:
        return SupportWords(_("Support stays closed while the two of you talk"), _before(order))
    match milestone.stage:
        case Stage.CASE_TALK:
            return _in_talk(order, milestone, case, telling)
        case Stage.CASE_SEALED:
            text = _(
                "Sealed offers come first, until {instant} at most. Then a mediator reads the record. You can go on sooner "
                "once your offer is sealed, or when both of you ask for it."
            )
            words = tell(text, instant=strong(_instant(until, telling)))
            return SupportWords(_("Support stays closed until the sealed offers are over"), words, until)
        case Stage.CASE_APPEAL:
            text = _("A mediator has decided, and each of you can read why. An appeal goes to somebody else.")
            return SupportWords(_("Support has spoken"), tell(text), until, is_open=True)
        case _:
            text = _("A mediator reads everything that is here. The two of you can still settle at any time.")
            return SupportWords(_("Support is open: it is the mediator’s turn"), tell(text), until, is_open=True)


def _before(order: Order) -> Sentence:
    windows = order.terms.windows
    text = _(
        "Most disagreements end here. If this one does not, either of you can open a case: first {talk} to talk in it, "
        "then sealed offers for up to {sealed}, and after that a mediator."
    )
    return tell(text, talk=business_days(windows.talk_business_days), sealed=days(windows.sealed_days))


def _in_talk(order: Order, milestone: Milestone, case: Case, telling: Telling) -> SupportWords:
    windows, until = order.terms.windows, milestone.ends_at
    opens_at = order.terms.calendar.after_hours(case.at, windows.escalate_hours)
    ends = strong(_instant(until, telling))
    if telling.now < opens_at:
        text = _(
            "The talk has its time first: {hours} at least. From {instant} each of you can go on to the next step, and on "
            "{ends} the case goes on by itself."
        )
        words = tell(text, hours=hours(windows.escalate_hours), instant=strong(_instant(opens_at, telling)), ends=ends)
        return SupportWords(_("Support stays closed while the talk has its time"), words, opens_at)
    if case.acted >= PARTIES:
        text = _(
            "Each of you can go on to sealed offers now, and on {ends} the case goes on by itself. A mediator comes after "
            "them."
        )
    else:
        text = _(
            "One side has not said anything here yet. On {ends} the case goes on to a decision, or sooner if the side that "
            "did asks for it."
        )
    return SupportWords(_("Support stays closed while the talk goes on"), tell(text, ends=ends), until)


def _instant(at: datetime | None, telling: Telling) -> str:
    return day_and_time(at or telling.now, telling.zone, telling.now)

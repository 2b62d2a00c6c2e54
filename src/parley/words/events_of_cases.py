"""The timeline of a case: opened, talked over, taken on to its next step. Of a sealed offer only that there is one is told."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    BidSealed,
    CaseEscalated,
    CaseOpened,
    CaseSentToDecision,
    SealedRoundBegan,
    SealedRoundEnded,
    StatementMade,
)
from parley.core.parties import PARTIES
from parley.words.causes import case_cause_words
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.telling import EventWords, Telling, tell, told

CaseEvent = (
    CaseOpened
    | StatementMade
    | CaseEscalated
    | CaseSentToDecision
    | SealedRoundBegan
    | BidSealed
    | SealedRoundEnded
)  # fmt: skip


def case_event_words(event: CaseEvent, telling: Telling) -> EventWords:
    """What happened in the resolution room."""
    milestone = telling.milestone(event.milestone)
    match event:
        case CaseOpened():
            return _opened(event, telling)
        case StatementMade():
            you = _("*You* said for the record what happened with {milestone}")
            they = _("{name} said for the record what happened with {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case CaseEscalated():
            you = _("*You* asked that the case about {milestone} goes on to its next step")
            they = _("{name} asked that the case about {milestone} goes on to its next step")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case CaseSentToDecision():
            until = day_and_time(event.decide_by, telling.zone, telling.now)
            cause = case_cause_words(event.cause)
            return EventWords(
                tell(_("{milestone} went on to a decision"), milestone=milestone),
                # Translators: {cause} is a whole sentence.
                tell(_("{cause} The decision is due by {until}."), cause=cause, until=until),
            )
        case SealedRoundBegan():
            until = day_and_time(event.ends_at, telling.zone, telling.now)
            return EventWords(
                tell(_("Round {n} of sealed offers for {milestone} began"), n=number(event.round), milestone=milestone),
                tell(_("Both can seal an offer until {until}. Neither sees the other’s."), until=until),
            )
        case BidSealed():
            you, they = _("*You* sealed an offer for {milestone}"), _("{name} sealed an offer for {milestone}")
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone),
                tell(_("Nobody reads it. When the round ends, it is destroyed.")),
            )
        case SealedRoundEnded():
            return _round_ended(event, telling)
        case _:
            assert_never(event)


def _opened(event: CaseOpened, telling: Telling) -> EventWords:
    milestone = telling.milestone(event.milestone)
    until = day_and_time(event.talk_until, telling.zone, telling.now)
    # Translators: {cause} is a whole sentence.
    detail = tell(_("{cause} There is time to talk until {until}."), cause=case_cause_words(event.cause), until=until)
    if event.opened_by not in PARTIES:
        return EventWords(tell(_("{milestone} went to the resolution room"), milestone=milestone), detail)
    you = _("*You* took {milestone} to the resolution room")
    they = _("{name} took {milestone} to the resolution room")
    return EventWords(told(telling, event.opened_by, you, they, milestone=milestone), detail)


def _round_ended(event: SealedRoundEnded, telling: Telling) -> EventWords:
    milestone = telling.milestone(event.milestone)
    if event.overlap:
        return EventWords(
            tell(_("The sealed offers for {milestone} met"), milestone=milestone),
            tell(_("The middle between them settles the case. Both offers are destroyed.")),
        )
    return EventWords(
        tell(_("The sealed offers for {milestone} did not meet"), milestone=milestone),
        tell(_("Nobody learns more than that. Both offers are destroyed.")),
    )

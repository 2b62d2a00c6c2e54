"""The timeline of silence and of cases: attempts to reach the client, notices, reminders, the resolution room."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    CaseOpened,
    CaseSentToDecision,
    Channel,
    ContactDeclared,
    MarkedComplete,
    NoticeAnswered,
    NoticeSent,
    Nudged,
    StatementMade,
)
from parley.core.parties import PARTIES, Role
from parley.words.causes import cause_words
from parley.words.dates import day_and_time
from parley.words.sentence import Sentence, strong
from parley.words.telling import EventWords, Telling, tell, told

SilenceEvent = ContactDeclared | NoticeSent | NoticeAnswered | MarkedComplete | Nudged
CaseEvent = CaseOpened | CaseSentToDecision | StatementMade


def silence_event_words(event: SilenceEvent, telling: Telling) -> EventWords:
    """What happened while somebody did not answer."""
    milestone = telling.milestone(event.milestone)
    match event:
        case ContactDeclared():
            return EventWords(_contact(event, telling))
        case NoticeSent():
            return _notice(event, telling)
        case NoticeAnswered():
            you = _("*You* answered, and the last notice for {milestone} ended")
            they = _("{name} answered, and the last notice for {milestone} ended")
            until = day_and_time(event.review_by, telling.zone, telling.now)
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone),
                tell(_("There is time to look until {until}."), until=until),
            )
        case MarkedComplete():
            release = day_and_time(event.release_at, telling.zone, telling.now)
            you = _("{milestone} counts as complete. *Parley* asked you to accept")
            they = _("{milestone} counts as complete. *Parley* asked {name} to accept")
            return EventWords(
                told(telling, Role.CLIENT, you, they, milestone=milestone),
                tell(_("Without an answer the hold is released on {day}."), day=release),
            )
        case Nudged():
            you, they = _("*Parley* reminded you of {milestone}"), _("*Parley* reminded {name} of {milestone}")
            return EventWords(told(telling, Role.CLIENT, you, they, milestone=milestone))
        case _:
            assert_never(event)


def case_event_words(event: CaseEvent, telling: Telling) -> EventWords:
    """What happened in the resolution room."""
    milestone = telling.milestone(event.milestone)
    match event:
        case CaseOpened():
            until = day_and_time(event.talk_until, telling.zone, telling.now)
            return EventWords(
                tell(_("{milestone} went to the resolution room"), milestone=milestone),
                # Translators: {cause} is a whole sentence.
                tell(_("{cause} There is time to talk until {until}."), cause=cause_words(event.cause), until=until),
            )
        case CaseSentToDecision():
            until = day_and_time(event.decide_by, telling.zone, telling.now)
            return EventWords(
                tell(_("{milestone} went on to a decision"), milestone=milestone),
                tell(_("{cause} The decision is due by {until}."), cause=cause_words(event.cause), until=until),
            )
        case StatementMade():
            you = _("*You* said for the record what happened with {milestone}")
            they = _("{name} said for the record what happened with {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case _:
            assert_never(event)


def _contact(event: ContactDeclared, telling: Telling) -> Sentence:
    match event.channel:
        case Channel.CALL:
            you, they = _("*You* noted a call to {client}"), _("{name} noted a call to {client}")
        case Channel.MAIL:
            you = _("*You* noted a mail to {client} outside Parley")
            they = _("{name} noted a mail to {client} outside Parley")
        case Channel.OTHER:
            you = _("*You* noted an attempt to reach {client} outside Parley")
            they = _("{name} noted an attempt to reach {client} outside Parley")
        case _:
            assert_never(event.channel)
    if telling.is_viewer(Role.CLIENT):
        return _contact_with_you(event, telling)
    return told(telling, event.by, you, they, client=strong(telling.name(Role.CLIENT)))


def _contact_with_you(event: ContactDeclared, telling: Telling) -> Sentence:
    """The same for the client, whom the freelancer tried to reach."""
    match event.channel:
        case Channel.CALL:
            pattern = _("{name} noted a call to you")
        case Channel.MAIL:
            pattern = _("{name} noted a mail to you outside Parley")
        case Channel.OTHER:
            pattern = _("{name} noted an attempt to reach you outside Parley")
        case _:
            assert_never(event.channel)
    return tell(pattern, name=strong(telling.name(event.by)))


def _notice(event: NoticeSent, telling: Telling) -> EventWords:
    milestone = telling.milestone(event.milestone)
    until = day_and_time(event.ends_at, telling.zone, telling.now)
    you, they = _("You can answer until {until}."), _("{name} can answer until {until}.")
    line = told(telling, Role.CLIENT, you, they, until=until)
    if event.by in PARTIES:
        you, they = _("*You* sent the last notice for {milestone}"), _("{name} sent the last notice for {milestone}")
        return EventWords(told(telling, event.by, you, they, milestone=milestone), line)
    sentence = tell(_("*Parley* sent the last notice for {milestone}: the time to look passed"), milestone=milestone)
    return EventWords(sentence, line)

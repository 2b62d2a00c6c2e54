"""The timeline of silence: attempts to reach the client, notices, reminders, and support that writes for somebody."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.order.messages import (
    Channel,
    ContactDeclared,
    MarkedComplete,
    NoticeAnswered,
    NoticeSent,
    Nudged,
    OutreachAsked,
    OutreachSent,
)
from parley.core.parties import PARTIES, Role
from parley.words.dates import day_and_time
from parley.words.sentence import Sentence, strong
from parley.words.telling import EventWords, Telling, tell, told

SilenceEvent = ContactDeclared | NoticeSent | NoticeAnswered | MarkedComplete | Nudged | OutreachAsked | OutreachSent


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
        case OutreachAsked():
            return _outreach(event, telling)
        case OutreachSent():
            return EventWords(
                tell(_("Support wrote to the side that was silent about {milestone}"), milestone=milestone),
                tell(_("That is a service. Nothing is decided by it.")),
            )
        case _:
            assert_never(event)


def _outreach(event: OutreachAsked, telling: Telling) -> EventWords:
    other = event.by.other
    if telling.is_viewer(other):
        sentence = _("{name} asked support to write to you about {milestone}")
        return EventWords(
            tell(sentence, name=strong(telling.name(event.by)), milestone=telling.milestone(event.milestone))
        )
    you = _("*You* asked support to write to {other} about {milestone}")
    they = _("{name} asked support to write to {other} about {milestone}")
    words = {"other": strong(telling.name(other)), "milestone": telling.milestone(event.milestone)}
    return EventWords(told(telling, event.by, you, they, **words))


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

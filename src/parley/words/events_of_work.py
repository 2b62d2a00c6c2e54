"""The timeline of the work: begun, delivered, looked at, sent back, accepted."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.messages import (
    Accepted,
    BriefAwaited,
    Briefed,
    BriefSkipped,
    Delivered,
    DeliveredAgain,
    ExtraAsked,
    FilesOpened,
    ItemsAccepted,
    Redelivered,
    RequestAnswered,
    RequestContested,
    ReviewExtended,
    RevisionRequested,
    WorkStarted,
)
from parley.core.order.requests import AnswerKind
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.locales import listed, number
from parley.words.sentence import Part, Sentence, link, strong
from parley.words.telling import NOTHING_MORE, EventWords, Telling, begun, tell, told

BeginningEvent = BriefAwaited | Briefed | BriefSkipped | WorkStarted
DeliveryEvent = Delivered | DeliveredAgain | Redelivered | FilesOpened | ReviewExtended | ItemsAccepted | Accepted
RevisionEvent = RevisionRequested | ExtraAsked | RequestAnswered | RequestContested


def beginning_event_words(event: BeginningEvent, telling: Telling, files_href: str = "") -> EventWords:
    """From the money to the first hour of work."""
    milestone = telling.milestone(event.milestone)
    match event:
        case BriefAwaited():
            you = _("{milestone} waits for your brief")
            they = _("{milestone} waits for the brief from {name}")
            return EventWords(
                told(telling, Role.CLIENT, you, they, milestone=milestone), _until(event.brief_by, telling)
            )
        case Briefed(files=()):
            you, they = (
                _("*You* handed over the brief for {milestone}"),
                _("{name} handed over the brief for {milestone}"),
            )
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case Briefed():
            you = _("*You* handed over the brief for {milestone}, with {files}")
            they = _("{name} handed over the brief for {milestone}, with {files}")
            files = _files(len(event.files), files_href)
            return EventWords(told(telling, event.by, you, they, milestone=milestone, files=files))
        case BriefSkipped():
            you = _("*You* began {milestone} without waiting for the brief")
            they = _("{name} began {milestone} without waiting for the brief")
            return EventWords(told(telling, event.by, you, they, milestone=milestone))
        case WorkStarted():
            due = strong(day_and_time(event.due_at, telling.zone, telling.now))
            return EventWords(tell(_("Work on {milestone} began. It is due on {due}"), milestone=milestone, due=due))
        case _:
            assert_never(event)


def delivery_event_words(event: DeliveryEvent, telling: Telling, files_href: str = "") -> EventWords:
    """What was handed in, and what became of it."""
    milestone = telling.milestone(event.milestone)
    match event:
        case Delivered() | DeliveredAgain() | Redelivered():
            return _handed_in(event, telling, files_href)
        case FilesOpened():
            you = _("*You* opened the files of {milestone}, delivery {number}")
            they = _("{name} opened the files of {milestone}, delivery {number}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone, number=event.delivery))
        case ReviewExtended():
            you, they = (
                _("*You* took more time to look at {milestone}"),
                _("{name} took more time to look at {milestone}"),
            )
            return EventWords(told(telling, event.by, you, they, milestone=milestone), _until(event.review_by, telling))
        case ItemsAccepted():
            count = len(event.items)
            you = ngettext("*You* accepted {n} item of {milestone}", "*You* accepted {n} items of {milestone}", count)
            they = ngettext(
                "{name} accepted {n} item of {milestone}", "{name} accepted {n} items of {milestone}", count
            )
            return EventWords(
                told(telling, event.by, you, they, n=number(count), milestone=milestone),
                tell(_("What was accepted stays accepted.")),
            )
        case Accepted():
            you, they = _("*You* accepted {milestone}"), _("{name} accepted {milestone}")
            unopened = NOTHING_MORE if event.opened else tell(_("The files had not been opened in Parley before."))
            return EventWords(told(telling, event.by, you, they, milestone=milestone), unopened)
        case _:
            assert_never(event)


def revision_event_words(event: RevisionEvent, telling: Telling) -> EventWords:
    """What was asked for again, and the answer."""
    milestone = telling.milestone(event.milestone)
    match event:
        case RevisionRequested():
            return _requested(event, telling)
        case ExtraAsked():
            count = len(event.items)
            you = ngettext(
                "*You* asked for {n} new item beside {milestone}",
                "*You* asked for {n} new items beside {milestone}",
                count,
            )
            they = ngettext(
                "{name} asked for {n} new item beside {milestone}",
                "{name} asked for {n} new items beside {milestone}",
                count,
            )
            return EventWords(
                told(telling, event.by, you, they, n=strong(number(count)), milestone=milestone),
                _priced_by(event, telling),
            )
        case RequestAnswered():
            you = _("*You* answered the revision request for {milestone}")
            they = _("{name} answered the revision request for {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone), _answers(event))
        case RequestContested():
            until = day_and_time(event.review_by, telling.zone, telling.now)
            return EventWords(
                tell(_("The delivery of {milestone} stands"), milestone=milestone),
                tell(_("There is time to look until {until}. A round that was taken comes back."), until=until),
            )
        case _:
            assert_never(event)


def _handed_in(event: Delivered | DeliveredAgain | Redelivered, telling: Telling, files_href: str) -> EventWords:
    count = len(event.files)
    match event:
        case Delivered():
            you = _("*You* delivered {milestone}, delivery {number}, with {files}")
            they = _("{name} delivered {milestone}, delivery {number}, with {files}")
        case DeliveredAgain():
            you = _("*You* replaced the delivery of {milestone}: delivery {number}, with {files}")
            they = _("{name} replaced the delivery of {milestone}: delivery {number}, with {files}")
        case Redelivered(files=()):
            you = _("*You* delivered {milestone} again, delivery {number}, with the files as they were")
            they = _("{name} delivered {milestone} again, delivery {number}, with the files as they were")
        case Redelivered():
            you = _("*You* delivered {milestone} again, delivery {number}, with {files}")
            they = _("{name} delivered {milestone} again, delivery {number}, with {files}")
        case _:
            assert_never(event)
    sentence = told(
        telling,
        event.by,
        you,
        they,
        milestone=telling.milestone(event.milestone),
        number=event.number,
        files=_files(count, files_href),
    )
    by = day_and_time(event.review_by, telling.zone, telling.now)
    you, they = _("You can answer until {until}."), _("{name} can answer until {until}.")
    return EventWords(sentence, told(telling, Role.CLIENT, you, they, until=by))


def _requested(event: RevisionRequested, telling: Telling) -> EventWords:
    count = len(event.items)
    # Translators: {changes} is "3 changes".
    you, they = _("*You* asked for {changes} to {milestone}"), _("{name} asked for {changes} to {milestone}")
    changes = ngettext("{n} change", "{n} changes", count).format(n=number(count))
    due = day_and_time(event.due_at, telling.zone, telling.now)
    if event.costs_round:
        detail = tell(_("This takes one round. The new delivery is due on {due}."), due=due)
    else:
        detail = tell(_("Only defects, so it takes no round. The new delivery is due on {due}."), due=due)
    milestone = telling.milestone(event.milestone)
    return EventWords(told(telling, event.by, you, they, changes=strong(changes), milestone=milestone), detail)


def _priced_by(event: ExtraAsked, telling: Telling) -> Sentence:
    """New items are a wish for extra work: they wait for a price, and nothing else does."""
    if event.number == 0:
        return tell(_("The delivery stands, and so does its clock."))
    until = day_and_time(event.answer_by, telling.zone, telling.now)
    you = _("The delivery stands, and so does its clock. Until {until} you can name a price.")
    they = _("The delivery stands, and so does its clock. Until {until} {name} can name a price.")
    return told(telling, Role.FREELANCER, you, they, until=until)


def _answers(event: RequestAnswered) -> Sentence:
    kinds = [answer.kind for answer in event.answers]
    done, priced = kinds.count(AnswerKind.WILL_DO), kinds.count(AnswerKind.PRICE)
    outside = kinds.count(AnswerKind.OUTSIDE)
    said = []
    if done:
        said.append(ngettext("{n} will be done", "{n} will be done", done).format(n=number(done)))
    if priced:
        said.append(ngettext("{n} has a price", "{n} have a price", priced).format(n=number(priced)))
    if outside:
        text = ngettext("{n} is outside the scope", "{n} are outside the scope", outside)
        said.append(text.format(n=number(outside)))
    # Translators: {answers} is a list such as "2 will be done and 1 is outside the scope".
    return begun(tell(_("{answers}."), answers=listed(said)))


def _files(count: int, href: str) -> Part:
    words = ngettext("{n} file", "{n} files", count).format(n=number(count))
    return link(words, href) if href else Part(words)


def _until(at: datetime, telling: Telling) -> Sentence:
    return tell(_("Until {until}."), until=day_and_time(at, telling.zone, telling.now))

"""The letters: for each event its subject and what to do next, for the one who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.foresight import if_nobody_moves
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    AnyEvent,
    BriefAwaited,
    ClarificationAsked,
    Delivered,
    DeliveredAgain,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    PartClaimed,
    Redelivered,
    ReviewExtended,
    Unlocked,
)
from parley.core.order.state import Order, OrderStage
from parley.core.parties import Role
from parley.words.dates import moment, time_in, zone_name
from parley.words.deadlines import default_sentence
from parley.words.durations import hours
from parley.words.events import event_words
from parley.words.locales import number
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, EventWords, Telling, tell
from parley.words.turns import turn_words

SAID_BELOW: frozenset[type[AnyEvent]] = frozenset(
    {
        BriefAwaited, ClarificationAsked, Delivered, DeliveredAgain, NoticeSent, OfferCountered, OfferDeclined, Offered,
        OfferExpired, OfferWithdrawn, PartClaimed, Redelivered, ReviewExtended, Unlocked,
    }
)  # fmt: skip
"""Events whose small line says what the letter's last lines say again, with more."""


@dataclass(frozen=True, slots=True)
class LetterWords:
    """`told` has one entry for each event, in their order; people's own words can be quoted after theirs. `next` says
    whose turn it is, until when, and what happens if nobody moves. `action` is what the link says."""

    subject: str
    told: tuple[EventWords, ...]
    next: tuple[Sentence, ...]
    action: str

    def lines(self) -> tuple[Sentence, ...]:
        """Everything in reading order."""
        happened = [line for words in self.told for line in (words.sentence, words.detail) if line]
        return (*happened, *self.next)


def letter_words(events: Sequence[AnyEvent], order: Order, telling: Telling, title: str) -> LetterWords:
    """The letter about `events`, at least one, to `telling`'s reader. `order` is as it stands when the letter is
    written, `title` what its people call it."""
    return LetterWords(
        subject=letter_subject(events, telling, title),
        told=tuple(_told(event, telling) for event in events),
        next=_next(events, order, telling),
        action=_("Open the order"),
    )


def letter_subject(events: Sequence[AnyEvent], telling: Telling, title: str) -> str:
    """One line: the order's title and what happened first."""
    first = events[0]
    match first:
        case MessageSent():
            what = _wrote(len(events), telling.name(first.by))
        case Nudged():
            what = _("a kind reminder")
        case NoticeSent() | PartClaimed() if telling.is_viewer(Role.CLIENT):
            until = moment(first.ends_at, telling.zone, telling.now).short
            what = _("last notice, please answer by {until}").format(until=until)
        case _:
            what = event_words(first, telling).sentence.plain
    # Translators: subject of a mail. {title} is the order's title, {what} what happened.
    return _("{title}: {what}").format(title=title, what=what)


def _wrote(count: int, name: str) -> str:
    if count == 1:
        return _("{name} wrote to you").format(name=name)
    return ngettext("{name} wrote you {n} message", "{name} wrote you {n} messages", count).format(
        name=name, n=number(count)
    )


def _told(event: AnyEvent, telling: Telling) -> EventWords:
    """The timeline's sentence, with a full stop; above a message who wrote it."""
    if isinstance(event, MessageSent):
        return EventWords(tell(_("{name} wrote:"), name=strong(telling.name(event.by))))
    words = event_words(event, telling)
    detail = NOTHING_MORE if type(event) in SAID_BELOW else words.detail
    # Translators: ends a sentence of the timeline where it stands in a letter.
    return EventWords(tell(_("{sentence}."), sentence=words.sentence), detail)


def _next(events: Sequence[AnyEvent], order: Order, telling: Telling) -> tuple[Sentence, ...]:
    number_ = _milestone(events, order)
    words = turn_words(order, telling, number_)
    lines: list[Sentence] = []
    if words.until is None:
        lines.append(words.instruction)
    else:
        at = moment(words.until, telling.zone, telling.now)
        # Translators: {turn} says whose turn it is, as "Your turn, Ana"; it ends without a full stop.
        lines.append(tell(_("{turn}."), turn=words.headline))
        # Translators: {instruction} leads up to the instant, as in "Deliver Logo drafts by Thu 26 Nov 2026, 18:00".
        pattern = _("{instruction} {instant} ({relative}).")
        lines.append(tell(pattern, instruction=words.instruction, instant=strong(at.text), relative=at.relative))
    notices = [event for event in events if isinstance(event, NoticeSent | PartClaimed)]
    lines += [line for event in notices for line in _notice(event, order, telling)]
    road = if_nobody_moves(order, telling.now) if order.stage is not OrderStage.CLOSED else ()
    if any(number_ is None or stop.milestone == number_ for stop in road):
        default = default_sentence(order, road, telling, number_)
        lines.append(tell(_("If nobody moves: {default}"), default=default))
    return tuple(lines)


def _milestone(events: Sequence[AnyEvent], order: Order) -> int | None:
    """The milestone that the letter's last word is about: that of its last event which is still open, if there is one."""
    for event in reversed(events):
        if isinstance(event, MilestoneEvent) and not order.milestone(event.milestone).has_ended:
            return event.milestone
    return None


def _notice(event: NoticeSent | PartClaimed, order: Order, telling: Telling) -> list[Sentence]:
    """The instant at which the notice ends, in the reader's zone and, where it differs, in the agreement's."""
    # Translators: {hours} is a length of time, {zone} is "your time in Madrid".
    pattern = _("The notice runs {hours}. The time above is {zone}.")
    lines = [tell(pattern, hours=hours(order.terms.windows.notice_hours), zone=zone_name(telling.zone))]
    agreed = order.terms.calendar.zone
    if _wall(event.ends_at, agreed, telling) != _wall(event.ends_at, telling.zone, telling):
        there = moment(event.ends_at, agreed, telling.now)
        # Translators: the agreement has a time zone of its own; {zone} is "time in Madrid".
        pattern = _("By the clock of your agreement that is {instant}, {zone}.")
        lines.append(tell(pattern, instant=there.text, zone=time_in(agreed)))
    return lines


def _wall(at: datetime, zone: str, telling: Telling) -> str:
    return moment(at, zone, telling.now).text

"""What happened, day by day: facts in Parley's voice, messages in their writers'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    AppealFiled,
    Briefed,
    CancelledBeforeWork,
    CancelledLate,
    CaseOpened,
    ClarificationAsked,
    Clarified,
    ClauseNoted,
    ContactDeclared,
    Delivered,
    DeliveredAgain,
    ExtraAsked,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferDeclined,
    OutreachAsked,
    OutreachSent,
    PartClaimed,
    PartDelivered,
    Paused,
    ProposalDeclined,
    ProposalMade,
    QuestionAnswered,
    QuestionAsked,
    RecordCorrected,
    Redelivered,
    RequestAnswered,
    Resigned,
    RevisionRequested,
    SplitSuggested,
    StatementMade,
    Stopped,
)
from parley.core.order.requests import Answer
from parley.core.texts import Commitment
from parley.reads.order_page import Record
from parley.web.components.file_chip import FileChip
from parley.web.components.moment import Moment
from parley.web.components.pager import Pager
from parley.web.components.revision import RevisionRequest
from parley.web.components.timeline import Day, Delivery, Entry, Fold, Message, Timeline
from parley.web.orders.door import Visit
from parley.web.orders.parts.files import file_chip
from parley.web.orders.parts.revision import shown_request
from parley.web.orders.telling import telling
from parley.words.dates import day_heading, local_date, moment, near, time_of_day
from parley.words.events import event_icon, event_words
from parley.words.locales import number

SHOWN_AT_ONCE = 8
WORTH_FOLDING = 4


def order_timeline(visit: Visit) -> Timeline:
    """Oldest first; the newest stage is marked, and repeated reminders are folded into one line."""
    records = list(_folded(visit.page.records))
    days = tuple(
        Day(
            day_heading(on, _today(visit)),
            on.isoformat(),
            tuple(_entry(visit, record, count) for record, count in of_day),
        )
        for on, of_day in groupby(records, key=lambda pair: local_date(pair[0].event.at, visit.zone))
    )
    unfolded = _first_unfolded(days)
    older = None
    if visit.page.has_older:
        first = visit.page.records[0].seq
        older = Pager(older_href=f"{visit.address}?before={first}")
    folded = _fold(days[:unfolded]) if unfolded else None
    return Timeline(days[unfolded:], folded=folded, older=older)


def _first_unfolded(days: Sequence[Day]) -> int:
    """The newest days that together hold a few entries stay open; what came before is one click away."""
    shown = 0
    for position in range(len(days) - 1, -1, -1):
        shown += len(days[position].entries)
        if shown >= SHOWN_AT_ONCE:
            return position if sum(len(day.entries) for day in days[:position]) >= WORTH_FOLDING else 0
    return 0


def _fold(days: Sequence[Day]) -> Fold:
    count = sum(len(day.entries) for day in days)
    text = ngettext("{count} earlier entry", "{count} earlier entries", count)
    return Fold(text.format(count=number(count)), tuple(days))


def _today(visit: Visit) -> date:
    return local_date(visit.at, visit.zone)


def _folded(records: Sequence[Record]) -> Iterator[tuple[Record, int]]:
    """Reminders in a row are one entry with their number; what was opened by whom stays a fact of its own."""
    for is_nudge, run in groupby(records, key=lambda record: isinstance(record.event, Nudged)):
        together = list(run)
        if is_nudge:
            yield together[-1], len(together)
        else:
            yield from ((record, 1) for record in together)


def _entry(visit: Visit, record: Record, count: int) -> Entry:
    event = record.event
    said = event_words(event, telling(visit))
    files = _files(visit, record)
    note = _delivery_note(visit, record)
    return Entry(
        time=_time(visit, record),
        icon=event_icon(event),  # type: ignore[arg-type]
        sentence=said.sentence,
        detail=said.detail,
        id=f"event-{record.seq}",
        now=_decides_now(visit, record),
        count=count if count > 1 else 0,
        message=_message(visit, record),
        delivery=Delivery(files, note) if files or note else None,
        request=_request(visit, record),
    )


def _time(visit: Visit, record: Record) -> Moment:
    whole = moment(record.event.at, visit.zone, visit.at)
    return Moment(time_of_day(record.event.at, visit.zone), whole.iso)


def _decides_now(visit: Visit, record: Record) -> bool:
    """Whether this event brought an open milestone into the stage it is in."""
    event = record.event
    if not isinstance(event, MilestoneEvent) or isinstance(event, CaseOpened):
        return False
    milestone = visit.order.milestone(event.milestone)
    return not milestone.has_ended and milestone.since == event.at


def _words_of(record: Record) -> Commitment | None:
    """What somebody wrote with this event, apart from files."""
    match record.event:
        case (
            MessageSent(text=words)
            | StatementMade(statement=words)
            | ContactDeclared(note=words)
            | ClauseNoted(note=words)
        ):
            return words
        case NoticeSent(note=words) | PartClaimed(note=words) | OfferDeclined(reason=words):
            return words
        case OutreachSent(words=words) | AppealFiled(words=words) | RecordCorrected(reason=words):
            return words
        case SplitSuggested(suggestion=suggestion):
            return suggestion.reasons
        case Briefed(note=words, files=()):
            return words
        case QuestionAsked(question=words) | ClarificationAsked(question=words):
            return words
        case QuestionAnswered(answer=words) | Clarified(answer=words):
            return words
        case (
            CancelledBeforeWork(reason=words)
            | CancelledLate(reason=words)
            | Stopped(reason=words)
            | Resigned(reason=words)
        ):
            return words
        case ProposalMade(proposal=proposal):
            return proposal.reason
        case ProposalDeclined(reason=words):
            return words
        case _:
            return None


def _private(visit: Visit, record: Record) -> Message | None:
    """What was written for the people of the desk alone: for its writer and for them. To everybody else there is nothing."""
    match record.event:
        case Paused(words=words) | OutreachAsked(words=words):
            said = visit.page.wording.said(words)
        case _:
            return None
    if said.words is None:
        return None
    name = visit.other_name if visit.is_party else telling(visit).name(record.event.by.other)
    note = _("Only the writer and the people who run this desk can read this. {name} cannot.").format(name=name)
    return Message(said.words, note=note)


def _message(visit: Visit, record: Record) -> Message | None:
    private = _private(visit, record)
    if private is not None:
        return private
    words = _words_of(record)
    if words is None:
        return None
    said = visit.page.wording.said(words)
    if said.words is None:
        return Message(
            _("These words were erased on request. That something was written here stays on record."), erased=True
        )
    return Message(said.words, lang=said.language if said.language != (get_language() or "") else "")


def _delivery_note(visit: Visit, record: Record) -> str:
    """What was written with it; with a new delivery also why a promised item is not done."""
    wording = visit.page.wording
    match record.event:
        case Redelivered(note=note, explained=explained):
            reasons = [f"{number}. {wording.words(words)}" for number, words in explained.items()]
            return "\n".join(filter(None, (wording.words(note), *reasons)))
        case Delivered(note=note) | DeliveredAgain(note=note) | PartDelivered(note=note):
            return wording.words(note)
        case Briefed(note=note, files=files) if files:
            return wording.words(note)
        case _:
            return ""


def _files(visit: Visit, record: Record) -> tuple[FileChip, ...]:
    match record.event:
        case Delivered() | DeliveredAgain() | Redelivered() as handed_in:
            opened = next(
                (
                    d.opened_at
                    for d in visit.order.milestone(handed_in.milestone).deliveries
                    if d.number == handed_in.number
                ),
                None,
            )
            note = _("opened {time}").format(time=near(opened, visit.zone, visit.at)) if opened else _("not opened yet")
            return tuple(file_chip(visit, handed_in.milestone, file, note) for file in handed_in.files)
        case Briefed(files=files, milestone=number) | PartDelivered(files=files, milestone=number):
            return tuple(file_chip(visit, number, file) for file in files)
        case _:
            return ()


def _request(visit: Visit, record: Record) -> RevisionRequest | None:
    match record.event:
        case RevisionRequested(items=items, milestone=number, number=asked):
            milestone = visit.order.milestone(number)
            still_open = milestone.request is not None and milestone.request.number == asked
            answers = milestone.request.answers if still_open and milestone.request else _answers_later(visit, record)
            return shown_request(visit, milestone.terms, items, answers)
        case ExtraAsked(items=items, milestone=number):
            return shown_request(visit, visit.order.milestone(number).terms, items)
        case _:
            return None


def _answers_later(visit: Visit, request: Record) -> tuple[Answer, ...]:
    """The answer that followed this request, if it is on the page."""
    for record in visit.page.records:
        event = record.event
        if record.seq > request.seq and isinstance(event, RequestAnswered | RevisionRequested):
            return event.answers if isinstance(event, RequestAnswered) else ()
    return ()

"""The delivery is sent back: what is asked, what the freelancer answers to each item, and the delivery after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parley.core.money import Money, total, zero
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, require_words, said, some
from parley.core.order.cases import open_case
from parley.core.order.files import require_all_files
from parley.core.order.outcomes import answer_notice
from parley.core.order.proposed import propose, require_room_for_extra
from parley.core.order.refusals import Code, Refusal
from parley.core.order.requests import Answer, AnswerKind, ItemKind, Request, RequestItem
from parley.core.order.soundness import MOST_DAYS, check_milestone
from parley.core.order.state import DeliveredFile, Milestone, Order, ProposalKind, Stage
from parley.core.order.terms import MilestoneTerms, ScopeItem
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

FREE_REQUESTS = 2
"""Requests for nothing but defects cost no round, but not without end."""
MOST_REQUEST_ITEMS = 50
MINUTES_A_DAY = 8 * 60
MINUTES_UNSAID = 60
"""What an item with a price and no effort is taken to need: its weight beside the others, nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing the client asks for, as it was written."""

    kind: ItemKind
    words: Text
    scope_item: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRevision(MilestoneCommand):
    """Ask for work again, item by item."""

    items: tuple[Asked, ...]

    def texts(self) -> tuple[Text, ...]:
        return some(*(item.words for item in self.items))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The freelancer's answer to one item. Effort in minutes; `price` only with PRICE; `reason` is needed for
    OUTSIDE."""

    item: int
    kind: AnswerKind
    effort_minutes: int | None = None
    price: Money | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest(MilestoneCommand):
    """Answer every item of the open request at once."""

    answers: tuple[Reply, ...]

    def texts(self) -> tuple[Text, ...]:
        return some(*(answer.reason for answer in self.answers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Redeliver(MilestoneCommand):
    """Hand in the work again: each promised item is ticked as done, or explained."""

    files: tuple[DeliveredFile, ...]
    names: tuple[Text, ...] = ()
    note: Text | None = None
    done: tuple[int, ...]
    explained: tuple[tuple[int, Text], ...] = ()

    def texts(self) -> tuple[Text, ...]:
        return some(self.note, *self.names, *(text for _, text in self.explained))


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRequested(MilestoneEvent):
    """`due_at` is when the new delivery is due; unanswered until `case_at`, the milestone becomes a case."""

    number: int
    items: tuple[RequestItem, ...]
    costs_round: bool
    due_at: datetime
    case_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAsked(MilestoneEvent):
    """Only new things were asked for: the delivery stands and so does its clock. The wish is for extra work, and
    waits for the freelancer's price as the proposal `number` until `answer_by`; number 0 was asked
    before a wish could wait."""

    items: tuple[RequestItem, ...]
    number: int
    answer_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered(MilestoneEvent):
    """Every item of the open request has its answer. What follows from them is said by the events after it."""

    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContested(MilestoneEvent):
    """Nothing of the request will be done: the round comes back and the delivery stands until `review_by`."""

    items: tuple[int, ...]
    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Redelivered(MilestoneEvent):
    """The work was handed in again. `number` counts the milestone's deliveries; `done` and `explained` are items of
    the request, those explained by what was said instead of doing them. The client may answer until `review_by`
    (UTC)."""

    number: int
    files: tuple[DeliveredFile, ...]
    note: Commitment | None
    done: tuple[int, ...]
    explained: dict[str, Commitment]
    review_by: datetime


def request_revision(order: Order, milestone: Milestone, command: RequestRevision, at: datetime) -> list[Event]:
    """A defect costs no round, a change costs one for the whole request, something new goes beside the milestone."""
    if not 1 <= len(command.items) <= MOST_REQUEST_ITEMS:
        raise Refusal(Code.REQUEST_EMPTY, most=MOST_REQUEST_ITEMS)
    items = tuple(_asked_item(milestone, number, asked) for number, asked in enumerate(command.items, start=1))
    kinds = {item.kind for item in items}
    if kinds == {ItemKind.NEW}:
        wish = propose(order, milestone, ProposalKind.WISH, command.by, at, items[0].words).proposal
        asked = ExtraAsked(
            at=at,
            by=command.by,
            milestone=milestone.number,
            items=items,
            number=wish.number,
            answer_by=wish.answer_by,
        )
        return [asked, *answer_notice(order, milestone, at, command.by)]
    costs_round = ItemKind.CHANGE in kinds
    if costs_round and milestone.rounds_used >= order.terms.rounds:
        raise Refusal(Code.ROUNDS_USED, rounds=order.terms.rounds)
    if not costs_round and milestone.free_requests_used >= FREE_REQUESTS:
        raise Refusal(Code.DEFECTS_USED, most=FREE_REQUESTS)
    windows, calendar = order.terms.windows, order.terms.calendar
    due_at = calendar.after_business_days(at, windows.redelivery_business_days)
    return [
        RevisionRequested(
            at=at,
            by=command.by,
            milestone=milestone.number,
            number=milestone.requests + 1,
            items=items,
            costs_round=costs_round,
            due_at=due_at,
            case_at=calendar.after_days(due_at, windows.redelivery_grace_days),
        )
    ]


def answer_request(order: Order, milestone: Milestone, command: AnswerRequest, at: datetime) -> list[Event]:
    """While one "will do" stays, the freelancer works on. Else the delivery stands; the second time it becomes a case."""
    request = _open_request(milestone, milestone.stage)
    if request.answers:
        raise Refusal(Code.ANSWERED_ALREADY)
    if sorted(reply.item for reply in command.answers) != [item.number for item in request.items]:
        raise Refusal(Code.ANSWERS_INCOMPLETE, of=len(request.items))
    answers = tuple(_answer(milestone, reply) for reply in sorted(command.answers, key=lambda reply: reply.item))
    answered = replace(request, answers=answers)
    events: list[Event] = [RequestAnswered(at=at, by=command.by, milestone=milestone.number, answers=answers)]
    priced = _priced(order, milestone, answered, at)
    if priced is not None:
        reason = priced.items[0].what
        made = propose(order, milestone, ProposalKind.EXTRA, command.by, at, reason, extra=priced)
        events.append(made)
    if answered.answered(AnswerKind.WILL_DO):
        return events
    scope = tuple(sorted(answered.scope_of(answered.answered(AnswerKind.OUTSIDE))))
    review_by = order.terms.calendar.after_days(at, order.terms.windows.review_days)
    events.append(RequestContested(at=at, by=command.by, milestone=milestone.number, items=scope, review_by=review_by))
    if milestone.contested >= 1:
        events += open_case(order, milestone, at, command.by, "contested_twice")
    return events


def _priced(order: Order, milestone: Milestone, request: Request, at: datetime) -> MilestoneTerms | None:
    """What was answered with a price, as extra work of its own: the client can agree to it with one word. It is due as soon
    as a redelivery would be, or in as many working days as its effort needs. Refuses what could not be agreed."""
    asked = {item.number: item for item in request.items}
    priced = [answer for answer in request.answers if answer.kind is AnswerKind.PRICE]
    if not priced:
        return None
    items = tuple(
        ScopeItem(
            number=number,
            what=asked[answer.item].words,
            test=answer.reason or asked[answer.item].words,
            effort_minutes=answer.effort_minutes or MINUTES_UNSAID,
            price=answer.price,
        )
        for number, answer in enumerate(priced, start=1)
    )
    price = total([item.price for item in items if item.price is not None], order.terms.currency)
    effort = sum(item.effort_minutes for item in items)
    require_room_for_extra(order)
    extra = MilestoneTerms(
        number=0,
        name=items[0].what,
        price=price,
        items=items,
        due_on=order.terms.calendar.local_date(max(milestone.due_at or at, at)),
        working_days=min(max(order.terms.windows.redelivery_business_days, -(-effort // MINUTES_A_DAY)), MOST_DAYS),
        deposit=zero(order.terms.currency),
    )
    check_milestone(order.terms, extra, at)
    return extra


def redeliver(order: Order, milestone: Milestone, command: Redeliver, at: datetime) -> list[Event]:
    """The new files replace the old ones item by item; together every agreed file must be there."""
    request = _open_request(milestone, milestone.works_in)
    explained = {number: require_words(text) for number, text in command.explained}
    left = [number for number in request.promised() if number not in command.done and number not in explained]
    if left:
        raise Refusal(Code.WILL_DO_OPEN, count=len(left), item=left[0])
    require_all_files(milestone, command.files, standing=milestone.files_now())
    return [
        Redelivered(
            at=at,
            by=command.by,
            milestone=milestone.number,
            number=len(milestone.deliveries) + 1,
            files=command.files,
            note=said(optional_words(command.note)),
            done=tuple(sorted(set(command.done) & set(request.promised()))),
            explained={str(number): text.commitment for number, text in sorted(explained.items())},
            review_by=order.terms.calendar.after_days(at, order.terms.windows.review_days),
        )
    ]


def give_up_redelivery(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The freelancer left the request alone for too long: both are asked to say what happened."""
    return open_case(order, milestone, at, Role.CLOCK, "redelivery_missing")


def _open_request(milestone: Milestone, stage: Stage) -> Request:
    if milestone.request is None or stage is not Stage.REVISING:
        raise Refusal(Code.NOT_NOW, stage=milestone.stage.value)
    return milestone.request


def _asked_item(milestone: Milestone, number: int, asked: Asked) -> RequestItem:
    words = require_words(asked.words)
    if asked.kind is ItemKind.NEW:
        return RequestItem(number, asked.kind, None, words.commitment)
    if asked.scope_item is None or milestone.terms.item(asked.scope_item) is None:
        raise Refusal(Code.CHANGE_WITHOUT_ITEM, item=number)
    if asked.scope_item in milestone.accepted_items:
        raise Refusal(Code.ITEM_ACCEPTED, item=asked.scope_item)
    return RequestItem(number, asked.kind, asked.scope_item, words.commitment)


def _answer(milestone: Milestone, reply: Reply) -> Answer:
    reason = optional_words(reply.reason)
    if reply.kind is AnswerKind.OUTSIDE and reason is None:
        raise Refusal(Code.REASON_MISSING, item=reply.item)
    if reply.kind is AnswerKind.PRICE:
        if reply.price is None or reply.price.amount_minor <= 0:
            raise Refusal(Code.PRICE_NOT_POSITIVE, item=reply.item)
        if reply.price.currency != milestone.held.currency:
            raise Refusal(Code.WRONG_CURRENCY, item=reply.item)
    if reply.effort_minutes is not None and not 0 < reply.effort_minutes <= 600_000:
        raise Refusal(Code.NUMBER_OUT_OF_RANGE, item=reply.item, least=1, most=600_000)
    return Answer(
        item=reply.item,
        kind=reply.kind,
        effort_minutes=reply.effort_minutes,
        price=reply.price if reply.kind is AnswerKind.PRICE else None,
        reason=said(reason),
    )

"""What the resolution room asks of an order's record: what was asked and answered, which questions and proposals there were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from parley.core.order.messages import (
    AnyEvent,
    CaseOpened,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    ExtraAsked,
    MessageSent,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    QuestionAnswered,
    QuestionAsked,
    Redelivered,
    RequestAnswered,
    RevisionRequested,
)
from parley.core.order.requests import Answer, RequestItem
from parley.core.order.state import Milestone, Proposal, ProposalKind
from parley.core.parties import Role
from parley.core.texts import Commitment


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing that the client asked for, and what came of it. `request` counts the milestone's requests; 0 is a wish for
    something new alone. `is_done` is None until work was handed in again; `explained` is what was said instead of doing it."""

    request: int
    at: datetime
    item: RequestItem
    is_open: bool
    answer: Answer | None = None
    answered_at: datetime | None = None
    is_done: bool | None = None
    explained: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Questioning:
    """A question of the freelancer. `about_request` where it asks what a request means; `lapsed_at` where nobody answered."""

    question: Commitment
    at: datetime
    about_request: bool
    answer: Commitment | None = None
    answered_at: datetime | None = None
    lapsed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None


class Became(Enum):
    """What became of a proposal. OVERTAKEN: something else that happened ended it, such as a case or another yes."""

    OPEN = "open"
    ACCEPTED = "accepted"
    BY_SILENCE = "by_silence"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    OFFERED = "offered"
    """A wish for extra work that was answered with an offer of it."""
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class PastProposal:
    """A proposal with its outcome; `ended_at` and `by` are None where no event of its own ended it."""

    proposal: Proposal
    became: Became
    ended_at: datetime | None = None
    by: Role | None = None
    reason: Commitment | None = None


def exchanges(events: Iterable[AnyEvent], milestone: Milestone) -> tuple[Exchange, ...]:
    """Everything that was asked for in this milestone, oldest first, as far as these events tell it."""
    found: list[Exchange] = []
    for event in events:
        match event:
            case RevisionRequested(milestone=milestone.number):
                is_open = milestone.request is not None and milestone.request.number == event.number
                found += [Exchange(event.number, event.at, item, is_open) for item in event.items]
            case ExtraAsked(milestone=milestone.number):
                is_open = any(one.number == event.number for one in milestone.proposals)
                found += [Exchange(0, event.at, item, is_open) for item in event.items]
            case RequestAnswered(milestone=milestone.number):
                found = _answered(found, event)
            case Redelivered(milestone=milestone.number):
                found = _handed_in(found, event)
            case _:
                pass
    return tuple(found) or _as_it_stands(milestone)


def questions(events: Iterable[AnyEvent], milestone: int) -> tuple[Questioning, ...]:
    """The freelancer's questions about this milestone, oldest first, each with its answer."""
    found: list[Questioning] = []
    for event in events:
        match event:
            case QuestionAsked(milestone=number) | ClarificationAsked(milestone=number) if number == milestone:
                about_request = isinstance(event, ClarificationAsked)
                found.append(Questioning(event.question, event.at, about_request))
            case QuestionAnswered(milestone=number) | Clarified(milestone=number) if number == milestone and found:
                found[-1] = replace(found[-1], answer=event.answer, answered_at=event.at)
            case ClarificationLapsed(milestone=number) if number == milestone and found:
                found[-1] = replace(found[-1], lapsed_at=event.at)
            case _:
                pass
    return tuple(found)


def proposals(events: Iterable[AnyEvent], milestone: Milestone) -> tuple[PastProposal, ...]:
    """Every proposal that was made in this milestone, oldest first, with what became of it."""
    made: dict[int, PastProposal] = {}
    still_open = {one.number for one in milestone.proposals}
    for event in events:
        match event:
            case ProposalMade(milestone=milestone.number) | ExtraAsked(milestone=milestone.number):
                proposal = _made(event)
                if proposal is None:
                    continue
                if proposal.kind is ProposalKind.EXTRA:
                    _answer_wishes(made, event.at, event.by)
                became = Became.OPEN if proposal.number in still_open else Became.OVERTAKEN
                made[proposal.number] = PastProposal(proposal, became)
            case (
                ProposalAccepted(milestone=milestone.number)
                | ProposalDeclined(milestone=milestone.number)
                | ProposalWithdrawn(milestone=milestone.number)
                | ProposalLapsed(milestone=milestone.number)
            ) if event.proposal in made:
                made[event.proposal] = _ended(made[event.proposal], event)
            case CaseOpened(milestone=milestone.number):
                for number, one in made.items():
                    made[number] = replace(one, ended_at=one.ended_at or event.at)
            case _:
                pass
    return tuple(made.values())


def has_written_since(events: Iterable[AnyEvent], by: Role, at: datetime, milestone: int) -> bool:
    """Whether this side wrote or did anything about the milestone after the instant `at`."""
    return any(
        event.at > at and event.by is by
        for event in events
        if isinstance(event, MessageSent) or getattr(event, "milestone", None) == milestone
    )


def redelivered_since(events: Iterable[AnyEvent], at: datetime, milestone: int) -> datetime | None:
    """When work was handed in again after the instant `at`; None while it was not."""
    handed_in = (event.at for event in events if isinstance(event, Redelivered) and event.milestone == milestone)
    return next((when for when in handed_in if when > at), None)


def _answered(found: Sequence[Exchange], event: RequestAnswered) -> list[Exchange]:
    """The answers belong to the request that was asked last."""
    answers = {answer.item: answer for answer in event.answers}
    last = _last_request(found)
    return [
        replace(one, answer=answers.get(one.item.number), answered_at=event.at) if one.request == last else one
        for one in found
    ]


def _handed_in(found: Sequence[Exchange], event: Redelivered) -> list[Exchange]:
    last = _last_request(found)
    return [
        replace(
            one,
            is_done=one.item.number in event.done,
            explained=event.explained.get(str(one.item.number)),
        )
        if one.request == last
        else one
        for one in found
    ]


def _last_request(found: Sequence[Exchange]) -> int:
    """Its number; -1 where there was none, so that a wish for something new is never taken for one."""
    return max((one.request for one in found if one.request), default=-1)


def _as_it_stands(milestone: Milestone) -> tuple[Exchange, ...]:
    """The open request as the state keeps it, where the events that tell it lie further back."""
    request = milestone.request
    if request is None:
        return ()
    answers = {answer.item: answer for answer in request.answers}
    return tuple(
        Exchange(request.number, request.at, item, is_open=True, answer=answers.get(item.number))
        for item in request.items
    )


def _made(event: ProposalMade | ExtraAsked) -> Proposal | None:
    """A wish is kept with what it asks for; one that was asked before a wish could wait has no number."""
    if isinstance(event, ProposalMade):
        return event.proposal
    if not event.number:
        return None
    return Proposal(
        number=event.number,
        kind=ProposalKind.WISH,
        by=event.by,
        at=event.at,
        answer_by=event.answer_by,
        reason=event.items[0].words,
    )


def _answer_wishes(made: dict[int, PastProposal], at: datetime, by: Role) -> None:
    """An offer of extra work is the answer to the wish for it."""
    for number, one in made.items():
        if one.proposal.kind is ProposalKind.WISH and one.became is Became.OVERTAKEN and one.ended_at is None:
            made[number] = replace(one, became=Became.OFFERED, ended_at=at, by=by)


def _ended(
    one: PastProposal, event: ProposalAccepted | ProposalDeclined | ProposalWithdrawn | ProposalLapsed
) -> PastProposal:
    match event:
        case ProposalAccepted():
            became = Became.BY_SILENCE if event.by is Role.CLOCK else Became.ACCEPTED
        case ProposalDeclined():
            became = Became.DECLINED
        case ProposalWithdrawn():
            became = Became.WITHDRAWN
        case _:
            became = Became.LAPSED
    reason = event.reason if isinstance(event, ProposalDeclined) else None
    return replace(one, became=became, ended_at=event.at, by=event.by, reason=reason)

"""The order and its milestones as they stand: what a fold of the events gives, and nothing that could be derived."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.core.money import Money, zero
from parley.core.order.refusals import Code, Refusal
from parley.core.order.terms import MilestoneTerms, Terms
from parley.core.parties import Role
from parley.core.texts import Commitment


class Stage(Enum):
    """Where a milestone stands."""

    LOCKED = "locked"
    UNFUNDED = "unfunded"
    LAPSED = "lapsed"
    FUNDED = "funded"
    WORKING = "working"
    DELIVERED = "delivered"
    REVISING = "revising"
    CLARIFY = "clarify"
    NOTICED = "noticed"
    MARKED = "marked"
    CASE_TALK = "case_talk"
    CASE_DECISION = "case_decision"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT = "split"
    VOID = "void"


ENDS = frozenset({Stage.RELEASED, Stage.REFUNDED, Stage.SPLIT, Stage.VOID})
PAID_ENDS = frozenset({Stage.RELEASED, Stage.SPLIT})
WITH_DELIVERY = frozenset({Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED})


class OrderStage(Enum):
    """Where the whole order stands: a function of its offer and its milestones."""

    OFFERED = "offered"
    AGREED = "agreed"
    ACTIVE = "active"
    CLOSED = "closed"
    EXPIRED = "expired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class OfferEnd(Enum):
    """How an offer came to its end."""

    ACCEPTED = "accepted"
    EXPIRED = "expired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class ItemKind(Enum):
    """What a client asks for: a *defect* misses the acceptance test, a *change* belongs to a scope item, *new* is outside."""

    DEFECT = "defect"
    CHANGE = "change"
    NEW = "new"


class AnswerKind(Enum):
    """What the freelancer says to an item: will do it, names a price, or holds it to be outside what was agreed."""

    WILL_DO = "will_do"
    PRICE = "price"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class DeliveredFile:
    """A file by its content. `item` is the scope item it belongs to; in a brief it is 0."""

    sha256: str
    size_bytes: int
    media_type: str
    ending: str
    name: Commitment
    item: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    number: int
    at: datetime
    files: tuple[DeliveredFile, ...]
    note: Commitment | None = None
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RequestItem:
    """One thing asked for. `scope_item` links a defect or a change to what was agreed."""

    number: int
    kind: ItemKind
    scope_item: int | None
    words: Commitment


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one item. `effort_minutes` is the freelancer's estimate; `price` only with PRICE."""

    item: int
    kind: AnswerKind
    effort_minutes: int | None = None
    price: Money | None = None
    reason: Commitment | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """The revision request that is open. `costs_round` is true when at least one item is a change."""

    number: int
    at: datetime
    items: tuple[RequestItem, ...]
    costs_round: bool
    answers: tuple[Answer, ...] = ()

    def answered(self, kind: AnswerKind) -> tuple[int, ...]:
        """The items that were answered in this way."""
        return tuple(answer.item for answer in self.answers if answer.kind is kind)

    def scope_of(self, items: Collection[int]) -> frozenset[int]:
        """The scope items that these items of the request belong to."""
        linked = (item.scope_item for item in self.items if item.number in items)
        return frozenset(number for number in linked if number is not None)

    def promised(self) -> tuple[int, ...]:
        """Items that redelivery must tick: answered "will do", or a defect or change that is not answered yet."""
        answered = {answer.item: answer.kind for answer in self.answers}
        return tuple(
            item.number
            for item in self.items
            if answered.get(item.number, AnswerKind.WILL_DO if item.kind is not ItemKind.NEW else None)
            is AnswerKind.WILL_DO
        )


class ProposalKind(Enum):
    """What is proposed: a later due date, a part of the hold back, an end by consent."""

    EXTENSION = "extension"
    REFUND = "refund"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open proposal. `amount` is what goes back (REFUND) or what the freelancer keeps (CANCEL); `until` is the new due
    instant (EXTENSION)."""

    number: int
    kind: ProposalKind
    by: Role
    at: datetime
    answer_by: datetime
    reason: Commitment
    amount: Money | None = None
    until: datetime | None = None
    silence_is_yes: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer on the table. `ticks` maps a clause to the clause hash the other side agreed with; `notes` are open."""

    version: int
    by: Role
    terms: Terms
    expires_at: datetime
    ticks: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Commitment] = field(default_factory=dict)
    end: OfferEnd | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone. `version` grows whenever its stage moves: a command carries the version its page showed.

    `ends_at` is the instant at which the clock of the present stage runs out; `due_at` is when work is due.
    `contacts` are the freelancer's tries to reach a silent client since the client last acted.
    """

    terms: MilestoneTerms
    stage: Stage
    held: Money
    released: Money
    refunded: Money
    fees: Money
    version: int = 0
    since: datetime | None = None
    ends_at: datetime | None = None
    due_at: datetime | None = None
    nudges: int = 0
    deliveries: tuple[Delivery, ...] = ()
    first_delivered_at: datetime | None = None
    delivered_again: int = 0
    accepted_items: frozenset[int] = frozenset()
    contested_items: frozenset[int] = frozenset()
    rounds_used: int = 0
    free_requests_used: int = 0
    requests: int = 0
    contested: int = 0
    request: Request | None = None
    deposit_paid: bool = False
    client_acted_at: datetime | None = None
    contacts: tuple[datetime, ...] = ()
    call_declared: bool = False
    replied: bool = False
    questions_used: int = 0
    asked_at: datetime | None = None
    clarifications_used: int = 0
    proposals: tuple[Proposal, ...] = ()
    proposals_made: int = 0
    extensions_asked: int = 0
    extensions_granted: int = 0
    acted_in_case: frozenset[Role] = frozenset()
    clears_at: datetime | None = None
    cleared: bool = False
    cause: str = ""

    @property
    def number(self) -> int:
        return self.terms.number

    @property
    def has_ended(self) -> bool:
        return self.stage in ENDS

    @property
    def is_funded(self) -> bool:
        return bool(self.held)

    @property
    def last_delivery(self) -> Delivery | None:
        return self.deliveries[-1] if self.deliveries else None

    def delivered_items(self) -> frozenset[int]:
        """An item for which no file was agreed (a talk, a visit) counts as delivered with the milestone."""
        if not self.deliveries:
            return frozenset()
        without_files = {item.number for item in self.terms.items if not item.files}
        return frozenset(without_files).union(file.item for delivery in self.deliveries for file in delivery.files)

    def files_now(self) -> tuple[DeliveredFile, ...]:
        """What stands delivered: for each item the files of the newest delivery that holds any for it."""
        newest: dict[int, tuple[DeliveredFile, ...]] = {}
        for delivery in self.deliveries:
            for item in {file.item for file in delivery.files}:
                newest[item] = tuple(file for file in delivery.files if file.item == item)
        return tuple(file for item in sorted(newest) for file in newest[item])


def unstarted(terms: MilestoneTerms) -> Milestone:
    nothing = zero(terms.price.currency)
    return Milestone(terms, Stage.LOCKED, held=nothing, released=nothing, refunded=nothing, fees=nothing)


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stands after `seq` events. `client` and `freelancer` are person ids, or None for a side that was
    invited and has not joined yet."""

    id: UUID
    client: str | None
    freelancer: str | None
    offer: Offer
    seq: int = 1
    milestones: tuple[Milestone, ...] = ()

    @property
    def terms(self) -> Terms:
        return self.offer.terms

    @property
    def stage(self) -> OrderStage:
        match self.offer.end:
            case None:
                return OrderStage.OFFERED
            case OfferEnd.EXPIRED:
                return OrderStage.EXPIRED
            case OfferEnd.DECLINED:
                return OrderStage.DECLINED
            case OfferEnd.WITHDRAWN:
                return OrderStage.WITHDRAWN
            case OfferEnd.ACCEPTED:
                pass
        if all(milestone.has_ended for milestone in self.milestones):
            return OrderStage.CLOSED
        untouched = {Stage.LOCKED, Stage.UNFUNDED}
        if all(milestone.stage in untouched and not milestone.is_funded for milestone in self.milestones):
            return OrderStage.AGREED
        return OrderStage.ACTIVE

    def person(self, role: Role) -> str | None:
        match role:
            case Role.CLIENT:
                return self.client
            case Role.FREELANCER:
                return self.freelancer
            case Role.CLOCK:
                return None

    def role_of(self, person: str) -> Role | None:
        """The part this person plays here, or None for a stranger."""
        if person == self.client:
            return Role.CLIENT
        if person == self.freelancer:
            return Role.FREELANCER
        return None

    def milestone(self, number: int) -> Milestone:
        """Refuses when there is no such milestone."""
        if 1 <= number <= len(self.milestones):
            return self.milestones[number - 1]
        raise Refusal(Code.NO_SUCH_MILESTONE, number=number)

    def with_milestone(self, changed: Milestone) -> Order:
        kept = list(self.milestones)
        kept[changed.number - 1] = changed
        return replace(self, milestones=tuple(kept))


WAITS_FOR: Mapping[Stage, frozenset[Role]] = {
    Stage.LOCKED: frozenset(),
    Stage.UNFUNDED: frozenset({Role.CLIENT}),
    Stage.LAPSED: frozenset({Role.CLIENT}),
    Stage.FUNDED: frozenset({Role.CLIENT}),
    Stage.WORKING: frozenset({Role.FREELANCER}),
    Stage.DELIVERED: frozenset({Role.CLIENT}),
    Stage.REVISING: frozenset({Role.FREELANCER}),
    Stage.CLARIFY: frozenset({Role.CLIENT}),
    Stage.NOTICED: frozenset({Role.CLIENT}),
    Stage.MARKED: frozenset({Role.CLIENT}),
    Stage.CASE_TALK: frozenset({Role.CLIENT, Role.FREELANCER}),
    Stage.CASE_DECISION: frozenset(),
    Stage.RELEASED: frozenset(),
    Stage.REFUNDED: frozenset(),
    Stage.SPLIT: frozenset(),
    Stage.VOID: frozenset(),
}
"""Whose turn it is in each stage."""


def turns(order: Order) -> frozenset[Role]:
    """Everybody whom the order waits for now."""
    if order.stage is OrderStage.OFFERED:
        return frozenset({order.offer.by if order.offer.notes else order.offer.by.other})
    if order.offer.end is not OfferEnd.ACCEPTED:
        return frozenset()
    return frozenset().union(*(_waited_for(milestone) for milestone in order.milestones))


def _waited_for(milestone: Milestone) -> frozenset[Role]:
    """Whose turn the stage makes it, and whoever has a proposal or a question to answer."""
    to_answer = {proposal.by.other for proposal in milestone.proposals}
    asked = {Role.CLIENT} if milestone.asked_at is not None else set()
    return WAITS_FOR[milestone.stage] | to_answer | asked

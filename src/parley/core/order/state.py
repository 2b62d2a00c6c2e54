"""The order and its milestones as they stand: what a fold of the events gives, and nothing that could be derived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.core.money import Money, zero
from parley.core.order.records import Case, Chargeback, CountsAs, Pause
from parley.core.order.refusals import Code, Refusal
from parley.core.order.requests import Request
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
    CLAIMED = "claimed"
    """A part was delivered, the client is silent, and the freelancer has claimed what the part is worth."""
    PAUSED = "paused"
    AT_BANK = "at_bank"
    CASE_TALK = "case_talk"
    CASE_SEALED = "case_sealed"
    CASE_MEDIATION = "case_mediation"
    CASE_DECISION = "case_decision"
    CASE_APPEAL = "case_appeal"
    APPEAL_FILED = "appeal_filed"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT = "split"
    VOID = "void"
    REVERSED = "reversed"
    """The bank took the money back."""


ENDS = frozenset({Stage.RELEASED, Stage.REFUNDED, Stage.SPLIT, Stage.VOID, Stage.REVERSED})
PAID_ENDS = frozenset({Stage.RELEASED, Stage.SPLIT})
WITH_DELIVERY = frozenset({Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED})
CASE_STAGES = frozenset(
    {
        *(Stage.CASE_TALK, Stage.CASE_SEALED, Stage.CASE_MEDIATION),
        *(Stage.CASE_DECISION, Stage.CASE_APPEAL, Stage.APPEAL_FILED),
    }
)


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
class Part:
    """Some items of the milestone, handed in before the rest. A part is no delivery: the client need not answer it."""

    number: int
    at: datetime
    items: tuple[int, ...]
    files: tuple[DeliveredFile, ...]
    note: Commitment | None = None


class ProposalKind(Enum):
    """What is proposed: a later due date, a part of the hold back, an end by consent, extra work (wished for by the
    client or offered by the freelancer), a division of the hold that settles a case."""

    EXTENSION = "extension"
    REFUND = "refund"
    CANCEL = "cancel"
    WISH = "wish"
    EXTRA = "extra"
    SPLIT = "split"


class CancelCode(Enum):
    """Why a side wants to end by consent. It says nothing about fault, and the completion rate does not look at it."""

    NOT_NEEDED = "not_needed"
    WORK_CHANGED = "work_changed"
    NO_TIME = "no_time"
    NOT_POSSIBLE = "not_possible"
    OUR_MISTAKE = "our_mistake"
    NO_AGREEMENT = "no_agreement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open proposal. `amount` is what goes back (REFUND), what the freelancer keeps of the price (CANCEL) or
    gets of the hold (SPLIT); `until` is the new due instant (EXTENSION); `extra` is the milestone that an EXTRA
    would become, whose number is given when it is agreed; `code` says why a CANCEL is proposed (None: older ones)."""

    number: int
    kind: ProposalKind
    by: Role
    at: datetime
    answer_by: datetime
    reason: Commitment
    amount: Money | None = None
    until: datetime | None = None
    silence_is_yes: bool = False
    extra: MilestoneTerms | None = None
    code: CancelCode | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """What stands still while something else goes on: the stage to come back to, the instant it stopped, and how
    much of its window was left then (None: it had none). `beneath` is what had been standing still before."""

    stage: Stage
    at: datetime
    left_seconds: int | None
    beneath: Frozen | None = None


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
    `contacts` are the freelancer's tries to reach a silent client since the client last acted. `released` is what the
    freelancer has of it in all, paid out or not; `at_bank` what a bank disputes or has taken back, `covered` what the
    operator's reserve put in for that. `seconds_at_bank` is how long a bank held up work that then went on.
    """

    terms: MilestoneTerms
    stage: Stage
    held: Money
    released: Money
    refunded: Money
    fees: Money
    at_bank: Money
    covered: Money
    paid_out: Money
    version: int = 0
    since: datetime | None = None
    ends_at: datetime | None = None
    due_at: datetime | None = None
    nudges: int = 0
    funded_at: datetime | None = None
    parts: tuple[Part, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    first_delivered_at: datetime | None = None
    delivered_in_time: bool | None = None
    review_extended: bool = False
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
    back: Frozen | None = None
    pause: Pause | None = None
    paused_by: frozenset[Role] = frozenset()
    case: Case | None = None
    cases_opened: frozenset[Role] = frozenset()
    cases: int = 0
    outreach_asked_by: Role | None = None
    outreach_used: frozenset[Role] = frozenset()
    outreach_persons: frozenset[str] = frozenset()
    chargeback: Chargeback | None = None
    chargebacks: int = 0
    seconds_at_bank: int = 0
    clears_at: datetime | None = None
    cleared: bool = False
    cause: str = ""
    counts_as: CountsAs | None = None

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
    def works_in(self) -> Stage:
        """The stage that its work is in, be it in a pause or not."""
        return self.back.stage if self.stage is Stage.PAUSED and self.back is not None else self.stage

    @property
    def acted_in_case(self) -> frozenset[Role]:
        return self.case.acted if self.case is not None else frozenset()

    @property
    def pending(self) -> Money:
        """What the freelancer has of it and cannot be paid out yet."""
        return self.released - self.released if self.cleared else self.released

    @property
    def available(self) -> Money:
        """What can be paid out."""
        nothing = self.released - self.released
        return max(self.released - self.paid_out, nothing) if self.cleared else nothing

    @property
    def owed(self) -> Money:
        """What the freelancer has been paid and the bank has taken back."""
        return max(self.paid_out - self.released, self.released - self.released)

    @property
    def last_delivery(self) -> Delivery | None:
        return self.deliveries[-1] if self.deliveries else None

    def delivered_items(self) -> frozenset[int]:
        """An item for which no file was agreed (a talk, a visit) counts as delivered with the milestone."""
        in_parts = frozenset(item for part in self.parts for item in part.items)
        if not self.deliveries:
            return in_parts
        without_files = {item.number for item in self.terms.items if not item.files}
        return in_parts | without_files | {file.item for delivery in self.deliveries for file in delivery.files}

    def files_now(self) -> tuple[DeliveredFile, ...]:
        """What stands delivered: for each item the files of the newest delivery or part that holds any for it."""
        newest: dict[int, tuple[DeliveredFile, ...]] = {}
        handed_in: list[Part | Delivery] = sorted([*self.parts, *self.deliveries], key=lambda one: one.at)
        for one in handed_in:
            for item in {file.item for file in one.files}:
                newest[item] = tuple(file for file in one.files if file.item == item)
        return tuple(file for item in sorted(newest) for file in newest[item])


def unstarted(terms: MilestoneTerms) -> Milestone:
    nothing = zero(terms.price.currency)
    return Milestone(
        terms,
        Stage.LOCKED,
        held=nothing,
        released=nothing,
        refunded=nothing,
        fees=nothing,
        at_bank=nothing,
        covered=nothing,
        paid_out=nothing,
    )


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stands after `seq` events. `client` and `freelancer` are person ids, or None for a side that was
    invited and has not joined yet. `closed_at` is when its last milestone ended, or when a bank last judged after that.
    `ratings` are sealed, by the role of who wrote them, until `ratings_shown`."""

    id: UUID
    client: str | None
    freelancer: str | None
    offer: Offer
    seq: int = 1
    milestones: tuple[Milestone, ...] = ()
    closed_at: datetime | None = None
    ratings: Mapping[str, Commitment] = field(default_factory=dict)
    ratings_shown: bool = False

    @property
    def terms(self) -> Terms:
        return self.offer.terms

    @property
    def all_terms(self) -> tuple[MilestoneTerms, ...]:
        """What was agreed for each milestone, extra work included; of an offer, what is proposed."""
        return tuple(milestone.terms for milestone in self.milestones) or self.terms.milestones

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
            case Role.CLOCK | Role.MEDIATOR | Role.BANK | Role.OPERATOR:
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

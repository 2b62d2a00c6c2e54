"""What is on record beside the work itself: a pause, a case, a payment that the bank has taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from parley.core.money import Money
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.core.texts import Commitment


class PauseReason(Enum):
    """Why somebody needs a pause, as the other side sees it; the words beside it stay private."""

    ILLNESS = "illness"
    BEREAVEMENT = "bereavement"
    DISASTER = "disaster"
    FAMILY = "family"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pause:
    by: Role
    at: datetime
    reason: PauseReason


class CountsAs(Enum):
    """What an ended milestone is for the completion rate, where its cause alone does not say it."""

    COMPLETED = "completed"
    FREELANCER = "freelancer"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class ItemShare:
    """What a mediator gives for one scope item."""

    item: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a case was decided so. Nothing of it may be missing: at least one clause, one piece of evidence (the
    number of an event of this order, or a delivered file by its content), and shares that add up to the sum."""

    facts: Commitment
    clauses: tuple[ClauseKey, ...]
    events: tuple[int, ...]
    files: tuple[str, ...]
    arithmetic: tuple[ItemShare, ...]
    remedy: Commitment


@dataclass(frozen=True, slots=True)
class Decision:
    """A mediator's decision. `amount` of the hold goes to the freelancer, before the operator's fee."""

    person: str
    at: datetime
    amount: Money
    counts_as: CountsAs
    reasons: Reasons


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mediator's proposal: `amount` of the hold to the freelancer. It settles the case once both have said yes."""

    person: str
    at: datetime
    amount: Money
    reasons: Commitment
    accepted: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class FinalOffers:
    """The last sum of each side, for the freelancer out of the hold: the decision is one of the two."""

    client: Money
    freelancer: Money


@dataclass(frozen=True, slots=True)
class Case:
    """A disagreement about one milestone. `by` is the clock where a rule opened it: such a case cannot be withdrawn.

    `acted` are the sides that have taken part in it, `asked_on` those that want to go on to mediation, `bids` the sealed
    offers of the round that runs, or the final ones, each known by its commitment alone. `mediator` is the person who
    has taken it, "" for nobody.
    """

    number: int
    by: Role
    cause: str
    at: datetime
    acted: frozenset[Role] = frozenset()
    asked_on: frozenset[Role] = frozenset()
    round: int = 0
    bids: Mapping[str, Commitment] = field(default_factory=dict)
    mediator: str = ""
    final_offers: FinalOffers | None = None
    suggestion: Suggestion | None = None
    decision: Decision | None = None


class ChargebackCode(Enum):
    """Why the bank takes a payment back: somebody else used the card, or the service is disputed."""

    FRAUD = "fraud"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Taken:
    """Where the disputed money came from when the bank asked for it back. All sums are zero or more."""

    hold: Money
    pending: Money
    available: Money
    owed: Money
    fee: Money

    @property
    def from_freelancer(self) -> Money:
        return self.pending + self.available + self.owed

    @property
    def total(self) -> Money:
        return self.hold + self.from_freelancer + self.fee


@dataclass(frozen=True, slots=True)
class Chargeback:
    """A payment that the bank holds until it has judged; `answer_by` is the provider's date."""

    number: int
    code: ChargebackCode
    at: datetime
    answer_by: datetime
    taken: Taken
    alarmed: bool = False

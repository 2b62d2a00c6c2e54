"""What a story is: people, one order, and what they do, step by step. Values only; reading.py makes them from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.core.order.appeal import AppealGround
from parley.core.order.dispute import CaseReason
from parley.core.order.messages import Channel
from parley.core.order.records import ChargebackCode, CountsAs, PauseReason
from parley.core.order.refusals import Code
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import CancelCode, OrderStage, Stage
from parley.core.order.terms import ClauseKey, Funding, Windows
from parley.core.parties import Role
from parley.core.scope_check import Verdict as Scope
from parley.core.statistics import Verdict
from parley.rehearsal.when import Day, When


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody in a story. `language` and `zone` are what they read Parley in; what they write is in that language."""

    key: str
    name: str
    email: str
    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """A scope item to be."""

    what: str
    test: str
    effort_minutes: int
    files: tuple[str, ...]
    price: Money | None


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """A milestone to be."""

    name: str
    price: Money
    deposit: Money
    due_on: Day
    working_days: int
    asks_brief: bool
    after: tuple[int, ...]
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True, slots=True)
class PlannedOrder:
    """The offer with which the story begins. `client` and `freelancer` are keys of the cast; the side that is None was invited
    at the mail address `invited`."""

    client: str | None
    freelancer: str | None
    invited: str
    offered_by: Role
    start: When
    policy: str
    title: str
    summary: str
    currency: str
    zone: str
    countries: tuple[str, ...]
    rest_days: tuple[Day, ...]
    rounds: int
    kill_fee_percent: int
    fee_basis_points: int
    funding: Funding
    windows: Windows
    milestones: tuple[PlannedMilestone, ...]

    def key_of(self, role: Role) -> str | None:
        return self.client if role is Role.CLIENT else self.freelancer


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file that is handed in: made up by its ending, or taken from `source`, a path beside the story."""

    name: str
    item: int
    source: str | None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One thing of a revision request."""

    kind: ItemKind
    scope_item: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the freelancer says to one thing."""

    item: int
    kind: AnswerKind
    effort_minutes: int | None
    price: Money | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangedMilestone:
    """What a counter-offer changes about a milestone; None stays."""

    number: int
    price: Money | None
    deposit: Money | None
    due_on: Day | None
    working_days: int | None


@dataclass(frozen=True, slots=True)
class PlannedExtra:
    """Extra work to be, of one item."""

    name: str
    what: str
    test: str
    effort_minutes: int
    price: Money
    due_on: Day
    working_days: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision says beside its sum and its facts; None for `shares` gives each item the same."""

    counts_as: CountsAs
    clauses: tuple[ClauseKey, ...]
    events: tuple[int, ...]
    shares: tuple[Money, ...] | None
    remedy: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody asks for, in natural form. Each command uses the fields that reading.py lists for it."""

    do: str
    milestone: int = 1
    words: str = ""
    files: tuple[SampleFile, ...] = ()
    asked: tuple[AskedFor, ...] = ()
    answers: tuple[Answered, ...] = ()
    items: tuple[int, ...] = ()
    done: tuple[int, ...] | None = None
    explained: Mapping[int, str] = field(default_factory=dict)
    channel: Channel = Channel.CALL
    clause: ClauseKey = ClauseKey.WORK
    clauses: tuple[ClauseKey, ...] | None = None
    person: str = ""
    amount: Money | None = None
    rounds: int | None = None
    kill_fee_percent: int | None = None
    milestones: tuple[ChangedMilestone, ...] = ()
    until: Day | None = None
    proposal: int | None = None
    number: int = 0
    extra: PlannedExtra | None = None
    pause: PauseReason = PauseReason.OTHER
    case: CaseReason = CaseReason.OTHER
    ground: AppealGround = AppealGround.NEW_FACT
    judged: Judged | None = None
    code: ChargebackCode = ChargebackCode.SERVICE
    why: CancelCode = CancelCode.OTHER
    won: bool = False
    counts_as: CountsAs = CountsAs.EXEMPT


@dataclass(frozen=True, slots=True)
class Expect:
    """What must be true after a step. What is None or empty is not looked at; `is_settled` wants no deadline at all.

    By milestone: `scope`, `effort` (whole percent) and `flagged` are what the scope check says of the open request's items;
    `worth` is its valuation. `counts` is what the ended order is for the completion rate.
    """

    order: OrderStage | None = None
    stages: Mapping[int, Stage] = field(default_factory=dict)
    turn: frozenset[Role] | None = None
    due: When | None = None
    is_settled: bool = False
    balances: Mapping[tuple[Account, int], Money] = field(default_factory=dict)
    happened: Mapping[str, int] = field(default_factory=dict)
    refusal: Code | None = None
    work_due: Mapping[int, When] = field(default_factory=dict)
    on_time: Mapping[int, bool] = field(default_factory=dict)
    scope: Mapping[int, tuple[Scope, ...]] = field(default_factory=dict)
    effort: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    flagged: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    worth: Mapping[int, Money] = field(default_factory=dict)
    cause: Mapping[int, str] = field(default_factory=dict)
    counts: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """At `at` somebody does something. `by` is None when nobody does and only the clock goes on."""

    number: int
    at: When
    by: Role | None
    deed: Deed | None
    expect: Expect


@dataclass(frozen=True, slots=True)
class Story:
    """`about` says in a line what the story shows. `folder` is where its files lie, for `from`."""

    about: str
    cast: Mapping[str, Cast]
    order: PlannedOrder
    steps: tuple[Step, ...]
    folder: str = "."

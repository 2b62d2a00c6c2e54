"""The completion rate: what each order that has ended says of the freelancer who worked in it, and what all of them say.

Rate = completed / (completed + freelancer-caused). An order counts once: one milestone that ended on the freelancer's account
makes the whole order freelancer-caused, else one that was completed makes it completed, else it is exempt and not counted.
There is no window: an order counts however old it is, so the rate never falls because somebody rests. It is computed
from the orders as they stand, so whoever corrects a decision has corrected the rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from parley.core.order.records import CountsAs
from parley.core.order.state import Milestone, Order, OrderStage
from parley.core.parties import Role

NORMAL_QUANTILE_MILLIONTHS = 1_959_964
"""The two-sided 95 % quantile of the normal distribution, in millionths."""
MILLION = 1_000_000


class Verdict(Enum):
    """What an end counts as."""

    COMPLETED = "completed"
    FREELANCER_CAUSED = "freelancer_caused"
    EXEMPT = "exempt"


class Reason(Enum):
    """Why an end counts as it does: the cause of the end, or that a decision or a correction says so (RULED_...)."""

    ACCEPTED = "accepted"
    SILENCE = "silence"
    RULED_COMPLETED = "ruled_completed"
    LATE = "late"
    ABANDONED = "abandoned"
    RESIGNED = "resigned"
    RULED_FREELANCER = "ruled_freelancer"
    BEFORE_WORK = "before_work"
    NO_BRIEF = "no_brief"
    NOT_FUNDED = "not_funded"
    STOPPED = "stopped"
    ABANDONED_UNANSWERED = "abandoned_unanswered"
    CANCELLED = "cancelled"
    STOPPED_IN_PAUSE = "stopped_in_pause"
    RESIGNED_IN_PAUSE = "resigned_in_pause"
    SETTLED = "settled"
    SEALED = "sealed"
    MEDIATED = "mediated"
    DECIDED = "decided"
    VALUATION = "valuation"
    CAP = "cap"
    CHARGEBACK = "chargeback"
    RULED_EXEMPT = "ruled_exempt"
    PREDECESSOR_STOPPED = "predecessor_stopped"


COUNTS: Mapping[Reason, Verdict] = {
    **dict.fromkeys((Reason.ACCEPTED, Reason.SILENCE, Reason.RULED_COMPLETED), Verdict.COMPLETED),
    **dict.fromkeys(
        (Reason.LATE, Reason.ABANDONED, Reason.RESIGNED, Reason.RULED_FREELANCER), Verdict.FREELANCER_CAUSED
    ),
    **dict.fromkeys(
        (
            Reason.BEFORE_WORK,
            Reason.NO_BRIEF,
            Reason.NOT_FUNDED,
            Reason.STOPPED,
            Reason.ABANDONED_UNANSWERED,
            Reason.CANCELLED,
            Reason.STOPPED_IN_PAUSE,
            Reason.RESIGNED_IN_PAUSE,
            Reason.SETTLED,
            Reason.SEALED,
            Reason.MEDIATED,
            Reason.DECIDED,
            Reason.VALUATION,
            Reason.CAP,
            Reason.CHARGEBACK,
            Reason.RULED_EXEMPT,
            Reason.PREDECESSOR_STOPPED,
        ),
        Verdict.EXEMPT,
    ),
}
"""The published table. Every reason is in it."""

RULED: Mapping[CountsAs, Reason] = {
    CountsAs.COMPLETED: Reason.RULED_COMPLETED,
    CountsAs.FREELANCER: Reason.RULED_FREELANCER,
    CountsAs.EXEMPT: Reason.RULED_EXEMPT,
}
"""What a decision or a correction can say."""

WEIGHT: Sequence[Verdict] = (Verdict.FREELANCER_CAUSED, Verdict.COMPLETED, Verdict.EXEMPT)
"""The first of these that any milestone of an order has is the order's."""


@dataclass(frozen=True, slots=True)
class MilestoneEnd:
    """How a milestone ended. `counts_as` is None where nobody has ruled on it. `on_time` says whether the first delivery came
    by the due date then in force, and is None where nothing was delivered."""

    number: int
    cause: str
    counts_as: CountsAs | None = None
    on_time: bool | None = None

    @property
    def reason(self) -> Reason:
        """Raises ValueError for a cause that nobody has published."""
        if self.counts_as is not None:
            return RULED[self.counts_as]
        reason = Reason(self.cause)
        if reason in RULED.values():
            raise ValueError(f"{self.cause!r} is no cause of an end")
        return reason

    @property
    def verdict(self) -> Verdict:
        return COUNTS[self.reason]


@dataclass(frozen=True, slots=True)
class Judged:
    """What an order counts as, why, and by which of its milestones."""

    verdict: Verdict
    reason: Reason
    milestone: int


@dataclass(frozen=True, slots=True)
class EndedOrder:
    """An order that has ended, as one of its sides sees it: `role` is the part that the person played."""

    order_id: UUID
    role: Role
    ended_at: datetime
    milestones: tuple[MilestoneEnd, ...]

    @property
    def judged(self) -> Judged:
        return judge(self.milestones)

    @property
    def first_deliveries(self) -> tuple[bool, ...]:
        """For each milestone that was ever delivered, whether that was on time."""
        return tuple(end.on_time for end in self.milestones if end.on_time is not None)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` (at least 1), and what that says of the long run. Permilles are rounded half up."""

    part: int
    whole: int

    @property
    def permille(self) -> int:
        return (2_000 * self.part + self.whole) // (2 * self.whole)

    @property
    def low_permille(self) -> int:
        """The lower end of the Wilson score interval at 95 %."""
        return _wilson_permille(self.part, self.whole, upper=False)

    @property
    def high_permille(self) -> int:
        return _wilson_permille(self.part, self.whole, upper=True)


@dataclass(frozen=True, slots=True)
class Record:
    """A freelancer's ended orders, counted. `first_deliveries` are milestones: of so many the first delivery is known, and of
    them `on_time` came by their due date."""

    completed: int = 0
    freelancer_caused: int = 0
    exempt: int = 0
    on_time: int = 0
    first_deliveries: int = 0

    @property
    def counted(self) -> int:
        """The orders that the rate is about."""
        return self.completed + self.freelancer_caused

    @property
    def rate(self) -> Share | None:
        """None before the first order counts: no orders are not zero percent."""
        return Share(self.completed, self.counted) if self.counted else None

    @property
    def on_time_share(self) -> Share | None:
        return Share(self.on_time, self.first_deliveries) if self.first_deliveries else None


@dataclass(frozen=True, slots=True)
class RateEffect:
    """What an act does to the freelancer's record. `judged` is what the order counts as then, None while that is open;
    `is_ended` says whether the order has ended then, or only cannot count otherwise any more."""

    before: Record
    after: Record
    judged: Judged | None
    is_ended: bool


def judge(ends: Sequence[MilestoneEnd]) -> Judged:
    """What an order with these milestones counts as: the worst that the freelancer caused decides.

    Of several alike the first is named, but not one that ended only because another did, if there is another.
    """
    for verdict in WEIGHT:
        alike = [end for end in ends if end.verdict is verdict]
        if alike:
            named = next((end for end in alike if end.reason is not Reason.PREDECESSOR_STOPPED), alike[0])
            return Judged(verdict, named.reason, named.number)
    raise ValueError("an order has milestones")


def record_of(orders: Iterable[EndedOrder]) -> Record:
    """The counts of all orders in which the person was the freelancer, in whatever order they come. What a client does
    enters nobody's completion rate."""
    record = Record()
    for order in orders:
        if order.role is Role.FREELANCER:
            deliveries = order.first_deliveries
            record = replace(
                rate_if(record, order.judged.verdict),
                on_time=record.on_time + sum(deliveries),
                first_deliveries=record.first_deliveries + len(deliveries),
            )
    return record


def rate_if(record: Record, verdict: Verdict) -> Record:
    """The record with one more order that counts so."""
    return _moved(record, verdict, 1)


def rate_effect(record: Record, before: Order, after: Order) -> RateEffect:
    """What it does to the freelancer's `record` when `before` becomes `after`: the two orders of a preview.

    `record` counts `before` if, and only if, it has ended. An order that goes on counts already where one of its milestones
    has ended on the freelancer's account: the others cannot undo that, and no later act is to be blamed for it. The shares
    of deliveries stay as they are.
    """
    was, will_be = _standing(before), _standing(after)
    without = _moved(record, was.verdict, -1) if was and before.stage is OrderStage.CLOSED else record
    return RateEffect(
        before=rate_if(without, was.verdict) if was else without,
        after=rate_if(without, will_be.verdict) if will_be else without,
        judged=will_be,
        is_ended=after.stage is OrderStage.CLOSED,
    )


def ended_order(order: Order, role: Role) -> EndedOrder | None:
    """The order as this side's statistics see it, or None while it is open or if it was never agreed."""
    if order.stage is not OrderStage.CLOSED:
        return None
    ended_at = max(milestone.since for milestone in order.milestones if milestone.since is not None)
    return EndedOrder(order.id, role, ended_at, tuple(map(milestone_end, order.milestones)))


def milestone_end(milestone: Milestone) -> MilestoneEnd:
    """How a milestone that has ended did so."""
    return MilestoneEnd(milestone.number, milestone.cause, milestone.counts_as, milestone.delivered_in_time)


def _standing(order: Order) -> Judged | None:
    """What the order counts as, if nothing that still can happen in it changes that."""
    ends = tuple(milestone_end(milestone) for milestone in order.milestones if milestone.has_ended)
    if not ends:
        return None
    judged = judge(ends)
    is_settled = order.stage is OrderStage.CLOSED or judged.verdict is Verdict.FREELANCER_CAUSED
    return judged if is_settled else None


def _moved(record: Record, verdict: Verdict, by: int) -> Record:
    match verdict:
        case Verdict.COMPLETED:
            return replace(record, completed=record.completed + by)
        case Verdict.FREELANCER_CAUSED:
            return replace(record, freelancer_caused=record.freelancer_caused + by)
        case Verdict.EXEMPT:
            return replace(record, exempt=record.exempt + by)


def _wilson_permille(part: int, whole: int, *, upper: bool) -> int:
    """One end of the Wilson score interval in permille, half up, by whole numbers alone.

    With h of n and the quantile z the ends are (2h + z² ± z √(z² + 4h(n - h)/n)) / 2(n + z²). Everything is multiplied until
    nothing but one root of a whole number is left, and what is rounded is the sum, once.
    """
    z, n = NORMAL_QUANTILE_MILLIONTHS, whole
    centre = 2 * part * MILLION**2 + z * z
    below = 2 * (n * MILLION**2 + z * z)
    under_root = z * z * n * (z * z * n + 4 * part * (n - part) * MILLION**2)
    # 1000 (centre ± √under_root / n) / below + 1/2, over one denominator; √a 2000 is √(4·10⁶ a).
    whole_part = n * (2_000 * centre + below)
    root = _root(4_000_000 * under_root)
    if upper:
        return (whole_part + root) // (2 * n * below)
    if root * root < 4_000_000 * under_root:
        root += 1  # what is taken away is rounded up, so that the difference is rounded down
    return (whole_part - root) // (2 * n * below)


def _root(number: int) -> int:
    """The whole part of a square root, by Newton's way."""
    guess = 1 << (number.bit_length() + 1) // 2
    while (better := (guess + number // guess) // 2) < guess:
        guess = better
    return guess

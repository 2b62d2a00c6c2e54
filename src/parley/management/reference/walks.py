"""From stage to stage: every way that the real machine takes when it is walked through from several agreements.

The acts are those that are explored (rehearsal/explore), and the walk is broad where the exploration is complete: orders that
differ only in what they have used up count as one. That every command and every event is met on the way is checked by
tests/house/test_docs.py.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID

from parley.core.deadlines import deadlines_for
from parley.core.ledger.balances import pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Outcome, Step, clock_command, decide_at
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.evolve import fold
from parley.core.order.messages import (
    AcceptOffer,
    AnyMilestoneCommand,
    Asked,
    ClaimPart,
    CounterOffer,
    DecideCase,
    DeclineOffer,
    Deliver,
    DeliverPart,
    Fund,
    JoinOrder,
    NoteOnClause,
    PauseWork,
    Redeliver,
    RequestRevision,
    SendMessage,
    WithdrawOffer,
)
from parley.core.order.refusals import Refusal
from parley.core.order.requests import ItemKind
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import ClauseKey, clauses, terms_hash
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, STANDARD
from parley.core.specimens import specimen
from parley.management.reference.plays import WORDS, Play, agreed, offered, terms_of
from parley.rehearsal.explore.acts import acts_of
from parley.rehearsal.explore.moments import next_moment, waited
from parley.rehearsal.explore.runs import Run, runs_for
from parley.rehearsal.explore.walk import first_standing

BY_ANOTHER = "another milestone"
"""What moves a milestone when it is not its own act or deadline: the end of the one it waits for."""
MOST_STANDINGS = 250
"""Of one run: what lies further away, the same ways lead to."""
ENOUGH_TRIES = 2
SHORT_CAP_DAYS = 31
"""So short that it is felt while a delivery is looked at."""
FELT_CAP_DAYS = 37
MOST_MOMENTS = 4
"""So often one comes back to an order before its next clock."""


@dataclass(frozen=True, slots=True)
class Way:
    """`what` brings a milestone from one stage to another, or leaves it where it is. `by` is who asks."""

    origin: Stage
    by: Role
    what: str
    target: Stage


@dataclass(slots=True)
class Walked:
    """What was met: ways between stages, and the events that each command or deadline brought."""

    ways: set[Way] = field(default_factory=set)
    brought: dict[str, set[str]] = field(default_factory=dict)
    booked: set[str] = field(default_factory=set)
    """Events that moved money."""


@cache
def walked() -> Walked:
    """Everything that was met."""
    found = Walked()
    for start in _offers():
        _note(None, start.steps, found)
    for late_requests in (1, 3):
        for before, after in pairwise(_never_done(late_requests)):
            _note(before.order, after.steps[len(before.steps) :], found)
    for run in runs_for(STANDARD):
        _walk(run, found)
        if run.deal.hold_cap_days is not None:
            _walk(replace(run, deal=replace(run.deal, hold_cap_days=SHORT_CAP_DAYS)), found)
    for play in (_paid_ahead(), *_claimed(), _held_too_long()):
        _note(None, play.steps, found)
    return found


def name_of(step: Step) -> str:
    """The deadline's name for a clock, else the command's."""
    command = step.command
    return command.deadline.value if isinstance(command, RunOut) else type(command).__name__


def _walk(run: Run, found: Walked) -> None:
    """Through everything that this run tries, with orders that stand alike taken as one."""
    first = first_standing(run, STANDARD)
    ahead = deque([(first.order, first.at)])
    seen: set[tuple[object, ...]] = set()
    while ahead:
        order, at = ahead.popleft()
        for before, outcome, then in _next(run, order, at):
            _note(before, outcome.steps, found)
            if outcome.order is None or len(outcome.order.milestones) > len(order.terms.milestones) + 1:
                continue
            key = _standing(outcome.order)
            if key not in seen and len(seen) < MOST_STANDINGS:
                seen.add(key)
                ahead.append((outcome.order, then))


def _next(run: Run, order: Order, at: datetime) -> Iterator[tuple[Order, Outcome, datetime]]:
    """Every act, now and at each moment before the next clock at which it makes a difference; then that clock."""
    for _ in range(MOST_MOMENTS):
        refused: list[Refusal] = []
        for doing in acts_of(order, at, run.kinds, run.roles):
            outcome = decide_at(order, doing.command, at)
            if outcome.refusal is None:
                yield order, outcome, at
            else:
                refused.append(outcome.refusal)
        moment = next_moment(order, at, refused, eves=run.eves)
        if moment is None:
            break
        order, at = waited(order, moment), moment
    yield from _silence(order)


def _silence(order: Order) -> Iterator[tuple[Order, Outcome, datetime]]:
    """Reminders that change nothing else, and the first deadline after them."""
    while armed := deadlines_for(order):
        outcome = decide_at(order, clock_command(order, armed[0]), armed[0].at)
        yield order, outcome, armed[0].at
        if not armed[0].is_nudge or outcome.order is None:
            return
        order = outcome.order


def _note(order: Order | None, steps: Iterable[Step], found: Walked) -> None:
    """Write down what these steps brought to `order`, None for an offer that they begin with."""
    for step in steps:
        name = name_of(step)
        found.brought.setdefault(name, set()).update(type(event).__name__ for event in step.events)
        found.booked |= {entry.why for entry in entries_for(step.events, pending_of(order) if order else {})}
        moved = fold(order, step.command.order_id, step.events)
        if order is not None and order.milestones:
            found.ways |= set(_ways(order, moved, step, name))
        order = moved


def _ways(before: Order, after: Order, step: Step, name: str) -> Iterator[Way]:
    number = getattr(step.command, "milestone", None)
    for old, new in zip(before.milestones, after.milestones, strict=False):
        if old.number == number:
            yield Way(old.stage, step.command.by, name, new.stage)
        elif old.stage is not new.stage:
            is_reply = isinstance(step.command, SendMessage)
            by, what = (step.command.by, name) if is_reply else (Role.CLOCK, BY_ANOTHER)
            yield Way(old.stage, by, what, new.stage)


def _paid_ahead() -> Play:
    """A prepaid milestone that goes back because the one before it was stopped."""
    play = agreed(terms_of(ONE_TO_ONE, [10_000, 5_000], deposit=2_000))
    for milestone in (1, 2):
        play = play.do(specimen(Fund, play.order.milestone(milestone), play.order.id, Role.CLIENT, play.at))
    return play.wait()


def _claimed() -> Iterator[Play]:
    """A part, two tries to reach a silent client, and the claim: it runs out, or the client answers it."""
    play = agreed(terms_of(STANDARD, [10_000], items=2))
    for kind, role in ((Fund, Role.CLIENT), (DeliverPart, Role.FREELANCER)):
        play = _do_specimen(play, kind, role)
    handed_in = play.at
    word = SendMessage(order_id=play.order.id, id=UUID(int=0), by=Role.FREELANCER, text=WORDS)
    play = play.do(word, handed_in + timedelta(hours=1)).do(word, handed_in + timedelta(hours=30))
    claim = specimen(ClaimPart, play.order.milestone(1), play.order.id, Role.FREELANCER, play.at)
    claimed = play.do(claim, handed_in + timedelta(hours=73))
    yield claimed.wait()
    yield claimed.do(replace(word, by=Role.CLIENT))


def _held_too_long() -> Play:
    """A short cap: a pause carries the delivery past the day on which it should have been decided, and the decision
    comes so late that nobody can appeal any more."""
    terms = replace(terms_of(STANDARD, [10_000]), hold_cap_days=FELT_CAP_DAYS)
    play = agreed(terms)
    for kind, role in ((Fund, Role.CLIENT), (Deliver, Role.FREELANCER), (PauseWork, Role.CLIENT)):
        play = _do_specimen(play, kind, role)
    while play.order.milestone(1).stage is not Stage.CASE_DECISION:
        play = play.wait()
    play = _do_specimen(_until_shortly_before(play), DecideCase, Role.MEDIATOR)
    while not play.order.milestone(1).has_ended:
        play = play.wait()
    return play


def _never_done(late_requests: int) -> Iterator[Play]:
    """Request after request, each answered at the last moment and the first ones asked so, until the long stop ends it."""
    play = agreed(terms_of(STANDARD, [10_000]))
    yield play
    for kind, role in ((Fund, Role.CLIENT), (Deliver, Role.FREELANCER)):
        play = _do_specimen(play, kind, role)
        yield play
    for turn, wish in enumerate((ItemKind.CHANGE, ItemKind.CHANGE, ItemKind.DEFECT)):
        if turn < late_requests:
            play = _until_shortly_before(play)
            yield play
        play = play.ask(RequestRevision, Role.CLIENT, items=(Asked(kind=wish, words=WORDS, scope_item=1),))
        yield play
        if play.armed[0].kind is not DeadlineKind.LONG_STOP:
            play = _do_specimen(_until_shortly_before(play), Redeliver, Role.FREELANCER)
            yield play
    while play.order.milestone(1).stage is not Stage.CASE_DECISION:
        play = play.wait()
        yield play


def _do_specimen(play: Play, kind: type[AnyMilestoneCommand], role: Role) -> Play:
    return play.do(specimen(kind, play.order.milestone(1), play.order.id, role, play.at))


def _until_shortly_before(play: Play) -> Play:
    """An hour before the window of the first milestone's stage runs out; reminders go out on the way."""
    while play.armed[0].kind is DeadlineKind.NUDGE:
        play = play.wait()
    ends_at = play.order.milestone(1).ends_at
    return play if ends_at is None else Play(play.order, ends_at - timedelta(hours=1), play.steps)


def _offers() -> Iterator[Play]:
    """An offer in every way that it can go, but for being accepted at once."""
    start = offered(terms_of(STANDARD, [10_000]))
    terms = start.order.terms
    yield start
    yield start.ask(WithdrawOffer, Role.FREELANCER)
    yield start.ask(DeclineOffer, Role.CLIENT)
    yield start.wait()
    noted = start.ask(NoteOnClause, Role.CLIENT, clause=ClauseKey.WORK, note=WORDS, agreed=(), seen=1)
    yield noted.ask(CounterOffer, Role.FREELANCER, terms=terms, wording=(), seen=1)
    joined = offered(terms, client=None).ask(JoinOrder, Role.CLIENT, person="client")
    ticked = tuple(clause.key for clause in clauses(terms))
    yield joined.ask(AcceptOffer, Role.CLIENT, terms_hash=terms_hash(terms), ticked=ticked)


def _standing(order: Order) -> tuple[object, ...]:
    """What makes two orders count as different here."""
    return order.stage, len(order.ratings), order.ratings_shown, *(_of(milestone) for milestone in order.milestones)


def _of(one: Milestone) -> tuple[object, ...]:
    case = one.case
    of_case: tuple[object, ...] = ()
    if case is not None:
        of_case = (case.by, len(case.acted), len(case.bids), bool(case.mediator), case.final_offers is None)
        of_case += (case.suggestion is None, case.decision is None)
    return (
        one.stage,
        _beneath(one),
        bool(one.request and one.request.answers),
        one.contested,
        one.replied,
        one.is_funded,
        one.deposit_paid,
        one.cleared,
        bool(one.paid_out),
        bool(one.parts),
        min(len(one.contacts), ENOUGH_TRIES),
        one.asked_at is not None,
        frozenset((proposal.kind, proposal.by) for proposal in one.proposals),
        one.chargeback is not None,
        one.outreach_asked_by,
        of_case,
    )


def _beneath(one: Milestone) -> tuple[Stage, ...]:
    """The stages that stand still, from the top."""
    found: list[Stage] = []
    back = one.back
    while back is not None:
        found.append(back.stage)
        back = back.beneath
    return tuple(found)

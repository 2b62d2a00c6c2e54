"""From stage to stage: every way that the real machine takes when it is walked through from several agreements.

The walk is broad and not complete: orders that differ only in what they have used up count as one. That every command and
every event is met on the way is checked by tests/house/test_docs.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from uuid import UUID

from parley.core.ledger.balances import pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Step
from parley.core.money import Money
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.evolve import fold
from parley.core.order.gates import doors
from parley.core.order.messages import (
    AcceptOffer,
    AnswerRequest,
    AnyCommand,
    AnyMilestoneCommand,
    Asked,
    CancelLate,
    CounterOffer,
    DeclineOffer,
    Deliver,
    Fund,
    JoinOrder,
    NoteOnClause,
    Redeliver,
    Reply,
    RequestRevision,
    SendMessage,
    SendNotice,
    WithdrawOffer,
)
from parley.core.order.refusals import Refusal
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.stopping import late_from
from parley.core.order.terms import ClauseKey, clauses, terms_hash
from parley.core.parties import PARTIES, Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, STANDARD
from parley.core.specimens import specimen
from parley.management.reference.plays import WORDS, Play, agreed, offered, terms_of

BY_ANOTHER = "another milestone"
"""What moves a milestone when it is not its own act or deadline: the end of the one it waits for."""
NOT_UNDER_WAY = frozenset({Stage.LOCKED, Stage.UNFUNDED, Stage.LAPSED, Stage.FUNDED})


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
        _note(start, None, found)
    seen: set[tuple[object, ...]] = set()
    ahead = [
        agreed(terms_of(STANDARD, [10_000, 5_000], deposit=2_000, items=2, asks_brief=True)),
        agreed(terms_of(ONE_TO_ONE, [10_000, 5_000], deposit=2_000)),
        agreed(terms_of(ONE_TO_ONE, [10_000, 5_000], asks_brief=True)),
        agreed(terms_of(ORDER_PAGE, [10_000])),
    ]
    for start in ahead:
        _note(start, None, found)
    for late_requests in (1, 3):
        for before, after in pairwise(_never_done(late_requests)):
            _note(after, before, found)
    while ahead:
        play = ahead.pop()
        for after in _next(play):
            _note(after, play, found)
            key = _standing(after.order)
            if key not in seen and _is_about_the_first(after.order):
                seen.add(key)
                ahead.append(after)
    return found


def name_of(step: Step) -> str:
    """The deadline's name for a clock, else the command's."""
    command = step.command
    return command.deadline.value if isinstance(command, RunOut) else type(command).__name__


def _note(after: Play, before: Play | None, found: Walked) -> None:
    """Write down what the last steps brought."""
    order = before.order if before else None
    for step in after.steps[len(before.steps) if before else 0 :]:
        name = name_of(step)
        found.brought.setdefault(name, set()).update(type(event).__name__ for event in step.events)
        found.booked |= {entry.why for entry in entries_for(step.events, pending_of(order) if order else {})}
        moved = fold(order, after.order.id, step.events)
        if order is not None and order.milestones:
            found.ways |= set(_ways(order, moved, step, name))
        order = moved


def _ways(before: Order, after: Order, step: Step, name: str) -> Iterator[Way]:
    number = getattr(step.command, "milestone", None)
    for old, new in zip(before.milestones, after.milestones, strict=True):
        if old.number == number:
            yield Way(old.stage, step.command.by, name, new.stage)
        elif old.stage is not new.stage:
            is_reply = isinstance(step.command, SendMessage)
            by, what = (step.command.by, name) if is_reply else (Role.CLOCK, BY_ANOTHER)
            yield Way(old.stage, by, what, new.stage)


def _next(play: Play) -> Iterator[Play]:
    """Every act that is possible now, and the next deadline of each kind."""
    for command in _commands(play.order, play.at):
        try:
            yield play.do(command)
        except Refusal:
            continue
    for milestone in play.order.milestones:
        if milestone.stage is Stage.DELIVERED:
            yield from _notice(play, milestone)
        if milestone.stage is Stage.WORKING and milestone.due_at is not None:
            yield from _late(play, milestone)
    yield from _silence(play)


def _silence(play: Play) -> Iterator[Play]:
    """Reminders that change nothing else, and the first deadline after them."""
    while play.armed:
        is_nudge = play.armed[0].is_nudge
        play = play.wait()
        yield play
        if not is_nudge:
            return


def _commands(order: Order, at: datetime) -> Iterator[AnyCommand]:
    for role in sorted(PARTIES, key=lambda role: role.value):
        yield SendMessage(order_id=order.id, id=UUID(int=0), by=role, text=WORDS)
        for milestone in order.milestones:
            for kind in doors(milestone, role):
                yield specimen(kind, milestone, order.id, role, at)
    for milestone in order.milestones:
        yield from _other_requests(order.id, milestone)


def _other_requests(order_id: UUID, milestone: Milestone) -> Iterator[AnyCommand]:
    """The ways to ask and to answer that the specimens do not show."""
    number = milestone.number
    for asked in (Asked(kind=ItemKind.NEW, words=WORDS), Asked(kind=ItemKind.DEFECT, words=WORDS, scope_item=1)):
        yield RequestRevision(order_id=order_id, id=UUID(int=0), by=Role.CLIENT, milestone=number, items=(asked,))
    items = milestone.request.items if milestone.request else ()
    for kind in (AnswerKind.OUTSIDE, AnswerKind.PRICE):
        price = Money(100, milestone.terms.price.currency) if kind is AnswerKind.PRICE else None
        replies = tuple(Reply(item=item.number, kind=kind, price=price, reason=WORDS) for item in items)
        yield AnswerRequest(order_id=order_id, id=UUID(int=0), by=Role.FREELANCER, milestone=number, answers=replies)


def _notice(play: Play, milestone: Milestone) -> Iterator[Play]:
    """Two messages a day apart, then the last notice as soon as it may be sent."""
    message = SendMessage(order_id=play.order.id, id=UUID(int=0), by=Role.FREELANCER, text=WORDS)
    notice = SendNotice(order_id=play.order.id, id=UUID(int=0), by=Role.FREELANCER, milestone=milestone.number)
    possible = notice_possible_from(play.order, milestone)
    try:
        waited = play.do(message).do(message, play.at + timedelta(days=1))
        yield waited.do(notice, max(possible, waited.at))
    except Refusal:
        return


def _late(play: Play, milestone: Milestone) -> Iterator[Play]:
    """The client takes the money back as soon as the work counts as late."""
    late_at = late_from(play.order, milestone)
    with suppress(Refusal):
        command = specimen(CancelLate, milestone, play.order.id, Role.CLIENT, play.at)
        yield play.do(command, max(play.at, late_at))


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


def _is_about_the_first(order: Order) -> bool:
    """Once a later milestone is under way, or several proposals lie open, the walk would only repeat itself."""
    if any(len(milestone.proposals) > 1 for milestone in order.milestones):
        return False
    return all(milestone.stage in NOT_UNDER_WAY or milestone.has_ended for milestone in order.milestones[1:])


def _standing(order: Order) -> tuple[object, ...]:
    """What makes two orders count as different here."""
    return order.terms.policy, *(_of(milestone) for milestone in order.milestones)


def _of(one: Milestone) -> tuple[object, ...]:
    answered = bool(one.request and one.request.answers)
    waits = one.asked_at is not None, *((proposal.kind, proposal.by) for proposal in one.proposals)
    return (
        one.stage,
        answered,
        one.contested,
        one.replied,
        one.is_funded,
        one.deposit_paid,
        bool(one.acted_in_case),
        waits,
    )

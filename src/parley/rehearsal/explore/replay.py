"""A way through the graph, walked again act by act: in the same calendar, or in one with weekends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from parley.core.calendar import Calendar
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Step as Done
from parley.core.machine import clock_command, decide_at
from parley.core.money import Money
from parley.core.order.evolve import fold
from parley.core.order.refusals import Refusal
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.rehearsal.explore.acts import EVERYTHING, Act, acts_of
from parley.rehearsal.explore.agreements import EVERY_DAY
from parley.rehearsal.explore.agreements import START as FIRST_INSTANT
from parley.rehearsal.explore.graph import WAIT, Graph
from parley.rehearsal.explore.moments import MINUTE, is_last_minute, next_clock, next_moment, reminded, waited
from parley.rehearsal.explore.runs import Run
from parley.rehearsal.explore.walk import Standing, first_standing


class NoWay(Exception):
    """In this calendar something else comes first."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one act of a way brought: its steps, and the standing after it."""

    act: Act
    steps: tuple[Done, ...]
    after: Standing


def walked_again(
    graph: Graph, way: Sequence[int], policy: Policy, calendar: Calendar = EVERY_DAY, at: datetime = FIRST_INSTANT
) -> Iterator[Stretch]:
    """Raises NoWay where an act of the way is not possible, or refused."""
    standing = first_standing(graph.run, policy, calendar, at)
    for transition in way:
        act = graph.act(transition)
        if act == WAIT:
            same = calendar == EVERY_DAY
            until = standing.at + graph.minutes[transition] * MINUTE if same else _moment(graph.run, standing)
            stretch = Stretch(act, (), Standing(waited(standing.order, until), until))
        else:
            stretch = _clock(standing, act) if act.by is Role.CLOCK else _act(standing, act)
        standing = stretch.after
        yield stretch


def _moment(run: Run, standing: Standing) -> datetime:
    """The same moment where days have another length: a guard that opens, or the last minute."""
    until = next_moment(standing.order, standing.at, _refusals(run, standing), eves=run.eves)
    if until is None:
        raise NoWay
    return until


def _clock(standing: Standing, act: Act) -> Stretch:
    order = standing.order
    deadline = next_clock(order)
    if deadline is None or deadline.kind.value != act.what:
        raise NoWay
    outcome = decide_at(reminded(order, deadline.at), clock_command(order, deadline), deadline.at)
    if outcome.order is None:
        raise NoWay
    return Stretch(act, outcome.steps, Standing(outcome.order, deadline.at))


def _act(standing: Standing, act: Act) -> Stretch:
    for doing in acts_of(standing.order, standing.at, EVERYTHING, frozenset({act.by})):
        if doing.act == act:
            outcome = decide_at(standing.order, doing.command, standing.at)
            if outcome.order is None or outcome.refusal is not None:
                raise NoWay
            return Stretch(act, outcome.steps, Standing(outcome.order, standing.at))
    raise NoWay


def _refusals(run: Run, standing: Standing) -> Iterator[Refusal]:
    """What cannot be done yet says when. Who puts things off does not ask before the last minute."""
    if run.late and not is_last_minute(standing.order, standing.at):
        return
    for doing in acts_of(standing.order, standing.at, run.kinds, run.roles):
        refusal = decide_at(standing.order, doing.command, standing.at).refusal
        if refusal is not None:
            yield refusal


def replayed(graph: Graph, number: int, policy: Policy) -> Iterator[tuple[str, str]]:
    """I12: the same acts give the same state and the same books again, and so do their events alone."""
    order = first_standing(graph.run, policy).order
    books: dict[tuple[Account, int], Money] = expected(order)
    try:
        stretches = list(walked_again(graph, graph.way_to(number), policy))
    except NoWay:
        yield "I12", "the same acts do not lead there again"
        return
    for stretch in stretches:
        if stretch.act.by is Role.CLOCK:
            order = (waited if stretch.act == WAIT else reminded)(order, stretch.after.at)
        for step in stretch.steps:
            for entry in entries_for(step.events, pending_of(order)):
                for posting in entry.postings:
                    key = posting.account, posting.milestone
                    books[key] = posting.amount + books[key] if key in books else posting.amount
            order = fold(order, order.id, step.events)
        if order != stretch.after.order:
            yield "I12", "the events of a way do not give its order again"
            return
    if {key: money for key, money in books.items() if money} != expected(order):
        yield "I12", "the books of a way do not give its balances again"

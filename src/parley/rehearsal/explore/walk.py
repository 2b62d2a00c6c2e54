"""Breadth-first through everything that a run allows, on the real machine."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from parley.core.calendar import Calendar
from parley.core.machine import Outcome, Step, clock_command, decide_at
from parley.core.order.evolve import fold
from parley.core.order.messages import AnyCommand, AskExtra, ClaimPart, OfferExtra, Rate, SendNotice
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.rehearsal.explore.acts import EVERYTHING, Act, Doing, acts_of
from parley.rehearsal.explore.agreements import EVERY_DAY, agreed, offered, terms_of
from parley.rehearsal.explore.agreements import START as FIRST_INSTANT
from parley.rehearsal.explore.canon import Regard, configuration
from parley.rehearsal.explore.facts import facts_of
from parley.rehearsal.explore.graph import START, WAIT, Graph
from parley.rehearsal.explore.moments import MINUTE, is_last_minute, next_clock, next_moment, reminded, waited
from parley.rehearsal.explore.runs import Run

TOLD_EVERY = 250
"""So many configurations between two words to whoever waits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An order at an instant, with what was used of the run's budgets."""

    order: Order
    at: datetime
    spent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """One try. `command` is None where time passed and no clock came; the outcome says whether it was refused."""

    before: Order
    act: Act
    command: AnyCommand | None
    outcome: Outcome
    at: datetime


class Part(NamedTuple):
    """One step of a move, between the orders before and after it."""

    before: Order
    step: Step
    after: Order


def parts_of(move: Move) -> list[Part]:
    """A move step by step: clocks that came with it, the act, and windows of no length that it opened."""
    parts: list[Part] = []
    order = move.before
    for step in move.outcome.steps:
        # The machine folds the events of a single step as we would: only of several the orders in between are missing.
        only = move.outcome.order if len(move.outcome.steps) == 1 else None
        after = only if only is not None else fold(order, order.id, step.events)
        parts.append(Part(order, step, after))
        order = after
    return parts


class Watch(Protocol):
    """Who looks at everything that is met."""

    def stands(self, number: int, standing: Standing) -> None: ...

    def moved(self, transition: int, move: Move) -> None: ...

    def refused(self, number: int, move: Move) -> None: ...

    def broke(self, number: int, act: Act, why: str) -> None: ...


def silently(met: int, ahead: int) -> None:
    """Nobody waits for the outcome."""


class Walk:
    """A search that is under way."""

    def __init__(self, run: Run, policy: Policy, watch: Watch) -> None:
        self.run, self.policy, self.watch = run, policy, watch
        self.graph = Graph(run)
        self._limited = sorted(run.budgets, key=lambda kind: kind.__name__)
        self._regard = regard_of(run, policy)
        self._known: dict[bytes, int] = {}
        self._ahead: deque[tuple[int, Standing]] = deque()

    def go(self, tell: Callable[[int, int], None] = silently) -> Graph:
        """To the end, or until there is too much. `tell` hears how many were met and how many are still to be looked at."""
        first = first_standing(self.run, self.policy)
        self.watch.stands(self._meet(first, self._key(first), START), first)
        while self._ahead:
            number, standing = self._ahead.popleft()
            self._look(number, standing)
            if number % TOLD_EVERY == 0:
                tell(self.graph.configurations, len(self._ahead))
            if self.graph.configurations > self.run.most:
                self.graph.cut = True
                break
        tell(self.graph.configurations, 0)
        return self.graph

    def _look(self, number: int, standing: Standing) -> None:
        """Try everything from here."""
        if any(self._does(number, standing, doing) is None for doing in self._prompt(standing)):
            return
        doings = () if self.run.late and not is_last_minute(standing.order, standing.at) else self._doings(standing)
        answers = [self._does(number, standing, doing) for doing in doings]
        self._waits(number, standing, [refusal for refusal in answers if refusal is not None])
        self._clock(number, standing)

    def _prompt(self, standing: Standing) -> Iterator[Doing]:
        """What is done at once, wherever it can be."""
        roles = frozenset(role for role, *_ in self.run.prompt)
        names = {what for _, what, _ in self.run.prompt}
        if roles:
            kinds = frozenset(kind for kind in EVERYTHING if kind.__name__ in names)
            for doing in acts_of(standing.order, standing.at, kinds, roles):
                if (doing.act.by, doing.act.what, doing.act.how) in self.run.prompt:
                    yield doing

    def _doings(self, standing: Standing) -> Iterator[Doing]:
        for doing in acts_of(standing.order, standing.at, self.run.kinds, self.run.roles):
            if (doing.act.what, doing.act.how) in self.run.left_out:
                continue
            if doing.kind not in self.run.budgets or self._left(standing, doing):
                yield doing

    def _left(self, standing: Standing, doing: Doing) -> bool:
        return standing.spent[self._limited.index(doing.kind)] < self.run.budgets[doing.kind]

    def _does(self, number: int, standing: Standing, doing: Doing) -> Refusal | None:
        """Try one act now."""
        self.graph.tries += 1
        outcome = self._decided(number, doing.act, standing.order, doing.command, standing.at)
        if outcome is None:
            return None
        move = Move(standing.order, doing.act, doing.command, outcome, standing.at)
        if outcome.refusal is not None:
            self.watch.refused(number, move)
            return outcome.refusal
        spent = standing.spent
        if doing.kind in self.run.budgets:
            place = self._limited.index(doing.kind)
            spent = (*spent[:place], spent[place] + 1, *spent[place + 1 :])
        self._goes(number, move, Standing(_there(outcome), standing.at, spent), standing.at)
        return None

    def _decided(self, number: int, act: Act, order: Order, command: AnyCommand, at: datetime) -> Outcome | None:
        """What the machine makes of it; None where it breaks, which is a finding of its own."""
        try:
            return decide_at(order, command, at)
        except (AssertionError, Refusal) as broken:
            self.watch.broke(number, act, f"{type(broken).__name__}: {broken}")
            return None

    def _waits(self, number: int, standing: Standing, refused: Iterable[Refusal]) -> None:
        until = next_moment(standing.order, standing.at, refused, eves=self.run.eves)
        if until is not None:
            order = waited(standing.order, until)
            move = Move(standing.order, WAIT, None, Outcome(order, ()), until)
            self._goes(number, move, Standing(order, until, standing.spent), standing.at)

    def _clock(self, number: int, standing: Standing) -> None:
        deadline = next_clock(standing.order)
        if deadline is None:
            return
        order = reminded(standing.order, deadline.at)
        command = clock_command(order, deadline)
        act = Act(Role.CLOCK, deadline.kind.value, milestone=deadline.milestone)
        outcome = self._decided(number, act, order, command, deadline.at)
        if outcome is None:
            return
        move = Move(
            order, Act(Role.CLOCK, deadline.kind.value, milestone=deadline.milestone), command, outcome, deadline.at
        )
        self._goes(number, move, Standing(_there(outcome), deadline.at, standing.spent), standing.at)

    def _goes(self, number: int, move: Move, after: Standing, since: datetime) -> None:
        came = self.graph.transitions
        key = self._key(after)
        known = self._known.get(key)
        target = self._meet(after, key, came) if known is None else known
        self.graph.transition(number, target, move.act, (after.at - since) // MINUTE)
        if known is None:
            self.watch.stands(target, after)
        self.watch.moved(came, move)

    def _meet(self, standing: Standing, key: bytes, came: int) -> int:
        number = self.graph.configuration(facts_of(standing.order), came)
        self._known[key] = number
        self._ahead.append((number, standing))
        return number

    def _key(self, standing: Standing) -> bytes:
        return configuration(standing.order, standing.at, standing.spent, self._regard)


def regard_of(run: Run, policy: Policy) -> Regard:
    return Regard(
        silences=bool(run.kinds & {SendNotice, ClaimPart}),
        cap=(run.deal.hold_cap_days or policy.hold_cap_days) is not None,
        ends=bool(run.kinds & {AskExtra, OfferExtra, Rate}),
    )


def first_standing(run: Run, policy: Policy, calendar: Calendar = EVERY_DAY, at: datetime = FIRST_INSTANT) -> Standing:
    """Where the run begins: an offer, an agreement, or what was done after that."""
    terms = terms_of(policy, run.deal, calendar, at)
    spent = (0,) * len(run.budgets)
    order = offered(terms, at) if run.from_the_offer else agreed(terms, at)
    for act in run.begins:
        order = done(order, act, at)
    return Standing(order, at, spent)


def done(order: Order, act: Act, at: datetime) -> Order:
    """The order after this act of the alphabet. Raises Refusal, and ValueError where nobody may think of it."""
    for doing in acts_of(order, at, EVERYTHING, frozenset({act.by})):
        if doing.act == act:
            outcome = decide_at(order, doing.command, at)
            if outcome.refusal is not None:
                raise outcome.refusal
            return _there(outcome)
    raise ValueError(f"nobody may ask for this now: {act}")


def _there(outcome: Outcome) -> Order:
    if outcome.order is None:
        raise AssertionError("an order cannot vanish")
    return outcome.order

"""One run after the other: searched, looked at, and told in figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from parley.core.policies import Policy
from parley.rehearsal.explore import invariants
from parley.rehearsal.explore.acts import Act
from parley.rehearsal.explore.delays import DELAYS, longest
from parley.rehearsal.explore.facts import is_over
from parley.rehearsal.explore.findings import Findings, Violation, told
from parley.rehearsal.explore.graph import Graph
from parley.rehearsal.explore.replay import replayed
from parley.rehearsal.explore.runs import Run, runs_for
from parley.rehearsal.explore.table import Row, rows_of
from parley.rehearsal.explore.walk import Move, Standing, Walk, parts_of, silently
from parley.rehearsal.explore.whole import look_at

ASKED_TWICE_EVERY = 20
FORESEEN_EVERY = 150
REPLAYED, LEAST_APART = 150, 20
"""Of how many transitions one is asked for again and one is previewed, and how many configurations are replayed in a run."""

MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Found:
    """What one run brought; `kinds` counts the kinds of acts it may try. `silence_days` is the longest that silence takes from
    anywhere to the end; `delay_days` and what follows are there only where the run is about one side alone."""

    policy: str
    run: str
    says: str
    milestones: int
    kinds: int
    configurations: int
    transitions: int
    tries: int
    cut: bool
    violations: int
    shown: tuple[Violation, ...]
    silence_days: float
    rows: frozenset[Row]
    delay_days: float | None = None
    with_weekends: tuple[float, float] | None = None
    way: tuple[str, ...] = ()


class Watcher:
    """Looks at every order and every step while the search goes on."""

    def __init__(self) -> None:
        self.findings = Findings()
        self.rows: set[Row] = set()
        self.graph: Graph | None = None

    def stands(self, number: int, standing: Standing) -> None:
        for invariant, says in invariants.of_order(standing.order, standing.at):
            self._add(invariant, says, number)

    def moved(self, transition: int, move: Move) -> None:
        parts = parts_of(move)
        self.rows.update(rows_of(parts))
        found = [*invariants.of_move(move, parts)]
        if transition % ASKED_TWICE_EVERY == 0:
            found += invariants.twice(move)
        if transition % FORESEEN_EVERY == 0:
            found += invariants.foreseen(move)
        for invariant, says in found:
            self._add(invariant, says, self._graph.sources[transition], move)

    def refused(self, number: int, move: Move) -> None:
        for invariant, says in invariants.of_refusal(move):
            self._add(invariant, says, number, move)

    def broke(self, number: int, act: Act, why: str) -> None:
        self.findings.add("I6", f"the machine breaks: {why}", self._graph, number, act)

    @property
    def _graph(self) -> Graph:
        if self.graph is None:
            raise AssertionError("a watcher needs something to look at")
        return self.graph

    def _add(self, invariant: str, says: str, number: int, move: Move | None = None) -> None:
        self.findings.add(invariant, says, self._graph, number, move.act if move else None)


def searched(run: Run, policy: Policy, tell: Callable[[int, int], None] = silently, budget: int | None = None) -> Found:
    """Search one run to its end, or no further than `budget` configurations, and look at all of it."""
    watcher = Watcher()
    walk = Walk(run if budget is None else replace(run, most=budget), policy, watcher)
    graph = watcher.graph = walk.graph
    walk.go(tell)
    if graph.cut and budget is None and run.must_end:
        watcher.findings.add("I7", f"more than {run.most} configurations: something grows without end", graph, 0)
    silence = look_at(graph, watcher.findings)
    for number in range(0, graph.configurations, max(LEAST_APART, graph.configurations // REPLAYED)):
        for invariant, says in replayed(graph, number, policy):
            watcher.findings.add(invariant, says, graph, number)
    waits = [minutes for minutes, facts in zip(silence.minutes, graph.facts, strict=True) if not is_over(facts)]
    found = Found(
        policy=policy.name,
        run=run.name,
        says=run.says,
        milestones=run.deal.milestones,
        kinds=len(run.kinds),
        configurations=graph.configurations,
        transitions=graph.transitions,
        tries=graph.tries,
        cut=graph.cut,
        violations=watcher.findings.count,
        shown=tuple(watcher.findings.shown),
        silence_days=round(max(waits, default=0) / MINUTES_A_DAY, 2),
        rows=frozenset(watcher.rows),
    )
    if run not in DELAYS or graph.cut:
        return found
    delay = longest(graph, policy)
    return replace(found, delay_days=delay.days, with_weekends=delay.with_weekends, way=told(graph, delay.transitions))


def runs_of(policy: Policy) -> tuple[Run, ...]:
    """All runs of a policy, those about one side alone last."""
    return *runs_for(policy), *DELAYS


def run_named(policy: Policy, name: str) -> Run:
    return next(run for run in runs_of(policy) if run.name == name)

"""What must hold of the whole graph: where silence leads, who can bring the end about, and what goes round."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import partial

from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.rehearsal.explore.facts import Stood, is_over
from parley.rehearsal.explore.findings import Findings
from parley.rehearsal.explore.graph import Graph

NOWHERE = -1
LEAST_MINUTES = 60
"""Distances are taken in whole hours: what is shorter may be lost in the rounding."""
ALONE = {role: frozenset({role, Role.CLOCK}) for role in (Role.CLIENT, Role.FREELANCER)}
BACK = frozenset({Stage.REFUNDED, Stage.SPLIT, Stage.VOID})
"""Ends in which the client has back what the terms leave to it."""


def look_at(graph: Graph, findings: Findings) -> Silence:
    """Everything that needs the whole graph. A search that was cut tells too little for that."""
    silence = Silence(graph)
    if graph.cut:
        return silence
    _nobody_goes_round(graph, findings)
    if not graph.run.prompt:  # where somebody always acts at once, silence is not tried
        _clocks_come_to_rest(graph, silence, findings)
        _silence_decides(graph, silence, findings)
        _nobody_is_stuck(graph, findings)
    return silence


class Silence:
    """Where each configuration ends when nobody acts any more, and after how many minutes all its milestones have ended."""

    def __init__(self, graph: Graph) -> None:
        self.next = array("l", [NOWHERE]) * graph.configurations
        self.step = array("l", [0]) * graph.configurations
        for source, target, by, minutes in zip(graph.sources, graph.targets, graph.by, graph.minutes, strict=True):
            act = graph.acts[by]
            if act.by is Role.CLOCK and act.what != "wait":
                self.next[source], self.step[source] = target, minutes
        self.end = array("l", [NOWHERE]) * graph.configurations
        self.minutes = array("l", [0]) * graph.configurations
        self.round: list[int] = []
        """Configurations from which silence comes back to where it was."""
        for start in range(graph.configurations):
            self._follow(graph, start)

    def _follow(self, graph: Graph, start: int) -> None:
        road: list[int] = []
        on_it: set[int] = set()
        here = start
        while self.end[here] == NOWHERE and self.next[here] != NOWHERE and here not in on_it:
            road.append(here)
            on_it.add(here)
            here = self.next[here]
        if here in on_it:
            self.round.append(start)
            return
        if self.end[here] == NOWHERE:
            self.end[here] = here
        end, minutes = self.end[here], self.minutes[here]
        for number in reversed(road):
            # What comes after the last end, clearances and the like, is no waiting for it.
            minutes = 0 if is_over(graph.facts[number]) else minutes + self.step[number]
            self.end[number], self.minutes[number] = end, minutes


def _clocks_come_to_rest(graph: Graph, silence: Silence, findings: Findings) -> None:
    for number in silence.round:
        findings.add("I3", "the clocks alone go round", graph, number)


def _silence_decides(graph: Graph, silence: Silence, findings: Findings) -> None:
    """I4, outside of cases: delivered work is not refunded by silence, undelivered work is not released by it."""
    for number, facts in enumerate(graph.facts):
        if silence.end[number] == NOWHERE:
            continue
        end = graph.facts[silence.end[number]]
        stages = {one.stage for one in end}
        for here, there in zip(facts, end, strict=False):
            if here.has_ended or here.elsewhere:
                continue
            if not there.has_ended:
                if Stage.AT_BANK not in stages:
                    findings.add("I3", f"silence leaves a milestone {there.stage.value} for ever", graph, number)
            elif here.delivered and there.stage is Stage.REFUNDED:
                findings.add("I4", f"delivered ({here.stage.value}), and silence refunds it", graph, number)
            elif not here.delivered and not here.in_parts and there.stage in (Stage.RELEASED, Stage.SPLIT):
                findings.add("I4", f"not delivered ({here.stage.value}), and silence pays for it", graph, number)


def _nobody_goes_round(graph: Graph, findings: Findings) -> None:
    """I7: with one side alone and the clocks no time passes on the way back to where one was."""
    for role, alone in ALONE.items():
        loops = components(graph.configurations, list(graph.between(alone)))
        for first, source in enumerate(graph.sources):
            together = loops[source] == loops[graph.targets[first]] and graph.act(first).by in alone
            if together and graph.minutes[first] >= LEAST_MINUTES:
                circle = partial(_circle, graph, first, loops, alone)
                findings.add("I7", f"the {role.value} alone can go round for ever", graph, source, circle=circle)


def _circle(graph: Graph, first: int, loops: Sequence[int], roles: frozenset[Role]) -> list[int]:
    """This transition, and a shortest way back to where it begins."""
    start, goal = graph.targets[first], graph.sources[first]
    came = {start: NOWHERE}
    ahead = [start]
    for here in ahead:
        for transition, source in enumerate(graph.sources):
            target = graph.targets[transition]
            inside = loops[target] == loops[start] and graph.act(transition).by in roles
            if source == here and inside and target not in came:
                came[target] = transition
                ahead.append(target)
    way: list[int] = []
    while goal != start:
        way.append(came[goal])
        goal = graph.sources[came[goal]]
    return [first, *way[::-1]]


def _nobody_is_stuck(graph: Graph, findings: Findings) -> None:
    """I18: the freelancer alone brings what was delivered to its end, the client alone has back what was not delivered."""
    count = max((len(facts) for facts in graph.facts), default=0)
    for place in range(count):
        ends = [n for n, facts in enumerate(graph.facts) if place < len(facts) and facts[place].has_ended]
        backs = [n for n in ends if graph.facts[n][place].stage in BACK]
        ended = reaching(graph, ends, ALONE[Role.FREELANCER])
        given_back = reaching(graph, backs, ALONE[Role.CLIENT])
        for number, facts in enumerate(graph.facts):
            here = facts[place] if place < len(facts) else None
            if here is None or here.has_ended or Stage.AT_BANK in {one.stage for one in facts}:
                continue
            if here.delivered and not ended[number]:
                findings.add(
                    "I18", f"the freelancer alone cannot end what is delivered ({here.stage.value})", graph, number
                )
            if _waits_for_work(here) and not given_back[number]:
                findings.add("I18", f"the client alone cannot have the money back ({here.stage.value})", graph, number)


def _waits_for_work(here: Stood) -> bool:
    return bool(here.held) and not (here.delivered or here.in_parts or here.elsewhere)


def reaching(graph: Graph, goals: Sequence[int], roles: frozenset[Role]) -> bytearray:
    """For each configuration whether a goal can be reached by these roles' transitions."""
    before: list[list[int]] = [[] for _ in range(graph.configurations)]
    for source, target, _ in graph.between(roles):
        before[target].append(source)
    reached = bytearray(graph.configurations)
    ahead = list(goals)
    for goal in goals:
        reached[goal] = 1
    while ahead:
        for source in before[ahead.pop()]:
            if not reached[source]:
                reached[source] = 1
                ahead.append(source)
    return reached


def components(count: int, steps: Sequence[tuple[int, int, int]]) -> list[int]:
    """The strongly connected component of each configuration (Tarjan's algorithm, without recursion). A component has a
    lower number than those that lead to it."""
    after: list[list[int]] = [[] for _ in range(count)]
    for source, target, _ in steps:
        after[source].append(target)
    index, low, found = [NOWHERE] * count, [0] * count, [NOWHERE] * count
    stack: list[int] = []
    met = components_found = 0
    for root in range(count):
        if index[root] != NOWHERE:
            continue
        work: list[tuple[int, Iterator[int]]] = [(root, iter(after[root]))]
        index[root] = low[root] = met
        met += 1
        stack.append(root)
        while work:
            here, rest = work[-1]
            for there in rest:
                if index[there] == NOWHERE:
                    index[there] = low[there] = met
                    met += 1
                    stack.append(there)
                    work.append((there, iter(after[there])))
                    break
                if found[there] == NOWHERE:
                    low[here] = min(low[here], index[there])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    while found[here] == NOWHERE:
                        found[stack.pop()] = components_found
                    components_found += 1
    return found

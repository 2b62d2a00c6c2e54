"""What was found wrong, with the shortest way there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from parley.rehearsal.explore.acts import Act
from parley.rehearsal.explore.graph import Graph

MOST_SHOWN = 3
"""So many ways are kept for each thing that is wrong; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Violation:
    """`invariant` is I1 to I18 of the order machine; `way` is readable, one act a line, with the days that had passed."""

    invariant: str
    says: str
    run: str
    way: tuple[str, ...]


@dataclass(slots=True)
class Findings:
    """Everything that a run found wrong."""

    graph: Graph | None = None
    shown: list[Violation] = field(default_factory=list)
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(
        self,
        invariant: str,
        says: str,
        graph: Graph,
        configuration: int,
        last: Act | None = None,
        circle: Callable[[], Sequence[int]] | None = None,
    ) -> None:
        """`last` is the act that was tried there, `circle` finds the transitions that lead back there."""
        self.counted[invariant, says] += 1
        if self.counted[invariant, says] > MOST_SHOWN:
            return
        way = list(told(graph, graph.way_to(configuration)))
        if last is not None:
            way.append(f"then {last}")
        if circle is not None:
            way += ["and round again:", *told(graph, circle())[len(graph.run.begins) :]]
        self.shown.append(Violation(invariant, says, graph.run.name, tuple(way)))

    @property
    def count(self) -> int:
        return sum(self.counted.values())


def told(graph: Graph, way: Sequence[int]) -> tuple[str, ...]:
    """The acts of a way, each with the day on which it comes; where nothing came, time only passed."""
    lines = [f"day {0:6.2f}  {act}" for act in graph.run.begins]
    minutes = 0
    for transition in way:
        minutes += graph.minutes[transition]
        act = graph.act(transition)
        where = ", ".join(one.stage.value for one in graph.facts[graph.targets[transition]])
        lines.append(f"day {minutes / 1440:6.2f}  {act}  -> {where or 'offered'}")
    return tuple(lines)

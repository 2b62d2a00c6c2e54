"""What a walk has found: configurations, the transitions between them, and the shortest way to each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.core.parties import Role
from parley.rehearsal.explore.acts import Act
from parley.rehearsal.explore.facts import Facts
from parley.rehearsal.explore.runs import Run

WAIT = Act(Role.CLOCK, "wait")
"""Time passes and no clock comes."""
START = -1


def _column() -> array[int]:
    return array("l")


@dataclass(slots=True)
class Graph:
    """Configurations are numbered in the order in which they were met. Transitions lie side by side in four columns; `came`
    is the transition by which each configuration was met first, which lies on a shortest way, or START."""

    run: Run
    facts: list[Facts] = field(default_factory=list)
    came: array[int] = field(default_factory=_column)
    sources: array[int] = field(default_factory=_column)
    targets: array[int] = field(default_factory=_column)
    by: array[int] = field(default_factory=_column)
    minutes: array[int] = field(default_factory=_column)
    acts: list[Act] = field(default_factory=list)
    tries: int = 0
    """Everything that was asked for, refusals included."""
    cut: bool = False
    """The search was ended because there was too much."""
    _known: dict[Act, int] = field(default_factory=dict)
    _same: dict[Facts, Facts] = field(default_factory=dict)

    def configuration(self, facts: Facts, came: int) -> int:
        """Write a new one down, and get its number."""
        self.facts.append(self._same.setdefault(facts, facts))
        self.came.append(came)
        return len(self.facts) - 1

    def transition(self, source: int, target: int, act: Act, minutes: int) -> int:
        number = self._known.setdefault(act, len(self.acts))
        if number == len(self.acts):
            self.acts.append(act)
        self.sources.append(source)
        self.targets.append(target)
        self.by.append(number)
        self.minutes.append(minutes)
        return len(self.sources) - 1

    @property
    def configurations(self) -> int:
        return len(self.facts)

    @property
    def transitions(self) -> int:
        return len(self.sources)

    def act(self, transition: int) -> Act:
        return self.acts[self.by[transition]]

    def way_to(self, configuration: int) -> list[int]:
        """The transitions of a shortest way there."""
        way: list[int] = []
        while (came := self.came[configuration]) != START:
            way.append(came)
            configuration = self.sources[came]
        return way[::-1]

    def between(self, roles: frozenset[Role]) -> Iterator[tuple[int, int, int]]:
        """Source, target and minutes of every transition that one of these brings."""
        wanted = [act.by in roles for act in self.acts]
        for source, target, by, minutes in zip(self.sources, self.targets, self.by, self.minutes, strict=True):
            if wanted[by]:
                yield source, target, minutes

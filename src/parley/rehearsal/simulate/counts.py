"""What a run has seen and found. Counts of parts of a run add up in the order of the parts, whoever played them."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import get_args

from parley.core.order.messages import AnyCommand, AnyEvent
from parley.core.order.refusals import Code
from parley.core.order.state import Order, Stage

MOST_TOLD = 20
"""So many problems are told in full; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that must not be. `where` finds it again in the same run; `path` is how it came to it."""

    where: str
    check: str
    says: str
    path: tuple[str, ...]


@dataclass(slots=True)
class Counts:
    """`asked` are all commands, `done` those that were carried out, both by kind; `endings` are milestones by cause;
    `other` is what only one place counts (crashes, lost answers)."""

    steps: int = 0
    orders: int = 0
    problems: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    endings: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    found: list[Problem] = field(default_factory=list)
    trace: str = ""
    """A hash over everything that happened: two runs with the same trace were the same run."""

    def ask(self, command: AnyCommand, refusal: Code | None) -> None:
        name = type(command).__name__
        self.asked[name] += 1
        if refusal is None:
            self.done[name] += 1
        else:
            self.refusals[refusal.value] += 1

    def happened(self, event: AnyEvent) -> None:
        self.events[type(event).__name__] += 1

    def ended(self, order: Order) -> None:
        """Count an order that nobody goes on with."""
        self.orders += 1
        for milestone in order.milestones:
            if milestone.has_ended:
                self.endings[milestone.cause] += 1

    def went_wrong(self, problem: Problem) -> None:
        self.problems += 1
        if len(self.found) < MOST_TOLD:
            self.found.append(problem)

    def goes_on(self, happened: str) -> None:
        """Add to the trace."""
        self.trace = hashlib.sha256(f"{self.trace}\n{happened}".encode()).hexdigest()

    def add(self, later: Counts) -> None:
        """Put what came next behind what is here."""
        for name in ("steps", "orders", "problems"):
            setattr(self, name, getattr(self, name) + getattr(later, name))
        for name in ("asked", "done", "refusals", "events", "stages", "endings", "other"):
            getattr(self, name).update(getattr(later, name))
        self.found = [*self.found, *later.found][:MOST_TOLD]
        self.goes_on(later.trace)

    def never(self) -> dict[str, list[str]]:
        """What the core knows and this run has not seen: the more there is, the less the run proves."""
        everything = {
            "acts": ({kind.__name__ for kind in get_args(AnyCommand)}, self.done.keys()),
            "events": ({kind.__name__ for kind in get_args(AnyEvent)}, self.events.keys()),
            "refusals": ({code.value for code in Code}, self.refusals.keys()),
            "stages": ({stage.value for stage in Stage}, self.stages.keys()),
        }
        return {name: sorted(there - set(seen)) for name, (there, seen) in everything.items()}

    def as_json(self) -> dict[str, object]:
        """Nothing in it depends on the machine or on how long it took."""
        return {
            "steps": self.steps,
            "problems": self.problems,
            "orders": self.orders,
            "acts": _sorted(self.asked),
            "done": _sorted(self.done),
            "refusals": _sorted(self.refusals),
            "events": _sorted(self.events),
            "stages": _sorted(self.stages),
            "endings": _sorted(self.endings),
            **_sorted(self.other),
            "never": self.never(),
            "trace": self.trace,
            "found": [
                {"where": one.where, "check": one.check, "says": one.says, "path": list(one.path)} for one in self.found
            ],
        }


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))

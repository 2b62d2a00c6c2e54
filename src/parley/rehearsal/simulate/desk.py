"""The desk in bad weather, as the people in front of it know it: they ask, it may die of that, and they ask again.

Beside it runs the pure core as their memory: whatever the desk answers and stores must be what the core says.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random

from django.db import DatabaseError, OperationalError, connections

from parley.core.order.messages import AnyCommand
from parley.core.order.refusals import Refusal
from parley.desk.files import KeptFile
from parley.desk.submit import Answer, submit
from parley.desk.sweep import sweep
from parley.rehearsal.simulate.counts import Counts
from parley.rehearsal.simulate.handing_in import Shelf
from parley.rehearsal.simulate.known import Expected, Known, said
from parley.rehearsal.simulate.lodging import at as at_database
from parley.rehearsal.simulate.lodging import connect
from parley.rehearsal.simulate.rules import Broken
from parley.rehearsal.simulate.weather import DEADLY, Death, Manner, Weather, frail
from parley.store.engine import DATABASE
from parley.store.queries import due_orders

BAD_WEATHER_PERCENT = 12
MOST_STATEMENTS = 13
"""A transaction of the desk has fewer statements; a threat beyond the last comes to nothing."""
LATER_IN = 3
"""One question in so many whose answer nobody heard is asked again only later."""

Asked = tuple[Known, AnyCommand]


class Wrong(Exception):
    """What must hold of this order does not."""

    def __init__(self, known: Known | None, broken: Broken) -> None:
        super().__init__(f"{broken.check}: {broken.says}")
        self.known = known
        self.broken = broken


@dataclass(slots=True)
class Desk:
    """The real desk on the database at `path`. `later` are questions whose answer nobody heard."""

    chance: Random
    counts: Counts
    weather: Weather
    path: Path
    later: list[Asked] = field(default_factory=list)
    shelf: Shelf = field(default_factory=Shelf)
    files: dict[AnyCommand, list[KeptFile]] = field(default_factory=dict)

    def ask(self, asked: Sequence[Asked], at: datetime, *, in_fair_weather: bool = False) -> None:
        """Ask in one commit, perhaps die of it, and ask again until there is an answer. Raises Wrong."""
        expected = [one.expect(command, at) for one, command in asked]
        kept = [file for _, command in asked for file in self.files.get(command, [])]
        if not in_fair_weather:
            self._threaten()
        try:
            answers = submit([command for _, command in asked], at, kept)
        except (Death, DatabaseError) as error:
            self._broke_off(asked, expected, at, error)
            return
        finally:
            self.weather.clear()
        for (one, command), due, answer in zip(asked, expected, answers, strict=True):
            self._count(command, due, answer)
            one.happened(due)
            one.note(due.at, command, said(answer))
            must_hold(one, one.answered(due, answer))
            must_hold(one, one.is_stored())

    def sweep(self, orders: Sequence[Known], at: datetime) -> None:
        """The clock's own way, through crashes as well; afterwards nothing is due."""
        self.counts.other["sweeps"] += 1
        self._threaten()
        try:
            sweep(at)
        except (Death, DatabaseError):
            if not self.weather.has_struck:
                raise
            self._survives()
            if self.weather.manner is not Manner.UNHEARD:
                for one in orders:
                    must_hold(one, one.is_stored())
            sweep(at)
        self.weather.clear()
        for one in orders:
            events = one.clocks_ran(at)
            for event in events:
                self.counts.happened(event)
            if events:
                one.path.append(f"{at.isoformat()} the clock: {', '.join(type(e).__name__ for e in events)}")
                must_hold(one, one.is_stored())
        if due_orders(at, 1):
            raise Wrong(None, Broken("I3", "something is due after a sweep"))

    def ask_two_at_once(self, one: Known, command: AnyCommand, other: AnyCommand, at: datetime) -> None:
        """While one process is in the middle of its commit, another asks about the same order: it must find the lock."""
        heard: list[Answer] = []
        self.counts.other["pushed_in"] += 1
        self.weather.visits_in = self.chance.randint(1, 4)
        self.weather.visit = lambda: heard.extend(_in_another_process(self.path, other, at))
        try:
            self.ask([(one, command)], at, in_fair_weather=True)
        except Wrong:
            if not heard:
                raise
        if heard:
            raise Wrong(one, Broken("lock", "two processes wrote one order at the same time"))

    # --- when it breaks

    def _threaten(self) -> None:
        if self.chance.randrange(100) < BAD_WEATHER_PERCENT:
            manners = [Manner.ERROR, Manner.DEATH, Manner.CUT, Manner.UNHEARD]
            manner = Manner.BUSY if self.chance.randrange(40) == 0 else self.chance.choice(manners)
            self.weather.threaten(manner, self.chance.randint(1, MOST_STATEMENTS))

    def _broke_off(
        self, asked: Sequence[Asked], expected: Sequence[Expected], at: datetime, error: BaseException
    ) -> None:
        """Nobody heard an answer. Either all of it is stored or nothing is, and asking again tells the same."""
        manner = self.weather.manner
        if not self.weather.has_struck:
            raise Wrong(asked[0][0], Broken("error", f"{type(error).__name__}: {error}"))
        self._survives()
        for (one, command), due in zip(asked, expected, strict=True):
            one.note(due.at, command, f"crashed: {manner.value}")
            if manner is Manner.UNHEARD:
                self._count(command, due, None)
                one.happened(due)
            must_hold(one, one.is_stored())
        if self.chance.randrange(LATER_IN) == 0:
            self.later += asked
        else:
            self.ask(asked, at)

    def _survives(self) -> None:
        """A new process takes over where the old one died; one that lived on must help itself."""
        self.counts.other[f"crashes_{self.weather.manner.value}"] += 1
        self.weather.clear()
        if self.weather.manner in DEADLY:
            connections[DATABASE].close()
            connect(self.path, frail(self.weather))

    def _count(self, command: AnyCommand, due: Expected, answer: Answer | None) -> None:
        self.counts.ask(command, answer.code if isinstance(answer, Refusal) else None)
        if due.outcome is None or not due.writes:
            return
        for step in due.outcome.steps:
            for event in step.events:
                self.counts.happened(event)
        for milestone in due.outcome.order.milestones if due.outcome.order else ():
            self.counts.stages[milestone.stage.value] += 1


def must_hold(one: Known, found: Iterable[Broken]) -> None:
    """Raises Wrong for the first thing that does not."""
    for broken in found:
        raise Wrong(one, broken)


def _in_another_process(path: Path, command: AnyCommand, at: datetime) -> list[Answer]:
    """What another process is answered, which does not wait for a lock; nothing when it found one."""
    heard: list[Answer] = []

    def ask() -> None:
        with at_database(path, wait_s=0):
            try:
                heard.extend(submit([command], at))
            except OperationalError:
                return

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()
    return heard

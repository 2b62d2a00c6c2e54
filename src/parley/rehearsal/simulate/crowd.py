"""The same parties at the real desk: several orders at once, answers that get lost, clocks that jump, and the audit at last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from parley.core.deadlines import due_at
from parley.desk.actor import NothingHere, order_for
from parley.reads.audit import audit
from parley.rehearsal.simulate.acts import Temper, next_act
from parley.rehearsal.simulate.agreements import new_offer, start_of
from parley.rehearsal.simulate.counts import Counts, Problem
from parley.rehearsal.simulate.desk import Asked, Desk, Wrong, must_hold
from parley.rehearsal.simulate.known import Known
from parley.rehearsal.simulate.legs import Leg
from parley.rehearsal.simulate.lodging import lodging
from parley.rehearsal.simulate.rules import Broken
from parley.rehearsal.simulate.variants import STRANGERS, Setting
from parley.rehearsal.simulate.walk import AROUND, CLIENT_PERSON, FREELANCER_PERSON, ends_something
from parley.rehearsal.simulate.weather import Weather, frail
from parley.store.queries import due_orders, order_row
from parley.store.tables import NO_DEADLINE

LONGEST_LEG = 500
MOST_AT_ONCE = 8
"""Orders that people are busy with at the same time."""
ASLEEP_PERCENT = 30
"""How often nobody sweeps though a deadline has come: then the next command finds it."""
SECOND_THOUGHTS_PERCENT = {"ends": 80, "refused": 70}
MOST_THOUGHTS = 5
PUSHING_IN = 10
"""How rarely somebody asks while another process is in the middle of its commit: the wait for its lock costs real time."""
TO_THE_END = timedelta(days=60)
LONGEST_SILENCE = 40
"""So often sixty days, and every order must have come to its end."""


def play(leg: Leg) -> Counts:
    """The steps of this leg at a desk of its own, and the audit of everything that was stored."""
    weather, counts = Weather(), Counts()
    chance = Random(f"parley desk {leg.seed} {leg.number}")  # noqa: S311 - no secret, but the same every time
    with lodging(frail(weather)) as path:
        Crowd(chance, counts, leg, Desk(chance, counts, weather, path)).goes()
    return counts


@dataclass(slots=True)
class Crowd:
    """Everybody in front of this desk."""

    chance: Random
    counts: Counts
    leg: Leg
    desk: Desk
    now: datetime = field(init=False)
    hurry: int = field(init=False)
    """One step in so many waits for the next deadline."""
    known: list[Known] = field(default_factory=list)
    tempers: dict[UUID, Temper] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = start_of(self.chance)
        self.hurry = self.chance.choice((40, 20, 10))

    def goes(self) -> None:
        """All steps of the leg. After something went wrong the leg is over: what is stored cannot be trusted."""
        try:
            while self.counts.steps < self.leg.steps:
                self._step()
            self._silence()
            self._is_sound()
        except Wrong as wrong:
            self._tell(wrong.known, wrong.broken)
        except Exception as error:  # noqa: BLE001 - the desk raises nothing but what was let loose on it
            self._tell(None, Broken("error", f"{type(error).__name__}: {error}"))
        for one in self.known:
            if one.order is not None:
                self.counts.ended(one.order)

    # --- one after another

    def _step(self) -> None:
        """One thing that somebody does; it may take several commands, and the clock may come by before."""
        self.counts.steps += 1
        self._time_passes()
        later = self.desk.later
        match self.chance.randrange(40):
            case 0 | 1 | 2 if later:
                self.desk.ask([later.pop(self.chance.randrange(len(later)))], self.now)
            case 3 | 4 | 5:
                self._again()
            case 6:
                self._other_words()
            case 7 | 8:
                self._together()
            case 9:
                self._a_stranger_looks()
            case 10 if self.chance.randrange(PUSHING_IN) == 0:
                self._somebody_pushes_in()
            case _:
                self.desk.ask([self._fresh(self._somebody())], self.now)

    def _time_passes(self) -> None:
        """A breath, some hours, or up to the next deadline; then the clock may come by."""
        due = self._next_due()
        match self.chance.randrange(self.hurry):
            case 0 if due is not None:
                self.now = max(self.now, due + self.chance.choice(AROUND))
            case 1:
                self.now += timedelta(hours=self.chance.choice((1, 5, 25, 73)))
            case _:
                self.now += timedelta(minutes=self.chance.randrange(9), microseconds=self.chance.randrange(3))
        if due is not None and due <= self.now and self.chance.randrange(100) >= ASLEEP_PERCENT:
            self.desk.sweep(self.known, self.now)

    def _again(self) -> None:
        """The answer was lost on its way: the same question, and the same answer."""
        one = self._somebody()
        if one.done:
            command, _ = self.chance.choice(list(one.done.values()))
            self.counts.other["asked_again"] += 1
            self.desk.ask([(one, command)], self.now)

    def _other_words(self) -> None:
        """An id that was used before, with another question."""
        one = self._somebody()
        if one.done:
            command, _ = self.chance.choice(list(one.done.values()))
            other = self._fresh(one)[1]
            if type(other) is not type(command):
                self.counts.other["ids_used_twice"] += 1
                self.desk.ask([(one, replace(other, id=command.id))], self.now)

    def _together(self) -> None:
        """Several orders in one commit."""
        self._somebody()
        live = self._live()
        several = self.chance.sample(live, min(self.chance.randint(2, 6), len(live)))
        if several:
            self.desk.ask([self._fresh(one) for one in several], self.now)

    def _a_stranger_looks(self) -> None:
        one = self._somebody()
        if one.order is None:
            return
        self.counts.other["strangers"] += 1
        sides = (one.order.client, one.order.freelancer)  # some strangers took an empty place
        outside = [person for person in STRANGERS if person not in sides]
        try:
            order_for(one.id, self.chance.choice(outside))
        except NothingHere:
            return
        raise Wrong(one, Broken("I6", "a stranger was let in"))

    def _somebody_pushes_in(self) -> None:
        one = self._somebody()
        command, other = self._fresh(one)[1], self._fresh(one)[1]
        if one.order is not None and not self.desk.files.get(other):
            self.desk.ask_two_at_once(one, command, other, self.now)

    # --- who and what

    def _live(self) -> list[Known]:
        return [one for one in self.known[-4 * MOST_AT_ONCE :] if one.order is None or due_at(one.order) is not None]

    def _somebody(self) -> Known:
        """An order that people are busy with; sometimes one that is over, sometimes a new one."""
        live = self._live()
        if len(live) < MOST_AT_ONCE and (not live or self.chance.randrange(4) == 0):
            new = Known(Setting(self.chance, self.now).uuid())
            self.known.append(new)
            self.tempers[new.id] = Temper.drawn(self.chance)
            return new
        return self.chance.choice(self.known if self.chance.randrange(25) == 0 else live)

    def _fresh(self, one: Known) -> Asked:
        """Something to ask of this order, after second thoughts."""
        setting = Setting(self.chance, self.now, one.order)
        if one.order is None:
            offer = replace(new_offer(setting, CLIENT_PERSON, FREELANCER_PERSON), order_id=one.id)
            return one, offer
        for _ in range(MOST_THOUGHTS):
            command = next_act(one.order, setting, self.tempers[one.id], one.asked)
            outcome = one.decided(command, max(self.now, one.updated_at or self.now))
            doubt = "refused" if outcome.refusal else "ends" if ends_something(one.order, outcome) else ""
            if self.chance.randrange(100) >= SECOND_THOUGHTS_PERCENT.get(doubt, 0):
                break
        if command.id not in one.done:
            command, kept = self.desk.shelf.with_files(command, setting)
            if kept:
                self.desk.files[command] = kept
        one.asked.append(command)
        return one, command

    def _next_due(self) -> datetime | None:
        first = due_orders(NO_DEADLINE, 1)
        row = order_row(first[0]) if first else None
        return row.due_at if row else None

    # --- the end

    def _silence(self) -> None:
        """Nobody acts any more, and the clock goes on until nothing is armed."""
        for _ in range(LONGEST_SILENCE):
            if self._next_due() is None:
                return
            self.now += TO_THE_END
            self.desk.sweep(self.known, self.now)
        raise Wrong(None, Broken("I3", "silence does not end"))

    def _is_sound(self) -> None:
        """The audit finds nothing, and nothing that was answered is lost."""
        looked = audit()
        self.counts.other["audited_orders"] += looked.orders
        self.counts.other["audited_events"] += looked.events
        by_id = {one.id: one for one in self.known}
        for problem in looked.found:
            known = by_id.get(problem.order_id) if problem.order_id else None
            self._tell(known, Broken(f"audit {problem.check}", problem.says))
        made = [one for one in self.known if one.order is not None]
        if looked.orders != len(made):
            self._tell(None, Broken("I12", f"{looked.orders} orders are stored where {len(made)} were made"))
        for one in made:
            must_hold(one, one.is_stored())
            must_hold(one, one.is_kept())
            row = order_row(one.id)
            self.counts.goes_on(row.head if row else "")

    def _tell(self, known: Known | None, broken: Broken) -> None:
        where = f"{self.leg.name}, order {known.id}" if known else f"{self.leg.name}, {self.now.isoformat()}"
        self.counts.went_wrong(Problem(where, broken.check, broken.says, tuple(known.path) if known else ()))
        self.counts.goes_on(f"{where} {broken}")

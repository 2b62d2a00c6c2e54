"""One order in the pure core, from its offer to wherever chance leads, and what must hold all the while."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from parley.core.deadlines import deadlines_for
from parley.core.foresight import Preview, if_nobody_moves, preview
from parley.core.machine import Outcome, decide_at
from parley.core.order.evolve import fold
from parley.core.order.messages import AnyCommand, AnyEvent, MakeOffer, SealBid, SealFinal
from parley.core.order.refusals import Code
from parley.core.order.state import Order, OrderStage, Stage
from parley.core.texts import Commitment, Text
from parley.rehearsal.simulate.acts import Temper, next_act
from parley.rehearsal.simulate.agreements import new_offer, start_of
from parley.rehearsal.simulate.counts import Counts, Problem
from parley.rehearsal.simulate.delays import Delays
from parley.rehearsal.simulate.fairness import nobody_serves_himself, nothing_is_betrayed
from parley.rehearsal.simulate.forms import handed_over
from parley.rehearsal.simulate.rules import Books, Broken, after_step, letters
from parley.rehearsal.simulate.standing import Standing
from parley.rehearsal.simulate.variants import Setting
from parley.store.forms import EVENTS, STATES

CLIENT_PERSON, FREELANCER_PERSON = "the-client", "the-freelancer"
FORESEEN_EVERY = 16
"""Looking ahead costs as much as ten steps: one step in so many is foreseen before it is taken, and its silence played."""
SECOND_THOUGHTS_PERCENT = {"ends": 85, "refused": 45}
"""How often an act that would end a milestone, or would be refused, is thought better of: else stories were short, and most
steps a no."""
MOST_THOUGHTS = 4
AROUND = (timedelta(0), timedelta(0), timedelta(seconds=-1), timedelta(minutes=3))
"""When somebody comes back who waited for a deadline."""


class Wrong(Exception):
    """What must hold does not; the walk ends here."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(f"{broken.check}: {broken.says}")
        self.broken = broken


@dataclass(slots=True)
class Walk:
    """An order on its way. `order` is None until somebody has made an offer."""

    chance: Random
    counts: Counts
    name: str
    at: datetime = field(init=False)
    temper: Temper = field(init=False)
    asking: AnyCommand | None = None
    order: Order | None = None
    events: list[AnyEvent] = field(default_factory=list)
    asked: list[AnyCommand] = field(default_factory=list)
    path: list[tuple[datetime, AnyCommand, Code | None]] = field(default_factory=list)
    books: Books = field(default_factory=Books)
    standing: Standing = field(default_factory=Standing)
    delays: Delays = field(default_factory=Delays)
    sealed: dict[Commitment, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = start_of(self.chance)
        self.temper = Temper.drawn(self.chance)

    def goes(self, steps: int) -> None:
        """At most so many steps. What goes wrong is counted and ends the walk."""
        patience = self.chance.randint(2, 16)
        try:
            self._offers()
            for _ in range(steps - 1 if self.order is not None else 0):
                self._step()
                if not deadlines_for(self._there()):
                    patience -= 1  # it is over; a while longer somebody tries this and that
                if not patience:
                    break
            if self.order is not None:
                self._comes_to_rest(self.order)
        except Wrong as wrong:
            self._tell(wrong.broken)
        except Exception as error:  # noqa: BLE001 - whatever the core does but refuse is what is looked for
            self._tell(
                Broken("error", f"{type(error).__name__}: {error}; asked at {self.at.isoformat()}: {self.asking!r}")
            )
        if self.order is not None:
            self.counts.ended(self.order)

    # --- one after another

    def _offers(self) -> None:
        self.counts.steps += 1
        command = new_offer(Setting(self.chance, self.at), CLIENT_PERSON, FREELANCER_PERSON)
        outcome = decide_at(None, command, self.at)
        self._note(command, outcome)
        if outcome.order is None:
            if outcome.refusal is None or outcome.refusal.code is not Code.BEYOND_CAP:
                raise Wrong(Broken("offer", f"an offer that is in order was refused: {outcome.refusal}"))
            return  # its silence would take longer than the provider holds the money
        self.order = outcome.order
        self.events += [event for step in outcome.steps for event in step.events]

    def _step(self) -> None:
        self.counts.steps += 1
        order = self._there()
        self.at = next_moment(order, self.at, self.chance, 1 if self.temper.way else self.temper.waiting_percent)
        command, outcome = self._chosen(order)
        foreseen = preview(order, command, self.at) if self.chance.randrange(FORESEEN_EVERY) == 0 else None
        self._note(command, outcome)
        events = [event for step in outcome.steps for event in step.events]
        self._check(self._all(order, command, outcome, events))
        self.order = outcome.order
        self.events += events
        if foreseen is not None:
            self._check(_as_foreseen(foreseen, outcome, events))
            self._check(silence_keeps_its_word(self._there(), self.at))

    def _chosen(self, order: Order) -> tuple[AnyCommand, Outcome]:
        """An act, after second thoughts."""
        setting = Setting(self.chance, self.at, order)
        for _ in range(MOST_THOUGHTS):
            self.asking = command = handed_over(next_act(order, setting, self.temper, self.asked), order, self.sealed)
            outcome = decide_at(order, command, self.at)
            doubt = "refused" if outcome.refusal else "ends" if ends_something(order, outcome) else ""
            if self.chance.randrange(100) >= SECOND_THOUGHTS_PERCENT.get(doubt, 0):
                break
        return command, outcome

    def _all(self, before: Order, command: AnyCommand, outcome: Outcome, events: list[AnyEvent]) -> Iterator[Broken]:
        yield from after_step(before, command, outcome, self.at)
        yield from nobody_serves_himself(before, command, outcome)
        yield from nothing_is_betrayed(before, outcome)
        yield from self.standing.looks(before, outcome, self.at)
        yield from self.delays.looks(before, command, outcome)
        if events and outcome.order is not None:
            yield from self.books.book(before, events)
            yield from self.books.agree_with(outcome.order)
            yield from letters(events, before.seq + 1)
        if outcome.order is not None and outcome.order.seq != before.seq + len(events):
            yield Broken("I12", "events were not counted")

    def _comes_to_rest(self, order: Order) -> None:
        """What was kept gives the same order again, and from wherever it stands silence leads to an end."""
        kept = [EVENTS.to_text(event) for event in self.events]
        if fold(None, order.id, [EVENTS.from_text(text) for text in kept]) != order:
            raise Wrong(Broken("I12", "the events do not give this order again"))
        if STATES.from_text(STATES.to_text(order)) != order:
            raise Wrong(Broken("I12", "the order cannot be kept as it stands"))
        self._check(silence_keeps_its_word(order, self.at))
        self.counts.goes_on("\n".join(kept))

    # --- what happened

    def _there(self) -> Order:
        if self.order is None:
            raise AssertionError("there is no order yet")
        return self.order

    def _note(self, command: AnyCommand, outcome: Outcome) -> None:
        code = outcome.refusal.code if outcome.refusal else None
        self.counts.ask(command, code)
        self.path.append((self.at, command, code))
        if not isinstance(command, MakeOffer):
            self.asked.append(command)
        if isinstance(command, SealBid | SealFinal):
            self.sealed[command.bid.commitment] = command.bid
        for step in outcome.steps:
            for event in step.events:
                self.counts.happened(event)
        if outcome.order is not None:
            for milestone in outcome.order.milestones:
                self.counts.stages[milestone.stage.value] += 1

    def _check(self, found: Iterator[Broken]) -> None:
        for broken in found:
            raise Wrong(broken)

    def _tell(self, broken: Broken) -> None:
        path = tuple(told(at, command, code) for at, command, code in self.path)
        self.counts.went_wrong(Problem(self.name, broken.check, broken.says, path))
        self.counts.goes_on(f"{self.name} {broken}")


def told(at: datetime, command: AnyCommand, code: Code | None) -> str:
    """One line of a path."""
    answer = f"refused: {code.value}" if code else "done"
    return f"{at.isoformat()} {command!r} -> {answer}"


def next_moment(order: Order, at: datetime, chance: Random, waiting_percent: int) -> datetime:
    """Soon, some hours or days later, or around the next deadline, when most can go wrong."""
    if chance.randrange(100) < waiting_percent:
        armed = deadlines_for(order)
        due = max(armed[0].at, at) if armed else at + timedelta(days=1)
        return max(at, due + chance.choice(AROUND))
    match chance.randrange(12):
        case 0:
            return at + timedelta(hours=chance.choice((1, 5, 25, 25, 73)))
        case 1 if chance.randrange(12) == 0:
            return at + timedelta(days=chance.choice((2, 9, 40)))
        case 2 | 3:
            return at  # in the same microsecond
        case _:
            return at + timedelta(minutes=chance.randrange(1, 50), microseconds=chance.randrange(3))


def ends_something(before: Order, outcome: Outcome) -> bool:
    """Whether somebody's act, not a clock, brings a milestone or an offer to its end."""
    after = outcome.order
    if outcome.refusal is not None or after is None or not outcome.steps:
        return False
    if before.stage is OrderStage.OFFERED:
        return after.stage in (OrderStage.DECLINED, OrderStage.WITHDRAWN)
    return any(
        now.has_ended and not was.has_ended for was, now in zip(before.milestones, after.milestones, strict=False)
    )


def _as_foreseen(foreseen: Preview, outcome: Outcome, events: list[AnyEvent]) -> Iterator[Broken]:
    """I17: what a preview said is what happens."""
    refused = foreseen.refusal.code if foreseen.refusal else None
    if list(foreseen.events) != events or refused != (outcome.refusal.code if outcome.refusal else None):
        yield Broken("I17", "what the preview said is not what happened")
    if foreseen.after != (outcome.order or foreseen.before):
        yield Broken("I17", "the preview left another order")


def silence_keeps_its_word(order: Order, at: datetime) -> Iterator[Broken]:
    """I3: silence comes to an end for all and leaves no money lying. I4: it pays for what was delivered, and only for that."""
    end = order
    for step in if_nobody_moves(order, at):
        end = fold(end, end.id, step.events)
    if any(now.chargeback is not None for now in end.milestones):
        return  # the bank has the word, and the clock only raises the alarm
    for was, now in zip(order.milestones, end.milestones, strict=False):
        if not now.has_ended:
            yield Broken("I3", f"silence leaves milestone {now.number} {now.stage.value}")
        if now.held:
            yield Broken("I2", f"silence leaves {now.held} in milestone {now.number}")
        if was.has_ended or was.stage.value.startswith(("case_", "appeal", "at_bank")):
            continue
        if was.deliveries and now.stage in (Stage.REFUNDED, Stage.VOID):
            yield Broken("I4", f"milestone {now.number} was delivered, and silence took the money back")
        if not was.deliveries and not was.parts and now.stage is Stage.RELEASED:
            yield Broken("I4", f"milestone {now.number} was not delivered, and silence released it")

"""An order as the people at the desk remember it: what the pure core says it must be, and what they were answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from parley.core.deadlines import due_at
from parley.core.effects import effects_for
from parley.core.machine import Outcome, decide_at, run_clocks
from parley.core.order.clock import RunOut
from parley.core.order.messages import AnyCommand, AnyEvent, SealBid, SealFinal
from parley.core.order.neutral import ForTheDesk
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order
from parley.core.texts import Commitment, Text
from parley.desk.receipts import Receipt, Reused, body_hash
from parley.desk.submit import Answer
from parley.rehearsal.simulate.forms import handed_over
from parley.rehearsal.simulate.rules import Broken
from parley.store.chain import data_of
from parley.store.forms import EVENTS, LETTERS, STATES
from parley.store.outbox import effects_of
from parley.store.queries import events_of, order_row, receipts_of, texts_of

LAST_STEPS = 60
"""So much of its path is told when something goes wrong."""


@dataclass(slots=True)
class Expected:
    """What must be answered, and what the order is then."""

    command: AnyCommand
    at: datetime
    outcome: Outcome | None
    """None where the answer was given before."""
    first: Receipt | Reused | None = None

    @property
    def writes(self) -> bool:
        """Whether anything is stored because of it."""
        if self.outcome is None:
            return False
        is_done = self.outcome.refusal is None and not isinstance(self.command, RunOut)
        return self.outcome.order is not None and (bool(self.outcome.steps) or is_done)


@dataclass(slots=True)
class Known:
    """`order` is None until the offer is made; `updated_at` is the order's own time, which never runs backwards."""

    id: UUID
    order: Order | None = None
    updated_at: datetime | None = None
    done: dict[UUID, tuple[AnyCommand, int]] = field(default_factory=dict)
    """What was carried out, with the number of the last event it brought."""
    asked: list[AnyCommand] = field(default_factory=list)
    sealed: dict[Commitment, Text] = field(default_factory=dict)
    """What was offered in secret: the people themselves know it."""
    path: list[str] = field(default_factory=list)

    def expect(self, command: AnyCommand, at: datetime) -> Expected:
        """What the desk must answer at `at`."""
        at = at if self.updated_at is None else max(at, self.updated_at)
        if command.id in self.done:
            first, _ = self.done[command.id]
            is_same = body_hash(first, "") == body_hash(command, "")  # the words count, not their salts
            return Expected(command, at, None, None if is_same else Reused(self.id, command.id))
        return Expected(command, at, self.decided(command, at))

    def decided(self, command: AnyCommand, at: datetime) -> Outcome:
        """What the core says: the desk hands a sealed offer over with the other side's, and looks up who shares an
        organisation. Nobody here has one, whatever was said from outside."""
        if isinstance(command, ForTheDesk):
            command = replace(command, shares=frozenset())
        if self.order is not None:
            command = handed_over(command, run_clocks(self.order, at)[0], self.sealed)
        return decide_at(self.order, command, at)

    def happened(self, expected: Expected) -> None:
        """It is stored: this is how the order stands now."""
        outcome = expected.outcome
        if outcome is None or not expected.writes or outcome.order is None:
            return
        self.order, self.updated_at = outcome.order, expected.at
        if isinstance(expected.command, SealBid | SealFinal):
            self.sealed[expected.command.bid.commitment] = expected.command.bid
        if outcome.refusal is None and not isinstance(expected.command, RunOut):
            self.done[expected.command.id] = expected.command, outcome.order.seq

    def clocks_ran(self, at: datetime) -> tuple[AnyEvent, ...]:
        """A sweep came by at `at`; what it brought."""
        if self.order is None or (due := due_at(self.order)) is None or due > at:
            return ()
        at = at if self.updated_at is None else max(at, self.updated_at)
        self.order, steps = run_clocks(self.order, at)
        self.updated_at = at
        return tuple(event for step in steps for event in step.events)

    def note(self, at: datetime, command: AnyCommand, answer: str) -> None:
        self.path = [*self.path[-LAST_STEPS:], f"{at.isoformat()} {command!r} -> {answer}"]

    # --- what must be

    def answered(self, expected: Expected, answer: Answer) -> Iterator[Broken]:
        """I9: what was answered is what the core says, and once given it is given again."""
        name = type(expected.command).__name__
        if isinstance(expected.first, Reused):
            if answer != expected.first:
                yield Broken("I9", f"a used id with other words was answered {answer!r}")
            return
        if expected.outcome is None or expected.outcome.refusal is None:
            yield from self._receipt(expected.command, answer)
            return
        refusal = expected.outcome.refusal
        if not isinstance(answer, Refusal):
            yield Broken("I6", f"{name} must be refused with {refusal.code.value} and was answered {answer!r}")
        elif (answer.code, answer.facts) != (refusal.code, refusal.facts):
            yield Broken("I6", f"{name} was refused with {answer.code.value} instead of {refusal.code.value}")

    def _receipt(self, command: AnyCommand, answer: Answer) -> Iterator[Broken]:
        if not isinstance(answer, Receipt):
            code = answer.code.value if isinstance(answer, Refusal) else "reused"
            yield Broken("I9", f"{type(command).__name__} must get a receipt and was answered {code}")
        elif command.id in self.done and answer.seq != self.done[command.id][1]:
            yield Broken("I9", f"the receipt of {type(command).__name__} says event {answer.seq}")
        elif (answer.order_id, answer.command_id) != (self.id, command.id):
            yield Broken("I9", "a receipt for something else")

    def is_stored(self) -> Iterator[Broken]:
        """I12: the row is what the people remember."""
        row = order_row(self.id)
        if self.order is None or row is None:
            if row is not None or self.order is not None:
                yield Broken("I12", "there is an order where none was made" if row else "the order is not there")
            return
        if row.state != STATES.to_text(self.order):
            yield Broken("I12", "the stored state is not the one that was brought about")
        if (row.seq, row.due_at, row.updated_at) != (self.order.seq, due_at(self.order), self.updated_at):
            yield Broken("I12", f"the row says {row.seq}, {row.due_at}, {row.updated_at}")

    def is_kept(self) -> Iterator[Broken]:
        """At the end: every letter that was wished for and every receipt that was given lies there, and no other."""
        events = [EVENTS.from_json(data_of(row)) for row in events_of(self.id)]
        wished = sorted(repr(letter) for letter in effects_for(events, 1))
        lies = sorted(repr(LETTERS.from_text(row.body)) for row in effects_of(self.id))
        if wished != lies:
            yield Broken("letters", f"{len(lies)} letters wait where {len(wished)} were wished for")
        still_sealed = sealed_now(self.order) if self.order else frozenset()
        for words, row in texts_of(self.id).items():
            if words in self.sealed and words not in still_sealed and row.body is not None:
                yield Broken("sealed", "a sealed offer is still there after its round")
        receipts = {row.command_id for row in receipts_of(self.id)}
        if receipts != self.done.keys():
            yield Broken("I9", f"{len(receipts)} receipts where {len(self.done)} were given")


def said(answer: Answer | str) -> str:
    """For a path."""
    if isinstance(answer, Refusal):
        return f"refused: {answer.code.value}"
    return answer if isinstance(answer, str) else type(answer).__name__


def sealed_now(order: Order) -> frozenset[Commitment]:
    """The offers of rounds that still run."""
    return frozenset(words for one in order.milestones if one.case is not None for words in one.case.bids.values())

"""Mistakes that somebody might make one day, each planted on purpose: a simulation that finds none of them proves nothing.

Each is one small change to the core or the desk, told in a sentence, with the place where it must be found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.db.backends.sqlite3.base import DatabaseWrapper

from parley.core import deadlines, machine
from parley.core.ledger import bookings
from parley.core.money import Money
from parley.core.order import decide, evolve, messages, neutral, proposals, sealed, standstill, stopping
from parley.core.order import delivery as delivering
from parley.core.order import outcomes as ends
from parley.core.order.state import Milestone, Order, Proposal, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.desk import receipts, submit, writing
from parley.rehearsal.simulate import crowd
from parley.store.sqlite import Sqlite
from parley.store.tables import JOURNAL, POSTINGS, TEXTS
from tests.deals import text

Plant = Callable[[pytest.MonkeyPatch], None]
IN_THE_CORE, AT_THE_DESK, BY_EXPLORING = "pure", "desk", "explore"


@dataclass(frozen=True)
class Fault:
    """`check` begins what must be said of it; the name of the invariant that it breaks."""

    name: str
    says: str
    place: str
    checks: tuple[str, ...]
    plant: Plant


FAULTS: list[Fault] = []


def fault(says: str, place: str, *checks: str) -> Callable[[Plant], Plant]:
    def listed(plant: Plant) -> Plant:
        FAULTS.append(Fault(plant.__name__, says, place, checks, plant))
        return plant

    return listed


# --- in the core: rules


@fault("Nobody asks who may do what in which stage.", IN_THE_CORE)
def a_missing_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "pass_gate", lambda *_: None)


@fault("Whoever made a proposal may accept it.", IN_THE_CORE, "I8")
def a_missing_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    find = proposals._open

    def as_if_of_the_other(milestone: Milestone, number: int) -> Proposal:
        found = find(milestone, number)
        return replace(found, by=found.by.other)

    monkeypatch.setattr(proposals, "_open", as_if_of_the_other)


@fault("A party of the order may judge in its case.", IN_THE_CORE, "I8")
def a_judge_in_their_own_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neutral, "require_neutral", lambda *_: None)


@fault("An acceptance releases the money twice.", IN_THE_CORE, "I1", "I9")
def a_doubled_release(monkeypatch: pytest.MonkeyPatch) -> None:
    release = ends.release

    def twice(*asked: Any) -> list[Any]:
        events = release(*asked)
        return [events[0], *events]

    monkeypatch.setattr(delivering, "release", twice)


@fault("One unit of the hold stays behind when the client takes the money back.", IN_THE_CORE, "I1", "I2")
def a_hold_that_is_not_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    refund = stopping.refund

    def one_less(*asked: Any) -> list[Any]:
        first, *others = refund(*asked)
        one = Money(1, first.to_client.currency)
        return [replace(first, to_client=first.to_client - one), *others]

    monkeypatch.setattr(stopping, "refund", one_less)


@fault("The fee is rounded up.", IN_THE_CORE, "I1")
def a_fee_rounded_the_wrong_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Money, "share", lambda self, points: Money(-(-self.amount_minor * points // 10_000), self.currency)
    )


@fault("A sealed offer is written into the event as it was typed.", IN_THE_CORE, "sealed")
def a_private_bid_revealed(monkeypatch: pytest.MonkeyPatch) -> None:
    seal = sealed.seal_bid

    def openly(order: Order, milestone: Milestone, command: messages.SealBid, at: datetime) -> list[Any]:
        first, *others = seal(order, milestone, command, at)
        return [replace(first, bid=Commitment(command.bid.words.strip())), *others]

    monkeypatch.setattr(sealed, "seal_bid", openly)


# --- in the core: books and replay


@fault("The books forget what goes back in part.", IN_THE_CORE, "I1")
def a_forgotten_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    postings = bookings._postings

    def forgetful(event: messages.AnyEvent, waiting: Any) -> list[Any]:
        return [] if isinstance(event, messages.PartlyRefunded) else postings(event, waiting)

    monkeypatch.setattr(bookings, "_postings", forgetful)


@fault("A reversed sign in the books: a refund is taken from the client once more.", IN_THE_CORE, "I1", "error")
def an_unbalanced_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    postings = bookings._postings

    def lopsided(event: messages.AnyEvent, waiting: Any) -> list[Any]:
        made = postings(event, waiting)
        if not isinstance(event, messages.Refunded):
            return made
        return [*made[:-1], replace(made[-1], amount=-made[-1].amount)]

    monkeypatch.setattr(bookings, "_postings", lopsided)


# --- in the core: clocks


@fault("A message begins the review window again.", IN_THE_CORE, "I15")
def a_clock_that_starts_again(monkeypatch: pytest.MonkeyPatch) -> None:
    after_message = evolve._after_message

    def generous(order: Order, event: messages.MessageSent) -> Order:
        order = after_message(order, event)
        for one in order.milestones:
            if one.stage is Stage.DELIVERED:
                order = order.with_milestone(replace(one, ends_at=event.at + timedelta(days=7)))
        return order

    monkeypatch.setattr(evolve, "_after_message", generous)


@fault("The client may ask for more time to look as often as it likes.", BY_EXPLORING, "I7")
def an_act_without_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    extend = delivering.extend_review

    def again(order: Order, milestone: Milestone, *asked: Any) -> list[Any]:
        return extend(order, replace(milestone, review_extended=False), *asked)

    monkeypatch.setattr(delivering, "extend_review", again)


@fault("What stood still goes on with two weeks, whatever was left.", IN_THE_CORE, "I11")
def a_frozen_clock_that_forgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "seconds_left", lambda ends_at, _: None if ends_at is None else 14 * 24 * 3600)


@fault("Nothing ends the review when the client is silent.", IN_THE_CORE, "I3")
def a_forgotten_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    armed = deadlines._of_milestone

    def forgetful(terms: Any, milestone: Milestone) -> Any:
        found = armed(terms, milestone)
        return iter(()) if milestone.stage is Stage.DELIVERED else found

    monkeypatch.setattr(deadlines, "_of_milestone", forgetful)


@fault("A command is decided before the clocks that had come.", IN_THE_CORE, "I3", "I6", "I17", "error")
def overdue_clocks_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "run_clocks", lambda order, _: (order, []))


@fault("Clocks fire an hour before their time.", IN_THE_CORE, "time")
def a_clock_that_is_fast(monkeypatch: pytest.MonkeyPatch) -> None:
    first_due = machine.first_due
    monkeypatch.setattr(machine, "first_due", lambda order, at: first_due(order, at + timedelta(hours=1)))


@fault("Nobody watches for how long the provider holds the money.", IN_THE_CORE, "I16")
def a_cap_that_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadlines, "_of_cap", lambda *_: iter(()))


# --- at the desk


@fault("A transaction takes its lock only when it writes.", AT_THE_DESK, "lock")
def a_lost_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def begin(self: DatabaseWrapper) -> None:
        self.cursor().execute("BEGIN DEFERRED")

    monkeypatch.setattr(DatabaseWrapper, "_start_transaction_under_autocommit", begin)
    monkeypatch.setattr(crowd, "PUSHING_IN", 1)


def _drops_the_last(monkeypatch: pytest.MonkeyPatch, table: Any) -> None:
    insert = Sqlite.insert

    def careless(self: Sqlite, into: Any, rows: Any) -> int:
        return insert(self, into, rows[:-1] if into is table and len(rows) > 1 else rows)

    monkeypatch.setattr(Sqlite, "insert", careless)


@fault("The last event of a command is not stored.", AT_THE_DESK, "audit")
def an_event_that_is_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    _drops_the_last(monkeypatch, JOURNAL)


@fault("One side of an entry is not stored.", AT_THE_DESK, "audit books")
def a_posting_that_is_not_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    _drops_the_last(monkeypatch, POSTINGS)


@fault("The words behind a commitment are not kept.", AT_THE_DESK, "audit texts", "error")
def a_text_that_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    _drops_the_last(monkeypatch, TEXTS)


@fault("No receipt is kept, so a question that is asked again is carried out again.", AT_THE_DESK, "I9", "I6")
def a_receipt_that_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_receipts", lambda *_: [])


@fault("An id that was used before is answered without a look at what is asked.", AT_THE_DESK, "I9")
def other_words_under_an_old_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submit, "read_receipt", lambda row, _: receipts.RECEIPTS.from_text(row.receipt))


@fault("Only one letter is sent for each command.", AT_THE_DESK, "letters")
def a_letter_that_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox = writing._outbox
    monkeypatch.setattr(writing, "_outbox", lambda *asked: outbox(*asked)[:1])


@fault("An answer is given though nothing was committed.", AT_THE_DESK, "I12", "I9", "I6")
def an_answer_before_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(self: DatabaseWrapper) -> None:
        self._rollback()

    monkeypatch.setattr(DatabaseWrapper, "_commit", lost)


@fault("A refused command is stored as if it had moved the order on.", AT_THE_DESK, "I12", "error")
def a_refusal_that_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    decided = submit.decide_at

    def careless(order: Order | None, command: Any, at: datetime) -> Any:
        outcome = decided(order, command, at)
        if outcome.refusal is not None and order is not None:
            return replace(decided(order, a_word(order, command), at), refusal=outcome.refusal)
        return outcome

    monkeypatch.setattr(submit, "decide_at", careless)


def a_word(order: Order, command: Any) -> messages.SendMessage:
    """Something that is never refused."""
    by = Role.CLIENT if order.client is not None else Role.FREELANCER
    return messages.SendMessage(order_id=order.id, id=command.id, by=by, text=text("I did not say this"))


@fault("The desk lets strangers in as the client.", AT_THE_DESK, "I6")
def a_stranger_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    role_of = Order.role_of
    monkeypatch.setattr(Order, "role_of", lambda self, person: role_of(self, person) or Role.CLIENT)


@fault("After a crash the desk says yes without having done anything.", AT_THE_DESK, "I12", "I9")
def a_crash_that_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def soothing(work: Any) -> Any:
        try:
            return work()
        except DatabaseError:
            commands, at, _ = work.args
            return [receipts.Receipt(one.order_id, one.id, 1, "", at) for one in commands]

    monkeypatch.setattr(submit, "retrying", soothing)

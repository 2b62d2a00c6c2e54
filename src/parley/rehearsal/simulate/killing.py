"""Real kills: a process that writes is killed with SIGKILL at any moment, and nothing that it was answered may be lost.

The writer tells what it asks and what it was answered through a pipe, as somebody at the other end of a network would hear it.
When exactly it dies the machine decides, so the counts differ from run to run; what must hold does not.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import NoReturn
from uuid import UUID

from django.db import connections

from parley.core.order.messages import AnyCommand
from parley.desk.files import KeptFile
from parley.desk.receipts import RECEIPTS, Receipt
from parley.desk.submit import submit
from parley.desk.sweep import sweep
from parley.reads.audit import audit
from parley.rehearsal.simulate.acts import Temper, sensible
from parley.rehearsal.simulate.agreements import new_offer, start_of
from parley.rehearsal.simulate.counts import MOST_TOLD, Problem
from parley.rehearsal.simulate.handing_in import Shelf
from parley.rehearsal.simulate.known import Known
from parley.rehearsal.simulate.lodging import DURABLE, lodging
from parley.rehearsal.simulate.variants import Setting
from parley.rehearsal.simulate.walk import CLIENT_PERSON, FREELANCER_PERSON
from parley.store.forms import COMMANDS
from parley.store.queries import events_of, order_row, receipt

LONGEST_LIFE_S = 0.25
FIRST_ANSWER_S = 30
ORDERS_OF_A_WRITER = 4
ENDINGS = ("pdf", "svg", "any", "txt")
PIECE_BYTES = 1 << 16


@dataclass(slots=True)
class Killed:
    """`acknowledged` are answers that were heard; `unheard` those that were on disk and nobody had heard of them;
    `undone` are questions of which nothing was on disk."""

    kills: int = 0
    acknowledged: int = 0
    unheard: int = 0
    undone: int = 0
    audited_orders: int = 0
    audited_events: int = 0
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        told = self.problems[:MOST_TOLD]
        return {
            "kills": self.kills,
            "acknowledged": self.acknowledged,
            "unheard": self.unheard,
            "undone": self.undone,
            "audited_orders": self.audited_orders,
            "audited_events": self.audited_events,
            "problems": len(self.problems),
            "found": [{"where": p.where, "check": p.check, "says": p.says, "path": list(p.path)} for p in told],
        }


@dataclass(slots=True)
class Heard:
    """What one writer told before it died: questions in their order, and the receipts of those that were answered."""

    asked: list[tuple[datetime, AnyCommand]] = field(default_factory=list)
    answered: dict[AnyCommand, Receipt | None] = field(default_factory=dict)


def kill(seed: int, kills: int, tell: Callable[[int], None] = lambda _: None, *, here: bool = False) -> Killed:
    """Kill so many writers one after another. `here`: on the present database instead of a throw-away SQLite file."""
    chance = Random(f"parley kill {seed}")  # noqa: S311
    killed = Killed()
    with ExitStack() as stay:
        if not here:
            stay.enter_context(lodging(pragmas=DURABLE))
        shelf = Shelf()
        shelf.stock(UUID(int=0), ENDINGS)
        for number in range(1, kills + 1):
            _one(killed, f"seed {seed}, kill {number}", Random(chance.getrandbits(128)), shelf)  # noqa: S311
            tell(number)
        looked = audit()
    killed.audited_orders, killed.audited_events = looked.orders, looked.events
    for found in looked.found:
        killed.problems.append(Problem(f"order {found.order_id}", f"audit {found.check}", found.says, ()))
    return killed


def _one(killed: Killed, where: str, chance: Random, shelf: Shelf) -> None:
    connections.close_all()  # a connection must not be in two processes
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        _write(chance, mouth, shelf)
    os.close(mouth)
    said = _listen_and_kill(ear, child, chance.uniform(0, LONGEST_LIFE_S))
    killed.kills += 1
    for problem in _look(killed, _understood(said), shelf):
        killed.problems.append(Problem(where, "kill", problem, ()))


# --- the one that is killed


def _write(chance: Random, mouth: int, shelf: Shelf) -> NoReturn:
    """Ask the desk one thing after another until somebody kills this process. Never returns."""
    try:
        _go_on(chance, mouth, shelf)
    finally:
        os._exit(1)


def _go_on(chance: Random, mouth: int, shelf: Shelf) -> None:
    now, temper = start_of(chance), Temper.drawn(chance)
    orders = [Known(Setting(chance, now).uuid()) for _ in range(ORDERS_OF_A_WRITER)]
    while True:
        now += timedelta(minutes=chance.randrange(60))
        if chance.randrange(20) == 0:
            now += timedelta(days=4)
            sweep(now)
            for one in orders:
                one.clocks_ran(now)
        one = chance.choice(orders)
        setting = Setting(chance, now, one.order)
        command, kept = _next(one, setting, temper, shelf)
        _say(mouth, "?", now.isoformat(), COMMANDS.to_text(command))
        expected = one.expect(command, now)
        [answer] = submit([command], now, kept)
        one.happened(expected)
        _say(mouth, "!", str(command.id), RECEIPTS.to_text(answer) if isinstance(answer, Receipt) else "")


def _next(one: Known, setting: Setting, temper: Temper, shelf: Shelf) -> tuple[AnyCommand, list[KeptFile]]:
    """Something that will be done: refusals write nothing and prove little here."""
    if one.order is None:
        return replace(new_offer(setting, CLIENT_PERSON, FREELANCER_PERSON), order_id=one.id), []
    for _ in range(4):
        command = sensible(one.order, setting, temper)
        if one.decided(command, max(setting.at, one.updated_at or setting.at)).refusal is None:
            break
    return shelf.with_files(command, setting)


def _say(mouth: int, *words: str) -> None:
    """One line, whole or cut off by the kill."""
    line = memoryview(("\t".join(words) + "\n").encode())
    while line:
        line = line[os.write(mouth, line) :]


# --- the one that kills


def _listen_and_kill(ear: int, child: int, life_s: float) -> bytes:
    """Hear the first answer, let the writer live a little longer, kill it, and hear what it still had said."""
    said = bytearray()
    end = time.monotonic() + FIRST_ANSWER_S
    was_answered = False
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([ear], [], [], left)
        if not ready:
            break
        piece = os.read(ear, PIECE_BYTES)
        if not piece:
            break
        said += piece
        if not was_answered and b"\n!" in said:
            was_answered, end = True, time.monotonic() + life_s
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(ear, PIECE_BYTES):
        said += piece
    os.close(ear)
    return bytes(said)


def _understood(said: bytes) -> Heard:
    heard = Heard()
    by_id: dict[str, AnyCommand] = {}
    whole, _, _ = said.rpartition(b"\n")  # behind it is what the kill cut off
    for line in whole.decode().split("\n") if whole else []:
        kind, first, second = line.split("\t")
        if kind == "?":
            command = COMMANDS.from_text(second)
            by_id[str(command.id)] = command
            heard.asked.append((datetime.fromisoformat(first), command))
        else:
            heard.answered[by_id[first]] = RECEIPTS.from_text(second) if second else None
    return heard


def _look(killed: Killed, heard: Heard, shelf: Shelf) -> Iterator[str]:
    """Every answer that was heard is there; the question whose answer nobody heard is there wholly or not at all."""
    if not heard.asked:
        yield "the writer said nothing"
        return
    if not heard.answered:
        yield "the writer was never answered"
    for command, answer in heard.answered.items():
        killed.acknowledged += 1
        if answer is not None:
            yield from _is_there(command, answer)
    at, last = heard.asked[-1]
    if last in heard.answered:
        return
    was_there = receipt(last.order_id, last.id) is not None
    killed.unheard += was_there
    killed.undone += not was_there
    yield from _asked_again(last, at, was_there, shelf)


def _is_there(command: AnyCommand, answer: Receipt) -> Iterator[str]:
    name, row = type(command).__name__, order_row(command.order_id)
    kept = receipt(command.order_id, command.id)
    if row is None or row.seq < answer.seq:
        yield f"lost: {name} was acknowledged with event {answer.seq}, and the order stands at {row.seq if row else 0}"
    elif answer.command_id == command.id and kept is None:
        yield f"lost: the receipt of {name}"
    elif kept is not None and RECEIPTS.from_text(kept.receipt) != answer:
        yield f"{name} was acknowledged with another receipt than the one that is kept"


def _asked_again(command: AnyCommand, at: datetime, was_there: bool, shelf: Shelf) -> Iterator[str]:
    """The same question: the first answer if there was one; its events are there once."""
    name = type(command).__name__
    before = sum(event.command_id == command.id for event in events_of(command.order_id))
    if before and not was_there:
        yield f"{name} was half done: {before} events and no receipt"
    [answer] = submit([command], at, shelf.kept_for(command))
    after = sum(event.command_id == command.id for event in events_of(command.order_id))
    if was_there and (not isinstance(answer, Receipt) or after != before):
        yield f"{name} was done, and asked again it was answered {type(answer).__name__} with {after} events"

"""The only way an order changes: a click, an API call, a provider's word and the clock alike."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from parley.core.machine import decide_at
from parley.core.order.clock import RunOut
from parley.core.order.messages import AnyCommand
from parley.core.order.refusals import Refusal
from parley.desk.files import KeptFile
from parley.desk.neutral import with_shares
from parley.desk.receipts import Receipt, Reused, read_receipt
from parley.desk.sealed import with_opposite
from parley.desk.writing import writing
from parley.store.forms import STATES
from parley.store.retry import is_conflict, retrying
from parley.store.unit import Unit, commit, most_orders

log = logging.getLogger("parley.desk")

Answer = Receipt | Refusal | Reused
"""A receipt when it was done (again the first one when it was done before), a refusal when a rule said no."""


def submit(commands: Sequence[AnyCommand], at: datetime, kept: Sequence[KeptFile] = ()) -> list[Answer]:
    """Carry out commands of different orders at the instant `at` (UTC), in one commit; the answers are in their order.

    Everything is on disk before this returns. A refusal harms nobody else. When the commit itself fails, the commands are
    carried out one by one, so that a poisoned one harms only itself; its error is raised after the others are done.
    `kept` are the files that these commands mention. Raises ValueError for two commands of one order.
    """
    if len({command.order_id for command in commands}) != len(commands):
        raise ValueError("one batch holds at most one command of an order")
    if len(commands) > most_orders():
        return _one_by_one(commands, at, kept)
    try:
        return retrying(partial(_carry_out, commands, at, kept))
    except Exception as error:
        if len(commands) == 1:
            raise
        log.warning("a batch of %d commands failed, now one by one: %s", len(commands), error)
        return _one_by_one(commands, at, kept)


def _one_by_one(commands: Sequence[AnyCommand], at: datetime, kept: Sequence[KeptFile]) -> list[Answer]:
    answers: list[Answer] = []
    failed: Exception | None = None
    for command in commands:
        try:
            answers += retrying(partial(_carry_out, [command], at, kept))
        except Exception as error:
            if is_conflict(error):
                raise
            log.exception("command %s of order %s failed", command.id, command.order_id)
            failed = error
    if failed is not None:
        raise failed
    return answers


def _carry_out(commands: Sequence[AnyCommand], at: datetime, kept: Sequence[KeptFile]) -> list[Answer]:
    with commit([(command.order_id, command.id) for command in commands]) as unit:
        return [_decide_and_write(unit, command, at, kept) for command in commands]


def _decide_and_write(unit: Unit, command: AnyCommand, at: datetime, kept: Sequence[KeptFile]) -> Answer:
    answered = unit.receipt(command.order_id, command.id)
    if answered is not None:
        return read_receipt(answered, command)
    row = unit.row(command.order_id)
    before = STATES.from_text(row.state) if row else None
    if row is not None:
        # Two processes' clocks may differ by a breath; an order's own time never runs backwards.
        at = max(at, row.updated_at)
    outcome = decide_at(before, with_shares(before, with_opposite(before, command)), at)
    is_done = outcome.refusal is None and not isinstance(command, RunOut)
    if outcome.order is not None and (outcome.steps or is_done):
        written = writing(
            row,
            before,
            outcome.order,
            outcome.steps,
            at,
            salt=secrets.token_hex(16),
            answered=command if is_done else None,
            files=[file.row for file in kept if file.row.order_id == command.order_id] if is_done else (),
        )
        unit.write(written)
        if outcome.refusal is None:
            return Receipt(command.order_id, command.id, written.row.seq, written.row.head, at)
    if outcome.refusal is None:
        raise AssertionError("a command that was carried out leaves a trace")
    return outcome.refusal

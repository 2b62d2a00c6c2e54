"""The clock's way to the desk: due orders become commands, many in one commit."""

from __future__ import annotations

from datetime import datetime

from parley.core.deadlines import first_due
from parley.core.machine import clock_command
from parley.core.order.clock import RunOut
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.store.forms import STATES
from parley.store.queries import due_orders, order_rows

MOST_AT_ONCE = 1_000


def sweep(at: datetime, most: int = MOST_AT_ONCE) -> int:
    """Apply what is due by `at` (UTC) to at most so many orders; how many moved. Zero means that nothing is due.

    What a clock opens may itself be due already; `submit` carries that out too, so one sweep brings each order to rest.
    """
    commands = due_commands(at, most)
    answers = submit(commands, at) if commands else []
    return sum(isinstance(answer, Receipt) for answer in answers)


def due_commands(at: datetime, most: int) -> list[RunOut]:
    """The command that the core says is due, for each order whose row says that something is."""
    rows = order_rows(due_orders(at, most))
    found: list[RunOut] = []
    for row in rows.values():
        order = STATES.from_text(row.state)
        deadline = first_due(order, at)
        if deadline is not None:
            found.append(clock_command(order, deadline))
    return found

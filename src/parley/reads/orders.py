"""Every order of the installation in a line: what it is called, where it stands, for whom it waits and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.core.parties import Role
from parley.store.errors import UnreadableRow
from parley.store.forms import STATES
from parley.store.plain import CodecError
from parley.store.queries import all_order_ids, order_row
from parley.store.rows import OrderRow
from parley.store.wording import texts_named

PAGE = 100
UNREADABLE = "unreadable"
"""Stands for the stage of an order whose row is damaged; `./parley audit` says how."""


@dataclass(frozen=True, slots=True)
class Line:
    """`title` is empty when it was erased or cannot be read. `due_at` is the earliest deadline (UTC), reminders too."""

    order_id: UUID
    title: str
    stage: str
    turn: tuple[Role, ...]
    due_at: datetime | None


def orders(after: UUID | None = None, limit: int = PAGE) -> list[Line]:
    """A page of all orders by their ids, which is the order in which they were made; go on with the last one's id."""
    rows = [(order_id, _row(order_id)) for order_id in all_order_ids(after, limit)]
    titles = {row.order_id: title for _, row in rows if row is not None and (title := _title(row))}
    texts = texts_named(list(titles.items()))
    lines: list[Line] = []
    for order_id, row in rows:
        if row is None:
            lines.append(Line(order_id, "", UNREADABLE, (), None))
            continue
        text = texts.get((order_id, titles.get(order_id, "")))
        turn = tuple(role for role in Role if f" {role.value} " in row.turn)
        lines.append(Line(order_id, (text.body if text else None) or "", row.stage, turn, row.due_at))
    return lines


def _row(order_id: UUID) -> OrderRow | None:
    try:
        return order_row(order_id)
    except UnreadableRow:
        return None


def _title(row: OrderRow) -> str:
    try:
        return STATES.from_text(row.state).terms.title
    except CodecError:
        return ""

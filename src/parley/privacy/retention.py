"""What goes by itself: files that no command ever mentioned, sessions that are over, and, where the operator has chosen a
time, the words of orders that ended long ago."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from parley.core.order.state import OrderStage
from parley.people.holds import held_until
from parley.privacy.emptying import all_rows_of, empty, people_of
from parley.store.blobs import blobs
from parley.store.erasure import named_files, orders_with_words
from parley.store.forms import STATES
from parley.store.queries import all_order_ids, order_row

WINDOW = 500
ORPHAN_AFTER = timedelta(days=1)
"""A form brings a file back for a day (web/orders/acts/uploads.py); what no order names by then was never handed in."""

ENDED = frozenset({OrderStage.CLOSED, OrderStage.EXPIRED, OrderStage.DECLINED, OrderStage.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Swept:
    """One window of orders: how many were emptied, and where the next window begins; None at the end."""

    emptied: int
    next_after: UUID | None


def keeps_for() -> timedelta | None:
    """For how long the words of an ended order are kept; None for as long as the installation stands."""
    return timedelta(days=settings.KEEP_WORDS_DAYS) if settings.KEEP_WORDS_DAYS else None


def empty_old_orders(at: datetime, after: UUID | None = None) -> Swept:
    """Take all words and files out of the orders of one window that ended so long ago."""
    kept_for = keeps_for()
    window = all_order_ids(after, WINDOW) if kept_for is not None else []
    if kept_for is None or not window:
        return Swept(0, None)
    emptied = 0
    for order_id in orders_with_words(window[0], window[-1], at - kept_for):
        row = order_row(order_id)
        order = STATES.from_text(row.state) if row is not None else None
        if order is None or order.stage not in ENDED or held_until(people_of(order), at) is not None:
            continue
        empty(order_id, all_rows_of(order_id), at)
        emptied += 1
    return Swept(emptied, window[-1] if len(window) == WINDOW else None)


def sweep_orphans(wall: datetime) -> int:
    """Erase the files on disk that no order names and that are older than a day. How many. `wall` is the time of the disk's
    own clock, which a demo does not move."""
    before = (wall - ORPHAN_AFTER).timestamp()
    store, gone = blobs(), 0
    for keys in _pieces(store.keys_before(before)):
        for key in set(keys) - named_files(keys):
            store.drop(key)
            gone += 1
    store.note_looked(before)
    return gone


def _pieces(keys: Iterator[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    for key in keys:
        piece.append(key)
        if len(piece) == WINDOW:
            yield piece
            piece = []
    if piece:
        yield piece

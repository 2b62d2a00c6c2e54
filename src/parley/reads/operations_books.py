"""The books of all orders, posting by posting, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from parley.store.latest import PostingKey as Key
from parley.store.latest import latest_postings
from parley.store.rows import PostingRow as Posting

__all__ = ["Books", "Key", "Posting", "books"]

PAGE = 50


@dataclass(frozen=True, slots=True)
class Books:
    """One page: the newest order first, and of an order its last posting. `next_key` is where the next one goes on."""

    postings: tuple[Posting, ...]
    next_key: Key | None


def books(before: Key | None = None) -> Books:
    """Postings before that place in the books."""
    rows = latest_postings(before, PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Books(tuple(rows[:PAGE]), (last.order_id, last.seq, last.line) if last is not None else None)

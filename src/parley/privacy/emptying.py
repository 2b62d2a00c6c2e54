"""Takes the words and files out of an order. Its rows, its chain and its books stay, and verify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.core.order.state import Order
from parley.privacy.authorship import NOBODY, Authors, authors
from parley.privacy.letters_kept import remove_letters_of_order
from parley.store.blobs import blobs
from parley.store.erasure import empty_receipts, erase_file, erase_texts
from parley.store.forms import LETTERS, STATES
from parley.store.outbox import effects_of
from parley.store.plain import CodecError
from parley.store.queries import events_of, files_of, order_row, texts_of
from parley.store.rows import OutboxRow


@dataclass(frozen=True, slots=True)
class Rows:
    """What would go, or went, from one order: commitments of texts, contents of files, letters whose answers are forgotten."""

    texts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    letters: tuple[UUID, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts or self.files)


def rows_of(order_id: UUID, person_id: str) -> Rows:
    """What this person brought into the order and is still there. What somebody else handed in too is not theirs alone."""
    row = order_row(order_id)
    if row is None:
        return Rows()
    order = STATES.from_text(row.state)
    found = authors(order, events_of(order_id))
    role = order.role_of(person_id)
    return Rows(
        tuple(
            key for key, text in texts_of(order_id).items() if text.body is not None and _is_of(found, key, person_id)
        ),
        tuple(
            file.sha256
            for file in files_of(order_id)
            if file.stored_as is not None and found.has_only(file.sha256, person_id)
        ),
        tuple(one.effect_id for one in effects_of(order_id) if role is not None and _is_to(one, role.value)),
    )


def all_rows_of(order_id: UUID) -> Rows:
    """Everything that anybody brought into the order and that is still there."""
    return Rows(
        tuple(key for key, text in texts_of(order_id).items() if text.body is not None),
        tuple(file.sha256 for file in files_of(order_id) if file.stored_as is not None),
        tuple(one.effect_id for one in effects_of(order_id) if one.receipt),
    )


def empty(order_id: UUID, rows: Rows, at: datetime) -> None:
    """Take these out for good. A crash half-way leaves rows that say so and a file that no row names: the sweep finds it."""
    erase_texts(order_id, rows.texts, at)
    for sha256 in rows.files:
        key = erase_file(order_id, sha256, at)
        if key is not None:
            blobs().erase(key)
    empty_receipts(order_id, rows.letters)
    remove_letters_of_order(order_id)


def other_side(order: Order, person_id: str) -> str | None:
    """The id of whoever is on the other side of this person in the order."""
    role = order.role_of(person_id)
    return order.person(role.other) if role is not None else None


def people_of(order: Order) -> Iterable[str | None]:
    return order.client, order.freelancer


def _is_of(found: Authors, commitment: str, person_id: str) -> bool:
    return found.wrote(commitment) in (person_id, NOBODY)


def _is_to(row: OutboxRow, role: str) -> bool:
    """Whether a letter went to this side. One that cannot be read is taken for one that did."""
    if not row.receipt:
        return False
    try:
        return LETTERS.from_text(row.body).to.value == role
    except CodecError:
        return True

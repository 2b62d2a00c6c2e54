"""What people wrote, found by the commitments that events and states hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from parley.core.texts import Commitment
from parley.store.rows import TextRow


@dataclass(frozen=True, slots=True)
class Said:
    """Words and the language they were written in ("" if nobody knows). `words` is None when they were erased."""

    words: str | None
    language: str


ERASED = Said(None, "")


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one order."""

    rows: Mapping[str, TextRow]

    def said(self, commitment: Commitment) -> Said:
        row = self.rows.get(commitment)
        return Said(row.body, row.language) if row is not None else ERASED

    def words(self, commitment: Commitment | None, instead: str = "") -> str:
        """The words themselves; `instead` where there were none or they were erased."""
        if commitment is None:
            return instead
        words = self.said(commitment).words
        return instead if words is None else words


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody in an order, as the other side knows them. `person` is None for a side that has not joined or has left: there is
    nobody to write to, and no page about them."""

    person: UUID | None
    name: str
    language: str = "en"
    zone: str = "UTC"

"""A deed in its moment: the order as it stands, and who acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.texts import Text
from parley.desk.files import KeptFile
from parley.desk.intake import text
from parley.rehearsal.story import Deed


@dataclass(frozen=True, slots=True)
class Act:
    """A deed with what it needs from the moment: the order as it stands, who acts, and the files on disk."""

    deed: Deed
    order: Order
    by: Role
    language: str
    at: datetime
    played_at: datetime
    person: str | None = None
    kept: Sequence[KeptFile] = ()

    def text(self, words: str) -> Text:
        return text(words, self.language)

    def maybe(self, words: str) -> Text | None:
        return self.text(words) if words else None


class Whose(TypedDict):
    """What every command says."""

    order_id: UUID
    id: UUID
    by: Role


class OfMilestone(Whose):
    """What every command about a milestone says."""

    milestone: int

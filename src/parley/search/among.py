"""A search that is narrowed by what only the room of the things knows: its own query, as a part of the statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

ONLY = "AND EXISTS (SELECT 1 FROM among WHERE among.key = e.key)"


@dataclass(frozen=True, slots=True)
class Among:
    """`sql` selects keys."""

    sql: str
    parameters: tuple[Any, ...]

    @property
    def before(self) -> str:
        return f"WITH among(key) AS ({self.sql})"


def among(things: QuerySet[Any]) -> Among:
    """Only these things, whose primary keys are the keys of their entries."""
    sql, parameters = things.order_by().values_list("pk").query.sql_with_params()
    return Among(sql, tuple(parameters))

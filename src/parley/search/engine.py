"""The database under the search: the same questions put to SQLite and to PostgreSQL, each in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.db import connections

from parley.search.among import Among
from parley.search.models import Entry
from parley.search.postgres import Postgres
from parley.search.sqlite import Sqlite
from parley.search.stems import Word

DATABASE = "default"


class Engine(Protocol):
    """What the search asks of a database."""

    def take_in(self, entries: Sequence[Entry]) -> None:
        """Index rows that were just written."""

    def leave_out(self, entries: Sequence[Entry]) -> None:
        """Take rows out of the index that are about to go."""

    def clean(self) -> None:
        """Let the index keep nothing of what was taken out."""

    def rows(
        self, words: Sequence[Word], *, in_title: bool, below: int | None, limit: int, among: Among | None
    ) -> list[tuple[int, UUID]]:
        """(id, key) of entries that have all words, newest first: those that have all in the title, or the others. `below`
        leaves out ids from there up."""


def engine() -> Engine:
    """The one for this installation's database."""
    connection = connections[DATABASE]
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)

# ruff: noqa: S608  (the statements are put together from our own words; what people typed travels as parameters)
"""Text search of PostgreSQL: vectors that the database makes of the stems, with GIN over them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from parley.search.among import ONLY, Among
from parley.search.models import Entry
from parley.search.stems import Word


class Postgres:
    """See search.engine."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def take_in(self, entries: Sequence[Entry]) -> None:
        """The columns of the entries are generated, and so is their index."""

    def leave_out(self, entries: Sequence[Entry]) -> None:
        """The index goes with the rows."""

    def clean(self) -> None:
        """VACUUM does it, as for every table that words were taken from."""

    def rows(
        self, words: Sequence[Word], *, in_title: bool, below: int | None, limit: int, among: Among | None
    ) -> list[tuple[int, UUID]]:
        asked = query(words)
        wanted = "e.title_vector @@ %s::tsquery"
        if not in_title:
            wanted = "e.words_vector @@ %s::tsquery AND NOT " + wanted
        statement = f"""
            {among.before if among else ""}
            SELECT e.id, e.key FROM search_entry e
            WHERE {wanted} {"AND e.id < %s" if below is not None else ""}
            {ONLY if among else ""}
            ORDER BY e.id DESC LIMIT %s
        """
        parameters: list[Any] = [*(among.parameters if among else ()), *([asked] if in_title else [asked, asked])]
        parameters += [below] if below is not None else []
        with self._connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, limit])
            return [(id_, key) for id_, key in cursor.fetchall()]


def query(words: Sequence[Word]) -> str:
    """The question as a tsquery. Marked stems are letters, digits and underscores, so nothing in them is a sign to it."""
    return " & ".join(f"({_word(word)})" for word in words)


def _word(word: Word) -> str:
    readings = [" & ".join(f"'{stem}'" for stem in reading) for reading in word.readings]
    return " | ".join([*(f"({reading})" for reading in readings), *(f"'{begin}':*" for begin in word.beginnings)])

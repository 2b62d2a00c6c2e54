# ruff: noqa: S608  (the statements are put together from our own words; what people typed travels as parameters)
"""FTS5: a table of words beside the entries, kept by our own hands in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from parley.search.among import ONLY, Among
from parley.search.models import Entry
from parley.search.stems import Word

TAKE_IN = "INSERT INTO search_words (rowid, title_stems, body_stems) VALUES (%s, %s, %s)"
LEAVE_OUT = "INSERT INTO search_words (search_words, rowid, title_stems, body_stems) VALUES ('delete', %s, %s, %s)"
CLEAN = "INSERT INTO search_words (search_words) VALUES ('optimize')"


class Sqlite:
    """See search.engine."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def take_in(self, entries: Sequence[Entry]) -> None:
        self._each(TAKE_IN, entries)

    def leave_out(self, entries: Sequence[Entry]) -> None:
        self._each(LEAVE_OUT, entries)

    def clean(self) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(CLEAN)

    def rows(
        self, words: Sequence[Word], *, in_title: bool, below: int | None, limit: int, among: Among | None
    ) -> list[tuple[int, UUID]]:
        # CROSS JOIN keeps the words in front, which come out by descending id already: nothing is sorted.
        statement = f"""
            {among.before if among else ""}
            SELECT e.id, e.key FROM search_words CROSS JOIN search_entry e ON e.id = search_words.rowid
            WHERE search_words MATCH %s {"AND search_words.rowid < %s" if below is not None else ""}
            {ONLY if among else ""}
            ORDER BY search_words.rowid DESC LIMIT %s
        """
        parameters: list[Any] = [*(among.parameters if among else ()), match(words, in_title=in_title)]
        parameters += [below] if below is not None else []
        with self._connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, limit])
            return [(id_, UUID(key)) for id_, key in cursor.fetchall()]

    def _each(self, statement: str, entries: Sequence[Entry]) -> None:
        with self._connection.cursor() as cursor:
            cursor.executemany(statement, [(one.id, one.title_stems, one.body_stems) for one in entries])


def match(words: Sequence[Word], *, in_title: bool) -> str:
    """The question as FTS5 reads it. Marked stems are letters, digits and underscores, so nothing in them is a sign to it."""
    wanted = " AND ".join(f"({_word(word)})" for word in words)
    title = f"{{title_stems}} : ({wanted})"
    return title if in_title else f"({wanted}) NOT ({title})"


def _word(word: Word) -> str:
    readings = [" AND ".join(f'"{stem}"' for stem in reading) for reading in word.readings]
    return " OR ".join([*(f"({reading})" for reading in readings), *(f'"{begin}" *' for begin in word.beginnings)])

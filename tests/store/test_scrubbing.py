"""What was erased is not in the bytes either: not in the file of SQLite, not in its log, not in what PostgreSQL still holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from parley.store import scrubbing
from parley.store.erasure import erase_texts
from parley.store.scrubbing import scrub
from tests.store.given_rows import NOON, uuid, write

pytestmark = pytest.mark.django_db(transaction=True)


def in_the_bytes(words: str) -> int:
    """How often the words stand in the files of SQLite; in the rows of PostgreSQL, dead ones not counted."""
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        return sum(path.read_bytes().count(words.encode()) for path in name.parent.glob(f"{name.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM texts WHERE body LIKE %s", [f"%{words}%"])
        return int(cursor.fetchone()[0])


def test_erased_words_are_not_in_the_bytes() -> None:
    [written] = write(uuid(1))
    [text] = written.texts
    assert text.body
    assert in_the_bytes(text.body)
    erase_texts(uuid(1), [text.commitment], NOON)
    assert scrub(("people_person",)).is_done
    assert in_the_bytes(text.body) == 0


def test_postgresql_keeps_no_dead_rows() -> None:
    if connection.vendor != "postgresql":
        return
    [written] = write(uuid(1))
    erase_texts(uuid(1), [text.commitment for text in written.texts], NOON)
    assert scrub().is_done
    with connection.cursor() as cursor:
        cursor.execute("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'texts'")
        assert cursor.fetchone() == (0,)
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)


def test_a_large_database_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "MOST_VACUUMED_BYTES", 0)
    asked: list[str] = []
    with connection.execute_wrapper(lambda run, sql, *rest: (asked.append(sql), run(sql, *rest))[1]):
        assert scrub().is_done
    assert ("VACUUM" in asked) is False


def test_somebody_who_reads_is_waited_for_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        return
    monkeypatch.setattr(scrubbing, "PATIENCE_MS", 50)
    reader = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM texts").fetchone()
    write(uuid(1))
    try:
        scrubbed = scrub()
    finally:
        reader.execute("ROLLBACK")
        reader.close()
    assert not scrubbed.is_done
    assert scrubbed.seconds < 10
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    assert scrub().is_done

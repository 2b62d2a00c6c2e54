"""What was erased must be gone from the bytes of the database, not only from its answers.

SQLite: a connection overwrites what it deletes (`PRAGMA secure_delete`, config/database.py), and the write-ahead log is cut to
nothing by a checkpoint. What was moved earlier, when pages were split, is copied without leftovers by VACUUM. Both hold up
whoever writes; VACUUM for about a second for every 50 MB, so a large database is left to its operator.

PostgreSQL: old versions of rows stay in the pages until VACUUM takes them out, which is done here for every table that words
were taken from; nothing can ask for them in the meantime. Backups and archived logs keep what they hold.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from django.db import DatabaseError, connections

from parley.store.engine import DATABASE

MOST_VACUUMED_BYTES = 256_000_000
"""About five seconds, in which nobody writes."""
PATIENCE_MS = 2_000
"""How long a checkpoint waits for somebody who reads; meanwhile nobody writes."""

log = logging.getLogger("parley.store.scrubbing")

TABLES = ("texts", "files", "outbox")
"""What erasure.py writes to; the tables of accounts are named by whoever empties them."""


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """Whether all of it was done, and how long it took."""

    is_done: bool
    seconds: float


def scrub(tables: tuple[str, ...] = ()) -> Scrubbed:
    """Clean the database's bytes of what was erased. Not inside a transaction. False when it was too busy: try again later."""
    began = time.monotonic()
    connection = connections[DATABASE]
    connection.ensure_connection()
    try:
        if connection.vendor == "sqlite":
            is_done = _scrub_sqlite()
        else:
            _scrub_postgres((*TABLES, *tables))
            is_done = True
    except DatabaseError as error:
        log.warning("what was erased is not cleaned out of the database's bytes yet: %s", error)
        is_done = False
    return Scrubbed(is_done, time.monotonic() - began)


def _scrub_sqlite() -> bool:
    with connections[DATABASE].cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        (size_bytes,) = cursor.fetchone()
        if size_bytes <= MOST_VACUUMED_BYTES:
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA busy_timeout")
        (usual_ms,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_pages = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual_ms}")
    return not busy


def _scrub_postgres(tables: tuple[str, ...]) -> None:
    with connections[DATABASE].cursor() as cursor:
        # A large table takes longer than any statement of a page may.
        cursor.execute("SET statement_timeout = 0")
        try:
            for table in tables:
                cursor.execute(f"VACUUM {connections[DATABASE].ops.quote_name(table)}")
        finally:
            cursor.execute("RESET statement_timeout")

"""A database and a folder of its own for each leg: in memory where there is such a place, gone afterwards."""

from __future__ import annotations

import logging
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import ConnectionHandler

from parley.rehearsal.place import MEMORY
from parley.store.engine import DATABASE

QUICK = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
"""Nothing here outlives the run, and no process is really killed: nothing waits for a disk."""
DURABLE = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
"""As in production: what was answered survives the process."""


@contextmanager
def lodging(kind: type[sqlite3.Connection] = sqlite3.Connection, pragmas: str = QUICK) -> Iterator[Path]:
    """While the block runs, this thread's database is a new file and files go to a new folder; yields the database's path.
    `kind` is what connects to it. What the desk would say of failures that are wanted here is not said."""
    with tempfile.TemporaryDirectory(prefix="parley-simulate-", dir=_memory()) as folder:
        path = Path(folder) / "simulated.sqlite3"
        path.write_bytes(_migrated())
        log = logging.getLogger("parley.desk")
        level, installation = log.level, settings.INSTALLATION
        log.setLevel(logging.CRITICAL + 1)
        settings.INSTALLATION = replace(installation, data=Path(folder))
        try:
            with at(path, kind, pragmas):
                yield path
        finally:
            settings.INSTALLATION = installation
            log.setLevel(level)


@contextmanager
def at(
    path: Path, kind: type[sqlite3.Connection] = sqlite3.Connection, pragmas: str = QUICK, wait_s: float = 20
) -> Iterator[None]:
    """While the block runs, this thread's database is the one at `path`; it waits so long for somebody else's lock."""
    before = connections[DATABASE]
    connect(path, kind, pragmas, wait_s)
    try:
        yield
    finally:
        connections[DATABASE].close()
        connections[DATABASE] = before


def connect(
    path: Path, kind: type[sqlite3.Connection] = sqlite3.Connection, pragmas: str = QUICK, wait_s: float = 20
) -> None:
    """A new connection for this thread, as a new process would have; whatever the old one was in the middle of is left."""
    options = {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "factory": kind, "timeout": wait_s}
    named = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options, "CONN_MAX_AGE": None}
    connections[DATABASE] = ConnectionHandler({DATABASE: named})[DATABASE]


def _memory() -> Path | None:
    return MEMORY if os.access(MEMORY, os.W_OK) else None


@cache
def _migrated() -> bytes:
    """An empty database with all tables: made once, then copied."""
    with tempfile.TemporaryDirectory(prefix="parley-simulate-", dir=_memory()) as folder:
        path = Path(folder) / "empty.sqlite3"
        with at(path, pragmas="PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"):
            call_command("migrate", interactive=False, verbosity=0)
        return path.read_bytes()

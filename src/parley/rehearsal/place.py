"""A place of its own for a rehearsal: a new database and folder that are thrown away afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import ConnectionHandler

from parley.store.engine import DATABASE

MEMORY = Path("/dev/shm")  # noqa: S108 (a file system in memory, where the system has one)


@contextmanager
def throw_away() -> Iterator[None]:
    """While the block runs, this thread's database is a new SQLite file and files go to a new folder, both in memory if
    possible. Whatever the installation has is neither opened nor changed."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="parley-play-", dir=memory) as folder:
        before, installation = connections[DATABASE], settings.INSTALLATION
        connections[DATABASE] = ConnectionHandler({DATABASE: _database(Path(folder))})[DATABASE]
        settings.INSTALLATION = replace(installation, data=Path(folder))
        try:
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            connections[DATABASE].close()
            connections[DATABASE] = before
            settings.INSTALLATION = installation


def _database(folder: Path) -> dict[str, object]:
    # Nothing here outlives the play, so nothing waits for a disk.
    pragmas = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "play.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas},
    }

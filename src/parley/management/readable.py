"""For commands that only read: a database that is not there, or not made yet, is said and not thrown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError

from parley.management.cli import CannotWork


@contextmanager
def readable_database() -> Iterator[None]:
    """Raises CannotWork when the block finds no database, or one without tables."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise CannotWork(f"the database cannot be read ({error}); ./parley migrate makes or upgrades it") from None

"""Bad weather for a database: a connection that fails at the very statement somebody chose, and takes the transaction with it.

It is a connection of the driver's own kind, handed to Django by the driver's own option, so that everything above it, the
rolling back included, is what runs in production.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Death(BaseException):
    """The process dies here. Nothing of ours may catch it, as nothing catches a power cut."""


class Manner(Enum):
    """How it fails."""

    ERROR = "error"
    """The statement fails; the program lives on and may try again."""
    BUSY = "busy"
    """Somebody else has the lock; the desk tries again by itself."""
    DEATH = "death"
    """The process dies between two statements."""
    CUT = "cut"
    """The connection is lost in the middle of the transaction; the program lives on and must find another."""
    UNHEARD = "unheard"
    """Everything is on disk, and the process dies before it can say so."""


DEADLY = frozenset({Manner.DEATH, Manner.UNHEARD})
_CODES = {Manner.ERROR: sqlite3.SQLITE_IOERR, Manner.BUSY: sqlite3.SQLITE_BUSY, Manner.CUT: sqlite3.SQLITE_MISUSE}


@dataclass(slots=True)
class Weather:
    """What is to come: in so many statements of a transaction it fails in this manner, once. `visit` is called once, in the
    middle of a transaction, before the statement whose turn it is."""

    fails_in: int = 0
    manner: Manner = Manner.ERROR
    visits_in: int = 0
    visit: Callable[[], None] | None = None
    has_struck: bool = False

    def clear(self) -> None:
        """Fair again. What has struck is told by `has_struck` until the next threat."""
        self.fails_in = self.visits_in = 0
        self.visit = None

    def threaten(self, manner: Manner, statements: int) -> None:
        self.manner, self.fails_in, self.has_struck = manner, statements, False

    def before(self, connection: sqlite3.Connection) -> None:
        """A statement of a transaction is about to run."""
        self.visits_in -= 1
        if self.visits_in == 0 and self.visit is not None:
            self.visit()
        if self.manner is Manner.UNHEARD or not self.fails_in:
            return
        self.fails_in -= 1
        if self.fails_in == 0:
            self._strike(connection)

    def after_commit(self) -> None:
        if self.manner is Manner.UNHEARD and self.fails_in:
            self.fails_in = 0
            self.has_struck = True
            raise Death("after the commit")

    def _strike(self, connection: sqlite3.Connection) -> None:
        self.has_struck = True
        if self.manner is not Manner.ERROR and self.manner is not Manner.BUSY:
            connection.close()  # also for the dead: their own tidying up must not reach the database any more
        if self.manner in DEADLY:
            raise Death(f"simulated: {self.manner.value}")
        error = sqlite3.OperationalError(f"simulated: {self.manner.value}")
        error.sqlite_errorcode = _CODES[self.manner]
        raise error


def frail(weather: Weather) -> type[sqlite3.Connection]:
    """A kind of connection that is out in this weather."""

    class Frail(sqlite3.Connection):
        def execute(self, *args: Any) -> sqlite3.Cursor:
            if self.in_transaction:
                weather.before(self)
            return super().execute(*args)

        def executemany(self, *args: Any) -> sqlite3.Cursor:
            if self.in_transaction:
                weather.before(self)
            return super().executemany(*args)

        def commit(self) -> None:
            if not self.in_transaction:
                return
            weather.before(self)
            super().commit()
            weather.after_commit()

    return Frail

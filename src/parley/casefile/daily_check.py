"""Are the daily roots as they were signed, one behind the other, and does the journal still lead to them? Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parley.casefile.daily import DAY, BadStatement, Statement, digest_of, is_signed_statement, read_statement, tree_of
from parley.casefile.signing import public_key
from parley.casefile.timestamp import BadStamp, can_be_checked, stamped_at
from parley.store.daily_roots import daily_roots, daily_roots_after
from parley.store.errors import UnreadableRow
from parley.store.rows import DailyRootRow

PAGE = 100


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the root of a day. `check` is one of row, statement, key, signature, chain, journal, stamp."""

    day: str
    check: str
    says: str


def flaws(*, every_day: bool = True, tell: Callable[[int], None] = lambda _: None) -> Iterator[Flaw]:
    """Everything that is wrong with the roots, oldest first; `tell` hears after each how many were looked at.

    The journal is read again for each day, or with `every_day` False for the newest only: an event that was changed
    changes the head of its order for ever after, so the newest root shows it too, and only does not tell since when.
    """
    try:
        yield from _flaws(every_day, tell)
    except UnreadableRow as row:
        yield Flaw("", "row", f"a root cannot be read, and what comes after it was not looked at: {row}")


def _flaws(every_day: bool, tell: Callable[[int], None]) -> Iterator[Flaw]:
    before: DailyRootRow | None = None
    newest = [row.day for row in daily_roots(1)]
    for count, row in enumerate(_all(), start=1):
        statement = None
        try:
            statement = read_statement(row.statement)
        except BadStatement as error:
            yield Flaw(row.day, "statement", f"it cannot be understood: {error}")
        if statement is not None:
            yield from _by_itself(row, statement)
            yield from _behind(row, statement, before)
            # What nobody signed says nothing about the journal.
            is_signed = is_signed_statement(row.statement, row.signature, statement.key)
            if is_signed and (every_day or row.day in newest):
                yield from _in_the_journal(row, statement)
        before = row
        tell(count)


def _all() -> Iterator[DailyRootRow]:
    after = ""
    while page := daily_roots_after(after, PAGE):
        yield from page
        after = page[-1].day


def _by_itself(row: DailyRootRow, statement: Statement) -> Iterator[Flaw]:
    if statement.day.isoformat() != row.day:
        yield Flaw(row.day, "statement", f"it is about {statement.day}")
    if statement.key != public_key():
        yield Flaw(row.day, "key", f"it was signed with another key than this desk's: {statement.key}")
    if not is_signed_statement(row.statement, row.signature, statement.key):
        yield Flaw(row.day, "signature", "the signature does not belong to the statement")
    if row.stamp is not None and can_be_checked():
        try:
            stamped_at(row.statement.encode(), row.stamp)
        except BadStamp as error:
            yield Flaw(row.day, "stamp", f"the time stamp is not good: {error}")


def _behind(row: DailyRootRow, statement: Statement, before: DailyRootRow | None) -> Iterator[Flaw]:
    if before is None:
        if statement.previous:
            yield Flaw(row.day, "chain", "it names a root before it, and that one is not here any more")
        return
    if before.day != (statement.day - DAY).isoformat():
        yield Flaw(row.day, "chain", f"the day before it has no root; the last one is of {before.day}")
    if statement.previous != digest_of(before.statement):
        yield Flaw(row.day, "chain", f"it does not name the statement about {before.day} as that one stands here")


def _in_the_journal(row: DailyRootRow, statement: Statement) -> Iterator[Flaw]:
    try:
        tree = tree_of(statement.day)
    except UnreadableRow as unreadable:
        yield Flaw(row.day, "journal", f"an event cannot be read: {unreadable}")
        return
    if tree is None:
        raise AssertionError("nobody asked for a stop")
    if tree.size != statement.orders:
        yield Flaw(row.day, "journal", f"{statement.orders} orders were signed, and the journal knows of {tree.size}")
    elif tree.root.hex() != statement.root:
        yield Flaw(row.day, "journal", f"{statement.root} was signed, and the journal gives {tree.root.hex()}")

"""Once a day the desk signs one hash over the heads of all its orders.

What was signed can be published, because it tells nothing about anybody but how many orders there are. Once it is known
outside, the desk cannot write any of these orders' histories anew: none of them would lead to that hash any more. What a
day's root stands for is read from the journal, so it can be made again at any time, and each statement names the one before.

A day that was missed gets its root later. The first root of all stands for everything before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeGuard

from django.conf import settings

from parley.casefile.merkle import Growing, leaf_hash
from parley.casefile.signing import is_signed, public_key, sign
from parley.store.codec import parse, text_of
from parley.store.daily_roots import HeadRow, daily_roots, heads_before, keep_daily_root
from parley.store.plain import CodecError
from parley.store.rows import DailyRootRow

FORMAT = "parley-daily-root/1"
SIGNED_AS = b"parley daily root\n"
"""Stands before the statement when it is signed, so that the signature is good for nothing else."""
SETTLED_AFTER = timedelta(minutes=10)
"""After midnight: an act of the last second is written by then, and machines' clocks differ by less."""
DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1970, 9998
"""A day outside has no neighbours that a calendar could name."""
LOOKS_UP_EVERY = 1_000
"""Orders between two looks whether somebody asks for a stop."""
_HASH_CHARACTERS = 64


class BadStatement(ValueError):
    """A text that is no statement about a day."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the desk signs about one day in UTC. Hashes and keys are hexadecimal.

    `orders` had begun when the day ended, and `root` is the root over their heads. `previous` is the SHA-256 of the
    statement about the day before, or "" in the first of all. `desk` is the host name of the installation.
    """

    day: date
    desk: str
    orders: int
    root: str
    previous: str
    key: str

    @property
    def text(self) -> str:
        """The canonical JSON, which is what is signed."""
        return text_of({**asdict(self), "day": self.day.isoformat(), "format": FORMAT})


def read_statement(text: str) -> Statement:
    """The statement again. Raises BadStatement for anything but the very text that a statement has."""
    try:
        said = parse(text)
        if not isinstance(said, dict):
            raise BadStatement("not an object")
        fields = {name: value for name, value in said.items() if name not in ("format", "day")}
        statement = Statement(day=date.fromisoformat(str(said.get("day"))), **fields)  # type: ignore[arg-type]
        well_formed = (
            _is_hash(statement.root)
            and _is_hash(statement.key)
            and (statement.previous == "" or _is_hash(statement.previous))
            and type(statement.orders) is int
            and isinstance(statement.desk, str)
            and FIRST_YEAR <= statement.day.year <= LAST_YEAR
        )
        if not well_formed or statement.text != text:
            raise BadStatement("not as a statement is written")
    except (CodecError, ValueError, TypeError) as error:
        raise BadStatement(str(error)) from None
    return statement


def is_signed_statement(text: str, signature: str, key: str) -> bool:
    return is_signed(SIGNED_AS + text.encode(), signature, key)


def digest_of(text: str) -> str:
    """The name by which the next statement calls this one."""
    return hashlib.sha256(text.encode()).hexdigest()


# --- what a day's root stands for


def end_of(day: date) -> datetime:
    """The first instant that does not belong to this day any more."""
    return datetime.combine(day + DAY, time(), UTC)


def leaf(head: HeadRow) -> bytes:
    """The leaf of one order: the hash of its canonical JSON."""
    return leaf_hash(f'{{"head":"{head.head}","order_id":"{head.order_id}","seq":{head.seq}}}'.encode())


def leaves(day: date) -> Iterator[bytes]:
    """The leaves of all orders that had begun when this day ended, in the order of their ids."""
    return map(leaf, heads_before(end_of(day)))


def tree_of(day: date, is_stopping: Callable[[], bool] = lambda: False) -> Growing | None:
    """How many orders there were when this day ended, and the root over them; None when a stop was asked for."""
    tree = Growing()
    for one in leaves(day):
        tree.add(one)
        if tree.size % LOOKS_UP_EVERY == 0 and is_stopping():
            return None
    return tree


# --- making it


def day_without_root(at: datetime) -> date | None:
    """The oldest finished day that has no root yet at the instant `at`; None when all have theirs.

    Where there is no root at all it is the last finished day: one made later for a day long past would prove no more.
    """
    finished = (at.astimezone(UTC) - SETTLED_AFTER).date() - DAY
    newest = daily_roots(1)
    missing = date.fromisoformat(newest[0].day) + DAY if newest else finished
    return missing if missing <= finished else None


def make_root(day: date, at: datetime, is_stopping: Callable[[], bool] = lambda: False) -> DailyRootRow | None:
    """Make, sign and keep the root of this day, which must be the next one. None when a stop was asked for meanwhile.

    Two that do this at once make the same one, and it is kept once.
    """
    before = daily_roots(1, before=day.isoformat())
    tree = tree_of(day, is_stopping)
    if tree is None:
        return None
    statement = Statement(
        day=day,
        desk=settings.INSTALLATION.host,
        orders=tree.size,
        root=tree.root.hex(),
        previous=digest_of(before[0].statement) if before else "",
        key=public_key(),
    )
    text = statement.text
    row = DailyRootRow(day.isoformat(), text, sign(SIGNED_AS + text.encode()), at)
    keep_daily_root(row)
    return row


def _is_hash(said: object) -> TypeGuard[str]:
    return isinstance(said, str) and len(said) == _HASH_CHARACTERS and set(said) <= set("0123456789abcdef")

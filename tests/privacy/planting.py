"""Marks that are planted in whatever somebody writes and hands in, and looked for afterwards."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import connection

from parley.core.order.messages import AnyCommand, MakeOffer, Rate, SealBid, SealFinal
from parley.core.order.state import Order
from parley.core.parties import PARTIES
from parley.core.texts import Text
from parley.desk.files import KeptFile, keep_file
from parley.desk.submit import Answer, submit
from parley.rehearsal.samples import sample
from parley.rehearsal.story import Cast
from parley.store.blobs import blobs
from parley.store.erasure import named_files
from parley.store.forms import STATES
from parley.store.queries import order_row


def mark_of(who: str) -> str:
    """The mark of a person, by their id or mail address: a word that stands nowhere else, and tells nothing of either."""
    return "kanarie" + hashlib.sha256(who.encode()).hexdigest()[:12]


def marked(command: AnyCommand, mark: str) -> AnyCommand:
    """The same command, with the mark at the end of each of its texts. A sealed sum is a number, and stays one."""
    if isinstance(command, SealBid | SealFinal):
        return command
    gap = "\n" if isinstance(command, Rate) else " "
    new = {text.commitment: replace(text, words=f"{text.words}{gap}{mark}") for text in command.texts()}
    return _replaced(command, new)


def _replaced(value: Any, new: Mapping[str, Text]) -> Any:
    if isinstance(value, Text):
        return new.get(value.commitment, value)
    if isinstance(value, str):
        return new[value].commitment if value in new else value
    if isinstance(value, tuple):
        return tuple(_replaced(one, new) for one in value)
    if isinstance(value, Mapping):
        return {key: _replaced(one, new) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {part.name: _replaced(getattr(value, part.name), new) for part in fields(value)}
        return replace(value, **{name: one for name, one in changes.items() if one != getattr(value, name)})
    return value


def writer_of(command: AnyCommand) -> str:
    """Whoever asks: the id of a side as the order has it, of somebody of the desk as the command does."""
    if command.by not in PARTIES:
        return str(getattr(command, "person", ""))
    if isinstance(command, MakeOffer):
        return str(getattr(command, command.by.value))
    row = order_row(command.order_id)
    order: Order | None = STATES.from_text(row.state) if row else None
    return (order.person(command.by) if order else None) or str(getattr(command, "person", ""))


def submit_marked(commands: Sequence[AnyCommand], at: datetime, kept: Sequence[KeptFile] = ()) -> list[Answer]:
    """As desk.submit, with every command marked by whoever asks."""
    done = [marked(command, mark_of(writer_of(command))) for command in commands]
    return submit(done, at, kept)


def keep_marked(self: Any, file: Any, cast: Cast, version: int) -> KeptFile:
    """As a story keeps a file, with the mark of whoever hands it in at the end of its bytes."""
    content = Path(self.story.folder, file.source).read_bytes() if file.source else sample(file.name, version)
    mark = mark_of(str(self._person_id(cast.key)))
    return keep_file(self.order_id, BytesIO(content + mark.encode()), file.name, file.item, cast.language)


def dump() -> Iterator[tuple[str, str]]:
    """Every cell of every table, as the database gives it out: `table.column` and its text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", str(cell)) for name, cell in zip(names, row, strict=True))


def hits(mark: str) -> list[str]:
    """Where the mark stands in the database, and how often."""
    return [place for place, cell in dump() if mark.lower() in cell.lower()]


def hits_in_files(mark: str) -> int:
    """In how many files of orders it stands."""
    found = 0
    for key in list(blobs().keys()):
        with blobs().open(key) as file:
            found += mark.encode() in file.read()
    return found


def drop_orphans() -> None:
    """What the daily sweep does once a day is over: the same file handed in twice is kept once, and left over once."""
    keys = list(blobs().keys())
    for key in set(keys) - named_files(keys):
        blobs().drop(key)


def marks(mark: str) -> Counter[str]:
    """In which columns the mark stands, and how often."""
    return Counter(hits(mark))

"""An archive that is being checked: its files, read strictly, and what was found on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, TypeVar

from parley.casefile.contents import EVENT_LINES, EventLine, Manifest
from parley.casefile.findings import Check, Finding
from parley.casefile.layout import EVENTS, LARGEST_TABLE, Entry, pieces_of
from parley.store.codec import Codec, parse, text_of
from parley.store.plain import CodecError, Json

T = TypeVar("T")


@dataclass(slots=True)
class Opened:
    """`events` are the lines that could be read, and `data` what the body of each says happened."""

    file: BinaryIO
    entries: Mapping[str, Entry]
    found: list[Finding] = field(default_factory=list)
    manifest: Manifest | None = None
    signed_by: str | None = None
    events: tuple[EventLine, ...] = ()
    data: tuple[Json, ...] = ()

    def say(self, check: Check, entry: str, where: str, says: str) -> None:
        self.found.append(Finding(check, entry, where, says))

    def table(self, check: Check, name: str, codec: Codec[T], without: str = "") -> T | None:
        """The content of one file, or None when it is not there or is not what it must be, which is said. `without` is a key
        that is left for another check."""
        text = self.text(check, name)
        if text is None:
            return None
        try:
            found = canonical(text)
            if without and isinstance(found, dict):
                del found[without]
            return codec.from_json(found)
        except (CodecError, KeyError) as error:
            self.say(check, name, "", f"it cannot be read: {error}")
            return None

    def lines(self) -> None:
        """Read the events."""
        text = self.text(Check.CHAIN, EVENTS)
        if text is None:
            return
        read: list[EventLine] = []
        *lines, rest = text.split("\n")
        if rest or not lines:
            self.say(Check.CHAIN, EVENTS, f"line {len(lines) + 1}", "it does not end with a whole line")
        for number, line in enumerate(lines, start=1):
            try:
                read.append(EVENT_LINES.from_json(canonical(line)))
            except CodecError as error:
                self.say(Check.CHAIN, EVENTS, f"line {number}", f"it cannot be read: {error}")
                break
        self.events = tuple(read)
        self.data = tuple(data_of_body(line.body) for line in read)

    def text(self, check: Check, name: str) -> str | None:
        """A file that is read whole. One that is not there is missed by other checks."""
        entry = self.entries.get(name)
        if entry is None:
            return None
        if entry.size > LARGEST_TABLE:
            self.say(check, name, "", f"it is larger than {LARGEST_TABLE} bytes")
            return None
        try:
            return b"".join(pieces_of(self.file, entry)).decode()
        except UnicodeDecodeError as error:
            self.say(check, name, f"byte {error.start}", "it is not a text")
            return None

    def hash_of(self, entry: Entry) -> str:
        digest = hashlib.sha256()
        for piece in pieces_of(self.file, entry):
            digest.update(piece)
        return digest.hexdigest()


def canonical(text: str) -> Json:
    """What a text says, if it is the one way to write it: else two readers could understand it differently, as where a key
    stands twice. Raises CodecError."""
    found = parse(text)
    if text_of(found) != text:
        raise CodecError("not canonical: the same could be written otherwise")
    return found


def data_of_body(body: str) -> Json:
    """What a body says happened; None for one that cannot be read, which the chain names."""
    try:
        said = parse(body)
    except CodecError:
        return None
    return said.get("data") if isinstance(said, dict) else None


def values(said: Json, wanted: Callable[[str], bool], name: str = "") -> Iterator[tuple[str, Json]]:
    """Every value, however deep, with the name of its field, where that is wanted. What a list or a map holds goes by the
    name of the field that holds it."""
    if isinstance(said, dict):
        for key, value in said.items():
            if wanted(key):
                yield key, value
            yield from values(value, wanted, key)
    elif isinstance(said, list):
        for value in said:
            yield from values(value, wanted, name)

"""What somebody ticked in the record, as it travels in an address from page to page and into the form of a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from parley.core.order.judgement import MOST_EVIDENCE

FILE_DIGITS = 16
"""So much of a file's hash names it in an address: enough to tell the files of one order apart."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Numbers of events, keys of clauses, and the beginnings of the hashes of files."""

    events: tuple[int, ...] = ()
    clauses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.events or self.clauses or self.files)

    def has_file(self, sha256: str) -> bool:
        return sha256[:FILE_DIGITS] in self.files

    def elsewhere(self, shown: Collection[int]) -> tuple[tuple[str, str], ...]:
        """Hidden fields for the events that were ticked and are not among those shown."""
        return tuple(("events", str(seq)) for seq in self.events if seq not in shown)

    @property
    def query(self) -> str:
        """With its question mark; empty where nothing is ticked."""
        found = [("events", str(seq)) for seq in self.events]
        found += [("clauses", key) for key in self.clauses]
        found += [("files", file) for file in self.files]
        return f"?{urlencode(found)}" if found else ""


def read_ticks(given: QueryDict) -> Ticks:
    """As many as a decision may name, and nothing that could not be one."""
    events = {int(one) for one in given.getlist("events") if one.isascii() and one.isdigit() and len(one) < 10}
    files = {one[:FILE_DIGITS] for one in given.getlist("files") if len(one) >= FILE_DIGITS}
    return Ticks(
        tuple(sorted(events)[:MOST_EVIDENCE]),
        tuple(dict.fromkeys(given.getlist("clauses")))[:MOST_EVIDENCE],
        tuple(sorted(files)[:MOST_EVIDENCE]),
    )

"""A file with its size and what is known of it.

FileChip("logo-wide.svg", "/files/…", "48 KB", note=_("opened 24 Nov, 08:55"))
{% include "components/file_chip.html" with file=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class FileChip:
    """`href` empty: the file was erased, its name stays. `note` is a recorded fact, as "not opened yet"."""

    name: str
    href: str
    size: str
    note: Text = ""

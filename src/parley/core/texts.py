"""What people write. An event never holds the words: it holds a salted commitment to them.

So the words can be erased while the chain of events still verifies (decisions.md, Evidence). The desk stores each Text in a
row of its own, keyed by its commitment, in the same transaction as the event that mentions it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NewType

Commitment = NewType("Commitment", str)
"""Lower-case hexadecimal SHA-256 over salt and words; stands for the words wherever an event or the state mentions them."""

LONGEST_MESSAGE = 20_000
"""Characters. Long enough for any honest letter; a case may later ask for more."""
LONGEST_LINE = 200
"""Characters of a title, a name or a file name."""


@dataclass(frozen=True, slots=True)
class Text:
    """Somebody's words. `salt` is random hexadecimal from the edge; `language` is a code such as `fr`, or "" if unknown."""

    words: str
    salt: str
    language: str = ""

    @property
    def commitment(self) -> Commitment:
        return Commitment(hashlib.sha256(f"{self.salt}\n{self.words}".encode("utf-8", "surrogatepass")).hexdigest())

    @property
    def is_blank(self) -> bool:
        return not self.words.strip()

"""Words of people where only one line belongs: a header, a subject, a name in a sentence."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"
"""Persian, Sinhala and many emoji need these two; every other invisible character only hides or turns something."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST_SUBJECT = 150
"""Characters. Mail programs show half of that."""


def one_line(words: str) -> str:
    """The words on one line, single spaces between them, without characters that turn the direction or break the line.

    Line breaks become spaces, so nothing can begin a header of its own, and no name can change how the rest reads.
    """
    spaced = (" " if character.isspace() else character for character in words)
    seen = (c for c in spaced if c in JOINERS or unicodedata.category(c) not in UNSEEN)
    return " ".join("".join(seen).split())


def shortened(line: str, most: int = LONGEST_SUBJECT) -> str:
    """At most so many characters, cut between words where that is possible."""
    if len(line) <= most:
        return line
    kept = line[: most - 1]
    at_word = kept.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > most // 2 else kept).rstrip() + "…"

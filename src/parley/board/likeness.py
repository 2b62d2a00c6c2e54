"""Which briefs have nearly the same words, found without comparing each with all.

A text becomes the set of its pairs of neighbouring words, without case, accents, signs and disguise. Eight numbers are made
from the set, each the smallest of a different shuffle (MinHash): sets that share four fifths of their pairs share at
least one of the numbers in all but a few of a million cases. Whoever shares one is compared in full.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import pairwise

from parley.prose.folding import fold

WORD = re.compile(r"[^\W_]+")
PRIME = (1 << 61) - 1
SHUFFLES = tuple(
    (1 + int.from_bytes(blake2b(f"a{n}".encode(), digest_size=7).digest()),
     int.from_bytes(blake2b(f"b{n}".encode(), digest_size=7).digest()))
    for n in range(8)
)  # fmt: skip
FOUR_FIFTHS = (4, 5)

Pairs = frozenset[int]


def pairs(text: str) -> Pairs:
    """The pairs of neighbouring words as numbers; a single word is a pair with nothing."""
    words = WORD.findall(fold(text).text)
    joined = [f"{one} {other}" for one, other in pairwise(words)] or words
    return frozenset(int.from_bytes(blake2b(pair.encode(), digest_size=7).digest()) for pair in joined)


def numbers(of: Pairs) -> tuple[int, ...]:
    """The eight numbers; none where there are no words."""
    return tuple(min((a * one + b) % PRIME for one in of) for a, b in SHUFFLES) if of else ()


def is_like(one: Pairs, other: Pairs) -> bool:
    """Whether they share at least four fifths of all their pairs."""
    part, whole = FOUR_FIFTHS
    together = len(one | other)
    return together > 0 and whole * len(one & other) >= part * together

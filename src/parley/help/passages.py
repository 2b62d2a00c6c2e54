"""Old articles of one origin, in passages that stand beside each other: found by what they speak of, by words that look alike,
by figures and by their order. Lists may have lost their numbers, paragraphs may stand twice, and headings may be gone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parley.help.lexicon import Lexicon, outermost
from parley.prose.tokens import Sentence

MOST_PASSAGES = 400
"""Of one text. Aligning takes time in proportion to the product of two."""
_MARK = re.compile(r"^\s*(?:\d{1,3}[.)]|[-*•–])\s+")
_LONG_ENOUGH = 4  # words; a shorter line may well stand twice
_COGNATE = 5  # letters that words of two languages have to begin with alike
_GAP = 0.0
_STEPS = ((1, 1), (1, 2), (2, 1), (2, 2))


@dataclass(frozen=True)
class Passage:
    """A sentence of an old article: where it stands, from 1, and what it says."""

    language: str
    line: int
    text: str
    sentence: Sentence
    concepts: frozenset[str]

    @cached_property
    def beginnings(self) -> frozenset[str]:
        words = [token.text for token in self.sentence.tokens if token.kind == "word"]
        return frozenset(word[:_COGNATE] for word in words if len(word) >= _COGNATE)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(token.text for token in self.sentence.tokens if token.kind == "number")


@dataclass(frozen=True)
class Pair:
    """Passages of two texts that say the same thing, one or two of each."""

    left: tuple[Passage, ...]
    right: tuple[Passage, ...]


def passages(text: str, words: Lexicon) -> tuple[Passage, ...]:
    """The sentences of a text in their order, each that stands twice only once."""
    found: list[Passage] = []
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(text.splitlines(), 1):
        bare = _MARK.sub("", line).strip()
        for sentence in words.read(bare).sentences if bare else ():
            key = tuple(token.text for token in sentence.tokens)
            if len(key) >= _LONG_ENOUGH and key in seen:
                continue
            seen.add(key)
            said = bare[sentence.start : sentence.end].strip()
            concepts = frozenset(match.key for match in outermost(words.concepts.matches(sentence)))
            found.append(Passage(words.language, number, said, sentence, concepts))
    return tuple(found[:MOST_PASSAGES])


def align(left: Sequence[Passage], right: Sequence[Passage]) -> list[Pair]:
    """The pairs of passages that together are most alike, in the order of both texts; what has no like is in none."""
    rarity = _rarity([*left, *right])
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(left) + 1):
        for column in range(len(right) + 1):
            if row == column == 0:
                continue
            options: list[tuple[float, tuple[int, int]]] = []
            if row:
                options.append((best[row - 1][column] + _GAP, (1, 0)))
            if column:
                options.append((best[row][column - 1] + _GAP, (0, 1)))
            for down, across in _STEPS:
                if row >= down and column >= across:
                    ours, theirs = left[row - down : row], right[column - across : column]
                    drift = abs((row - down / 2) / len(left) - (column - across / 2) / len(right))
                    score = _alike(ours, theirs, rarity) - drift - 0.15 * (down + across - 2)
                    options.append((best[row - down][column - across] + score, (down, across)))
            best[row][column], came[row, column] = max(options)
    return _walked(left, right, came)


def _walked(
    left: Sequence[Passage], right: Sequence[Passage], came: Mapping[tuple[int, int], tuple[int, int]]
) -> list[Pair]:
    pairs: list[Pair] = []
    row, column = len(left), len(right)
    while row or column:
        down, across = came[row, column]
        if down and across:
            pairs.append(Pair(tuple(left[row - down : row]), tuple(right[column - across : column])))
        row, column = row - down, column - across
    return pairs[::-1]


def _rarity(every: Sequence[Passage]) -> Mapping[str, float]:
    """What a concept tells about a passage: much when it is seldom spoken of."""
    times = Counter(concept for passage in every for concept in passage.concepts)
    return {concept: 1 / (1 + count / 4) for concept, count in times.items()}


def _alike(ours: Sequence[Passage], theirs: Sequence[Passage], rarity: Mapping[str, float]) -> float:
    """Above nought for passages that may well say the same."""
    mine, yours = _all(ours, "concepts"), _all(theirs, "concepts")
    weight = sum(rarity[one] for one in mine | yours)
    concepts = sum(rarity[one] for one in mine & yours) / weight if weight else 0.0
    begun, beginning = _all(ours, "beginnings"), _all(theirs, "beginnings")
    cognates = len(begun & beginning) / max(1, min(len(begun), len(beginning)))
    numbers = 0.3 if (figures := _all(ours, "numbers")) and figures == _all(theirs, "numbers") else 0.0
    lengths = sorted((_length(ours), _length(theirs)))
    return 1.6 * concepts + 0.9 * cognates + numbers + 0.4 * lengths[0] / max(1, lengths[1]) - 0.85


def _all(side: Sequence[Passage], name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(passage, name) for passage in side))


def _length(side: Sequence[Passage]) -> int:
    return sum(len(passage.sentence.tokens) for passage in side)

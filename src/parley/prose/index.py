"""Many patterns at once: each is filed under the rarest thing it needs, and tried only where that stands.

A pack has a thousand patterns and more, and most begin with words that stand in every message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from parley.prose.patterns import Lists, Pattern, bits
from parley.prose.tokens import Sentence

_COMMON_KIND = 20  # a figure of some kind, beside words that are counted in a pack's examples


class Match(NamedTuple):
    """`key` is what the pattern was filed under; `start` and `end` are token numbers in the sentence."""

    key: str
    start: int
    end: int


class Glance:
    """Which elements of a pack's patterns may begin at each word of a sentence, and which anywhere in it, as bits."""

    __slots__ = ("anywhere", "at")

    def __init__(self, sentence: Sentence, lists: Lists) -> None:
        self.at = [lists.bits_of(token.text, token.kind) for token in sentence.tokens]
        self.anywhere = 0
        for found in self.at:
            self.anywhere |= found


class Entry(NamedTuple):
    """A pattern as it was filed. `needed` are the numbers of elements without which it cannot match, its first one first."""

    key: str
    source: str
    needed: Sequence[int]


class Index:
    """Patterns of a pack under their keys. They are kept as they were written, and read when a sentence comes near them.

    `common` says how often words stand in texts of this kind; without it a pattern is filed under its first element.
    """

    def __init__(self, lists: Lists, common: Mapping[str, int] | None = None) -> None:
        self._lists = lists
        self._common = common
        self._entries: list[Entry] = []
        self._read: dict[int, Pattern] = {}
        self._under: dict[int, list[int]] = {}
        self._anchors: int | None = None
        self._needed: dict[int, int] = {}
        self._asking: list[str] = []

    def file(self, key: str, source: str) -> None:
        """File a pattern under a key, which a match will tell. Raises BadPattern."""
        pattern = Pattern(source, self._lists)
        if not pattern.elements:
            self._asking.append(key)
            return
        entry = Entry(key, source, [self._lists.number(word, source) for word in pattern.needed])
        rarest = min(pattern.needed, key=self._commonness) if self._common else pattern.needed[0]
        self._anchors = None
        self._under.setdefault(self._lists.number(rarest, source), []).append(len(self._entries))
        self._read[len(self._entries)] = pattern
        self._entries.append(entry)

    def _commonness(self, word: str) -> int:
        """How many words of a usual text an element would be tried at."""
        common = self._common or {}
        total = 0
        for choice in self._lists.element(word, word).choices:
            total += sum(common.get(text, 0) + 1 for text in choice.exact) + _COMMON_KIND * len(choice.kinds)
            for beginning in choice.begins:
                total += 1 + sum(count for text, count in common.items() if text.startswith(beginning))
        return total

    def as_data(self) -> list[Any]:
        """All of it as plain lists, for from_data."""
        return [self._entries, list(self._under.items()), self._asking]

    @classmethod
    def from_data(cls, data: Sequence[Any], lists: Lists) -> Index:
        """What as_data gave; nothing is read or checked again. `lists` are those that it was filed with."""
        index = cls(lists)
        entries, under, index._asking = data
        index._entries = [Entry(*entry) for entry in entries]
        index._under = dict(under)
        return index

    def matches(self, sentence: Sentence, glance: Glance | None = None) -> Iterator[Match]:
        """Every match, by place; one for each pattern and place. `glance` is of this sentence, if there is one already."""
        tokens = sentence.tokens
        if sentence.asks:
            yield from (Match(key, 0, len(tokens)) for key in self._asking)
        glance = glance or Glance(sentence, self._lists)
        found: list[tuple[int, int, int]] = []
        at = glance.at
        for number in self._near(glance.anywhere):
            pattern = self._pattern(number)
            if pattern.asks and not sentence.asks:
                continue
            needed = [1 << element for element in self._entries[number].needed]
            starts = [place for place, there in enumerate(at[:1] if pattern.at_start else at) if there & needed[0]]
            found += [(place, number, end) for place in starts if (end := pattern.end_from(place, tokens, at, needed))]
        for place, number, end in sorted(found):
            yield Match(self._entries[number].key, place, end)

    def _near(self, anywhere: int) -> Iterator[int]:
        """The patterns of which every needed element may stand in the sentence."""
        if self._anchors is None:
            self._anchors = bits(self._under)
        anchors = self._anchors & anywhere
        while anchors:
            lowest = anchors & -anchors
            anchors ^= lowest
            for number in self._under[lowest.bit_length() - 1]:
                needed = self._needed.get(number)
                if needed is None:
                    needed = self._needed[number] = bits(self._entries[number].needed)
                if needed & anywhere == needed:
                    yield number

    def _pattern(self, number: int) -> Pattern:
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = Pattern(self._entries[number].source, self._lists)
        return found

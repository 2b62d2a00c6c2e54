"""The small language that rules are written in, and its matcher.

A pattern is a row of elements between spaces, matched against the folded words of one sentence:

    never            this word                       answer*         a word that begins so
    reply|answer*    one of these                    <never>         one of a list that the pack names (may hold phrases)
    ..               up to three words of any kind   ..6             up to six
    soon?            may be missing                  !<not>          here must not stand one of these (takes no word)
    ^  $             the sentence begins, ends here  @question       the sentence asks (last element)
    @number @money @mail @phone @url @handle @emoji  a figure or sign of that kind

Matching keeps the set of places that can be reached and never goes back, so its time is linear in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parley.prose.folding import fold_word
from parley.prose.tokens import Sentence, Token

KINDS = ("number", "money", "mail", "phone", "url", "handle", "emoji")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP, _WIDEST_GAP = 3, 12
_SHORTEST_PREFIX = 2


class BadPattern(ValueError):
    """A pattern that cannot be read; the message says which and why."""


class Atom(NamedTuple):
    """One word of an alternative: exactly this, a beginning, or a kind of token."""

    text: str
    how: str  # "is", "begins" or "kind"

    def fits(self, token: Token) -> bool:
        if self.how == "is":
            return token.text == self.text
        if self.how == "begins":
            return token.text.startswith(self.text)
        return token.kind == self.text


Phrase = tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern: one of `phrases`, or a gap, or a wall."""

    phrases: tuple[Phrase, ...] = ()
    gap: int = 0
    optional: bool = False
    absent: bool = False
    at_end: bool = False

    def reach(self, places: set[int], tokens: Sequence[Token]) -> set[int]:
        """Where the next element may begin, when this one may begin at `places`."""
        if self.gap:
            return {place + step for place in places for step in range(self.gap + 1) if place + step <= len(tokens)}
        if self.at_end:
            return places & {len(tokens)}
        if self.absent:
            return {place for place in places if not any(_ends(phrase, tokens, place) for phrase in self.phrases)}
        reached = {end for place in places for phrase in self.phrases if (end := _ends(phrase, tokens, place))}
        return reached | places if self.optional else reached


def _ends(phrase: Phrase, tokens: Sequence[Token], place: int) -> int:
    """The place after `phrase` when it stands at `place`, else 0."""
    if place + len(phrase) > len(tokens):
        return 0
    for step, atom in enumerate(phrase):
        if not atom.fits(tokens[place + step]):
            return 0
    return place + len(phrase)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `source` is what was written."""

    source: str
    elements: tuple[Element, ...]
    at_start: bool = False
    asks: bool = False

    @property
    def first(self) -> Element | None:
        return self.elements[0] if self.elements else None

    def end_from(self, sentence: Sentence, place: int) -> int:
        """The first place after a match that begins at `place`, or 0."""
        if self.at_start and place:
            return 0
        places = {place}
        for element in self.elements:
            places = element.reach(places, sentence.tokens)
            if not places:
                return 0
        return max(places)


def compile_pattern(source: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Read a pattern. Raises BadPattern with what is wrong."""
    words = source.split()
    at_start, asks = words[:1] == ["^"], words[-1:] == ["@question"]
    words = words[at_start : len(words) - asks]
    elements = tuple(_element(word, lists, source) for word in words)
    if not elements and not asks:
        raise BadPattern(f"{source!r}: a pattern needs at least one element")
    if elements and (elements[0].gap or elements[0].optional or elements[0].absent or elements[0].at_end):
        raise BadPattern(f"{source!r}: the first element must be words")
    return Pattern(source, elements, at_start, asks)


def _element(word: str, lists: Mapping[str, Sequence[str]], source: str) -> Element:
    if gap := _GAP.fullmatch(word):
        width = int(gap[1] or _USUAL_GAP)
        if not 0 < width <= _WIDEST_GAP:
            raise BadPattern(f"{source!r}: a gap is one to {_WIDEST_GAP} words wide")
        return Element(gap=width)
    if word == "$":
        return Element(at_end=True)
    absent, word = word.startswith("!"), word.removeprefix("!")
    optional, word = word.endswith("?"), word.removesuffix("?")
    phrases = tuple(dict.fromkeys(phrase for part in word.split("|") for phrase in _phrases(part, lists, source)))
    return Element(phrases, optional=optional, absent=absent)


def _phrases(part: str, lists: Mapping[str, Sequence[str]], source: str) -> Iterator[Phrase]:
    if part.startswith("<") and part.endswith(">"):
        if part[1:-1] not in lists:
            raise BadPattern(f"{source!r}: the pack has no list {part}")
        for entry in lists[part[1:-1]]:
            yield tuple(_atom(one, source) for one in entry.split())
    else:
        yield (_atom(part, source),)


def _atom(word: str, source: str) -> Atom:
    if word.startswith("@"):
        if word[1:] not in KINDS:
            raise BadPattern(f"{source!r}: {word} is no kind; there are {', '.join(KINDS)}, and question at the end")
        return Atom(word[1:], "kind")
    text = fold_word(word.removesuffix("*"))
    if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]*)*", text):
        raise BadPattern(f"{source!r}: {word!r} is not a word")
    if word.endswith("*"):
        if len(text) < _SHORTEST_PREFIX:
            raise BadPattern(f"{source!r}: {word!r} is too short a beginning")
        return Atom(text, "begins")
    return Atom(text, "is")


class Match(NamedTuple):
    """`key` is what the pattern was filed under; `start` and `end` are token numbers in the sentence."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Index:
    """Many patterns, found by their first word, so that a sentence is only held against those that may fit."""

    _exact: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict)
    _begins: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict)
    _kinds: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict)
    _asking: list[str] = field(default_factory=list)
    _lengths: tuple[int, ...] = ()

    def file(self, key: str, pattern: Pattern) -> None:
        if pattern.first is None:
            self._asking.append(key)
            return
        shelves = {"is": self._exact, "begins": self._begins, "kind": self._kinds}
        for how, text in {(phrase[0].how, phrase[0].text) for phrase in pattern.first.phrases}:
            shelves[how].setdefault(text, []).append((key, pattern))
        self._lengths = tuple(sorted({len(text) for text in self._begins}))

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """Every match, by place; one for each pattern and place."""
        if sentence.asks:
            yield from (Match(key, 0, len(sentence.tokens)) for key in self._asking)
        for place, token in enumerate(sentence.tokens):
            for key, pattern in self._candidates(token):
                if pattern.asks and not sentence.asks:
                    continue
                if end := pattern.end_from(sentence, place):
                    yield Match(key, place, end)

    def _candidates(self, token: Token) -> Iterable[tuple[str, Pattern]]:
        found = list(self._exact.get(token.text, ()))
        found += self._kinds.get(token.kind, ())
        for length in self._lengths:
            if length > len(token.text):
                break
            found += self._begins.get(token.text[:length], ())
        return found

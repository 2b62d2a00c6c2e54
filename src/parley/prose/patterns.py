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


class Choice:
    """Words and phrases of which one has to stand somewhere, filed by how they begin. A list of a pack is one, read once."""

    __slots__ = ("begins", "exact", "kinds", "lengths")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.exact: dict[str, list[Phrase]] = {}
        self.begins: dict[str, list[Phrase]] = {}
        self.kinds: dict[str, list[Phrase]] = {}
        for first, *rest in dict.fromkeys(phrases):
            shelf = {"is": self.exact, "begins": self.begins, "kind": self.kinds}[first.how]
            shelf.setdefault(first.text, []).append(tuple(rest))
        self.lengths = sorted({len(text) for text in self.begins})

    def ends(self, tokens: Sequence[Token], place: int) -> Iterator[int]:
        """The places after each word or phrase that stands at `place`."""
        if place >= len(tokens):
            return
        token = tokens[place]
        for shelf, text in ((self.exact, token.text), (self.kinds, token.kind)):
            if text in shelf:
                yield from _after(shelf[text], tokens, place + 1)
        for length in self.lengths:
            if length > len(token.text):
                break
            if token.text[:length] in self.begins:
                yield from _after(self.begins[token.text[:length]], tokens, place + 1)


def _after(rests: Iterable[Phrase], tokens: Sequence[Token], place: int) -> Iterator[int]:
    for rest in rests:
        if place + len(rest) <= len(tokens) and all(atom.fits(tokens[place + step]) for step, atom in enumerate(rest)):
            yield place + len(rest)


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern: one of `choices`, or a gap, or a wall."""

    choices: tuple[Choice, ...] = ()
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
            return {place for place in places if not any(True for _ in self._ends(tokens, place))}
        reached = {end for place in places for end in self._ends(tokens, place)}
        return reached | places if self.optional else reached

    def _ends(self, tokens: Sequence[Token], place: int) -> Iterator[int]:
        for choice in self.choices:
            yield from choice.ends(tokens, place)


class Lists:
    """The lists that patterns may name, each read when it is first asked for."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self._read: dict[str, Choice] = {}

    def choice(self, name: str, source: str) -> Choice:
        """Raises BadPattern when there is no such list; `source` is the pattern that names it."""
        if name not in self._read:
            if name not in self._lists:
                raise BadPattern(f"{source!r}: the pack has no list <{name}>")
            self._read[name] = Choice(
                tuple(_atom(word, entry) for word in entry.split()) for entry in self._lists[name]
            )
        return self._read[name]


class Pattern:
    """A pattern, of which only the first element is read at once: a pack has a thousand, and a draft meets few of them.

    `source` is what was written. Raises BadPattern when an element cannot be read, here or when it is first needed.
    """

    __slots__ = ("_elements", "_lists", "_words", "asks", "at_start", "first", "source")

    def __init__(self, source: str, lists: Lists) -> None:
        words = source.split()
        self.source = source
        self.at_start, self.asks = words[:1] == ["^"], words[-1:] == ["@question"]
        self._words = words[self.at_start : len(words) - self.asks]
        self._lists = lists
        self._elements: tuple[Element, ...] | None = None
        self.first = _element(self._words[0], lists, source) if self._words else None
        if self.first is None and not self.asks:
            raise BadPattern(f"{source!r}: a pattern needs at least one element")
        if self.first and (self.first.gap or self.first.optional or self.first.absent or self.first.at_end):
            raise BadPattern(f"{source!r}: the first element must be words")

    @property
    def elements(self) -> tuple[Element, ...]:
        if self._elements is None:
            self._elements = tuple(_element(word, self._lists, self.source) for word in self._words)
        return self._elements

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


def _element(word: str, lists: Lists, source: str) -> Element:
    if gap := _GAP.fullmatch(word):
        width = int(gap[1] or _USUAL_GAP)
        if not 0 < width <= _WIDEST_GAP:
            raise BadPattern(f"{source!r}: a gap is one to {_WIDEST_GAP} words wide")
        return Element(gap=width)
    if word == "$":
        return Element(at_end=True)
    absent, word = word.startswith("!"), word.removeprefix("!")
    optional, word = word.endswith("?"), word.removesuffix("?")
    named = [part for part in word.split("|") if part.startswith("<") and part.endswith(">")]
    alone = Choice((_atom(part, source),) for part in word.split("|") if part not in named)
    return Element((alone, *(lists.choice(part[1:-1], source) for part in named)), optional=optional, absent=absent)


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
        for choice in pattern.first.choices:
            for shelf, own in ((self._exact, choice.exact), (self._begins, choice.begins), (self._kinds, choice.kinds)):
                for text in own:
                    shelf.setdefault(text, []).append((key, pattern))
        self._lengths = tuple(sorted({len(text) for text in self._begins}))

    def read_all(self) -> None:
        """Read every pattern to its end. Raises BadPattern."""
        for shelf in (self._exact, self._begins, self._kinds):
            for entries in shelf.values():
                for _, pattern in entries:
                    _ = pattern.elements

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

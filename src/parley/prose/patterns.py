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
from dataclasses import dataclass
from typing import Any, NamedTuple

from parley.prose.folding import fold_word
from parley.prose.tokens import Sentence, Token

KINDS = ("number", "money", "mail", "phone", "url", "handle", "emoji")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP, _WIDEST_GAP = 3, 12
_SHORTEST_PREFIX, _LONGEST_PREFIX = 2, 14


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

    def ends(self, tokens: Sequence[Token], place: int) -> list[int]:
        """The places after each word or phrase that stands at `place`."""
        if place >= len(tokens):
            return []
        token = tokens[place]
        found: list[int] = []
        rests = self.exact.get(token.text)
        if rests is not None:
            _after(rests, tokens, place + 1, found)
        if self.kinds and token.kind in self.kinds:
            _after(self.kinds[token.kind], tokens, place + 1, found)
        for length in self.lengths:
            if length > len(token.text):
                break
            rests = self.begins.get(token.text[:length])
            if rests is not None:
                _after(rests, tokens, place + 1, found)
        return found


def _after(rests: Sequence[Phrase], tokens: Sequence[Token], place: int, found: list[int]) -> None:
    for rest in rests:
        end = place
        for atom in rest:
            if end >= len(tokens) or not atom.fits(tokens[end]):
                break
            end += 1
        else:
            found.append(end)


class Glance:
    """What words a sentence has at all, so that most patterns are put aside without being tried at any place."""

    __slots__ = ("_beginnings", "_kinds", "_known", "_words")

    def __init__(self, sentence: Sentence) -> None:
        self._words = {token.text for token in sentence.tokens}
        self._kinds = {token.kind for token in sentence.tokens}
        self._beginnings = {
            word[:length]
            for word in self._words
            for length in range(_SHORTEST_PREFIX, min(len(word), _LONGEST_PREFIX) + 1)
        }
        self._known: dict[int, bool] = {}

    def may_have(self, element: Element) -> bool:
        """False only when no phrase of `element` can stand anywhere in the sentence."""
        known = self._known.get(id(element))
        if known is None:
            known = self._known[id(element)] = self._look(element)
        return known

    def _look(self, element: Element) -> bool:
        for choice in element.choices:
            if not self._words.isdisjoint(choice.exact):
                return True
            if choice.begins and not self._beginnings.isdisjoint(choice.begins):
                return True
            if choice.kinds and not self._kinds.isdisjoint(choice.kinds):
                return True
        return False


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One step of a pattern: one of `choices`, or a gap, or a wall."""

    choices: tuple[Choice, ...] = ()
    gap: int = 0
    optional: bool = False
    absent: bool = False
    at_end: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether a match is impossible in a sentence that has none of `choices`."""
        return bool(self.choices) and not self.optional and not self.absent

    def reach(self, places: set[int], tokens: Sequence[Token]) -> set[int]:
        """Where the next element may begin, when this one may begin at `places`."""
        if self.gap:
            most = len(tokens)
            return {step for place in places for step in range(place, min(place + self.gap, most) + 1)}
        if self.at_end:
            return places & {len(tokens)}
        reached: set[int] = set()
        for choice in self.choices:
            for place in places:
                reached.update(choice.ends(tokens, place))
        if self.absent:
            return {place for place in places if not any(choice.ends(tokens, place) for choice in self.choices)}
        return reached | places if self.optional else reached


class Lists:
    """The lists that patterns may name, each read when it is first asked for."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.words = lists
        self._read: dict[str, Choice] = {}
        self._elements: dict[str, Element] = {}

    def element(self, word: str, source: str) -> Element:
        """The step that `word` stands for; the same word is the same step in every pattern. Raises BadPattern."""
        found = self._elements.get(word)
        if found is None:
            found = self._elements[word] = _element(word, self, source)
        return found

    def choice(self, name: str, source: str) -> Choice:
        """Raises BadPattern when there is no such list; `source` is the pattern that names it."""
        if name not in self._read:
            if name not in self.words:
                raise BadPattern(f"{source!r}: the pack has no list <{name}>")
            self._read[name] = Choice(tuple(_atom(word, entry) for word in entry.split()) for entry in self.words[name])
        return self._read[name]


class Pattern:
    """A pattern, of which only the first element is read at once: a pack has a thousand, and a draft meets few of them.

    `source` is what was written. Raises BadPattern when an element cannot be read, here or when it is first needed.
    """

    __slots__ = ("_elements", "_lists", "_needed", "_words", "asks", "at_start", "first", "source")

    def __init__(self, source: str, lists: Lists) -> None:
        words = source.split()
        self.source = source
        self.at_start, self.asks = words[:1] == ["^"], words[-1:] == ["@question"]
        self._words = words[self.at_start : len(words) - self.asks]
        self._lists = lists
        self._elements: tuple[Element, ...] | None = None
        self._needed: tuple[Element, ...] = ()
        self.first = lists.element(self._words[0], source) if self._words else None
        if self.first is None and not self.asks:
            raise BadPattern(f"{source!r}: a pattern needs at least one element")
        if self.first and (self.first.gap or self.first.optional or self.first.absent or self.first.at_end):
            raise BadPattern(f"{source!r}: the first element must be words")

    @property
    def elements(self) -> tuple[Element, ...]:
        if self._elements is None:
            self._read()
        return self._elements or ()

    def _read(self) -> None:
        self._elements = tuple(self._lists.element(word, self.source) for word in self._words)
        self._needed = tuple(element for element in self._elements[1:] if element.is_needed)

    def end_from(self, sentence: Sentence, place: int, glance: Glance) -> int:
        """The first place after a match that begins at `place`, or 0."""
        if (self.at_start and place) or (self.asks and not sentence.asks):
            return 0
        if self._elements is None:
            self._read()
        for element in self._needed:
            if not glance.may_have(element):
                return 0
        places = {place}
        for element in self._elements or ():
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
        if not _SHORTEST_PREFIX <= len(text) <= _LONGEST_PREFIX:
            raise BadPattern(
                f"{source!r}: a beginning has {_SHORTEST_PREFIX} to {_LONGEST_PREFIX} letters, {word!r} has not"
            )
        return Atom(text, "begins")
    return Atom(text, "is")


class Match(NamedTuple):
    """`key` is what the pattern was filed under; `start` and `end` are token numbers in the sentence."""

    key: str
    start: int
    end: int


class Index:
    """Many patterns, found by their first word, so that a sentence is only held against those that may fit.

    Patterns are kept as they were written, and read when a sentence first comes near them.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._entries: list[tuple[str, str]] = []
        self._read: dict[int, Pattern] = {}
        self._exact: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        self._kinds: dict[str, list[int]] = {}
        self._asking: list[str] = []
        self._lengths: list[int] = []

    def file(self, key: str, source: str) -> None:
        """File a pattern under a key, which a match will tell. Raises BadPattern."""
        pattern = Pattern(source, self._lists)
        if pattern.first is None:
            self._asking.append(key)
            return
        number = len(self._entries)
        self._entries.append((key, source))
        for choice in pattern.first.choices:
            for shelf, own in ((self._exact, choice.exact), (self._begins, choice.begins), (self._kinds, choice.kinds)):
                for text in own:
                    shelf.setdefault(text, []).append(number)
        self._lengths = sorted({len(text) for text in self._begins})

    def as_data(self) -> list[Any]:
        """All of it as plain lists and dictionaries, for from_data."""
        return [self._entries, self._exact, self._begins, self._kinds, self._asking]

    @classmethod
    def from_data(cls, data: Sequence[Any], lists: Lists) -> Index:
        """What as_data gave; nothing is read or checked again."""
        index = cls(lists)
        index._entries, index._exact, index._begins, index._kinds, index._asking = data
        index._lengths = sorted({len(text) for text in index._begins})
        return index

    def read_all(self) -> None:
        """Read every pattern to its end. Raises BadPattern."""
        for number in range(len(self._entries)):
            _ = self._pattern(number).elements

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """Every match, by place; one for each pattern and place."""
        if sentence.asks:
            yield from (Match(key, 0, len(sentence.tokens)) for key in self._asking)
        glance = Glance(sentence)
        for place, token in enumerate(sentence.tokens):
            for number in self._candidates(token):
                if end := self._pattern(number).end_from(sentence, place, glance):
                    yield Match(self._entries[number][0], place, end)

    def _pattern(self, number: int) -> Pattern:
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = Pattern(self._entries[number][1], self._lists)
        return found

    def _candidates(self, token: Token) -> Iterable[int]:
        found = list(self._exact.get(token.text, ()))
        found += self._kinds.get(token.kind, ())
        for length in self._lengths:
            if length > len(token.text):
                break
            found += self._begins.get(token.text[:length], ())
        return found

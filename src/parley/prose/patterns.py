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
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from parley.prose.folding import fold_word
from parley.prose.tokens import Token

KINDS = ("number", "money", "mail", "phone", "url", "handle", "emoji")
_GAP = re.compile(r"\.\.(\d*)")
_USUAL_GAP, _WIDEST_GAP = 3, 12
SHORTEST_BEGINNING, LONGEST_BEGINNING = 2, 14
_WORDS_REMEMBERED = 5_000


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

    __slots__ = ("begins", "exact", "has_phrases", "kinds", "lengths")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.exact: dict[str, list[Phrase]] = {}
        self.begins: dict[str, list[Phrase]] = {}
        self.kinds: dict[str, list[Phrase]] = {}
        self.has_phrases = False
        for first, *rest in dict.fromkeys(phrases):
            self.has_phrases = self.has_phrases or bool(rest)
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


class Element:
    """One step of a pattern: one of `choices`, or a gap, or a wall. `is_needed`: there is no match without one of them;
    `is_short`: each of them is one word."""

    __slots__ = ("absent", "at_end", "choices", "gap", "is_needed", "is_short", "optional")

    def __init__(
        self,
        choices: tuple[Choice, ...] = (),
        *,
        gap: int = 0,
        optional: bool = False,
        absent: bool = False,
        at_end: bool = False,
    ) -> None:
        self.choices, self.gap, self.optional, self.absent, self.at_end = choices, gap, optional, absent, at_end
        self.is_needed = bool(choices) and not optional and not absent
        self.is_short = not any(choice.has_phrases for choice in choices)

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


def bits(numbers: Iterable[int]) -> int:
    """A set of small numbers as one number, a bit for each."""
    together = 0
    for number in numbers:
        together |= 1 << number
    return together


class Lists:
    """The lists that the patterns of a pack may name, and the elements that those patterns are made of.

    Lists and elements are read when they are first asked for. Each element that is filed has a bit, and a word of a draft
    finds the bits of all those that may begin with it at once: half a thousand for a word of every day.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.words = lists
        self._read: dict[str, Choice] = {}
        self._elements: dict[str, Element] = {}
        self._numbers: dict[str, int] = {}
        self._exact: dict[str, list[int]] = {}
        self._begins: dict[str, list[int]] = {}
        self._kinds: dict[str, list[int]] = {}
        self.bits_of = lru_cache(maxsize=_WORDS_REMEMBERED)(self._bits_of)

    def as_data(self) -> list[Any]:
        """All of it as plain lists and dictionaries, for from_data."""
        return [self.words, self._exact, self._begins, self._kinds]

    @classmethod
    def from_data(cls, data: Sequence[Any]) -> Lists:
        """What as_data gave. It finds what was filed, and nothing can be filed any more."""
        lists = cls(data[0])
        _, lists._exact, lists._begins, lists._kinds = data
        return lists

    def number(self, word: str, source: str) -> int:
        """The number of the element `word`; it is filed if it is new. Raises BadPattern."""
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self._numbers)
            for choice in self.element(word, source).choices:
                for shelf, own in (
                    (self._exact, choice.exact),
                    (self._begins, choice.begins),
                    (self._kinds, choice.kinds),
                ):
                    for text in own:
                        shelf.setdefault(text, []).append(known)
        return known

    def _bits_of(self, word: str, kind: str) -> int:
        """The bits of all elements that may begin with this word. Words come again and again, and are remembered."""
        found = {*self._exact.get(word, ()), *self._kinds.get(kind, ())}
        for length in range(SHORTEST_BEGINNING, min(len(word), LONGEST_BEGINNING) + 1):
            found.update(self._begins.get(word[:length], ()))
        return bits(found)

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
    """A pattern, read whole. `asks`: only in a sentence that asks. Raises BadPattern when an element cannot be read.

    `needed` are the words of those elements without which there is no match, the first one before the others; there are none
    when the sentence only has to ask.
    """

    __slots__ = ("asks", "at_start", "elements", "needed")

    def __init__(self, source: str, lists: Lists) -> None:
        words = source.split()
        self.at_start, self.asks = words[:1] == ["^"], words[-1:] == ["@question"]
        steps = words[self.at_start : len(words) - self.asks]
        self.elements = tuple(lists.element(word, source) for word in steps)
        self.needed = tuple(word for word, element in zip(steps, self.elements, strict=True) if element.is_needed)
        if not self.elements and not self.asks:
            raise BadPattern(f"{source!r}: a pattern needs at least one element")
        if self.elements and not self.elements[0].is_needed:
            raise BadPattern(f"{source!r}: the first element must be words")

    def end_from(self, place: int, tokens: Sequence[Token], at: Sequence[int], needed: Iterable[int]) -> int:
        """The first place after a match that begins at `place`, or 0. `at` has the bits of each token (Lists.bits_of), `needed`
        the bit of each needed element, so that most places are put aside at a glance."""
        places = {place}
        bit = iter(needed)
        for element in self.elements:
            if element.is_needed:
                own = next(bit)
                places = {one for one in places if one < len(at) and at[one] & own}
                # What may begin here with one word is here.
                places = {one + 1 for one in places} if element.is_short else element.reach(places, tokens)
            else:
                places = element.reach(places, tokens)
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
    words = [_atom(part, source) for part in word.split("|") if part not in named]
    alone = [Choice((atom,) for atom in words)] if words else []
    return Element((*alone, *(lists.choice(part[1:-1], source) for part in named)), optional=optional, absent=absent)


def _atom(word: str, source: str) -> Atom:
    if word.startswith("@"):
        if word[1:] not in KINDS:
            raise BadPattern(f"{source!r}: {word} is no kind; there are {', '.join(KINDS)}, and question at the end")
        return Atom(word[1:], "kind")
    text = fold_word(word.removesuffix("*"))
    if not re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]*)*", text):
        raise BadPattern(f"{source!r}: {word!r} is not a word")
    if word.endswith("*"):
        if not SHORTEST_BEGINNING <= len(text) <= LONGEST_BEGINNING:
            raise BadPattern(
                f"{source!r}: a beginning has {SHORTEST_BEGINNING} to {LONGEST_BEGINNING} letters, {word!r} has not"
            )
        return Atom(text, "begins")
    return Atom(text, "is")

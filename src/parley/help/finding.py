"""Searching the articles in the reader's language, by the stems of words. All of it fits into memory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parley.help.rendering import with_figures, words_of
from parley.help.source import Article
from parley.prose.stemming import LONGEST_WORD, stem, stems
from parley.prose.tokens import read

LONGEST_QUERY = 120
"""Characters."""
TITLE, SUMMARY, HEADING, BODY = 8, 4, 4, 1
"""What a word is worth by where it stands."""
SNIPPET_WORDS, BEFORE = 30, 10
_SHORTEST_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an article; `is_found` for those that were looked for."""

    words: str
    is_found: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An article, the heading under which most of what was looked for stands, and a few words from there."""

    article: Article
    title: tuple[Piece, ...]
    anchor: str
    heading: str
    snippet: tuple[Piece, ...]


def find(articles: Iterable[Article], query: str, language: str, figures: Mapping[str, str]) -> tuple[Found, ...]:
    """The articles that hold all the words, the best first; where none does, those that hold any."""
    wanted = tuple(dict.fromkeys(stems(query[:LONGEST_QUERY], language)))
    if not wanted:
        return ()
    key = tuple(sorted(figures.items()))
    shelf = [_indexed(article, language, key) for article in articles]
    rarity = {stem: math.log(1 + len(shelf) / (1 + sum(one.holds(stem) for one in shelf))) for stem in wanted}
    scored = [(sum(rarity[stem] * one.worth(stem) for stem in wanted), one) for one in shelf]
    hits = [(score, one) for score, one in scored if score]
    whole = [(score, one) for score, one in hits if all(map(one.holds, wanted))]
    ranked = sorted(whole or hits, key=lambda pair: (-pair[0], pair[1].article.order))
    return tuple(one.found(wanted) for _, one in ranked)


@dataclass(frozen=True, slots=True)
class Text:
    """Words as a reader sees them, and where each stem stands in them."""

    words: str
    places: tuple[tuple[int, int, str], ...]

    def marked(self, wanted: Sequence[str]) -> tuple[Piece, ...]:
        """The words in pieces, those marked whose stems are wanted."""
        pieces: list[Piece] = []
        at = 0
        for start, end, found in self.places:
            if any(_fits(found, one) for one in wanted):
                if start > at:
                    pieces.append(Piece(self.words[at:start], is_found=False))
                pieces.append(Piece(self.words[start:end], is_found=True))
                at = end
        if at < len(self.words):
            pieces.append(Piece(self.words[at:], is_found=False))
        return tuple(pieces)

    def hits(self, wanted: Sequence[str]) -> int:
        return sum(any(_fits(found, one) for one in wanted) for _start, _end, found in self.places)


def read_text(words: str, language: str) -> Text:
    tokens = [token for one in read(words, elision=language == "fr").sentences for token in one.tokens]
    stemmed = (
        (token.start, token.end, stem(token.text, language) if token.kind == "word" else token.text[:LONGEST_WORD])
        for token in tokens
    )
    return Text(words, tuple(stemmed))


@dataclass(frozen=True, slots=True)
class _Indexed:
    article: Article
    title: Text
    sections: tuple[tuple[str, str, Text], ...]
    """Anchor, heading and words of each."""
    weights: Mapping[str, int]

    def worth(self, wanted: str) -> int:
        """Of the stem itself, or of words that begin so: somebody may still be typing."""
        exact = self.weights.get(wanted, 0)
        if exact or len(wanted) < _SHORTEST_BEGINNING:
            return exact
        return max((worth for other, worth in self.weights.items() if other.startswith(wanted)), default=0)

    def holds(self, wanted: str) -> bool:
        return self.worth(wanted) > 0

    def found(self, wanted: Sequence[str]) -> Found:
        anchor, heading, text = max(self.sections, key=lambda one: one[2].hits(wanted))
        return Found(self.article, self.title.marked(wanted), anchor, heading, _around(text.marked(wanted)))


@lru_cache(maxsize=256)
def _indexed(article: Article, language: str, figures: tuple[tuple[str, str], ...]) -> _Indexed:
    """Read once: an article in a language with these figures stays as it is."""
    known = dict(figures)
    title = read_text(with_figures(article.title, known), language)
    sections = tuple(
        (section.anchor, with_figures(section.heading, known), read_text(words_of(section, known), language))
        for section in article.every_section
    )
    parts = [(title, TITLE), (read_text(with_figures(article.summary, known), language), SUMMARY)]
    for _anchor, heading, text in sections:
        parts += [(read_text(heading, language), HEADING), (text, BODY)]
    weights: Counter[str] = Counter()
    for text, worth in parts:
        for one in {found for _start, _end, found in text.places}:
            weights[one] += worth
    return _Indexed(article, title, sections, weights)


def _fits(found: str, wanted: str) -> bool:
    return found == wanted or (len(wanted) >= _SHORTEST_BEGINNING and found.startswith(wanted))


def _around(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """About thirty words, from a few before the first that was found; cut at words."""
    first = next((place for place, piece in enumerate(pieces) if piece.is_found), 0)
    shown = list(pieces[max(0, first - 1) :])
    words = shown[0].words.split(" ") if shown else []
    if first and len(words) > BEFORE:
        shown[0] = Piece(" ".join(["…", *words[-BEFORE:]]), is_found=False)
    kept: list[Piece] = []
    left = SNIPPET_WORDS
    for piece in shown:
        words = piece.words.split(" ")
        if len(words) > left:
            kept.append(Piece(" ".join([*words[:left], "…"]), piece.is_found and left > 0))
            break
        kept.append(piece)
        left -= len(words)
    return tuple(kept)

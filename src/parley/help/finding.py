"""Searching the articles in the reader's language, by the stems of words. All of it fits into memory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parley.help.rendering import with_figures, words_of
from parley.help.source import Article
from parley.prose.stemming import stems
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
    shelf = [_Indexed.of(article, language, figures) for article in articles]
    rarity = {stem: math.log(1 + len(shelf) / (1 + sum(one.holds(stem) for one in shelf))) for stem in wanted}
    scored = [(sum(rarity[stem] * one.worth(stem) for stem in wanted), one) for one in shelf]
    hits = [(score, one) for score, one in scored if score]
    whole = [(score, one) for score, one in hits if all(map(one.holds, wanted))]
    ranked = sorted(whole or hits, key=lambda pair: (-pair[0], pair[1].article.order))
    return tuple(one.found(wanted, figures) for _, one in ranked)


@dataclass(frozen=True, slots=True)
class _Indexed:
    article: Article
    language: str
    weights: Mapping[str, int]

    @classmethod
    def of(cls, article: Article, language: str, figures: Mapping[str, str]) -> _Indexed:
        weights: Counter[str] = Counter()
        parts = [(article.title, TITLE), (article.summary, SUMMARY)]
        for section in article.every_section:
            parts += [(section.heading, HEADING), (section.text, BODY)]
        for text, worth in parts:
            for stem in set(stems(with_figures(text, figures), language)):
                weights[stem] += worth
        return cls(article, language, weights)

    def worth(self, stem: str) -> int:
        """Of the stem itself, or of words that begin so: somebody may still be typing."""
        exact = self.weights.get(stem, 0)
        if exact or len(stem) < _SHORTEST_BEGINNING:
            return exact
        return max((worth for other, worth in self.weights.items() if other.startswith(stem)), default=0)

    def holds(self, stem: str) -> bool:
        return self.worth(stem) > 0

    def found(self, wanted: Sequence[str], figures: Mapping[str, str]) -> Found:
        sections = [(section, words_of(section, figures)) for section in self.article.every_section]

        def holds(pair: tuple[object, str]) -> int:
            return sum(piece.is_found for piece in marked(pair[1], wanted, self.language))

        section, words = max(sections, key=holds)
        return Found(
            self.article,
            marked(with_figures(self.article.title, figures), wanted, self.language),
            section.anchor,
            with_figures(section.heading, figures),
            _around(marked(words, wanted, self.language)),
        )


def marked(text: str, wanted: Sequence[str], language: str) -> tuple[Piece, ...]:
    """The text in pieces, with the words marked whose stems are wanted."""
    pieces: list[Piece] = []
    at = 0
    for sentence in read(text, elision=language == "fr").sentences:
        for token in sentence.tokens:
            [stem] = stems(text[token.start : token.end], language)[:1] or [""]
            if not stem or not any(_fits(stem, one) for one in wanted):
                continue
            if token.start > at:
                pieces.append(Piece(text[at : token.start], is_found=False))
            pieces.append(Piece(text[token.start : token.end], is_found=True))
            at = token.end
    if at < len(text):
        pieces.append(Piece(text[at:], is_found=False))
    return tuple(pieces)


def _fits(stem: str, wanted: str) -> bool:
    return stem == wanted or (len(wanted) >= _SHORTEST_BEGINNING and stem.startswith(wanted))


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

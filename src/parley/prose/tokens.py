"""Words, figures and sentences of a draft, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from parley.prose.folding import Folded, fold
from parley.prose.masking import mask

_TOKEN = re.compile(
    r"(?P<mail>[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,8}+)"
    r"|(?P<url>(?:https?://|www\.|t\.me/|wa\.me/)[^\s<>]{1,2000}+)"
    r"|(?P<phone>(?:\+|\b00|\b0|\b8[ (-])[ ]?\d(?:[ ().-]{0,2}+\d){7,13}+(?![\d/:]))"
    r"|(?P<number>\d{1,40}+(?:[.,:/-]\d{1,40}+){0,8}+)"
    r"|(?P<money>[$€£₽¥])"
    r"|(?P<word>[^\W\d_]{1,200}+(?:'[^\W\d_]{1,40}+){0,3}+)"
    r"|(?P<handle>@[a-z][\w.]{2,40}+)"
    r"|(?P<question>[?¿]+)|(?P<bang>[!¡]+)|(?P<stop>[.…]+|\n+)"
    r"|(?P<pause>[,;:()–—]|(?<=\s)-(?=\s))"
    r"|(?P<emoji>[\U0001F300-\U0001FAFF\u2600-\u27BF])"
)
_ELIDED = re.compile(r"(?:[a-z]{1,2}|jusqu|lorsqu|puisqu|quelqu|presqu)'")
_ENDS = ("question", "bang", "stop")


class Token(NamedTuple):
    """`text` is folded; `start` and `end` are offsets in the draft."""

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """`tokens` are words and figures; punctuation has become `clauses`, the token numbers at which a clause begins."""

    tokens: tuple[Token, ...]
    clauses: tuple[int, ...]
    asks: bool
    exclaims: bool
    start: int
    end: int

    def clause_of(self, token: int) -> tuple[int, int]:
        """First token of the clause that `token` stands in, and the first one after it."""
        begin = max(place for place in self.clauses if place <= token)
        after = [place for place in self.clauses if place > token]
        return begin, after[0] if after else len(self.tokens)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as the coach reads it."""

    text: str
    folded: Folded
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(len(sentence.tokens) for sentence in self.sentences)


def read(text: str, *, elision: bool = False) -> Reading:
    """Tokens and sentences of a draft. `elision`: l'avis is two words, as in French. Linear in time."""
    folded = fold(mask(text))
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    clauses = [0]
    asks = exclaims = False

    def close(end: int) -> None:
        nonlocal tokens, clauses, asks, exclaims
        if tokens:
            starts = tuple(dict.fromkeys(place for place in clauses if place < len(tokens)))
            sentences.append(Sentence(tuple(tokens), starts, asks, exclaims, tokens[0].start, end))
        tokens, clauses, asks, exclaims = [], [0], False, False

    places = folded.places
    for found in _TOKEN.finditer(folded.text):
        kind = found.lastgroup or ""
        start, end = places[found.start()], places[found.end() - 1] + 1
        if kind in _ENDS:
            if kind == "stop" and found[0] == "." and not _ends_a_sentence(folded.text, found.end()):
                continue
            if found[0] in "¿¡":
                continue
            asks, exclaims = asks or kind == "question", exclaims or kind == "bang"
            close(end if found[0][0] != "\n" else (tokens[-1].end if tokens else start))
        elif kind == "pause":
            clauses.append(len(tokens))
        elif kind == "word" and elision and "'" in found[0]:
            tokens += _split_elision(found, places)
        else:
            tokens.append(Token(found[0], kind, start, end))
    close(tokens[-1].end if tokens else 0)
    return Reading(text, folded, tuple(sentences))


def _ends_a_sentence(text: str, end: int) -> bool:
    return end >= len(text) or text[end].isspace() or text[end] in "\"')»”"


def _split_elision(found: re.Match[str], places: list[int]) -> list[Token]:
    pieces: list[Token] = []
    at, word = found.start(), found[0]
    while (cut := _ELIDED.match(word)) and cut.end() < len(word):
        pieces.append(Token(cut[0], "word", places[at], places[at + cut.end() - 1] + 1))
        at, word = at + cut.end(), word[cut.end() :]
    pieces.append(Token(word, "word", places[at], places[at + len(word) - 1] + 1))
    return pieces

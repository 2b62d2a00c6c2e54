"""Which of the five languages a text is in, or none of them.

Parts of words against a small table (tables/languages.json.gz, made by bin/train-coach). A table of our own and not a
library: the ones there are load a numeric package first, which alone would take most of the time that a command may
take to answer, and are made to tell a hundred languages apart (docs/adr/0022).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from parley.prose import LANGUAGES
from parley.prose.columns import pack, unpack
from parley.prose.tokens import Sentence

OTHER = "other"
_LONGEST_PART = 4
_LONGEST_WORD = 45  # what is longer is no word of any language
_MOST_WORDS = 400  # of a long text, enough to tell
_FOREIGN_LETTERS = frozenset("іїєґўђљњћџјѕ")  # Cyrillic, and not Russian


class _Table(NamedTuple):
    """`rows`: what a part of a word adds to each of `languages`."""

    languages: tuple[str, ...]
    rows: dict[str, list[int]]
    bias: tuple[float, ...]
    step: float


@cache
def _table() -> _Table:
    packed = files("parley.prose").joinpath("tables", "languages.json.gz").read_bytes()
    data = json.loads(gzip.decompress(packed))
    rows = dict(zip(data["parts"].split("\n"), data["weights"], strict=True))
    return _Table(tuple(data["languages"]), rows, tuple(data["bias"]), float(data["step"]))


def parts_of(words: list[str]) -> Iterator[str]:
    """Parts of one to four letters, with a mark at either end of a word, and whole short words."""
    for word in words[:_MOST_WORDS]:
        marked = f"_{word[:20]}_"
        for size in range(1, _LONGEST_PART + 1):
            for start in range(len(marked) - size + 1):
                yield marked[start : start + size]
        if len(word) > _LONGEST_PART - 2:
            yield marked


@lru_cache(maxsize=20_000)
def _row(word: str) -> int:
    """What a word adds to each language, and how many parts it has, packed. Words come again and again."""
    table = _table()
    parts = list(parts_of([word]))
    met = [row for part in parts if (row := table.rows.get(part)) is not None]
    sums = [sum(column) for column in zip(*met, strict=True)] or [0] * len(table.languages)
    return pack([*sums, len(parts)])


def language_of(sentences: tuple[Sentence, ...]) -> str | None:
    """The language that the words of these sentences are most likely in; None for none of ours, or for no words."""
    words = [
        token.text
        for sentence in sentences
        for token in sentence.tokens
        if token.kind == "word" and len(token.text) <= _LONGEST_WORD
    ]
    return language_of_words(words)


def language_of_words(words: list[str]) -> str | None:
    if not words or _foreign(words):
        return None
    table = _table()
    *sums, parts = unpack(sum(map(_row, words[:_MOST_WORDS])), len(table.languages) + 1)
    scores = [total * table.step / parts + start for total, start in zip(sums, table.bias, strict=True)]
    best = max(range(len(scores)), key=scores.__getitem__)
    return table.languages[best] if table.languages[best] in LANGUAGES else None


def _foreign(words: list[str]) -> bool:
    """Whether the letters alone rule our languages out: another script, or Cyrillic that Russian does not have."""
    letters = "".join(words[:_MOST_WORDS])
    known = sum("a" <= letter <= "z" or "а" <= letter <= "я" for letter in letters)
    foreign = sum(letter in _FOREIGN_LETTERS for letter in letters)
    return known * 2 < len(letters) or foreign * 40 > len(letters)

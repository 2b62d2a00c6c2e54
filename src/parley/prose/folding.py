"""Letters as the coach compares them: no case, no accents, no disguise, each with its place in the draft.

A draft may hold anything: stacked marks, invisible signs, letters of another alphabet that look alike. What is left
after folding is a plain text in which every character knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Cyrillic letters and the Latin ones that look the same, both ways. A word that mixes both is read in one alphabet, the
# one that most of its letters belong to if that is possible.
_CYRILLIC = "авекмнорстухіјѕ"
_LATIN = "abekmhopctyxijs"
_TO_LATIN = dict(zip(_CYRILLIC, _LATIN, strict=True))
_TO_CYRILLIC = {latin: cyrillic for cyrillic, latin in _TO_LATIN.items() if cyrillic not in "іјѕ"}

_APOSTROPHES = "’ʼ‘`´"
_LETTERS = re.compile(r"[^\W\d_]++")
# Three or more of the same letter in a row: long vowels of an upset writer.
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}+")
# Five or more single letters with one sign between them: s t u p i d, s.t.u.p.i.d
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .*_-](?=[^\W\d_](?![^\W_]))){4,40}+[^\W\d_]")


class Folded(NamedTuple):
    """`text` has one character for each entry of `places`, which are offsets in the draft."""

    text: str
    places: list[int]


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """The plain form of one character: none for marks and invisible signs, several for ligatures."""
    if character.isascii():
        return character.lower()
    if character in _APOSTROPHES:
        return "'"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(
        "'" if one in _APOSTROPHES else one
        for one in plain
        if unicodedata.category(one) not in ("Mn", "Me", "Cf", "Cc", "Cs")
    )


def fold_word(word: str) -> str:
    """A word as patterns and weights hold it."""
    return "".join(map(fold_character, word))


def fold(text: str) -> Folded:
    """Fold a whole draft in one pass."""
    if text.isascii():
        folded, places = text.lower(), list(range(len(text)))
    else:
        letters: list[str] = []
        places = []
        for place, character in enumerate(text):
            for one in fold_character(character):
                letters.append(one)
                places.append(place)
        folded = "".join(letters)
    return _undisguise(folded, places)


def _undisguise(text: str, places: list[int]) -> Folded:
    """Undo stretched and spaced-out words and letters that only look right."""
    if _STRETCHED.search(text) or _SPACED.search(text):
        keep = [True] * len(text)
        for found in _STRETCHED.finditer(text):
            keep[found.start() + 1 : found.end()] = [False] * (found.end() - found.start() - 1)
        for found in _SPACED.finditer(text):
            for at in range(found.start(), found.end()):
                keep[at] = keep[at] and text[at] not in " .*_-"
        places = [place for place, kept in zip(places, keep, strict=True) if kept]
        text = "".join(letter for letter, kept in zip(text, keep, strict=True) if kept)
    if not text.isascii():
        text = _LETTERS.sub(lambda found: _one_alphabet(found[0]), text)
    return Folded(text, places)


def _one_alphabet(word: str) -> str:
    cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in word)
    latin = sum("a" <= letter <= "z" for letter in word)
    if not cyrillic or not latin:
        return word
    first, second = (_TO_CYRILLIC, _TO_LATIN) if cyrillic >= latin else (_TO_LATIN, _TO_CYRILLIC)
    for look_alike in (first, second):
        plain = "".join(look_alike.get(letter, letter) for letter in word)
        if all(letter.isascii() for letter in plain) or not any(letter.isascii() for letter in plain):
            return plain
    return word

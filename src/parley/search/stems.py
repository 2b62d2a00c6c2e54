"""Words as the index holds them: the stem, marked with the kind of thing and with the language whose rules made it.

A reader's word is stemmed by the rules of each language that they search in, so "páginas" finds a Spanish page and does not
meet a Dutch word that happens to have the same stem by other rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parley.prose import LANGUAGES
from parley.prose.folding import fold
from parley.prose.stemming import stems

LONGEST_QUESTION = 500
"""Characters of a question that are read at all."""
MOST_WORDS = 12
"""Words of a question that are looked for; nobody narrows a search with the thirteenth."""
LONGEST_TEXT = 40_000
"""Characters of a title or a body that are indexed."""
SHORTEST_BEGINNING = 3
"""Letters of a last word that may still be going on."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")

COMMON = frozenset(
    """
    a an and at by for from in my of on or the to with
    al con de del e el en la las lo los mi o para por un una y
    au aux d des du et l le les ma mon ou pour sur une
    aan bij een en het m'n met mijn of om op te van voor
    в во для и из или к мой моя на о от по с со у
    """.split()  # noqa: SIM905  (a table to read)
)
"""Words that join others, folded. They are not looked for while anything else is: a title may say it without them."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question. It is found where all of one of `readings` stand, or a stem that begins with one of
    `beginnings`; both are marked."""

    readings: tuple[tuple[str, ...], ...]
    beginnings: tuple[str, ...] = ()


def marked(kind: str, language: str, text: str) -> tuple[str, ...]:
    """The marked stems of a text, sorted, each once."""
    found = stems(text[:LONGEST_TEXT], language)
    return tuple(sorted({_mark(kind, language, piece) for stem in found for piece in _PIECE.findall(stem)}))


def question(kind: str, words: str, languages: Sequence[str] = ()) -> tuple[Word, ...]:
    """What is looked for; nothing when no word is in it. `languages` are those to search in, all when none is named."""
    spoken = [one for one in LANGUAGES if one in languages] or list(LANGUAGES)
    typed = list(dict.fromkeys(_WORD.findall(fold(words[:LONGEST_QUESTION]).text)))
    asked = ([one for one in typed if one not in COMMON] or typed)[:MOST_WORDS]
    found = []
    for word in asked:
        readings = (marked(kind, language, word) for language in spoken)
        is_going_on = word == typed[-1] and len(word) >= SHORTEST_BEGINNING and word.isalpha()
        beginnings = tuple(_mark(kind, language, word) for language in spoken) if is_going_on else ()
        found.append(Word(tuple(dict.fromkeys(one for one in readings if one)), beginnings))
    return tuple(word for word in found if word.readings)


def _mark(kind: str, language: str, piece: str) -> str:
    return f"{kind}_{language}_{piece}"

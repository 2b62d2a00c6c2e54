"""Words without their endings, so that who looks for "logos" finds a logo.

The endings are those of the Snowball rules for each language. A folded word goes in and a folded one comes out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from snowballstemmer import stemmer

from parley.prose.folding import fold_word
from parley.prose.tokens import read

SNOWBALL = {"en": "english", "es": "spanish", "fr": "french", "nl": "dutch", "ru": "russian"}
LONGEST_WORD = 40
"""Characters of a word that are compared. What is longer is no word that anybody looks for."""

# Folding makes й an и, which the Russian rules take for another ending: "готовый", "сайт" and "файл" would lose their families.
_SHORT_I = re.compile(r"(?<=[аеиоуыэюя])и$|(?<=а)и(?=[бвгджзклмнпрстфхцчшщ])")


@lru_cache(maxsize=len(SNOWBALL))
def _stem_word(language: str) -> Callable[[str], str]:
    return lru_cache(maxsize=20_000)(stemmer(SNOWBALL[language]).stemWord)


def stem(word: str, language: str) -> str:
    """The stem of one folded word. A word of a language that is not read here stays as it is."""
    word = word[:LONGEST_WORD]
    if language == "fr" and word.endswith("os"):
        word = word[:-1]  # the rules keep the s of "gros", and so that of "logos" and "photos", which people look for
    if language == "ru":
        word = _SHORT_I.sub("й", word)
    return fold_word(_stem_word(language)(word)) if language in SNOWBALL else word


def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of the words and figures of a text in their order, each as often as it stands there."""
    return tuple(
        stem(token.text, language) if token.kind == "word" else token.text[:LONGEST_WORD]
        for sentence in read(text, elision=language == "fr").sentences
        for token in sentence.tokens
    )

"""What old articles write around their text, in each language (words/<language>.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parley.prose import LANGUAGES
from parley.prose.folding import fold_word

FOLDER = Path(__file__).parent / "words"
_SIGNS = re.compile(r"[\W_]+")
_LONGEST_NOTE = 30  # letters of the words before the colon


@dataclass(frozen=True, slots=True)
class Wording:
    """`step` is the name of a step whose heading was lost. `furniture` is by its kind."""

    step: str
    notes: frozenset[str]
    greetings: frozenset[str]
    thanks: frozenset[str]
    furniture: Mapping[str, re.Pattern[str]]

    def note_label(self, text: str) -> str:
        """The words before the colon if they open a note, "" otherwise."""
        label, colon, _rest = text.partition(":")
        return label if colon and len(label) <= _LONGEST_NOTE and bare(label) in self.notes else ""


def bare(text: str) -> str:
    """Without case, accents and signs, a single space between words."""
    return _SIGNS.sub(" ", fold_word(text)).strip()


@cache
def wording(language: str) -> Wording:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    furniture = {name: re.compile("|".join(map(fold_word, rows))) for name, rows in table["furniture"].items()}
    words = {name: frozenset(map(bare, table[name])) for name in ("notes", "greetings", "thanks")}
    return Wording(step=table["step"], furniture=furniture, **words)


def furniture_in(text: str) -> str:
    """What kind of furniture a whole line is, in any of the languages: pages mix them. "" for what is none."""
    line = bare(text)
    for language in LANGUAGES:
        for kind, pattern in wording(language).furniture.items():
            if pattern.fullmatch(line):
                return kind
    return ""

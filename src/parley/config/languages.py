"""The languages Parley speaks. A new one is a line here and its data files; no other code."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Language:
    """A language: its code, its name as its speakers write it, and the direction of its script."""

    code: str
    own_name: str
    direction: Literal["ltr", "rtl"] = "ltr"


LANGUAGES = (
    Language("en", "English"),
    Language("es", "Español"),
    Language("fr", "Français"),
    Language("nl", "Nederlands"),
    Language("ru", "Русский"),
)

LANGUAGE_CODES = tuple(language.code for language in LANGUAGES)


def language_of(code: str) -> Language:
    """The language of `code`; a code that Parley does not speak is a KeyError."""
    return {language.code: language for language in LANGUAGES}[code]

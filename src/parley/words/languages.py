"""What languages are called in the language that is active."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from parley.words.locales import capitalized, date_locale


def language_name(code: str) -> str:
    """The language of this CLDR code as it is called where it stands alone: Dutch, or Neerlandés. An unknown code is itself."""
    return _named(code, date_locale())


@lru_cache(maxsize=512)
def _named(code: str, locale: Locale) -> str:
    return capitalized(str(locale.languages.get(code, code)))

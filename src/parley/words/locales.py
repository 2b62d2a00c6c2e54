"""The active language as the tables of CLDR know it, and what needs nothing else: numbers, shares and lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

SOURCE_LANGUAGE = "en"
"""The language of the source strings, spoken where no language is active."""

DATES_LIKE = {"en": "en_GB"}
"""English without a country means the day before the month and 24 hours, as everywhere else in Parley."""


def number_locale() -> Locale:
    """How the active language writes numbers and money."""
    return _locale(get_language() or SOURCE_LANGUAGE)


def date_locale() -> Locale:
    """How the active language writes dates and lists."""
    language = get_language() or SOURCE_LANGUAGE
    return _locale(DATES_LIKE.get(language, language))


@lru_cache(maxsize=32)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def number(value: int | Decimal) -> str:
    """A count or a measure, with at most three decimals: 20,000 or 2.5."""
    return format_decimal(value, locale=number_locale())


def percent(share: Decimal) -> str:
    """A share of one as whole percent, half up: Decimal("0.18") is 18 %."""
    rounded = (share * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP") / 100
    return format_percent(rounded, locale=number_locale())


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return format_list(list(words), locale=date_locale())


def capitalized(text: str) -> str:
    """Begin a sentence or a heading with `text`; the rest stays as it is."""
    return text[:1].upper() + text[1:]

"""Sums of money, as a language writes them and as a person types them.

Reading is strict: nothing is rounded, nothing is guessed, and what could mean two sums is asked back.
"""

from __future__ import annotations

import re
from copy import copy
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, get_currency_symbol
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.money import EXPONENTS, BadAmount, Money, parse
from parley.words.locales import number, number_locale

NO_BREAK = "\u00a0"
SPACES = " \u00a0\u202f\u2009"
"""What stands between groups of digits: space, no-break space, narrow no-break space, thin space."""
MINUS = "-\u2212\u2013"
LONGEST_AMOUNT = 40
"""Characters; more than any sum needs, and no work for a text that is not one."""

PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
"""How programs write a sum, in every language: 1234.50."""

SHORT_SYMBOLS = {
    "AUD": ("$",), "CAD": ("$",), "CHF": ("Fr.",), "CLP": ("$",), "CZK": ("Kč",), "DKK": ("kr.", "kr"), "HUF": ("Ft",),
    "JPY": ("¥",), "MXN": ("$",), "NOK": ("kr",), "NZD": ("$",), "PLN": ("zł",), "RUB": ("₽",), "SEK": ("kr",),
    "TRY": ("₺",), "UAH": ("₴",), "USD": ("$",), "VND": ("₫",), "KRW": ("₩",), "GBP": ("£",), "EUR": ("€",), "BRL": ("R$",),
}  # fmt: skip
"""What a currency's own people write. An order has one currency, so a bare $ can only be its own."""


class AmbiguousAmount(BadAmount):
    """The text means one sum in the reader's language and another one where sums are written plainly."""

    def __init__(self) -> None:
        super().__init__("ambiguous")


def money(sum_: Money) -> str:
    """€1,000.00, 1.000,00 €, € 1.000,00: always with every decimal of the currency, and without a place to break."""
    return _formatted(sum_, plus=False)


def signed_money(sum_: Money) -> str:
    """The same with its sign, + too, for a movement."""
    return _formatted(sum_, plus=True)


def amount_for_input(sum_: Money) -> str:
    """The sum as one would type it in the active language: no symbol and no groups. `read_amount` reads it back."""
    return format_decimal(
        sum_.decimal(), format=_digits_pattern(sum_.currency), locale=number_locale(), group_separator=False
    )


def read_amount(text: str, currency: str) -> Money:
    """What a person typed, in the writing of the active language ("1.234,50", "€ 12") or plainly ("1234.50").

    Groups of digits may be parted by the language's sign or by a space. Raises BadAmount with the reason, which
    `bad_amount_words` explains; AmbiguousAmount where two readings differ.
    """
    if currency not in EXPONENTS:
        raise BadAmount("currency")
    if not text.strip():
        raise BadAmount("empty")
    if len(text) > LONGEST_AMOUNT:
        raise BadAmount("not_a_number")
    digits = _without_currency(text, currency)
    if digits[:1] in MINUS and _readings(digits[1:].strip(SPACES)):
        raise BadAmount("negative")
    readings = _readings(digits)
    if not readings:
        raise BadAmount("not_a_number")
    sums: set[Money] = set()
    trouble: BadAmount | None = None
    for reading in readings:
        try:
            sums.add(parse(reading, currency))
        except BadAmount as bad:
            trouble = trouble or bad
    if len(sums) > 1:
        raise AmbiguousAmount
    if trouble is not None and not sums:
        raise trouble
    return sums.pop()


def bad_amount_words(bad: BadAmount, currency: str) -> str:
    """Why a text was not taken as an amount of `currency`, and how to write one."""
    match bad.reason:
        case "empty":
            return _("Write an amount, for example {example}.").format(example=_example(currency))
        case "negative":
            return _("An amount cannot be below zero.")
        case "decimals":
            return _too_many_decimals(currency)
        case "too_large":
            return _("This amount is larger than Parley can keep. Check the zeros.")
        case "currency":
            return _("This order is in {currency}. Write the amount in {currency}, or the number alone.").format(
                currency=currency
            )
        case "ambiguous":
            return _("This could be read as two different amounts. Write it without a sign between the thousands.")
        case _:
            return _("This does not read as an amount. Write it like this: {example}.").format(
                example=_example(currency)
            )


def _too_many_decimals(currency: str) -> str:
    decimals = EXPONENTS[currency]
    if decimals == 0:
        return _("Amounts in {currency} have no decimals.").format(currency=currency)
    text = ngettext(
        "Amounts in {currency} have at most {n} decimal.", "Amounts in {currency} have at most {n} decimals.", decimals
    )
    return text.format(currency=currency, n=number(decimals))


def _example(currency: str) -> str:
    return amount_for_input(Money(1234 * 10 ** EXPONENTS[currency], currency))


def _formatted(sum_: Money, *, plus: bool) -> str:
    text = _absolute(abs(sum_.amount_minor), sum_.currency, number_locale())
    if sum_.amount_minor < 0:
        return "\u2212" + text
    return "+" + text if plus and sum_.amount_minor else text


@lru_cache(maxsize=4096)
def _absolute(amount_minor: int, currency: str, locale: Locale) -> str:
    """The sum without its sign. The same sums stand on many pages, and the tables are slow."""
    pattern = _pattern(locale, EXPONENTS[currency])
    amount = Money(amount_minor, currency).decimal()
    text: str = pattern.apply(amount, locale, currency=currency, currency_digits=False)
    symbol = get_currency_symbol(currency, locale=locale)
    # A symbol of letters needs room beside the digits ("CZK 5.00"), which the tables know and the library leaves out.
    if symbol[-1:].isalpha() and text.startswith(symbol):
        text = symbol + NO_BREAK + text[len(symbol) :].lstrip(SPACES)
    return text.replace(" ", NO_BREAK)


@lru_cache(maxsize=64)
def _pattern(locale: Locale, decimals: int) -> NumberPattern:
    """The language's way to write money, with the decimals of the standard instead of those the tables round cash to."""
    pattern: NumberPattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)
    return pattern


def _digits_pattern(currency: str) -> str:
    decimals = EXPONENTS[currency]
    return "0." + "0" * decimals if decimals else "0"


def _without_currency(text: str, currency: str) -> str:
    """The digits alone. The currency may stand once, before or after; another currency's sign is refused."""
    trimmed = text.strip(SPACES)
    for mark in _marks(currency):
        folded = trimmed.casefold()
        if folded.startswith(mark.casefold()):
            return trimmed[len(mark) :].strip(SPACES)
        if folded.endswith(mark.casefold()):
            return trimmed[: -len(mark)].strip(SPACES)
    for other in EXPONENTS:
        if any(trimmed.startswith(mark) or trimmed.endswith(mark) for mark in _marks(other)):
            raise BadAmount("currency")
    return trimmed


def _marks(currency: str) -> list[str]:
    """Every way to name a currency here, the longest first, so that US$ is not read as $ after two letters."""
    marks = {currency, get_currency_symbol(currency, locale=number_locale()), *SHORT_SYMBOLS.get(currency, ())}
    return sorted(marks, key=len, reverse=True)


def _readings(digits: str) -> list[str]:
    """Each way to read the digits, as a plain amount: the language's own way first."""
    symbols = number_locale().number_symbols["latn"]
    group, decimal = symbols["group"], symbols["decimal"]
    grouping = "".join(sorted({*SPACES, group}))
    written = re.compile(
        rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?P<group>[{re.escape(grouping)}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*)"
        rf"(?:{re.escape(decimal)}(?:(?P<part>[0-9]+)|[{re.escape(MINUS)}]{{1,2}}))?"
    )
    readings: list[str] = []
    found = written.fullmatch(digits)
    if found is not None:
        whole = re.sub(r"[^0-9]", "", found["whole"])
        readings.append(f"{whole}.{found['part']}" if found["part"] else whole)
    if PLAIN.fullmatch(digits) and digits not in readings:
        readings.append(digits)
    return readings

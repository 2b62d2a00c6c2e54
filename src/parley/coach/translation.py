"""A translation beside its original: do the figures, sums, dates and refusals agree? The original is what counts.

Nothing is translated here. What must be the same in every language is compared: numbers, currencies, dates, and whether
something is denied.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from parley.prose import LANGUAGES
from parley.prose.folding import fold_word
from parley.prose.tokens import Token, read

_DATE = re.compile(r"(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})[-./](\d{1,2})(?:[-./](\d{2,4}))?)\Z")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\Z")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")


class Kind(StrEnum):
    """What differs."""

    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Difference:
    """`missing` stands in the original and not in the translation, `added` the other way round, both as written or
    counted. One of them may be empty."""

    kind: Kind
    missing: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    months: Mapping[str, int]
    denies: frozenset[str]
    pairs: frozenset[str]
    currencies: Mapping[str, str]
    elision: bool


@cache
def _words_of(language: str) -> _Words:
    data = tomllib.loads(files("parley.coach").joinpath("translation.toml").read_text("utf-8"))
    own = data[language]
    months = {fold_word(name): number for number, names in enumerate(own["months"], 1) for name in names.split()}
    currencies = {fold_word(word): code for code, words in data["currencies"].items() for word in words}
    return _Words(
        months,
        frozenset(map(fold_word, own["denies"])),
        frozenset(map(fold_word, own.get("with", ()))),
        currencies,
        language == "fr",
    )


def differences(original: str, language: str, translation: str, other: str) -> tuple[Difference, ...]:
    """What does not agree between a text and its translation. Both languages are of LANGUAGES.

    Numbers are compared as numbers (1.250,00 is 1,250.00), dates as dates (3 May is 3 мая), in any order.
    """
    for one in (language, other):
        if one not in LANGUAGES:
            raise ValueError(one)
    first, second = _facts(original, _words_of(language)), _facts(translation, _words_of(other))
    found = []
    _settle(first, second)
    _settle(second, first)
    for kind in (Kind.NUMBER, Kind.MONEY, Kind.DATE):
        missing, added = _apart(first[kind], second[kind])
        if missing or added:
            found.append(Difference(kind, missing, added))
    denied, denied_there = first[Kind.NEGATION], second[Kind.NEGATION]
    if bool(denied) != bool(denied_there) or abs(len(denied) - len(denied_there)) > 1:
        found.append(Difference(Kind.NEGATION, tuple(denied), tuple(denied_there)))
    return tuple(found)


def _settle(here: dict[Kind, list[str]], there: dict[Kind, list[str]]) -> None:
    """26.11 may be a date or a number: it is a date where the other text has that date."""
    for figure in list(here[Kind.NUMBER]):
        day, _, month = figure.partition(".")
        if not (month.isdecimal() and _is_day(day)):
            continue
        dates = [f"{int(day):02}.{number:02}" for number in (int(month), 10 * int(month)) if 1 <= number <= 12]
        wanted = [date for date in dates if there[Kind.DATE].count(date) > here[Kind.DATE].count(date)]
        if wanted:
            here[Kind.NUMBER].remove(figure)
            here[Kind.DATE].append(wanted[0])


def _apart(first: Sequence[str], second: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    here, there = Counter(first), Counter(second)
    return tuple(sorted((here - there).elements())), tuple(sorted((there - here).elements()))


def _facts(text: str, words: _Words) -> dict[Kind, list[str]]:
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for sentence in read(text, elision=words.elision).sentences:
        tokens = sentence.tokens
        used: set[int] = set()
        for place, token in enumerate(tokens):
            if token.kind == "word" and token.text in words.months:
                _dated(tokens, place, words.months[token.text], found, used)
        for place, token in enumerate(tokens):
            if place in used:
                continue
            if token.kind == "number":
                _figure(token.text, found)
            elif token.kind == "money" or token.text in words.currencies:
                found[Kind.MONEY].append(words.currencies.get(token.text, token.text))
            elif token.kind == "word" and token.text in words.denies and not _counted_already(tokens, place, words):
                found[Kind.NEGATION].append(token.text)
    return found


def _counted_already(tokens: Sequence[Token], place: int, words: _Words) -> bool:
    """ne … pas and не … никогда deny once."""
    if tokens[place].text not in words.pairs:
        return False
    return any(token.text in words.denies for token in tokens[max(0, place - 4) : place])


def _dated(tokens: Sequence[Token], place: int, month: int, found: dict[Kind, list[str]], used: set[int]) -> None:
    """A month in letters with the day beside it, and a year if one follows."""
    near = [at for at in (place - 1, place - 2, place + 1) if 0 <= at < len(tokens) and at not in used]
    day = next((at for at in near if tokens[at].kind == "number" and _is_day(tokens[at].text)), None)
    if day is None:
        return
    used |= {place, day}
    found[Kind.DATE].append(f"{int(tokens[day].text):02}.{month:02}")


def _is_day(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 31


def _figure(text: str, found: dict[Kind, list[str]]) -> None:
    if _CLOCK.match(text):
        found[Kind.NUMBER].append(text.lstrip("0"))
        return
    if date := _DATE.match(text):
        year_first = date[1] is not None
        day, month = (date[3], date[2]) if year_first else (date[4], date[5])
        if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and (year_first or date[6] or "/" in text):
            found[Kind.DATE].append(f"{int(day):02}.{int(month):02}")
            return
    found[Kind.NUMBER].append(_plain(text))


def _plain(text: str) -> str:
    """A number without its grouping, with a point before its fraction."""
    if not re.fullmatch(r"[\d.,]+", text):
        return text
    if _GROUPS.match(text):
        return re.sub(r"[.,]", "", text)
    whole, _, fraction = re.sub(r"[.,](?=\d+[.,])", "", text).replace(",", ".").partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole) if whole.isdecimal() else whole}{'.' + fraction if fraction else ''}"

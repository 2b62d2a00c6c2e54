"""The letters of a file: which encoding gives words."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from parley.help.importing.draft import Refused

MOST_BYTES = 16_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("utf-8", "cp1252", "cp1251", "koi8-r")
_ENOUGH = 200_000  # bytes that are looked at to tell an encoding
_WORD = re.compile(r"[^\W\d_]{2,}|�")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё][а-яё]*|[А-ЯЁ]+")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Decoded(NamedTuple):
    text: str
    encoding: str


def decoded(raw: bytes) -> Decoded:
    """Raises Refused for what is no text. What no encoding can tell stays as U+FFFD."""
    if len(raw) > MOST_BYTES:
        raise Refused(f"it is larger than {MOST_BYTES} bytes")
    encoding = _encoding(raw)
    text = raw.decode(encoding, errors="replace")
    if not text.strip():
        raise Refused("nothing stands in it")
    sample = text[:_ENOUGH]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise Refused("it is no text: it holds signs that no text has")
    return Decoded(text, encoding)


def _encoding(raw: bytes) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[:_ENOUGH]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    if max(zeros) * 4 > len(sample):  # every other byte is nought: Latin letters in UTF-16 that does not say so
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return max(_GUESSES, key=lambda name: _likeness(sample.decode(name, errors="replace")))
    return "utf-8"


def _likeness(text: str) -> float:
    """The share of words that are words of one alphabet, with the case that words have and more plain letters than accents."""
    words = _WORD.findall(text)
    return sum(map(_is_likely, words)) / max(1, len(words))


def _is_likely(word: str) -> bool:
    if _LATIN.fullmatch(word):
        return sum(letter.isascii() for letter in word) * 2 >= len(word)
    return _RUSSIAN.fullmatch(word) is not None

"""Characters that would mislead a reader, and those that the fonts of the PDF cannot draw.

Nothing is left out silently: a character that cannot be shown as itself is named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from parley.core.texts import LONGEST_LINE

FONTS = Path(__file__).parent.parent / "fonts"

OPEN, CLOSE = "\u2068", "\u2069"
"""Isolates: what stands between them runs in its own direction and moves nothing outside."""

STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They reorder what follows, and one that is left open would reorder our own words too."""
NAMED_ONE_BY_ONE = 8
"""So many characters in a row are named each; of more only the number is said."""

_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\v": "\n", "\f": "\n", "\r": "\n"})


def shown(words: str) -> str:
    """People's words without what would steer the words around them: such a character is named, as in [U+202E]."""
    lined = words.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(_code(one) if _misleads(one) else one for one in lined)


def in_line(words: str) -> str:
    """The same on one line and isolated, to stand inside a sentence; an empty text stays empty. No name or title is longer
    than LONGEST_LINE, which holds for whatever else a sentence may quote too."""
    line = shortened(shown(words), LONGEST_LINE)
    return f"{OPEN}{line}{CLOSE}" if line else ""


def shortened(words: str, most: int) -> str:
    """One line of at most so many characters and a sign that there are more."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def drawn(text: str, missing: Callable[[int], str], *, careful: bool = False) -> str:
    """What the fonts of the PDF can draw of it; the rest by its code points, or by `missing` where there is much of it.

    `careful` names every mark that is set above or below a letter too: not every pair of letter and mark fits together.
    """
    found: list[str] = []
    lacking = ""
    for cluster in _clusters(unicodedata.normalize("NFC", text)):
        if _has_letters(cluster, careful=careful):
            found.append(_named(lacking, missing))
            found.append(cluster)
            lacking = ""
        elif careful and _has_letters(cluster[0], careful=True):
            found += [_named(lacking, missing), cluster[0]]
            lacking = cluster[1:]
        else:
            lacking += cluster
    return "".join([*found, _named(lacking, missing)])


@cache
def letters() -> Mapping[str, frozenset[int]]:
    """The characters that each family draws, in regular and in bold, in the order in which the families are asked."""
    found: dict[str, set[int]] = {}
    family = ""
    for line in (FONTS / "letters.ranges").read_text("ascii").splitlines():
        if line.startswith("["):
            family = line.strip("[]")
            found[family] = set()
            continue
        for run in line.split():
            first, _, last = run.partition("-")
            found[family] |= set(range(int(first, 16), int(last or first, 16) + 1))
    return {name: frozenset(one) for name, one in found.items()}


def _misleads(char: str) -> bool:
    """By number, not by the tables of a library: a later one would give other bytes for the same words."""
    code = ord(char)
    is_control = (code < 0x20 and char not in "\n\t") or 0x7F <= code < 0xA0
    is_none = 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE
    # From U+E0000 on letters hide that nobody sees.
    return char in STEERING or is_control or is_none or code >= 0xE0000


def _clusters(text: str) -> Iterator[str]:
    """A letter with its marks: one font has to draw all of it."""
    cluster = ""
    for char in text:
        joins = unicodedata.category(char) in {"Mn", "Mc", "Me"} or char == "\u200d"
        if cluster and (joins or cluster[-1] == "\u200d"):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _has_letters(cluster: str, *, careful: bool) -> bool:
    if cluster in {"\n", "\t", OPEN, CLOSE}:
        return True
    if unicodedata.category(cluster[0]) in {"Mn", "Mc", "Me"} or (careful and len(cluster) > 1):
        return False
    return any(all(ord(char) in family for char in cluster) for family in letters().values())


def _named(lacking: str, missing: Callable[[int], str]) -> str:
    if not lacking:
        return ""
    if len(lacking) > NAMED_ONE_BY_ONE:
        return f"[{missing(len(lacking))}]"
    return "".join(_code(char) for char in lacking)


def _code(char: str) -> str:
    return f"[U+{ord(char):04X}]"

"""A sentence with emphasised names, links and quoted words, safe to print with `{{ sentence }}`.

    say(_("{who} delivered {what}, delivery {n}, with {files}"),
        who=strong("You"), what=strong("Logo drafts"), n=1, files=link("4 files", "#delivery-1"))

The translated pattern decides the order of the words; only the words given as `strong`, `link` or `said` carry markup,
and everything, pattern included, is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words. `said` sets it in the voice of people; `iso` makes it a <time>."""

    text: str
    strong: bool = False
    said: bool = False
    href: str = ""
    iso: str = ""

    def __html__(self) -> str:
        inner = str(escape(self.text))
        if self.iso:
            inner = f'<time datetime="{escape(self.iso)}">{inner}</time>'
        if self.said:
            inner = f'<span class="said">{inner}</span>'
        if self.strong:
            inner = f"<b>{inner}</b>"
        if self.href:
            inner = f'<a href="{escape(self.href)}">{inner}</a>'
        return inner


@dataclass(frozen=True, slots=True)
class Sentence:
    """Parts in the order in which they are read. Prints as escaped HTML; `plain` is the same without markup."""

    parts: tuple[Part, ...]

    @property
    def plain(self) -> str:
        return "".join(part.text for part in self.parts)

    def __html__(self) -> str:
        return "".join(part.__html__() for part in self.parts)

    def __str__(self) -> SafeString:
        # Templates call str() before they ask whether to escape; each part has escaped its own text above.
        return mark_safe(self.__html__())  # noqa: S308

    def __bool__(self) -> bool:
        return any(part.text for part in self.parts)


Text = str | Sentence
Word = Part | Sentence | str | int
"""What can stand in a pattern; a sentence brings all its parts."""


def strong(text: object, href: str = "") -> Part:
    """A name, a sum or whatever carries the sentence."""
    return Part(str(text), strong=True, href=href)


def link(text: object, href: str) -> Part:
    """Words that lead somewhere."""
    return Part(str(text), href=href)


def said(text: object) -> Part:
    """Words of a person inside a sentence of Parley."""
    return Part(str(text), said=True)


def say(pattern: str, /, **words: Word) -> Sentence:
    """Fill a translated pattern with `{names}`. Raises KeyError if the pattern names a word that was not given.

    A word that ends with a full stop, as the short months of some languages do, ends a sentence by it too."""
    parts: list[Part] = []
    for literal, name in _pieces(pattern):
        has_ended = bool(parts) and parts[-1].text.endswith(".")
        between = literal.removeprefix(".") if has_ended else literal
        if between:
            parts.append(Part(between))
        if name is not None:
            word = words[name]
            if isinstance(word, Sentence):
                parts += word.parts
            else:
                parts.append(word if isinstance(word, Part) else Part(str(word)))
    return Sentence(tuple(parts))


def fill(pattern: str, /, **words: Word) -> str:
    """The same without markup."""
    return say(pattern, **words).plain


@lru_cache(maxsize=4096)
def _pieces(pattern: str) -> tuple[tuple[str, str | None], ...]:
    """Runs of words, each with the name that follows it. Patterns are few and said often."""
    return tuple((literal, name) for literal, name, _spec, _conversion in Formatter().parse(pattern))

"""Tricks in names and titles, and the same service twice: looked for before anything is shown to everybody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parley.people.names import ADDRESS, JOINERS, fewer_marks, is_visible
from parley.prose.folding import fold, fold_word
from parley.storefront.content import Content

# A name of a site without its "www" is an address too: example.com, t.me/name.
SITE = re.compile(
    r"(?i)\b(?:t|wa)\.me\b|(?<![\w-])[\w-]{2,63}\.(?:com|net|org|info|biz|io|me|shop|site|online|ru|es|fr|nl|eu|be|uk|de)(?!\w)"
)
LETTERS = re.compile(r"[^\W\d_]+")
SHOUTED = 4
"""Signs that are no words, in a row, that a title may have."""
SIGNS = re.compile(rf"([^\w\s])\1{{{SHOUTED - 1},}}")


def clean_line(text: str, longest: int) -> str:
    """A title or a name as it is kept: composed (NFC), one line, single spaces, no invisible or direction-turning characters.

    Raises ValidationError, in the reader's language, for an empty one, a longer one than `longest` characters, one with an
    address, with look-alike letters of another alphabet, or with a row of signs.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if is_visible(character))
    line = fewer_marks(" ".join(kept.split())).strip(JOINERS + " ")
    if not any(unicodedata.category(character)[0] == "L" for character in line):
        raise ValidationError(_("Write something here. It needs at least one letter."), code="line.empty")
    if len(line) > longest:
        raise ValidationError(
            _("This is too long: %(length)d characters, and %(most)d fit."),
            code="line.too_long",
            params={"length": len(line), "most": longest},
        )
    if ADDRESS.search(line) or SITE.search(line):
        raise ValidationError(_("A web or mail address cannot stand here."), code="line.address")
    if word := disguised(line):
        raise ValidationError(
            _("The word “%(word)s” has letters of another alphabet that only look alike. Type it again."),
            code="line.disguised",
            params={"word": word},
        )
    if SIGNS.search(line):
        raise ValidationError(_("Leave the row of signs out: words say it better."), code="line.signs")
    return line


def disguised(line: str) -> str:
    """The first word that mixes Latin and Cyrillic letters which look alike; empty when there is none."""
    for found in LETTERS.finditer(line):
        word = found[0]
        mixes = any("a" <= letter.lower() <= "z" for letter in word) and any("Ѐ" <= letter <= "ӿ" for letter in word)
        if mixes and fold(word).text != fold_word(word):
            return word
    return ""


def clean_text(text: str) -> str:
    """A longer text as it is kept: line ends made one kind, without direction-turning and other invisible characters."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(character for character in lines if character in "\n\t" or is_visible(character))
    return fewer_marks(kept).strip()


def is_twice(content: Content, others: Iterable[tuple[str, str]]) -> bool:
    """Whether one of these (title, summary) is the same service again, however it is capitalised, accented or disguised."""
    title, summary = plain(content.title), plain(content.summary)
    return any(title == plain(other) or summary == plain(words) for other, words in others)


def plain(text: str) -> str:
    return " ".join(LETTERS.findall(fold(text).text))

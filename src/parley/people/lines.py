"""Lines and longer texts that a person writes about themselves, kept so that they do not change how a page reads."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from parley.people.names import ADDRESS, JOINERS, fewer_marks, is_visible


def clean_line(text: str, longest: int) -> str:
    """As it is kept: composed (NFC), one line, single spaces, no invisible or direction-turning characters; empty for nothing.

    Raises ValidationError, in the words of the reader's language, when it is longer than `longest` characters or carries an
    address.
    """
    kept = "".join(character for character in unicodedata.normalize("NFC", text) if is_visible(character))
    line = fewer_marks(" ".join(kept.split())).strip(JOINERS + " ")
    if len(line) > longest:
        raise _too_long(len(line), longest)
    if ADDRESS.search(line):
        raise ValidationError(_("A web or mail address cannot stand here."), code="line.address")
    return line


def clean_paragraphs(text: str, longest: int) -> str:
    """The same for a text of several lines, in which addresses may stand: nothing turns them into links. Never more than one
    empty line in a row."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    kept: list[str] = []
    for line in lines:
        visible = fewer_marks("".join(character for character in line if is_visible(character))).rstrip()
        if visible or (kept and kept[-1]):
            kept.append(visible)
    found = "\n".join(kept).strip()
    if len(found) > longest:
        raise _too_long(len(found), longest)
    return found


def _too_long(length: int, most: int) -> ValidationError:
    return ValidationError(
        _("This is too long: %(length)d characters, and %(most)d fit."),
        code="line.too_long",
        params={"length": length, "most": most},
    )

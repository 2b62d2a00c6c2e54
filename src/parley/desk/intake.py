"""What comes in at the door, made ready for the core: ids and salted texts."""

from __future__ import annotations

import secrets
import unicodedata
from uuid import UUID

import uuid_utils.compat

from parley.core.texts import Text


def new_id() -> UUID:
    """A UUIDv7: sorted by time, unguessable enough for a name, made by whoever asks."""
    return uuid_utils.compat.uuid7()


def text(words: str, language: str = "") -> Text:
    """Words as they were typed: line ends made one kind, what no database holds taken out, a fresh salt."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(character for character in lines if character in "\n\t" or not _is_unstorable(character))
    return Text(unicodedata.normalize("NFC", kept).strip(), secrets.token_hex(16), language)


def _is_unstorable(character: str) -> bool:
    """Control characters, and halves of surrogate pairs; emoji, joiners and direction marks inside a text stay."""
    return unicodedata.category(character) in ("Cc", "Cs")

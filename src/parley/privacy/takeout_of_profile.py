"""What a person shows of themselves, as their own archive tells it, and the pictures that go beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from parley.people.models import Person
from parley.people.picture_files import open_picture
from parley.people.portfolio import pieces_of
from parley.people.profiles import told_by
from parley.people.shown import Piece


def profile_told(person: Person) -> dict[str, Any]:
    """The profile and every piece, with the name of its picture in the archive."""
    told = told_by(person)
    return {
        "headline": told.headline,
        "about": told.about,
        "language": told.language,
        "skills": list(told.skills),
        "languages": [{"language": known.code, "level": known.level.value} for known in told.languages],
        "anybody_may_see_it": told.is_public,
        "portfolio": [
            {
                "title": piece.title,
                "line": piece.line,
                "seen_in_it": piece.alt,
                "year": piece.year,
                "language": piece.language,
                "added_at": piece.added_at,
                "entry": _entry(piece),
            }
            for piece in pieces_of(person.id)
        ],
    }


def pictures_told(person: Person) -> Iterator[tuple[str, BinaryIO]]:
    """The largest file of every picture, open, with its name in the archive."""
    for piece in pieces_of(person.id):
        source = open_picture(piece.picture, piece.width)
        if source is not None:
            yield _entry(piece), source


def _entry(piece: Piece) -> str:
    return f"portfolio/{piece.id}.webp"

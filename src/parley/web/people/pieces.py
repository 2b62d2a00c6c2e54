"""A piece of work as pages show it: a picture in several widths, which takes its place before it has come.

{% include "people/piece.html" with piece=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from parley.people.pictures import height_at, widths_of
from parley.people.shown import Piece

SHOWN_WIDTH = 640
"""What a browser takes that does not choose for itself."""


@dataclass(frozen=True, slots=True)
class PieceShown:
    """`sources` is what a browser chooses from, `width` and `height` are the pixels of `src`. `language` is that of the words,
    empty where nobody said so."""

    id: str
    title: str
    line: str
    alt: str
    year: str
    language: str
    src: str
    sources: str
    width: int
    height: int
    full: str


def piece_shown(piece: Piece, language: str = "") -> PieceShown:
    """`language` is the one of the profile, for pieces that say none of their own."""
    widths = widths_of(piece.width)
    chosen = max((width for width in widths if width <= SHOWN_WIDTH), default=widths[0])
    at = {width: reverse("picture", args=[piece.person_id, piece.id, width]) for width in widths}
    return PieceShown(
        id=str(piece.id),
        title=piece.title,
        line=piece.line,
        alt=piece.alt,
        year=str(piece.year) if piece.year is not None else "",
        language=piece.language or language,
        src=at[chosen],
        sources=", ".join(f"{address} {width}w" for width, address in at.items()),
        width=chosen,
        height=height_at(chosen, piece.width, piece.height),
        full=at[widths[-1]],
    )

"""The profiles of a demo's people, in their own languages, and their portfolios with drawn pictures."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from parley.people.lines import clean_paragraphs
from parley.people.models import Person
from parley.people.picture_files import put
from parley.people.pictures import read_picture
from parley.people.portfolio import Label, add
from parley.people.profiles import LONGEST_ABOUT, Told, clean_languages, keep
from parley.people.shown import Piece, Profile
from parley.rehearsal.demo_drawing import draw

PROFILES = Path(__file__).resolve().parent / "demo_profiles.toml"
NAMES = UUID("6f3c1c52-6d0b-4a35-8a0e-3d6a0b7f5e21")
"""Under which the ids of a demo's pieces are made, so that filling twice makes nothing twice."""


def fill_profiles(at: datetime) -> int:
    """Let the demo's people say who they are, and show pieces of work that came in before `at` (UTC), a day apart. How many
    profiles are new."""
    made = 0
    for entry in demo_profiles():
        person = Person.objects.with_email(f"{entry['by']}@example.org")
        if person is None or Profile.objects.filter(person=person).exists():
            continue
        keep(person, told_of_entry(entry))
        for days, piece in enumerate(entry.get("piece", ())):
            _add(person, piece, at - timedelta(days=40 - days))
        made += 1
    return made


def demo_profiles() -> list[dict[str, Any]]:
    """The entries of the file."""
    return list(tomllib.loads(PROFILES.read_text("utf-8"))["profile"])


def told_of_entry(entry: dict[str, Any]) -> Told:
    return Told(
        headline=entry["headline"],
        about=clean_paragraphs(entry["about"], LONGEST_ABOUT),
        language=entry["language"],
        skills=tuple(entry["skills"]),
        languages=clean_languages((code, level) for code, level in entry["languages"]),
        is_public=entry.get("public", False),
    )


def _add(person: Person, entry: dict[str, Any], at: datetime) -> None:
    piece_id = uuid5(NAMES, entry["motif"])
    if not Piece.objects.filter(id=piece_id).exists():
        label = Label(entry["title"], entry["alt"], entry["line"], entry["year"])
        add(person, piece_id, label, put(read_picture(BytesIO(draw(entry["motif"])))), at)

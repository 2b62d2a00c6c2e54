"""The profiles of the demo keep to the rules that everybody's do, and are there once."""

from __future__ import annotations

from typing import Any

import pytest

from parley.desk.now import now
from parley.people.models import Person, Piece, Profile
from parley.people.portfolio import Label, clean_label
from parley.people.profiles import clean_skills
from parley.people.register import register
from parley.people.shown import LONGEST_HEADLINE
from parley.rehearsal.demo_drawing import MOTIFS, draw
from parley.rehearsal.demo_people import demo_people
from parley.rehearsal.demo_profiles import demo_profiles, fill_profiles, told_of_entry


@pytest.mark.parametrize("entry", demo_profiles(), ids=lambda entry: str(entry["by"]))
def test_a_profile_could_have_been_typed(entry: dict[str, Any]) -> None:
    told = told_of_entry(entry)
    assert f"{entry['by']}@example.org" in demo_people()
    assert len(told.headline) <= LONGEST_HEADLINE
    assert clean_skills(", ".join(told.skills)) == told.skills
    assert told.about == "\n\n".join(part for part in told.about.split("\n\n") if part)
    for piece in entry.get("piece", ()):
        label = clean_label(piece["title"], piece["line"], piece["alt"], str(piece["year"]), "", 2026)
        assert label == Label(piece["title"], piece["alt"], piece["line"], piece["year"])


def test_every_picture_is_drawn_once_and_always_alike() -> None:
    motifs = [piece["motif"] for entry in demo_profiles() for piece in entry.get("piece", ())]
    assert len(motifs) == len(set(motifs))
    assert set(motifs) <= MOTIFS.keys()
    assert draw("box") == draw("box")


@pytest.mark.django_db
def test_filling_twice_makes_nothing_twice() -> None:
    for name in ("Tomás", "Camille"):
        register(name, f"{name.replace('á', 'a').lower()}@example.org", "en", "UTC")
    assert [fill_profiles(now()), fill_profiles(now())] == [2, 0]
    assert (Person.objects.count(), Profile.objects.count(), Piece.objects.count()) == (2, 2, 5)

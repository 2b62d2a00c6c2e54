"""What somebody says of themselves: cleaned, limited, kept, and gone with them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from parley.people.lines import clean_line, clean_paragraphs
from parley.people.models import Person
from parley.people.profiles import (
    MOST_SKILLS,
    SPOKEN,
    Known,
    Level,
    Told,
    clean_languages,
    clean_skills,
    is_public,
    keep,
    told_by,
)
from parley.people.register import register
from parley.words.languages import language_name


def test_a_line_is_one_line_without_tricks() -> None:
    assert clean_line("  Logos\u202e and\n\n maps\u200b ", 40) == "Logos and maps"
    assert clean_line(" \u200d ", 40) == ""
    assert clean_line("e\u0301" + "\u0301" * 9, 40) == "é\u0301\u0301\u0301"


@pytest.mark.parametrize("text", ["see https://example.org", "www.example.org", "mail me@example.org"])
def test_an_address_cannot_stand_in_a_line(text: str) -> None:
    with pytest.raises(ValidationError, match="address cannot stand here"):
        clean_line(text, 60)


def test_what_is_too_long_says_by_how_much() -> None:
    with pytest.raises(ValidationError, match="41 characters, and 40 fit"):
        clean_line("x" * 41, 40)
    with pytest.raises(ValidationError, match="3001 characters"):
        clean_paragraphs("x" * 3001, 3000)


def test_a_longer_text_keeps_its_paragraphs() -> None:
    assert clean_paragraphs("\r\n\r\nOne \r\n\n\n\n\u202eTwo\rThree\n ", 100) == "One\n\nTwo\nThree"


def test_skills_are_there_once_as_they_were_first_written() -> None:
    assert clean_skills("UX, ux; #Mapas ,mapas\nLogo design,, ,Lógo design") == ("UX", "Mapas", "Logo design")
    assert clean_skills(" , ; \n — ") == ()


def test_too_many_skills_and_too_long_ones_are_said() -> None:
    with pytest.raises(ValidationError, match="These are 16 skills, and 15 fit"):
        clean_skills(",".join(f"skill {number}" for number in range(MOST_SKILLS + 1)))
    with pytest.raises(ValidationError, match="A skill is a word or two"):
        clean_skills("I can do absolutely everything that you might ever want")
    with pytest.raises(ValidationError, match="address"):
        clean_skills("maps, www.example.org")


def test_languages_stand_by_how_well_they_are_known() -> None:
    chosen = [("en", "knows"), ("", "works"), ("ru", "mother"), ("nl", "works")]
    assert clean_languages(chosen) == (Known("ru", Level.MOTHER), Known("nl", Level.WORKS), Known("en", Level.KNOWS))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ([("xx", "works")], "Choose a language"),
        ([("en", "")], "how well"),
        ([("en", "perfectly")], "how well"),
        ([("en", "works"), ("en", "knows")], "twice"),
    ],
)
def test_what_is_no_language_is_said(chosen: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        clean_languages(chosen)


@pytest.mark.parametrize("code", SPOKEN)
def test_every_language_has_a_name(code: str) -> None:
    assert language_name(code) != code


@pytest.mark.both_engines
@pytest.mark.django_db
def test_a_profile_is_kept_replaced_and_goes_with_the_person() -> None:
    ana = register("Ana Ruiz", "ana@example.org", "es", "UTC")
    assert told_by(ana) == Told()
    assert told_by(ana).is_empty
    told = Told("Mapas", "Dibujo mapas.", "es", ("Mapas", "Guaches"), (Known("es", Level.MOTHER),), is_public=True)
    keep(ana, told)
    assert told_by(ana) == told
    assert is_public(ana.id)
    keep(ana, Told("Mapas", is_public=False))
    assert told_by(ana) == Told("Mapas")
    assert not is_public(ana.id)
    Person.objects.all().delete()
    assert not type(ana.profile).objects.exists()


@pytest.mark.django_db
def test_nobody_sees_a_profile_of_a_closed_account() -> None:
    ana = register("Ana Ruiz", "ana@example.org", "es", "UTC")
    keep(ana, Told("Mapas", is_public=True))
    Person.objects.update(is_active=False)
    assert not is_public(ana.id)

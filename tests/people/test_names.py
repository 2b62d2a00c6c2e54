"""A name reads the same everywhere, whatever somebody typed into it."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from parley.people.names import LONGEST_NAME, clean_name

ALLOWED_INVISIBLE = {"\u200c", "\u200d"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Ruiz ", "Ana Ruiz"),
        ("Rene\u0301e", "Ren\u00e9e"),
        ("Ana\u202egnilrets\u202c Ruiz", "Anagnilrets Ruiz"),
        ("\u2066Ana\u2069", "Ana"),
        ("Ana\x00\x1b[31m Ruiz\r\n", "Ana[31m Ruiz"),
        ("A\u00a0na\u2003Ruiz", "A na Ruiz"),
        ("\ufeffAna\u200b Ruiz\u00ad", "Ana Ruiz"),
        ("Ana\u2028Ruiz", "Ana Ruiz"),
        ("نیما می\u200cخواهد", "نیما می\u200cخواهد"),
        ("山田 太郎", "山田 太郎"),
        ("O’Brien-Núñez, Jr.", "O’Brien-Núñez, Jr."),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("A\ue000na", "Ana"),
    ],
)
def test_what_is_kept_of_a_name(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept
    assert clean_name(kept) == kept


def test_a_tower_of_marks_is_cut_down() -> None:
    name = clean_name("A" + "\u0323\u0330\u0331\u0332\u0333" * 20 + "na")
    assert sum(unicodedata.category(character) == "Mn" for character in name) <= 3
    assert name.endswith("na")


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u202c", "\u200b", "\u200d\u200d", "...", "123", "\u0301"])
def test_a_name_without_a_letter_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_name(typed)
    assert refused.value.code == "name.empty"


def test_a_name_that_fits_no_line_is_refused() -> None:
    assert len(clean_name("a" * LONGEST_NAME)) == LONGEST_NAME
    with pytest.raises(ValidationError) as refused:
        clean_name("a" * (LONGEST_NAME + 1))
    assert refused.value.code == "name.too_long"


@pytest.mark.parametrize("typed", ["Win at https://evil.example", "Visit www.evil.example", "ana@example.org"])
def test_a_name_is_no_advertisement(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_name(typed)
    assert refused.value.code == "name.address"


def test_nothing_invisible_gets_through() -> None:
    for point in range(0x110000):
        character = chr(point)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in ALLOWED_INVISIBLE:
            kept = clean_name(f"A{character}b")
            assert kept in {"Ab", "A b"}, hex(point)

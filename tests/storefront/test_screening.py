"""Tricks in titles and names are seen, and honest ones are let through."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from parley.storefront.screening import clean_line, clean_text, disguised


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "line.empty"),
        ("  \u200b\u202e ", "line.empty"),
        ("12345", "line.empty"),
        ("x" * 101, "line.too_long"),
        ("Write to me@example.org", "line.address"),
        ("See www.example", "line.address"),
        ("https://example.org logo", "line.address"),
        ("Logo at mylogos.com", "line.address"),
        ("t.me/logos", "line.address"),
        ("Lоgo design", "line.disguised"),
        ("Дизaйн", "line.disguised"),
        ("LOGO!!!!!!", "line.signs"),
        ("★★★★★ logo", "line.signs"),
    ],
)
def test_a_trick_is_refused_in_words(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_line(typed, 100)
    assert refused.value.code == code
    assert len(str(refused.value.messages[0])) > 20


@pytest.mark.parametrize(
    "typed",
    [
        "Logo, 3 drafts",
        "UX-дизайн и HTML-вёрстка",
        "Сайт на Node.js за 5 дней",
        "Création d’un logo : 2 propositions",
        "¿Necesitas un logo?",
        "3D-модель стула",
        "شعار",
        "ไทย",
        "SEOшник",
        "Who... me?",
    ],
)
def test_an_honest_line_is_kept_as_it_is(typed: str) -> None:
    assert clean_line(typed, 100) == typed


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert clean_line("Lo\u202ego \u200b  for\tyou\n", 100) == "Logo for you"
    assert clean_text("One\r\n\r\ntwo\u202e\x00 three") == "One\n\ntwo three"


def test_a_disguised_word_is_named() -> None:
    assert disguised("A good lоgo") == "lоgo"
    assert disguised("Хороший logo") == ""

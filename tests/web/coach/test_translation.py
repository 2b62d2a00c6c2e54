"""A pasted translation beside its original."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.web.people import Visitor
from tests.web.reading import read

ORIGINAL = "Three drafts by 4 May for 1,250.00 EUR."


def compares(who: Visitor, translation: str, **changed: str) -> HttpResponse:
    typed = {"original": ORIGINAL, "language": "en", "translation": translation, "other": "es", **changed}
    return who.fill_in(who.look(reverse("coach_translation")), "/coach/translation", typed)


def test_figures_that_differ_are_listed(ana: Visitor) -> None:
    page = read(compares(ana, "Tres bocetos para el 5 de mayo por 1.520,00 EUR."))
    assert "What differs" in page.text
    assert "Only in the original: 4 May" in page.text
    assert "Only in the translation: 5 May" in page.text
    assert "1250" in page.text
    assert "1520" in page.text


def test_figures_that_agree_are_said_to_agree_however_they_are_written(ana: Visitor) -> None:
    page = read(compares(ana, "Tres bocetos para el 4 de mayo por 1.250,00 EUR."))
    assert "Nothing differs" in page.text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"translation": " "}, "Paste a text here."),
        ({"original": "x" * 20_001}, "too long"),
        ({"other": ""}, "Choose a language."),
        ({"language": "xx"}, "Choose a language."),
    ],
)
def test_what_cannot_be_compared_is_said_beside_its_box(ana: Visitor, changed: dict[str, str], says: str) -> None:
    answer = compares(ana, **{"translation": "Hola", **changed})
    assert answer.status_code == 422
    page = read(answer)
    assert says in page.text
    assert page.form("/coach/translation").fields["original"] == [changed.get("original", ORIGINAL)]

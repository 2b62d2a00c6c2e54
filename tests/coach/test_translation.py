"""Figures, sums, dates and refusals of a text and of its translation agree, however either language writes them."""

from __future__ import annotations

import pytest

from parley.coach.translation import Difference, Kind, differences

SAME = [
    ("en", "I can deliver on 3 May for €1,250.00, not before.", "es", "Puedo entregar el 3 de mayo por 1.250,00 €, no antes."),
    ("en", "I won't finish the 2 banners by 26.11.", "fr", "Je ne finirai pas les 2 bannières pour le 26 novembre."),
    ("en", "Nothing changes before 1 December.", "ru", "До 1 декабря ничего не изменится."),
    ("nl", "Ik heb geen 3 uur, maar 2,5.", "en", "I don't have 3 hours but 2.5."),
    ("ru", "Я никогда не обещал 12 000 ₽ к 5 июня.", "nl", "Ik heb nooit 12 000 roebel beloofd tegen 5 juni."),
    ("en", "See you at 09:30 on 2026-12-01.", "es", "Nos vemos a las 9:30 el 01/12/2026."),
    ("en", "It is €12.50, by 20.10.", "fr", "C'est 12,5 €, pour le 20 octobre."),
    ("en", "Thank you!", "fr", "Merci !"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "original", "other", "translation"), SAME)
def test_what_agrees_is_left_alone(language: str, original: str, other: str, translation: str) -> None:
    assert differences(original, language, translation, other) == ()
    assert differences(translation, other, original, language) == ()


@pytest.mark.parametrize(
    ("original", "translation", "difference"),
    [
        ("I need 5 days.", "Necesito 6 días.", Difference(Kind.NUMBER, ("5",), ("6",))),
        ("It costs €40.", "Cuesta 40.", Difference(Kind.MONEY, ("EUR",), ())),
        ("By 3 May.", "Para el 3 de junio.", Difference(Kind.DATE, ("03.05",), ("03.06",))),
        ("I will not pay.", "Voy a pagar.", Difference(Kind.NEGATION, ("not",), ())),
        ("I will pay.", "No voy a pagar.", Difference(Kind.NEGATION, (), ("no",))),
        ("1,250 words", "1,25 palabras", Difference(Kind.NUMBER, ("1250",), ("1.25",))),
    ],
)
def test_what_differs_is_named(original: str, translation: str, difference: Difference) -> None:
    assert differences(original, "en", translation, "es") == (difference,)


def test_a_language_that_nobody_speaks_here_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        differences("Ja.", "de", "Yes.", "en")

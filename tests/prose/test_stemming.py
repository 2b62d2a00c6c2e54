"""Words of one family meet, and words of two families do not."""

from __future__ import annotations

import pytest

from parley.prose import LANGUAGES
from parley.prose.stemming import LONGEST_WORD, SNOWBALL, stem, stems

FAMILIES = {
    "en": ("logo logos", "translation translations", "design designs designed designing", "Baking BAKING"),
    "es": ("logotipo logotipos", "panadería panaderia panaderías", "traducción traducciones", "diseño diseños"),
    "fr": ("traduction traductions", "l'article articles", "rédaction redaction", "vidéo vidéos", "logo logos"),
    "nl": ("vertaling vertalingen", "handleiding handleidingen", "ontwerp ontwerpen", "website websites"),
    "ru": (
        "логотип логотипы логотипа",
        "перевод перевода переводы",
        "статья статьи статей",
        "озвучка озвучки",
        "готовый готовые готовая готового",
        "файл файлы файла",
        "сайт сайты сайта",
        "дизайн дизайна дизайном",
        "компания компании компанией",
        "строить строил строит",
        "русский русская русского",
    ),
}
STRANGERS = {
    "en": ("logo", "text"), "es": ("logo", "texto"), "fr": ("livre", "vidéo"),
    "nl": ("boek", "vertaling"), "ru": ("звук", "текст"),
}  # fmt: skip


def test_every_language_that_is_read_has_endings() -> None:
    assert set(SNOWBALL) == set(LANGUAGES)


@pytest.mark.parametrize(("language", "family"), [(code, family) for code in FAMILIES for family in FAMILIES[code]])
def test_forms_of_a_word_meet(language: str, family: str) -> None:
    assert len({stems(form, language)[-1] for form in family.split()}) == 1


@pytest.mark.parametrize("language", FAMILIES)
def test_different_words_stay_apart(language: str) -> None:
    one, other = STRANGERS[language]
    assert stems(one, language) != stems(other, language)


def test_an_unknown_language_keeps_its_words() -> None:
    assert stems("Zwei Häuser", "de") == ("zwei", "hauser")


def test_a_word_without_end_is_cut_and_nothing_fails() -> None:
    assert len(stem("a" * 100_000, "en")) <= LONGEST_WORD
    assert stems("", "en") == ()
    assert stems("\u202e <b>logo</b> 500", "en") == ("logo", "500")

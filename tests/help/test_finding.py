"""Searching the articles by the stems of words, in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.help.finding import Found, find, read_text
from parley.help.rendering import with_figures
from tests.help.shelf import LANGUAGES, change, read_shelf

FIGURES = {"review_days": "7"}


def looked_for(shelf: Path, query: str, language: str = "en") -> tuple[Found, ...]:
    books, _rules = read_shelf(shelf)
    return find(books.in_order(language), query, language, FIGURES)


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("en", "deliveries", "delivery"),
        ("es", "entregas", "entrega"),
        ("fr", "livraisons", "livraison"),
        ("nl", "leveringen", "levering"),
        ("ru", "работе", "работу"),
    ],
)
def test_other_endings_find_the_word_and_mark_it(shelf: Path, language: str, query: str, found: str) -> None:
    [one] = looked_for(shelf, query, language)
    assert one.article.slug == "kettle"
    assert one.anchor == "step-look"
    assert [piece.words for piece in one.snippet if piece.is_found] == [found]


def test_a_title_weighs_more_than_a_word_in_passing(shelf: Path) -> None:
    change(shelf, "en/cup.md", "See [1]", "A kettle stands by. See [1]")
    assert [one.article.slug for one in looked_for(shelf, "kettle")] == ["kettle", "cup"]


def test_all_words_come_before_any(shelf: Path) -> None:
    assert [one.article.slug for one in looked_for(shelf, "freelancer delivery")] == ["kettle"]
    assert [one.article.slug for one in looked_for(shelf, "freelancer zebra")] == ["kettle"]


def test_the_beginning_of_a_word_is_enough_and_two_letters_are_not(shelf: Path) -> None:
    assert looked_for(shelf, "freel")
    assert not looked_for(shelf, "fr")


@pytest.mark.parametrize("query", ["", "   ", "zebra", "!!!", "\0", "<script>", "{{ zebras }}", "zq" * 5_000])
def test_nothing_is_found_for_nothing(shelf: Path, query: str) -> None:
    assert looked_for(shelf, query) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_found_as_readers_see_them(shelf: Path, language: str) -> None:
    assert [one.article.slug for one in looked_for(shelf, "7", language)] == ["kettle"]


def test_marking_keeps_every_letter() -> None:
    text = with_figures("The client’s delivery – {{ review_days }} days, «Delivered»!", FIGURES)
    pieces = read_text(text, "en").marked(("deliveri", "7"))
    assert "".join(piece.words for piece in pieces) == text
    assert [piece.words for piece in pieces if piece.is_found] == ["delivery", "7"]


def test_a_snippet_is_short_and_says_where_it_was_cut(shelf: Path) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    change(shelf, "en/cup.md", "See [1]", f"{words} teapot {words} [1]")
    [one] = looked_for(shelf, "teapot")
    said = "".join(piece.words for piece in one.snippet)
    assert said.startswith("… word")
    assert said.endswith("…")
    assert len(said.split()) < 40

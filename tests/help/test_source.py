"""How an article is read, and what is turned away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from parley.help.library import library
from parley.help.rendering import shown
from parley.help.source import BadArticle, Target, read_article
from tests.help.shelf import kettle, read_shelf

HEAD = '+++\ntitle = "T"\nsummary = "S"\nkind = "article"\norder = 1\nrelated = []\n+++\n'


def test_steps_rules_figures_and_links_are_found() -> None:
    article = read_article(kettle("en"), "kettle", "en")
    assert article.steps == ("step-look", "step-answer")
    assert [one.rule for one in article.rules] == ["look", "answer"]
    assert article.rules[0].text == "The client may look at a delivery for {{ review_days }} days."
    assert article.figures == ("review_days",)
    assert article.links == (Target("help", "cup", "handle"),)


def test_a_talk_says_when_it_was_held_and_how_long_it_is() -> None:
    head = HEAD.replace("article", "talk").replace("related", 'on = 2026-11-12\nminutes = 40\nrecording = ""\nrelated')
    talk = read_article(head, "talk", "en")
    assert (talk.on, talk.minutes, talk.recording) == (date(2026, 11, 12), 40, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Hello {#hello}", "between two lines"),
        (HEAD.replace("order = 1", "order = '1'"), "order is not int"),
        (HEAD.replace("order = 1\n", ""), "order is missing or too much"),
        (HEAD.replace("order", "colour = 1\norder"), "colour is missing or too much"),
        (HEAD.replace('"article"', '"poem"'), "kind is one of"),
        (HEAD.replace("title = ", "title "), "en/x: "),
        (HEAD + "## No anchor", "is no heading"),
        (HEAD + "# Too large {#one}", "is no heading"),
        (HEAD + "## One {#one}\n\n## Two {#one}", "the same anchor"),
        (HEAD + "Wait { 3 } days", "stands there as text"),
        (HEAD + "[words][1](help:x", "stands there as text"),
        (HEAD + "[A rule]{role=x} and [one]{ rule", "stands there as text"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(BadArticle, match=why):
        read_article(text, "x", "en")


def test_html_in_an_article_is_text_and_attributes_are_dropped() -> None:
    article = read_article(HEAD + "<script>alert(1)</script> [a]{onclick=x} **b**", "x", "en")
    html = shown(article, {}, lambda target: target.name).opening
    assert "<script" not in html
    assert "onclick" not in html
    assert "<strong>b</strong>" in html


def test_figures_and_addresses_are_escaped() -> None:
    article = read_article(HEAD + "[{{ n }}](help:x)", "x", "en")
    html = shown(article, {"n": "<i>"}, lambda _: '"><i>').opening
    assert html == '<p><a href="&quot;&gt;&lt;i&gt;">&lt;i&gt;</a></p>\n'


def test_a_column_is_aligned_without_a_style() -> None:
    article = read_article(HEAD + "| a | b |\n|--:|---|\n| 1 | 2 |", "x", "en")
    html = shown(article, {}, lambda target: target.name).opening
    assert "style" not in html
    assert '<th scope="col">a</th>' in html


def test_a_translation_that_is_missing_is_shown_as_it_was_first_written(shelf: Path) -> None:
    (shelf / "ru" / "cup.md").unlink()
    books, _rules = read_shelf(shelf)
    found = books.article("cup", "ru")
    assert found is not None
    assert found.language == "en"
    assert books.article("spoon", "ru") is None
    assert [one.slug for one in books.in_order("ru")] == ["kettle", "cup"]
    assert library(shelf) is books

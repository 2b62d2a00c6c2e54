"""The articles of the product: whole in every language, true to the table of rules and to what runs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from parley.core.policies import STANDARD
from parley.help.checking import faults
from parley.help.figures import Running, figure_words
from parley.help.library import library
from parley.help.rendering import shown
from parley.help.rules import rules
from parley.prose import LANGUAGES


def test_nothing_is_wrong_with_the_articles() -> None:
    found = faults(library(), rules())
    assert not found, "\n".join(["", *map(str, found)])


def test_the_guide_has_six_steps() -> None:
    [guide] = [one for one in library().in_order("en") if one.kind == "guide"]
    assert len(guide.steps) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_window_that_changes_changes_the_article_in_every_language(language: str) -> None:
    article = library().article("silent-client", language)
    assert article is not None
    assert article.language == language
    with translation.override(language):
        before, after = (
            str(shown(article, figure_words(Running(policy)), lambda target: target.name).sections)
            for policy in (STANDARD, replace(STANDARD, windows=replace(STANDARD.windows, notice_hours=37)))
        )
    assert "37" not in before
    assert "37" in after

"""Articles with the figures of this installation in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.help.figures import Running, figure_words, running
from parley.help.rendering import ShownArticle, shown
from parley.help.source import Article
from parley.web.help.address import address_of
from parley.words.locales import number

WORDS_A_MINUTE = 200


def figures_in(language: str) -> Mapping[str, str]:
    """Every figure as `language` writes numbers."""
    return _figures(running(), language)


@lru_cache(maxsize=32)
def _figures(source: Running, language: str) -> Mapping[str, str]:
    with translation.override(language):
        return figure_words(source)


def article_shown(article: Article) -> ShownArticle:
    """In the article's own language, whatever the page around it speaks."""
    return shown(article, figures_in(article.language), address_of)


def minutes_to_read(article: Article) -> str:
    """About how long it takes; for a talk how long it lasts."""
    if article.minutes:
        return ngettext("{n} minute", "{n} minutes", article.minutes).format(n=number(article.minutes))
    minutes = max(1, round(article.words / WORDS_A_MINUTE))
    return ngettext("{n} minute to read", "{n} minutes to read", minutes).format(n=number(minutes))


def kind_words(article: Article) -> str:
    match article.kind:
        case "guide":
            return _("Guide")
        case "talk":
            return _("Talk")
    return _("Article")

"""All articles, read once from their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from parley.help.source import Article, read_article
from parley.prose import LANGUAGES

ARTICLES = Path(__file__).parent / "articles"
SOURCE_LANGUAGE = "en"
"""The language that every article is written in first, and shown in where a translation is missing."""
_KINDS = ("guide", "article", "talk")


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """By slug, then by language."""

    articles: Mapping[str, Mapping[str, Article]]

    def article(self, slug: str, language: str) -> Article | None:
        """In this language; where it is not translated yet, in the one it was written in. None for no such article."""
        found = self.articles.get(slug, {})
        return found.get(language) or found.get(SOURCE_LANGUAGE)

    def languages_of(self, slug: str) -> tuple[str, ...]:
        return tuple(language for language in LANGUAGES if language in self.articles.get(slug, {}))

    def in_order(self, language: str) -> tuple[Article, ...]:
        """One of each: guides, articles, talks, each kind in the order that its articles name."""
        found = [article for slug in self.articles if (article := self.article(slug, language)) is not None]
        return tuple(sorted(found, key=lambda one: (_KINDS.index(one.kind), one.order, one.slug)))

    def __iter__(self) -> Iterator[Article]:
        for by_language in self.articles.values():
            yield from by_language.values()


@lru_cache(maxsize=4)
def library(folder: Path | None = None) -> Library:
    """The articles of a folder that has one for each language; those of the product where none is named. Raises BadArticle."""
    found: dict[str, dict[str, Article]] = {}
    for language in LANGUAGES:
        for path in sorted(((folder or ARTICLES) / language).glob("*.md")):
            article = read_article(path.read_text("utf-8"), path.stem, language)
            found.setdefault(path.stem, {})[language] = article
    return Library(found)

"""The old articles of tests/help/old, imported, and what tests ask of a draft."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from parley.help.importing.article import Imported, import_article
from parley.help.importing.draft import Refused, What
from parley.help.importing.wording import bare
from parley.help.source import Article, plain, read_article

OLD = Path(__file__).parent / "old"
FILES = sorted(path.name for path in OLD.iterdir())
SENTENCE = "The client may look at the parcel for three days, and the money is released after that."


def imported(name: str) -> Imported:
    return import_article((OLD / name).read_bytes(), name)


def article_of(found: Imported) -> Article:
    return read_article(found.markdown, found.slug, found.language)


def texts(found: Imported, what: What) -> list[str]:
    return [change.text for change in found.changes if change.what is what]


def outcome(page: str) -> str:
    """The article, or the words of the refusal."""
    try:
        return import_article(page.encode(), "a.html", "en").markdown
    except Refused as refused:
        return str(refused)


def headings(found: Imported) -> list[str]:
    return [section.heading for section in article_of(found).sections]


def words_in(text: str) -> Counter[str]:
    """Words, without the numbers of lists, which may be rebuilt."""
    return Counter(word for word in bare(text).split() if not word.isdecimal())


def letters_in(words: Counter[str]) -> Counter[str]:
    """Signs within words may go, and part or join them."""
    return Counter(letter for word in words.elements() for letter in bare(word) if letter.isalpha())


def words_of(found: Imported) -> Counter[str]:
    """What the article says and what the report says went."""
    said = [plain(token.children or ()) for part in article_of(found).every_section for token in part.tokens]
    return words_in("\n".join([found.title, *said, *(one.text for one in found.changes if one.is_removal)]))

"""Old articles as pages and as bytes: what a page holds beside its article, and which letters a file is in."""

from __future__ import annotations

import re

import pytest

from parley.help.importing.article import import_article
from parley.help.importing.draft import What
from tests.help.old_articles import (
    FILES,
    OLD,
    SENTENCE,
    imported,
    texts,
)

PAGE = """A parcel that comes back is no loss. The carrier keeps a note of why it came back, and you can read it on the \
carrier’s page.

## Read the note {#step-1}

The note names the day & the reason.

Most often the address was wrong.

- The door had no name.
  - Ask for the floor.
- Nobody was at home.

> Remember: the carrier tries twice.

## Send it again {#step-2}

Weight · Price

1 kg · €4

1. Write the new address.
2. Keep the receipt.

   It is worth money.

Never promise a day that the carrier did not promise you.
"""


def test_a_page_becomes_an_article() -> None:
    found = imported("page.en.html")
    assert found.title == "When a parcel of prints comes back"
    assert found.markdown.partition("+++\n\n")[2] == PAGE


def test_menus_cookies_votes_and_forms_are_furniture() -> None:
    gone = texts(imported("page.en.html"), What.FURNITURE)
    for said in (
        "All about prints",
        "We use cookies",
        "41 out of 53",
        "Your mail",
        "Subscribe now",
        "all rights reserved",
    ):
        assert any(said in text for text in gone), said


def test_addresses_of_links_are_listed_and_none_is_in_the_article() -> None:
    found = imported("page.en.html")
    assert ("the carrier’s page", "https://carrier.example/notes?id=1&x=2") in [
        (a.text, a.href) for a in found.addresses
    ]
    assert "carrier.example" not in found.markdown


def test_addresses_that_are_programs_are_not_listed() -> None:
    page = f"<p>{SENTENCE} <a href='javascript:alert(1)'>Look here</a></p><p>{SENTENCE[5:]}</p>"
    found = import_article(page.encode(), "old.html", "en")
    assert found.addresses == ()
    assert "Look here" in found.markdown


def test_a_part_that_is_never_closed_does_not_swallow_the_article() -> None:
    assert (
        SENTENCE
        in import_article(f"<nav><p>{SENTENCE}</p><p>More of it stands here.</p>".encode(), "a.html", "en").markdown
    )


def test_a_script_that_is_never_closed_is_named() -> None:
    found = import_article(f"<p>{SENTENCE}</p><p>And more.</p><script>var a = 1;<p>Gone</p>".encode(), "a.html", "en")
    assert "Gone" in texts(found, What.HIDDEN)[0]


def test_what_comments_hide_is_not_shown() -> None:
    assert "nobody should read" not in imported("page.en.html").markdown


@pytest.mark.parametrize(
    ("name", "encoding", "read_as"),
    [
        ("advertised.ru.txt", "cp1251", "cp1251"),
        ("advertised.ru.txt", "koi8-r", "koi8-r"),
        ("doubled.fr.txt", "cp1252", "cp1252"),
        ("flat.es.txt", "utf-16", "utf-16"),
        ("numbered.nl.txt", "utf-8-sig", "utf-8-sig"),
        ("numbered.nl.txt", "utf-16-le", "utf-16-le"),
    ],
)
def test_the_encoding_is_the_one_that_gives_words(name: str, encoding: str, read_as: str) -> None:
    text = (OLD / name).read_text("utf-8")
    found = import_article(text.encode(encoding), name)
    assert found.encoding == read_as
    assert found.markdown == imported(name).markdown


def test_letters_that_nobody_can_tell_are_named() -> None:
    raw = (OLD / "flat.es.txt").read_bytes().replace("música".encode(), b"m\xfasica", 1)
    assert any("m\ufffdsica" in text for text in texts(import_article(raw, "a.txt"), What.LETTERS_LOST))


@pytest.mark.parametrize(("name", "language"), [(name, re.split(r"\.", name)[1]) for name in FILES])
def test_the_language_is_found_out(name: str, language: str) -> None:
    assert imported(name).language == language

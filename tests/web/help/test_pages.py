"""The pages of the help, for guests and for people, in every language, with and without what was written for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from parley.help.library import library
from parley.help.pages import PAGES
from parley.prose import LANGUAGES
from parley.web.help import article as article_page
from tests.help.shelf import change, read_shelf
from tests.web.people import Visitor, guest, in_stage, visitor
from tests.web.reading import ReadPage

GUIDE = "/help/not-accepted"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_opens_for_a_guest_in_every_language(db: None, language: str) -> None:
    reader = guest(language)
    front = reader.look(reverse("help"))
    assert front.language == language
    for article in library().in_order(language):
        assert reverse("help_article", args=[article.slug]) in front.links
        page = reader.look(reverse("help_article", args=[article.slug]))
        assert len(page.ids) == len(set(page.ids))
        assert "{{" not in page.text
        for anchor in article.anchors:
            assert anchor in page.ids


def test_the_six_steps_are_numbered_and_lead_to_each_other(nobody: Visitor) -> None:
    page = nobody.look(GUIDE)
    assert [link for link in page.links if link.startswith("#step-")] == [
        f"#step-{name}" for name in ("breathe", "understand", "scope", "deliver", "no-pressure", "last-resort")
    ]
    assert [given.get("class") for tag, given in page.tags if given.get("class") == "help-number"] == [
        "help-number"
    ] * 6


def test_every_page_that_articles_may_lead_to_answers(ana: Visitor) -> None:
    named = {target.name for article in library() for target in article.links if target.scheme == "page"}
    assert named <= PAGES
    for name in sorted(named):
        ana.get(reverse(name))


def test_guests_see_the_rooms_that_are_open_to_them(nobody: Visitor, ana: Visitor) -> None:
    page = nobody.look("/help")
    assert "/help" in page.links
    assert "/desk" not in page.links
    assert {"/help", "/desk"} <= set(ana.look("/help").links)


def test_the_address_that_is_handed_on_carries_the_language_and_nothing_else(marc: Visitor, ana: Visitor) -> None:
    deed = in_stage("revising", marc, ana)
    page = ana.look(f"{GUIDE}?order={deed.id}")
    [shared] = [given["value"] for tag, given in page.tags if given.get("id") == "share"]
    assert shared == f"{settings.BASE_URL}{GUIDE}?in=en"
    assert ("link", {"rel": "canonical", "href": shared}) in page.tags


def test_an_address_may_ask_for_a_language_and_the_switch_leaves_it_again(nobody: Visitor) -> None:
    page = nobody.look(f"{GUIDE}?in=es")
    assert page.language == "es"
    assert nobody.get(f"{GUIDE}?in=es").headers["Content-Language"] == "es"
    switched = nobody.fill_in(page_with_one_switch(page), "/language", {}, ("language", "fr"))
    assert switched.headers["Location"] == GUIDE
    assert nobody.look(GUIDE).language == "fr"
    assert nobody.look(f"{GUIDE}?in=xx").language == "fr"


def page_with_one_switch(page: ReadPage) -> ReadPage:
    """The switch stands twice, for wide and for narrow windows."""
    first = next(form for form in page.forms if form.action == "/language")
    page.forms = [form for form in page.forms if form.action != "/language"] + [first]
    return page


def test_an_article_that_is_not_translated_says_so_in_the_readers_language(
    db: None, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "es" / "cup.md").unlink()
    books, _rules = read_shelf(shelf)
    monkeypatch.setattr(article_page, "library", lambda: books)
    page = guest("es").look("/help/cup")
    assert page.language == "es"
    assert ("article", {"lang": "en"}) in page.tags


def test_a_talk_shows_its_date_length_and_recording(db: None, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in LANGUAGES:
        change(
            shelf,
            f"{language}/cup.md",
            'kind = "article"',
            'kind = "talk"\non = 2026-11-12\nminutes = 40\nrecording = "/static/mark.svg"',
        )
    books, _rules = read_shelf(shelf)
    monkeypatch.setattr(article_page, "library", lambda: books)
    page = guest().look("/help/cup")
    assert "12 November" in page.text or "12 Nov" in page.text
    assert "40 minutes" in page.text
    assert "/static/mark.svg" in page.links
    [talk] = [one for one in books.in_order("en") if one.kind == "talk"]
    assert talk.on == date(2026, 11, 12)


def test_a_party_of_the_order_finds_the_way_back_and_its_step(marc: Visitor, ana: Visitor) -> None:
    deed = in_stage("revising", marc, ana)
    page = ana.look(f"{GUIDE}?order={deed.id}")
    assert deed.address in page.links
    assert "You are in step" in page.text
    assert f"/help/contact?article=not-accepted&order={deed.id}" in page.links
    room = ana.look(reverse("resolution", args=[deed.id, 1]))
    assert f"/help/resolution-room?order={deed.id}" in room.links
    assert f"{GUIDE}?order={deed.id}" in room.links


def test_the_guide_finds_the_order_that_it_is_about(marc: Visitor, ana: Visitor, eva: Visitor) -> None:
    in_stage("working", marc, eva)
    deed = in_stage("revising", marc, ana)
    for side in (ana, marc):
        page = side.look(GUIDE)
        assert deed.address in page.links
        assert "You are in step" in page.text
        assert deed.address not in side.look("/help/completion").links
    assert "In your order" not in eva.look(GUIDE).text


@pytest.mark.parametrize("order", ["", "x", "00000000-0000-0000-0000-000000000000", "the order"])
def test_an_order_of_others_is_as_good_as_none(marc: Visitor, ana: Visitor, eva: Visitor, order: str) -> None:
    deed = in_stage("revising", marc, ana)
    typed = str(deed.id) if order == "the order" else order
    for stranger in (eva, guest()):
        page = stranger.look(f"{GUIDE}?order={typed}")
        assert "Back to the order" not in page.text
        assert not [link for link in page.links if str(deed.id) in link]


def test_the_completion_page_leads_to_its_article(ana: Visitor) -> None:
    assert "/help/completion" in ana.look(reverse("person", args=[ana.id])).links


@pytest.mark.parametrize(
    ("language", "query", "slug"),
    [("en", "silent clients", "silent-client"), ("es", "cancelaciones", "avoiding-cancellations")],
)
def test_the_search_finds_an_article_in_the_readers_language(db: None, language: str, query: str, slug: str) -> None:
    page = guest(language).look(f"/help?q={query}")
    assert next(link.partition("#")[0] for link in page.links if link.startswith("/help/")) == f"/help/{slug}"
    assert [tag for tag, _given in page.tags if tag == "mark"]


@pytest.mark.parametrize("query", ["zzzz", "%00", "%3Cscript%3E", "x" * 3000, "%F0%9F%98%80"])
def test_a_search_that_finds_nothing_says_so_and_offers_all_articles(nobody: Visitor, query: str) -> None:
    page = nobody.look(f"/help?q={query}")
    assert GUIDE in page.links
    assert "Nothing was found" in page.text


@pytest.mark.parametrize(
    "path", ["/help/no-such-article", "/help/../desk/x", "/help/NOT-accepted", "/help/kettle/vote/x"]
)
def test_an_article_that_is_none_is_not_found_and_the_help_is_offered(nobody: Visitor, path: str) -> None:
    assert "/help" in nobody.look(path, 404).links


def test_a_page_is_small(nobody: Visitor) -> None:
    for article in library().in_order("ru"):
        assert len(nobody.get(f"/help/{article.slug}?in=ru").content) < 60_000


def test_a_person_reads_in_the_language_of_their_account(db: None) -> None:
    assert visitor("Eva Lind", language="nl").look("/help").language == "nl"

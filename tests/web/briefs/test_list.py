"""The list of briefs: the brief of the day on top, words and filters, pages by key, feeds."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from parley.board import listing
from parley.board.content import Budget
from parley.board.models import BriefOfTheDay
from parley.core.money import Money
from parley.desk.now import now
from tests.board.posted import FRAUD
from tests.web.briefs.on_the_board import of, stands
from tests.web.people import Visitor, visitor

ATOM = "{http://www.w3.org/2005/Atom}"


def test_an_empty_board_says_what_to_do(nobody: Visitor) -> None:
    page = nobody.look("/briefs")
    assert "No briefs yet" in page.text
    assert "/briefs/new" in page.links
    assert not BriefOfTheDay.objects.exists()


def test_the_brief_of_the_day_stands_on_top_and_stays(marc: Visitor, ana: Visitor, nobody: Visitor) -> None:
    plain = stands(ana, "A song for a wedding", budget=None, wanted_by=None, result="")
    chosen = stands(marc)
    page = nobody.look("/briefs")
    assert "Brief of the day" in page.text
    assert page.links.index(of(chosen)) < page.links.index(of(plain))
    assert BriefOfTheDay.objects.get().brief == chosen
    assert "Brief of the day" in nobody.look(of(chosen)).text
    assert "Brief of the day" not in nobody.look(of(plain)).text
    assert "How it is chosen" not in nobody.look("/briefs?q=song").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=bakeries", {"A logo for a bakery"}),
        ("q=BAKERY logo", {"A logo for a bakery"}),
        ("language=es", {"Una mesa de roble"}),
        ("trade=craft", {"Una mesa de roble"}),
        ("least=600&currency=EUR", {"Una mesa de roble"}),
        ("least=600&currency=USD", set()),
        ("q=mesas&language=es", {"Una mesa de roble"}),
        ("q=mesas&language=en", set()),
        ("language=xx&trade=nothing&after=nonsense&currency=?", {"A logo for a bakery", "Una mesa de roble"}),
        ("least=a lot", {"A logo for a bakery", "Una mesa de roble"}),
        ("q=%00%22%27*:OR(", set()),
    ],
)
def test_words_and_filters(marc: Visitor, ana: Visitor, nobody: Visitor, query: str, expected: set[str]) -> None:
    stands(marc)
    stands(
        ana,
        "Una mesa de roble",
        language="es",
        trade="craft",
        text="Necesitamos una mesa de roble para ocho personas, con dibujo y plazo.",
        result="",
        budget=Budget(Money(500_00, "EUR"), Money(900_00, "EUR")),
    )
    page = nobody.look(f"/briefs?{query}")
    shown = {title for title in ("A logo for a bakery", "Una mesa de roble") if title in page.text}
    assert shown == expected


def test_the_briefs_of_one_person(marc: Visitor, ana: Visitor, nobody: Visitor) -> None:
    brief = stands(marc)
    stands(ana, "A song for a wedding")
    page = nobody.look(f"/briefs?by={marc.id}")
    assert f"/briefs?by={marc.id}" in nobody.look(of(brief)).links
    assert "Briefs of Marc Vidal" in page.text
    assert "A song for a wedding" not in page.text
    assert page.form("/briefs").fields["by"] == [marc.id]
    for nonsense in ("x", "00000000-0000-0000-0000-000000000000"):
        nobody.get(f"/briefs?by={nonsense}")


def test_the_list_goes_on_by_key(nobody: Visitor, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing.look, "__defaults__", (None, 2))
    names = ("One", "Two", "Three", "Four", "Five")
    for name in names:
        stands(visitor(f"{name} Client"), f"{name} chairs", text=f"{name} oak chairs with {name} legs each")
    for query in ("", "?q=chairs"):
        page, seen, pages = nobody.look(f"/briefs{query}"), [], 1
        while True:
            seen += [name for name in names if f"{name} oak chairs with {name} legs" in page.text]
            onward = [one for one in page.links if "after=" in one]
            if not onward:
                break
            page, pages = nobody.look(f"/briefs{onward[0]}"), pages + 1
        assert (set(seen), pages) == (set(names), 3)


def test_a_list_costs_the_same_however_long_it_is(nobody: Visitor, django_assert_max_num_queries: object) -> None:
    for name in ("One", "Two", "Three", "Four"):
        stands(visitor(f"{name} Client"), f"{name} chairs", text=f"{name} oak chairs with {name} legs each")
    nobody.get("/briefs")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        nobody.get("/briefs")


def test_a_guest_is_led_to_nobody_and_a_member_to_the_client(marc: Visitor, eva: Visitor, nobody: Visitor) -> None:
    brief = stands(marc)
    person = f"/people/{marc.id}"
    for address in ("/briefs", of(brief)):
        assert person in eva.look(address).links
        assert person not in nobody.look(address).links


class TestFeeds:
    def entries(self, visitor: Visitor, address: str) -> list[ET.Element]:
        answer = visitor.get(address)
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 (our own)

    def test_they_hold_what_is_published_and_nobody(self, marc: Visitor, ana: Visitor, nobody: Visitor) -> None:
        brief = stands(marc)
        stands(ana, text=FRAUD, result="")
        [entry] = self.entries(nobody, "/briefs/feed.atom")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"] == f"http://localhost:8000{of(brief)}"
        told = ET.tostring(entry, encoding="unicode")
        assert "three drafts" in told
        for private in ("Marc", "marc@", marc.id):
            assert private not in told

    def test_one_for_each_language(self, marc: Visitor, ana: Visitor, nobody: Visitor) -> None:
        stands(marc)
        stands(ana, "Una mesa de roble", language="es", text="Una mesa de roble para ocho personas, con dibujo.")
        assert len(self.entries(nobody, "/briefs/feed.atom")) == 2
        [spanish] = self.entries(nobody, "/briefs/es/feed.atom")
        assert spanish.findtext(f"{ATOM}title") == "Una mesa de roble"
        nobody.get("/briefs/xx/feed.atom", 404)

    def test_the_briefs_of_the_day(self, marc: Visitor, ana: Visitor, nobody: Visitor) -> None:
        chosen = stands(marc)
        stands(ana, "A song for a wedding", budget=None)
        [entry] = self.entries(nobody, "/briefs/of-the-day.atom")
        assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{chosen.id}"

    def test_an_empty_feed_is_a_feed(self, nobody: Visitor) -> None:
        assert self.entries(nobody, "/briefs/feed.atom") == []

    def test_what_has_expired_is_in_none(self, marc: Visitor, nobody: Visitor) -> None:
        brief = stands(marc)
        brief.expires_at = now() - timedelta(seconds=1)
        brief.save()
        for address in ("/briefs/feed.atom", "/briefs/en/feed.atom", "/briefs/of-the-day.atom"):
            assert self.entries(nobody, address) == []

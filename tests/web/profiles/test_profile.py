"""One's own profile, through its form, and how others see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from parley.people.profiles import Known, Level, Told, told_by
from tests.web.people import Visitor, guest, visitor
from tests.web.pictures import shown_by

AT = "/me/profile"
FULL: dict[str, object] = {
    "headline": "Maps & drawings",
    "about": "I draw.\n\nSlowly.",
    "language": "en",
    "skills": "Maps, ink; maps",
    "language-0": "nl",
    "level-0": "works",
    "language-1": "en",
    "level-1": "mother",
}


def page_of(one: Visitor) -> str:
    return reverse("person", args=[one.id])


def fill(one: Visitor, **typed: Any) -> int:
    return one.fill_in(one.look(AT), AT, FULL | typed).status_code


def test_a_profile_is_filled_and_others_see_it(ana: Visitor, eva: Visitor) -> None:
    assert AT in ana.look("/me").links
    assert AT in ana.look(page_of(ana)).links
    answer = ana.fill_in(ana.look(AT), AT, FULL)
    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(ana))
    assert ana.person is not None
    languages = (Known("en", Level.MOTHER), Known("nl", Level.WORKS))
    assert told_by(ana.person) == Told("Maps & drawings", "I draw.\n\nSlowly.", "en", ("Maps", "ink"), languages)
    page = eva.look(page_of(ana))
    for words in ("Maps & drawings", "I draw.", "Slowly.", "ink", "English", "Mother tongue", "Dutch", "Works in it"):
        assert words in page.text
    assert AT not in page.links
    assert 'lang="en"' in eva.get(page_of(ana)).content.decode()


def test_the_form_brings_back_what_is_kept_with_room_for_more(ana: Visitor) -> None:
    fill(ana)
    form = ana.look(AT).form(AT)
    filled = form.filled({})
    assert filled["headline"] == ["Maps & drawings"]
    assert filled["skills"] == ["Maps, ink"]
    assert (filled["language-0"], filled["level-0"]) == (["en"], ["mother"])
    assert filled["language-3"] == [""]
    assert "language-4" not in filled


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"headline": "Mail ana@example.org"}, "A web or mail address cannot stand here."),
        ({"headline": "x" * 101}, "101 characters, and 100 fit"),
        ({"about": "x" * 3001}, "3001 characters, and 3000 fit"),
        ({"language": "xx"}, "Choose the language that you wrote this in."),
        ({"skills": ",".join(f"s{n}" for n in range(16))}, "These are 16 skills, and 15 fit."),
        ({"language-1": "nl"}, "One language is there twice."),
        ({"level-0": ""}, "Say of each language how well you know it."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(ana: Visitor, typed: dict[str, str], says: str) -> None:
    answer = ana.post(AT, **(FULL | typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    for words in ("Maps, ink" if "skills" not in typed else "Slowly.", *(one for one in typed.values() if one != "xx")):
        assert words in page
    assert ana.person is not None
    assert told_by(ana.person) == Told()


def test_tags_in_a_profile_are_only_words(ana: Visitor, eva: Visitor) -> None:
    trick = "<img src=x onerror=alert(1)>"
    fill(ana, headline=trick, about=trick, skills="<b>ink</b>")
    page = eva.get(page_of(ana)).content.decode()
    assert "<img src=x" not in page
    assert "<b>ink" not in page
    assert "&lt;img src=x" in page


def test_a_guest_sees_nothing_until_anybody_may(ana: Visitor, nobody: Visitor) -> None:
    piece = shown_by(ana)
    fill(ana)
    picture = reverse("picture", args=[ana.id, piece.id, piece.width])
    for address in (page_of(ana), picture):
        nobody.get(address, 404)
    fill(ana, is_public="on")
    page = nobody.look(page_of(ana))
    assert "Maps & drawings" in page.text
    assert "Completion rate" in page.text
    assert "Month by month" not in page.text
    assert "Order by order" not in page.text
    nobody.get(picture)
    fill(ana, is_public="")
    for address in (page_of(ana), picture):
        nobody.get(address, 404)


def test_a_closed_account_is_open_to_nobody(ana: Visitor, eva: Visitor, nobody: Visitor) -> None:
    fill(ana, is_public="on")
    assert ana.person is not None
    ana.person.refresh_from_db()
    ana.person.is_active = False
    ana.person.save()
    nobody.get(page_of(ana), 404)
    eva.get(page_of(ana), 404)


def test_too_many_forms_are_too_many(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.web.people.profile.SENDS_A_MINUTE", 1)
    assert fill(ana) == 303
    assert fill(ana) == 429


@pytest.mark.parametrize(
    ("zone", "says"),
    [
        ("Europe/Madrid", "as for you"),
        ("Asia/Kolkata", "min ahead of you"),
        ("America/Mexico_City", "h behind you"),
        ("Nowhere/Atall", "behind you"),
    ],
)
def test_the_time_where_somebody_is_and_not_the_place(ana: Visitor, zone: str, says: str) -> None:
    far = visitor("Farah Noor")
    assert far.person is not None
    far.person.zone = zone
    far.person.save()
    page = ana.look(page_of(far))
    assert says in page.text
    assert zone.rpartition("/")[2].replace("_", " ") not in page.text.replace("your time in Madrid", "")
    assert "for them" not in far.look(page_of(far)).text


def test_a_name_that_looks_like_another_is_told_to_the_reader(ana: Visitor, eva: Visitor) -> None:
    assert "looks the same" not in eva.look(page_of(ana)).text
    twin = visitor("Twin")
    assert twin.person is not None
    twin.person.name = "Аnа Ruiz"  # Cyrillic
    twin.person.save()
    for one in (ana, twin):
        assert "Another person here has a name that looks the same" in eva.look(page_of(one)).text
    assert "a name that looks like yours" in twin.look(page_of(twin)).text
    assert ana.person is not None
    ana.person.is_operator = True
    ana.person.save()
    assert "This is not somebody who runs this desk" in eva.look(page_of(twin)).text
    assert "looks the same" not in eva.look(page_of(ana)).text


def test_the_page_leads_to_the_services_of_the_person(ana: Visitor, eva: Visitor) -> None:
    assert f"/services?by={ana.id}" in eva.look(page_of(ana)).links
    assert f"/services?by={ana.id}" not in guest().get(page_of(ana), 404).content.decode()

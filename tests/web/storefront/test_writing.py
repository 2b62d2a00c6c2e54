"""Writing a service: nothing typed is ever lost, what is wrong is said at its field, and limits are told in words."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from parley.core.money import Money
from parley.storefront import publishing
from parley.storefront.content import content_of
from parley.storefront.models import Service, Stage
from tests.storefront.offered import offered
from tests.web.people import Visitor
from tests.web.reading import read
from tests.web.storefront.typing import EXTRA, filled

NEW = "/services/new"
SEND, KEEP = ("send", "1"), ("keep", "1")
pytestmark = pytest.mark.django_db


def only() -> Service:
    return Service.objects.get()


def edit(service: Service) -> str:
    return reverse("edit_service", args=[service.id])


def test_a_service_is_published_in_one_go(ana: Visitor, nobody: Visitor) -> None:
    answer = ana.fill_in(ana.look(NEW), NEW, filled(**EXTRA), SEND)
    assert answer.status_code == 303
    content = content_of(only())
    assert (content.title, content.tags) == ("A logo for your bakery", ("logo", "bakery"))
    assert [package.price for package in content.packages] == [Money(200_00, "EUR")]
    assert [extra.price for extra in content.extras] == [Money(40_00, "EUR")]
    assert "Ana Ruiz" in nobody.look(answer.headers["Location"]).text


def test_the_same_form_twice_is_one_service(ana: Visitor) -> None:
    page = ana.look(NEW)
    for _ in range(2):
        assert ana.fill_in(page, NEW, filled(), SEND).status_code == 303
    assert only().version == 2


def test_buttons_add_lines_and_lose_nothing(ana: Visitor) -> None:
    page = ana.look(NEW)
    for again in ("item-1", "package", "item-2", "extra"):
        page = read(ana.fill_in(page, NEW, filled(title="Half a ti"), ("again", again)))
    form = page.form(NEW)
    assert {"what-1-2", "what-2-2", "name-2", "extra-title-2"} <= set(form.names)
    assert form.fields["title"] == ["Half a ti"]
    assert not Service.objects.exists()


def test_no_button_adds_without_end(ana: Visitor) -> None:
    page = ana.look(NEW)
    for _ in range(5):
        page = read(ana.fill_in(page, NEW, filled(), ("again", "package")))
    assert "name-3" in page.form(NEW).names
    assert "name-4" not in page.form(NEW).names
    assert ("again", "package") not in page.form(NEW).buttons
    answer = ana.post(NEW, packages="999", extras="999", **{"items-1": "999", "again": "x"})
    assert answer.status_code == 200
    assert len(answer.content) < 200_000


def test_a_draft_keeps_every_wrong_thing_that_was_typed(ana: Visitor, eva: Visitor) -> None:
    wrong = filled(title="www.example.org", price_1="a lot", hours_1_1="soon", days_1="-3", tags="<b>,,,")
    answer = ana.fill_in(ana.look(NEW), NEW, wrong, KEEP)
    assert answer.status_code == 303
    kept = ana.look(edit(only())).form("/edit")
    for name in ("title", "price-1", "hours-1-1", "days-1", "tags"):
        assert kept.fields[name] == [wrong[name]]
    eva.get(edit(only()), 404)
    eva.get(reverse("service", args=[only().id]), 404)
    assert "www.example.org" in ana.look("/services/mine").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "at least one letter"),
        ({"title": "Lоgo for you"}, "another alphabet"),
        ({"title": "Logo at mylogos.com"}, "address cannot stand here"),
        ({"language": "tlh"}, "Choose the language"),
        ({"trade": "banking"}, "Choose what comes nearest"),
        ({"summary": " \u200b "}, "Write something here"),
        ({"summary": "x" * 4_001}, "too long"),
        ({"currency": "XXX"}, "Choose a currency"),
        ({"price_1": "0"}, "above zero"),
        ({"price_1": "1.23.4"}, "does not read as an amount"),
        ({"days_1": "0"}, "whole number"),
        ({"days_1": "9" * 30}, "whole number"),
        ({"rounds_1": "21"}, "whole number"),
        ({"hours_1_1": "0"}, "Write hours"),
        ({"hours_1_1": "NaN"}, "Write hours"),
        ({"test_1_1": ""}, "Write something here"),
        ({"name_1": "Basic@me"}, "address cannot stand here"),
        ({"tags": ",".join(f"tag{'x' * n}" for n in range(12))}, "At most 8 tags"),
        ({"extra_title_1": "Only a title"}, "Write something here"),
    ],
)
def test_what_is_wrong_is_said_and_kept(ana: Visitor, changes: dict[str, str], words: str) -> None:
    typed = filled(**changes)
    answer = ana.client.post(NEW, {"packages": "1", "items-1": "1", "extras": "1", "send": "1", **typed})
    assert answer.status_code == 422
    page = read(answer)
    assert words in page.text
    assert not Service.objects.exists()
    [name] = [name.replace("_", "-") for name in changes]
    if name not in ("language", "trade", "currency"):
        assert page.form(NEW).fields[name][0].split() == changes[next(iter(changes))].split()


def test_two_packages_of_one_name_are_told_apart(ana: Visitor) -> None:
    page = read(ana.fill_in(ana.look(NEW), NEW, filled(), ("again", "package")))
    twice = {f"{part}-2": filled()[f"{part}-1"] for part in ("price", "days", "rounds")}
    parts = {f"{part}-2-1": filled()[f"{part}-1-1"] for part in ("what", "test", "hours")}
    answer = ana.fill_in(page, NEW, {**filled(), **twice, **parts, "name-2": "BASIC"}, SEND)
    assert answer.status_code == 422
    assert "Two packages have this name" in read(answer).text


def test_what_is_left_empty_is_left_out(ana: Visitor) -> None:
    page = read(ana.fill_in(ana.look(NEW), NEW, filled(), ("again", "package")))
    page = read(ana.fill_in(page, NEW, filled(), ("again", "item-1")))
    assert ana.fill_in(page, NEW, filled(), SEND).status_code == 303
    content = content_of(only())
    assert (len(content.packages), len(content.packages[0].items), content.extras) == (1, 1, ())


def test_editing_begins_with_what_is_shown_and_publishes_it_again(ana: Visitor) -> None:
    service = offered(ana.person)
    page = ana.look(edit(service))
    form = page.form("/edit")
    assert form.fields["name-2"] == ["Large"]
    assert form.fields["extra-price-1"] == ["40.00"]
    assert ana.fill_in(page, "/edit", {"title": "Signs for bakeries"}, SEND).status_code == 303
    service.refresh_from_db()
    assert (service.title, service.version, len(content_of(service).extras)) == ("Signs for bakeries", 2, 1)


def test_a_draft_of_what_is_shown_shows_nothing_new(ana: Visitor, eva: Visitor) -> None:
    service = offered(ana.person)
    ana.fill_in(ana.look(edit(service)), "/edit", {"title": "Something else"}, KEEP)
    at = reverse("service", args=[service.id])
    assert eva.look(at).headings[0] == "A logo for your bakery"
    assert "You have begun to change it" in ana.look(at).text
    assert "Changes that are not published yet" in ana.look("/services/mine").text


@pytest.mark.parametrize("language", ["es", "ru"])
def test_sums_are_edited_as_the_reader_writes_them(ana: Visitor, language: str) -> None:
    assert ana.person is not None
    ana.person.language = language
    ana.person.save()
    service = offered(ana.person)
    page = ana.look(edit(service))
    assert page.form("/edit").fields["price-1"] == ["200,00"]
    assert ana.fill_in(page, "/edit", {}, SEND).status_code == 303
    assert content_of(Service.objects.get()).packages[0].price == Money(200_00, "EUR")
    translation.activate("en")


def test_a_limit_is_told_in_words_and_the_form_survives(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "MOST_NEW_A_DAY", 1)
    offered(ana.person, "Posters")
    Service.objects.update(listed_at=None)
    monkeypatch.setattr(publishing, "MOST_LISTED", 1)
    answer = ana.fill_in(ana.look(NEW), NEW, filled(), SEND)
    page = read(answer)
    assert answer.status_code == 422
    assert "1 of your services are shown already" in page.text
    assert page.form(NEW).fields["title"] == ["A logo for your bakery"]


def test_the_same_again_is_refused_in_words(ana: Visitor) -> None:
    offered(ana.person)
    answer = ana.fill_in(ana.look(NEW), NEW, filled(), SEND)
    assert answer.status_code == 422
    assert "You have a service with these words already" in read(answer).text


def test_too_many_forms_a_minute(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ana.look(NEW)
    answers = [ana.fill_in(page, NEW, filled(), ("again", "extra")).status_code for _ in range(22)]
    assert answers[0] == 200
    assert answers[-1] == 429


def test_a_draft_can_be_thrown_away_and_what_was_published_cannot(ana: Visitor) -> None:
    ana.fill_in(ana.look(NEW), NEW, filled(), KEEP)
    page = ana.look(edit(only()))
    assert ana.fill_in(page, "/delete").status_code == 303
    assert not Service.objects.exists()
    service = offered(ana.person)
    assert ana.post(reverse("delete_service", args=[service.id])).status_code == 303
    assert only().stage == Stage.LISTED
    assert "What was published once stays" in ana.look(reverse("service", args=[service.id])).text

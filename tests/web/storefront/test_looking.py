"""Looking for services, as a guest and signed in; pausing them, and taking them away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from parley.storefront.models import Service, Stage
from parley.storefront.publishing import KIND, pause
from tests.storefront.offered import NOON, offered, package, person
from tests.web.people import Visitor, guest, operator
from tests.web.reading import ReadPage, read

pytestmark = pytest.mark.django_db


def found(page: ReadPage) -> list[str]:
    titles = {reverse("service", args=[one.id]): one.title for one in Service.objects.all()}
    return [titles[link] for link in page.links if link in titles]


@pytest.fixture
def street(ana: Visitor) -> None:
    offered(ana.person, "A logo for your bakery")
    offered(person("Lev", "ru"), "Логотипы для пекарен", NOON + timedelta(hours=1), language="ru", tags=(), extras=())
    packages = (package("Quick", 900_00, 2),)
    offered(ana.person, "Song texts", NOON + timedelta(hours=2), trade="writing", tags=(), packages=packages)


ALL = ["Song texts", "Логотипы для пекарен", "A logo for your bakery"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ALL),
        ("?q=bakeries", ["A logo for your bakery"]),
        ("?q=логотип", ["Логотипы для пекарен"]),
        ("?language=ru", ["Логотипы для пекарен"]),
        ("?trade=writing", ["Song texts"]),
        ("?most=300&currency=EUR", ALL[1:]),
        ("?most=300&currency=USD", []),
        ("?days=3", ["Song texts"]),
        ("?q=logo&days=1", []),
        ("?language=xx&trade=yy&most=&currency=zz&days=&after=nonsense&by=nobody", ALL),
        ("?q=%00%27%22)(*&most=1e9&days=two", []),
        ("?after=2026-05-04T13:00:00%2B00:00~00000000-0000-0000-0000-000000000000", ["A logo for your bakery"]),
    ],
)
def test_what_is_asked_for_is_found(street: None, nobody: Visitor, query: str, titles: list[str]) -> None:
    page = nobody.look(f"/services{query}")
    assert found(page) == titles


def test_an_amount_that_is_none_is_said_and_narrows_nothing(street: None, nobody: Visitor) -> None:
    page = nobody.look("/services?most=cheap")
    assert found(page) == ALL
    assert "does not read as an amount" in page.text
    assert page.form("/services").fields["most"] == ["cheap"]


def test_an_empty_list_says_what_to_do(nobody: Visitor) -> None:
    assert "No services yet" in nobody.look("/services").text
    assert "Nothing fits all of that" in nobody.look("/services?q=unicorn").text


def test_pages_go_on_with_what_was_asked(ana: Visitor, nobody: Visitor) -> None:
    for number in range(9):
        offered(ana.person, f"Logo {'abcdefghi'[number]}", NOON)
    lev = person("Lev")
    for number in range(9):
        offered(lev, f"Logo {'abcdefghi'[number]}", NOON)
    for number in range(9):
        offered(person("Nadia"), f"Logo {'abcdefghi'[number]}", NOON + timedelta(hours=number))
    for query in ("", "?q=logo&language=en"):
        first = nobody.look(f"/services{query}")
        [more] = [link for link in first.links if "after=" in link]
        second = nobody.look(f"/services{more}")
        assert (len(found(first)), len(found(second))) == (24, 3)
        assert first.links != second.links
    assert "q=logo" in more
    assert "language=en" in more


def test_names_lead_to_people_for_those_who_are_signed_in_only(street: None, ana: Visitor, nobody: Visitor) -> None:
    lev = reverse("person", args=[person("Lev").id])
    assert lev in ana.look("/services").links
    assert lev not in nobody.look("/services").links
    service = reverse("service", args=[Service.objects.get(language="ru").id])
    assert lev in ana.look(service).links
    assert lev not in nobody.look(service).links
    assert "Sign in to see how often" in nobody.look(service).text


def test_the_words_of_a_service_are_marked_with_their_language(street: None, nobody: Visitor) -> None:
    page = nobody.look("/services")
    titles = [attributes for tag, attributes in page.tags if tag == "h3"]
    assert [one["lang"] for one in titles] == ["en", "ru", "en"]


def test_the_page_of_a_service_says_everything(ana: Visitor, nobody: Visitor) -> None:
    service = offered(ana.person)
    text = nobody.look(reverse("service", args=[service.id])).text
    for words in ("A logo for your bakery", "€200.00", "€500.00", "5 business days", "2 rounds", "Three drafts",
                  "Three PDF pages", "A version for dark grounds", "+€40.00", "Design and illustration"):  # fmt: skip
        assert words in text, words


def test_of_one_person(street: None, ana: Visitor, nobody: Visitor) -> None:
    page = nobody.look(f"/services?by={ana.id}")
    assert found(page) == ["Song texts", "A logo for your bakery"]
    assert "Services of Ana Ruiz" in page.text


@pytest.mark.parametrize("stage", ["paused", "removed", "gone"])
def test_what_is_not_shown_does_not_exist_for_others(ana: Visitor, eva: Visitor, nobody: Visitor, stage: str) -> None:
    service = offered(ana.person)
    at = reverse("service", args=[service.id])
    assert ana.person is not None
    if stage == "gone":
        ana.person.is_active = False
        ana.person.save()
    else:
        Service.objects.update(stage=stage)
    for visitor in (eva, nobody):
        visitor.get(at, 404)
    eva.get(at + "/order", 404)
    assert eva.post(at + "/order").status_code == 404


def test_pausing_and_showing_again(ana: Visitor, eva: Visitor) -> None:
    service = offered(ana.person)
    at = reverse("service", args=[service.id])
    assert ana.fill_in(ana.look(at), "/pause").status_code == 303
    assert found(eva.look("/services")) == []
    page = ana.look(at)
    assert "Paused" in page.text
    assert ana.fill_in(page, "/resume").status_code == 303
    assert found(eva.look("/services")) == ["A logo for your bakery"]


def test_the_desk_takes_away_with_a_reason_and_puts_back(ana: Visitor, eva: Visitor) -> None:
    olga = operator("Olga Petrova")
    service = offered(ana.person)
    at = reverse("service", args=[service.id])
    assert not eva.look(at).has_form("/take-away")
    answer = olga.fill_in(olga.look(at), "/take-away", {"reason": "  "})
    assert answer.status_code == 422
    assert "Write the reason" in read(answer).text
    answer = olga.fill_in(olga.look(at), "/take-away", {"reason": "These <b>pictures</b> are not yours."})
    assert answer.status_code == 303
    assert found(eva.look("/services?q=logo")) == []
    eva.get(at, 404)
    assert "These <b>pictures</b> are not yours." in ana.look(at).text
    assert "Taken away by the desk" in ana.look("/services/mine").text
    assert olga.fill_in(olga.look(at), "/put-back").status_code == 303
    assert found(eva.look("/services?q=logo")) == ["A logo for your bakery"]


def test_markup_is_only_letters(ana: Visitor, nobody: Visitor) -> None:
    script = "<script>alert(1)</script> logo"
    service = offered(ana.person, "A <img src=x> logo", summary=script)
    for at in ("/services", reverse("service", args=[service.id])):
        page = nobody.get(at).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_full_page_stays_light(ana: Visitor, nobody: Visitor) -> None:
    for owner in (ana.person, person("Lev"), person("Nadia")):
        for letter in "abcdefghi":
            offered(owner, f"Logo {letter}", summary="Long words. " * 200 + letter)
    assert len(nobody.get("/services").content) < 60_000


def test_a_page_asks_the_same_few_questions_however_much_is_on_it(
    ana: Visitor, django_assert_max_num_queries: object
) -> None:
    for letter in "abcdefgh":
        offered(ana.person, f"Logo {letter}")
    visitor = guest()
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        visitor.look("/services?q=logo&trade=design")


def test_kind_is_what_others_search_by() -> None:
    assert re.fullmatch(r"[a-z]+", KIND)
    service = offered(person())
    pause(service, NOON)
    assert Service.objects.get().stage == Stage.PAUSED

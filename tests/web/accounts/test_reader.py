"""Language, zone, colours and name: each person's own."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parley.people.models import Person
from tests.web.accounts.visit import post, words


@pytest.mark.parametrize(
    ("asks", "cookie", "language"),
    [
        ("nl,en;q=0.5", "", "nl"),
        ("nl", "ru", "ru"),
        ("tlh", "", "en"),
        ("nl", "tlh", "nl"),
        ("", "", "en"),
        ("es-MX", "", "es"),
    ],
)
def test_a_guest_reads_what_they_chose_or_what_the_browser_asks_for(asks: str, cookie: str, language: str) -> None:
    client = Client(headers={"accept-language": asks})
    client.cookies["parley_language"] = cookie
    answer = client.get("/")
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in words(answer)


def test_a_person_reads_their_own_language_whatever_the_browser_says(anas: Client) -> None:
    anas.cookies["parley_language"] = "ru"
    assert anas.get(reverse("me"), headers={"accept-language": "nl"}).headers["Content-Language"] == "es"


def test_switching_the_language_keeps_the_page_and_is_remembered(anas: Client, ana: Person) -> None:
    answer = post(anas, "language", language="nl", next="/me?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me?x=1")
    ana.refresh_from_db()
    assert ana.language == "nl"
    post(anas, "account_logout")
    assert anas.get("/").headers["Content-Language"] == "nl"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example", ""]
)
def test_switching_never_leads_away_from_the_site(client: Client, target: str) -> None:
    assert post(client, "language", language="nl", next=target).headers["Location"] == "/"


def test_only_what_parley_speaks_can_be_chosen(client: Client) -> None:
    assert post(client, "language", language="../../etc").status_code == 400
    assert post(client, "theme", theme="<script>").status_code == 400
    assert client.get(reverse("language")).status_code == 405


def test_a_theme_is_remembered_for_a_guest_and_for_a_person(client: Client, anas: Client, ana: Person) -> None:
    post(client, "theme", theme="dark")
    assert 'data-theme="dark"' in words(client.get("/"))
    post(anas, "theme", theme="light")
    ana.refresh_from_db()
    assert ana.theme == "light"


def test_an_unknown_zone_in_the_account_is_utc(anas: Client, ana: Person) -> None:
    Person.objects.update(zone="Mars/Olympus")
    page = anas.get(reverse("me"))
    assert page.status_code == 200
    assert "UTC" in words(page)


def test_a_person_changes_how_they_are_seen(anas: Client, ana: Person) -> None:
    answer = post(anas, "me", name="  Ana\u202e  Ruiz Gil ", language="fr", zone="Europe/Paris", theme="dark")
    assert answer.status_code == 303
    ana.refresh_from_db()
    assert (ana.name, ana.language, ana.zone, ana.theme) == ("Ana Ruiz Gil", "fr", "Europe/Paris", "dark")
    page = anas.get(reverse("me"))
    assert page.headers["Content-Language"] == "fr"
    assert 'data-theme="dark"' in words(page)
    assert re.search(r'<option value="Europe/Paris"\s+selected', words(page))


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(anas: Client, ana: Person) -> None:
    answer = post(anas, "me", name="www.spam.example", language="fr", zone="Mars/Olympus", theme="dark")
    assert answer.status_code == 422
    page = words(answer)
    assert 'value="www.spam.example"' in page
    assert 'id="id_name_error"' in page
    assert 'id="id_zone_error"' in page
    assert re.search(r'<option value="fr"\s+selected', page)
    ana.refresh_from_db()
    assert ana.name == "Ana Ruiz"


def test_a_person_says_which_organisation_they_belong_to(anas: Client, ana: Person) -> None:
    mine = {"name": "Ana Ruiz", "language": "en", "zone": "Europe/Madrid", "theme": "system"}
    assert post(anas, "me", organisation="  Panadería\u202e   Sol ", **mine).status_code == 303
    ana.refresh_from_db()
    assert ana.organisation == "Panadería Sol"
    assert 'value="Panadería Sol"' in words(anas.get(reverse("me")))
    assert post(anas, "me", organisation="—", **mine).status_code == 422
    assert post(anas, "me", organisation="", **mine).status_code == 303
    ana.refresh_from_db()
    assert ana.organisation == ""


def test_the_page_about_oneself_is_light_enough(anas: Client) -> None:
    assert len(anas.get(reverse("me")).content) < 60_000


@pytest.mark.parametrize("name", ["me", "account_email", "mfa_index", "usersessions_list", "account_change_password"])
def test_a_guest_is_asked_to_sign_in_first(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_somebody_signed_in_goes_from_the_front_to_their_first_page(anas: Client) -> None:
    assert anas.get("/").status_code == 302


def test_a_place_that_was_renamed_stays_chosen_and_is_saved_under_its_current_name(anas: Client, ana: Person) -> None:
    """Otherwise nothing in the list would be chosen, and saving another field would move the person to UTC."""
    Person.objects.update(zone="Asia/Calcutta")
    page = words(anas.get(reverse("me")))
    assert re.search(r'<option value="Asia/Kolkata"\s+selected', page)
    assert "Asia/Calcutta" not in page
    assert post(anas, "me", name="Ana Ruiz", language="es", zone="Asia/Calcutta", theme="dark").status_code == 303
    ana.refresh_from_db()
    assert ana.zone == "Asia/Kolkata"

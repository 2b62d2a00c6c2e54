"""Signing up, in and out, by a code or a password."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from parley.people.models import Person
from tests.web.accounts.visit import PASSWORD, code_in, post, sign_up, signed_in, words


def test_somebody_signs_up_without_a_password_and_is_in_after_the_code(client: Client) -> None:
    client.cookies["parley_zone"] = "Europe/Paris"
    client.cookies["parley_language"] = "fr"
    answer = sign_up(client, "Marc@Example.org")
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert not signed_in(client)
    (letter,) = mail.outbox
    assert letter.to == ["marc@example.org"]
    assert letter.extra_headers["Content-Language"] == "fr"
    post(client, "account_email_verification_sent", code=code_in(letter))
    assert signed_in(client)
    marc = Person.objects.get()
    assert (marc.name, marc.email, marc.language, marc.zone) == ("Marc V.", "marc@example.org", "fr", "Europe/Paris")
    assert not marc.has_usable_password()
    assert EmailAddress.objects.get(user=marc).verified


def test_somebody_signs_up_with_a_password_and_can_use_it(client: Client) -> None:
    sign_up(client, "marc@example.org", PASSWORD)
    post(client, "account_email_verification_sent", code=code_in(mail.outbox[0]))
    client.logout()
    post(client, "account_login", login="MARC@example.org", password=PASSWORD)
    assert signed_in(client)


def test_a_wrong_code_keeps_one_out(client: Client) -> None:
    sign_up(client, "marc@example.org")
    for _ in range(5):
        post(client, "account_email_verification_sent", code="AAAAAA")
    assert not signed_in(client)
    post(client, "account_email_verification_sent", code=code_in(mail.outbox[0]))
    assert not signed_in(client)


def test_a_weak_password_is_said_beside_its_field_and_the_rest_is_kept(client: Client) -> None:
    answer = sign_up(client, "marc@example.org", "password12", name="Marc")
    assert answer.status_code == 200
    assert 'value="marc@example.org"' in words(answer)
    assert 'value="Marc"' in words(answer)
    assert 'id="id_password1_error"' in words(answer)
    assert "password12" not in words(answer)
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["", "\u202e", "x" * 81, "Win at https://evil.example"])
def test_a_hostile_name_makes_no_account(client: Client, name: str) -> None:
    answer = sign_up(client, "marc@example.org", name=name)
    assert 'id="id_name_error"' in words(answer)
    assert not Person.objects.exists()
    assert not mail.outbox


def test_a_name_with_markup_is_shown_as_text(client: Client) -> None:
    sign_up(client, "marc@example.org", name="<img src=x onerror=alert(1)>\u202e")
    post(client, "account_email_verification_sent", code=code_in(mail.outbox[0]))
    page = words(client.get(reverse("me")))
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "\u202e" not in page


def test_a_mailed_code_signs_in_once(client: Client, ana: Person) -> None:
    answer = post(client, "account_request_login_code", email="ana@example.org")
    assert answer.headers["Location"].startswith(reverse("account_confirm_login_code"))
    (letter,) = mail.outbox
    code = code_in(letter)
    assert code not in letter.subject
    post(client, "account_confirm_login_code", code=code)
    assert signed_in(client)
    other = Client()
    post(other, "account_confirm_login_code", code=code)
    assert not signed_in(other)


def test_the_session_is_another_one_after_signing_in(client: Client, ana: Person) -> None:
    post(client, "account_request_login_code", email="ana@example.org")
    before = client.session.session_key
    post(client, "account_confirm_login_code", code=code_in(mail.outbox[0]))
    assert before
    assert client.session.session_key != before


def test_a_forgotten_password_is_replaced_by_a_code(client: Client, ana: Person) -> None:
    post(client, "account_reset_password", email="ana@example.org")
    post(client, "account_confirm_password_reset_code", code=code_in(mail.outbox[0]))
    new = "another way home"
    post(client, "account_complete_password_reset", password1=new, password2=new)
    ana.refresh_from_db()
    assert ana.check_password(new)


def test_letters_are_in_the_readers_language_whoever_asked(ana: Person) -> None:
    Client(headers={"accept-language": "ru"}).post(reverse("account_request_login_code"), {"email": "ana@example.org"})
    assert mail.outbox[0].extra_headers["Content-Language"] == "es"


def test_signing_out_takes_a_post(anas: Client) -> None:
    anas.get(reverse("account_logout"))
    assert signed_in(anas)
    post(anas, "account_logout")
    assert not signed_in(anas)


def test_too_many_wrong_passwords_are_slowed_down(client: Client, ana: Person) -> None:
    for _ in range(6):
        answer = post(client, "account_login", login="ana@example.org", password="wrong wrong wrong")
    assert "Too many failed login attempts" in words(answer)
    post(client, "account_login", login="ana@example.org", password=PASSWORD)
    assert not signed_in(client)


def test_many_sign_ups_from_one_place_get_a_page_that_explains(client: Client) -> None:
    answers = [sign_up(client, f"somebody{number}@example.org") for number in range(25)]
    assert answers[-1].status_code == 429
    assert "A short pause" in words(answers[-1])

"""Coming in, going out, and being oneself: the account pages as a person uses them, without JavaScript."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from parley.config.logs import LineFormatter
from parley.people.first_operator import first_operator_link
from parley.people.models import Person
from parley.people.register import register

pytestmark = pytest.mark.django_db

PASSWORD = "a long way home"
CODE = re.compile(r"^\s*([0-9A-Z]{4}-?[0-9A-Z]{2,4}|[0-9A-Z]{6,8})\s*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    """A slow hash is the point of a password, not of a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def ana() -> Person:
    return register("Ana Ruiz", "ana@example.org", "es", "Europe/Madrid", PASSWORD)


@pytest.fixture
def anas(ana: Person) -> Client:
    client = Client()
    client.force_login(ana)
    return client


def post(client: Client, name: str, /, **fields: str) -> HttpResponse:
    return client.post(reverse(name), fields)


def code_in(letter: EmailMessage) -> str:
    found = CODE.search(letter.body)
    assert found, letter.body
    return found.group(1)


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def without_what_differs(answer: HttpResponse, email: str) -> str:
    """The page without the form's one-time key and the address that was typed."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", words(answer)).replace(email, "EMAIL")


# --- Signing up -------------------------------------------------------------------------------------------------------


def sign_up(client: Client, email: str, password: str = "", name: str = "Marc V.") -> HttpResponse:
    return post(client, "account_signup", name=name, email=email, password1=password)


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


# --- Signing in -------------------------------------------------------------------------------------------------------


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


# --- Nobody learns who has an account ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_signup", {"name": "Somebody", "password1": PASSWORD, "email": "{}"}),
        ("account_request_login_code", {"email": "{}"}),
        ("account_reset_password", {"email": "{}"}),
        ("account_login", {"login": "{}", "password": "not it, not at all"}),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(ana: Person, name: str, fields: dict[str, str]) -> None:
    pages = []
    for email in ("ana@example.org", "nob@example.org"):
        cache.clear()
        mail.outbox.clear()
        client = Client(headers={"accept-language": "en"})
        filled = {field: value.replace("{}", email) for field, value in fields.items()}
        answer = client.post(reverse(name), filled)
        steps = [(answer.status_code, answer.headers.get("Location"), without_what_differs(answer, email))]
        if answer.status_code == 302:
            page = client.get(answer.headers["Location"])
            steps.append((page.status_code, None, without_what_differs(page, email)))
            wrong = client.post(answer.headers["Location"], {"code": "AAAAAA"})
            steps.append((wrong.status_code, None, without_what_differs(wrong, email)))
            assert [letter.to for letter in mail.outbox] == [[email]]
            for _ in range(4):
                more = client.post(answer.headers["Location"], {"action": "resend"})
                steps.append((more.status_code, more.headers.get("Location"), without_what_differs(more, email)))
                shown = client.get(answer.headers["Location"])
                steps.append((shown.status_code, None, without_what_differs(shown, email)))
        pages.append((steps, sorted(client.cookies)))
    assert pages[0] == pages[1]


def test_the_owner_of_an_address_hears_of_a_second_sign_up(client: Client, ana: Person) -> None:
    sign_up(client, "ana@example.org", PASSWORD, name="Mallory")
    assert Person.objects.count() == 1
    assert not CODE.search(mail.outbox[0].body)
    assert "http://localhost:8000/accounts/login/" in mail.outbox[0].body


# --- The first operator -----------------------------------------------------------------------------------------------

OLGA = {"name": "Olga", "email": "olga@example.org", "password": PASSWORD, "language": "nl", "zone": "Europe/Amsterdam"}


@pytest.fixture
def link() -> str:
    link = first_operator_link(datetime.now(UTC))
    assert link is not None
    return link.removeprefix("http://localhost:8000")


def test_the_first_operator_comes_in_by_the_link(client: Client, link: str) -> None:
    answer = client.get(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Location"] == reverse("first_operator")
    page = words(client.get(reverse("first_operator")))
    assert "<optgroup" in page
    assert link.rpartition("/")[2] not in page
    assert post(client, "first_operator", **OLGA).status_code == 302
    assert signed_in(client)
    olga = Person.objects.get()
    assert (olga.is_operator, olga.language, olga.zone) == (True, "nl", "Europe/Amsterdam")


def test_the_link_works_once(client: Client, link: str) -> None:
    client.get(link)
    late = Client()
    late.get(link)
    post(client, "first_operator", **OLGA)
    assert client.get(link).status_code == 410
    again = post(late, "first_operator", **{**OLGA, "email": "mallory@example.org"})
    assert again.status_code == 410
    assert "This link no longer works" in words(Client(headers={"accept-language": "en"}).get(link))
    assert Person.objects.count() == 1


@pytest.mark.parametrize("path", ["/welcome/", "/welcome/" + "x" * 43, "/welcome/%00", "/welcome/%F0%9F%92%A9"])
def test_a_made_up_link_is_gone(client: Client, link: str, path: str) -> None:
    assert client.get(path).status_code == 410
    assert client.post("/welcome/", OLGA).status_code == 410
    assert not Person.objects.exists()


def test_a_mistake_leaves_the_link_and_what_was_typed(client: Client, link: str) -> None:
    client.get(link)
    answer = post(client, "first_operator", **{**OLGA, "password": "short"})
    assert answer.status_code == 422
    assert 'value="olga@example.org"' in words(answer)
    assert not re.search(r'name="password"[^>]*value=', words(answer))
    assert post(client, "first_operator", **OLGA).status_code == 302


# --- Language and zone ------------------------------------------------------------------------------------------------


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


# --- /me --------------------------------------------------------------------------------------------------------------


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


def test_the_page_about_oneself_is_light_enough(anas: Client) -> None:
    assert len(anas.get(reverse("me")).content) < 60_000


@pytest.mark.parametrize("name", ["me", "account_email", "mfa_index", "usersessions_list", "account_change_password"])
def test_a_guest_is_asked_to_sign_in_first(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_somebody_signed_in_goes_from_the_front_to_their_first_page(anas: Client) -> None:
    assert anas.get("/").status_code == 302


# --- A second step ----------------------------------------------------------------------------------------------------


def test_an_authenticator_secret_is_not_kept_readable(anas: Client, ana: Person) -> None:
    post(anas, "account_reauthenticate", password=PASSWORD)
    page = anas.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert "<svg" in words(page)
    assert "data:image" not in words(page)
    secret = page.context["form"].secret
    assert secret in words(page)
    from_app = page.context["form"]
    assert from_app.secret == secret


# --- Every page -------------------------------------------------------------------------------------------------------

GUEST_PAGES = [
    "home",
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "first_operator",
]
OWN_PAGES = [
    "me", "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "usersessions_list", "mfa_list_webauthn",
]  # fmt: skip


def check_page(answer: HttpResponse) -> None:
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "public" not in headers["Cache-Control"]
    page = words(answer)
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    for script in re.findall(r"<script\b[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script, script
    assert "<style" not in page
    assert page.count("<h1") == 1
    for form in re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.DOTALL):
        assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_every_page_for_a_guest_is_closed_to_strangers(client: Client, name: str) -> None:
    check_page(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_every_page_of_an_account_is_closed_to_strangers(anas: Client, name: str) -> None:
    post(anas, "account_reauthenticate", password=PASSWORD)
    answer = anas.get(reverse(name))
    assert answer.status_code == 200, answer.headers
    check_page(answer)


@pytest.mark.parametrize("name", ["account_signup", "account_login", "account_reset_password", "language", "theme"])
def test_a_form_from_another_site_is_refused(name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse(name), {"language": "nl", "email": "a@example.org"}).status_code == 403


def test_no_cookie_can_be_read_by_a_script_or_sent_from_elsewhere(client: Client, ana: Person) -> None:
    client.get(reverse("account_login"))
    post(client, "account_login", login="ana@example.org", password=PASSWORD)
    for name in ("parley_session", "parley_csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own formatter makes of everything that is logged."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_no_key_reaches_the_log(client: Client, ana: Person, link: str, log: io.StringIO) -> None:
    token = link.rpartition("/")[2]
    client.get(link)
    client.get(link + "/nowhere")
    client.post(link)
    post(client, "account_request_login_code", email="ana@example.org")
    code = code_in(mail.outbox[-1])
    client.get(reverse("account_confirm_login_code") + f"?code={code}")
    post(client, "account_login", login="ana@example.org", password="my secret password")
    said = log.getvalue()
    assert "/nowhere" in said
    for secret in (token, code, "my secret password"):
        assert secret not in said


def test_a_broken_address_of_a_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400

"""What django-allauth and Django say on our pages, in our translations."""

from collections.abc import Iterator
from pathlib import Path

import allauth
import django
from django.test import Client
from django.urls import reverse

from parley.management.catalogs.sources import TEMPLATES, Key, extracted
from parley.web.accounts import borrowed
from tests.web.accounts.visit import PASSWORD, post, words

PLACES = (
    *(Path(allauth.__file__).parent / part for part in ("account", "mfa", "usersessions", "templates")),
    *(Path(django.__file__).parent / part for part in ("contrib/auth", "core", "forms")),
)


def strings(path: Path) -> Iterator[Key]:
    for key, _plural, _comments in extracted(path.read_text(encoding="utf-8"), is_template=path.suffix in TEMPLATES):
        yield key


def test_every_borrowed_sentence_is_still_theirs() -> None:
    files = [path for place in PLACES for path in place.rglob("*") if path.suffix in {".py", *TEMPLATES}]
    theirs = {key for path in files if "tests" not in path.parts for key in strings(path)}
    ours = set(strings(Path(borrowed.__file__)))
    assert len(ours) > 60
    assert not ours - theirs


def test_the_pages_speak_as_the_rest_of_parley(client: Client, anas: Client) -> None:
    """Ana reads Spanish, which says tú here and usted there."""
    assert "¿Olvidaste tu contraseña?" in words(client.get(reverse("account_login"), headers={"accept-language": "es"}))
    post(anas, "account_reauthenticate", password=PASSWORD)
    assert "Segundo paso al iniciar sesión" in words(anas.get(reverse("mfa_index")))
    assert "Esta llave basta para iniciar sesión" in words(anas.get(reverse("mfa_add_webauthn")))
    refused = words(post(anas, "account_change_password", oldpassword=PASSWORD, password1="short", password2="short"))
    assert "Contraseña nueva, otra vez" in refused
    assert "Esta contraseña es demasiado corta. Debe tener al menos 10 caracteres." in refused

"""Where django-allauth meets Parley: who a new person is, how they are written to, how second-step secrets are kept."""

# mypy: disallow-subclassing-any=False

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from parley.people.letters import Letter, language_for, send_letter
from parley.people.models import Person
from parley.web.accounts.reader import zone_of


class AccountAdapter(DefaultAccountAdapter):
    """Accounts with a name, a language and a zone, and letters in the reader's language."""

    def save_user(self, request: HttpRequest, user: Person, form: Form, commit: bool = True) -> Person:
        """A new person reads in the language and zone they signed up in."""
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        user.zone = zone_of(request)
        saved: Person = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Writes to `email` in the language of whoever has that address; to a stranger in the language of the request."""
        language = language_for(email, otherwise=translation.get_language() or settings.LANGUAGE_CODE)
        with translation.override(language):
            known = {**context, "email": email, "site": settings.BASE_URL}
            send_letter(
                Letter(
                    to=email,
                    language=language,
                    subject=render_to_string(f"{template_prefix}_subject.txt", known),
                    body=render_to_string(f"{template_prefix}_message.txt", known).strip() + "\n",
                )
            )

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tells the owner of an address that somebody tried to sign up with it."""
        links = {"signin_url": settings.BASE_URL + reverse("account_login")}
        self.send_mail("account/email/account_already_exists", email, links)


class SecondStepAdapter(DefaultMFAAdapter):
    """Authenticator secrets are encrypted with the installation's key: a stolen database makes no codes."""

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, on white: on the dark theme's ground no camera would find it."""
        # The page is HTML, where an XML declaration has no place.
        drawing: str = super().build_totp_svg(url).partition("?>")[2].strip()
        return drawing.replace("<path", '<rect width="100%" height="100%" fill="white"/><path', 1)

    def encrypt(self, text: str) -> str:
        return secret_box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return secret_box().decrypt(encrypted_text.encode("ascii")).decode()


def secret_box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second step\0{key}".encode()).digest())) for key in keys]
    )

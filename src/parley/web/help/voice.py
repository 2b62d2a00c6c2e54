"""Who votes: somebody signed in, or a guest by a random word that their browser keeps, signed so that nobody makes up many."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from parley.help.votes import Voter
from parley.web.accounts.reader import COOKIE_AGE_S, person_of

COOKIE = "parley_voice"
_SALT = "parley.web.help.voice"


def voter_of(request: HttpRequest) -> Voter:
    """A guest who has not voted yet has no word, and so no voice to look up."""
    person = person_of(request)
    if person is not None:
        return Voter(person=person)
    return Voter(browser=request.get_signed_cookie(COOKIE, default="", salt=_SALT) or "")


def new_voter() -> Voter:
    """A guest who votes for the first time."""
    return Voter(browser=secrets.token_urlsafe(24))


def remember(response: HttpResponse, voter: Voter) -> None:
    """Give a guest's browser its word."""
    if voter.person is None:
        response.set_signed_cookie(
            COOKIE,
            voter.browser,
            salt=_SALT,
            max_age=COOKIE_AGE_S,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

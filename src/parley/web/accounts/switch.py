"""Changing language or colours from any page, and staying on it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from parley.people.models import Theme
from parley.web.accounts.reader import COOKIE_AGE_S, THEME_COOKIE, person_of


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """POST language=<code>&next=<path>: remembered in a cookie, and in the account of somebody signed in."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    person = person_of(request)
    if person is not None:
        person.language = code
        person.save(update_fields=["language"])
    return remembering(back(request), settings.LANGUAGE_COOKIE_NAME, code)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """POST theme=light|dark|system&next=<path>: as language."""
    chosen = request.POST.get("theme", "")
    if chosen not in Theme.values:
        return HttpResponseBadRequest()
    person = person_of(request)
    if person is not None:
        person.theme = chosen
        person.save(update_fields=["theme"])
    return remembering(back(request), THEME_COOKIE, chosen)


def back(request: HttpRequest) -> HttpResponse:
    """To `next`, else to the page the form was on; never to another site."""
    for target in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
            return HttpResponseRedirect(target, status=303)
    return HttpResponseRedirect(reverse("home"), status=303)


def remembering(response: HttpResponse, cookie: str, value: str) -> HttpResponse:
    response.set_cookie(
        cookie, value, max_age=COOKIE_AGE_S, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response

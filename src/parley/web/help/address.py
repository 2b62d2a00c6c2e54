"""Where links of articles lead, in which language one is read, and the address under which it is handed on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from parley.help.source import Target
from parley.prose import LANGUAGES

ORDER = "order"
"""The name under which an address carries the order that somebody came from."""
SPOKEN = "in"
"""The name under which an address asks for a language: for links that are handed on."""


def address_of(target: Target) -> str:
    """A page that is not built on this installation leads to the beginning of the help."""
    anchor = f"#{target.anchor}" if target.anchor else ""
    match target.scheme:
        case "help":
            return reverse("help_article", args=[target.name]) + anchor
        case "image":
            return static(f"help/{target.name}")
        case "page":
            try:
                return reverse(target.name)
            except NoReverseMatch:
                return reverse("help")
    return anchor


def article_address(slug: str, order: str = "", anchor: str = "", spoken: str = "") -> str:
    """`order` is the id of an order to come back to, `spoken` a language that is not the reader's."""
    query = urlencode({name: value for name, value in ((ORDER, order), (SPOKEN, spoken)) if value})
    return reverse("help_article", args=[slug]) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")


def shared_address(slug: str, language: str) -> str:
    """The whole address, with the language and nothing else in it: it tells nobody who handed it on."""
    return f"{settings.BASE_URL}{reverse('help_article', args=[slug])}?{urlencode({SPOKEN: language})}"


def speak_as_asked(request: HttpRequest) -> None:
    """Answer in the language that the address asks for. What the reader has chosen for all other pages stays as it is."""
    asked = request.GET.get(SPOKEN, "")
    if asked in LANGUAGES and asked in dict(settings.LANGUAGES):
        translation.activate(asked)
        request.LANGUAGE_CODE = asked


def reader_language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE

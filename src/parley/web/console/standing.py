"""What stands for the whole desk, read once for each request that asks."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from parley.desk.now import now
from parley.office.announcements import Announced, standing
from parley.office.desk_name import desk_name
from parley.office.kept import all_kept
from parley.office.switches import Switch, switched_off

OF_REQUEST = "parley.web.console.standing"
DISMISSED_COOKIE = "parley_dismissed"


@dataclass(frozen=True, slots=True)
class OfDesk:
    """What the desk is called, and what is switched off."""

    name: str
    off: frozenset[Switch]


def of_desk(request: HttpRequest) -> OfDesk:
    """One question for a request, however often it is asked."""
    found = request.META.get(OF_REQUEST)
    if not isinstance(found, OfDesk):
        kept = all_kept()
        found = request.META[OF_REQUEST] = OfDesk(desk_name(kept), switched_off(kept))
    return found


def is_on(request: HttpRequest, switch: Switch) -> bool:
    return switch not in of_desk(request).off


def announced(request: HttpRequest) -> tuple[Announced, ...]:
    """What stands now and was not put away in this browser, in the reader's language."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    put_away = dismissed(request)
    return tuple(one for one in standing(now(), language, settings.LANGUAGE_CODE) if one.id not in put_away)


def dismissed(request: HttpRequest) -> frozenset[UUID]:
    """What this browser says it has put away. A cookie may say anything."""
    said = request.COOKIES.get(DISMISSED_COOKIE, "")[:400].split(".")
    return frozenset(UUID(one) for one in said if len(one) == 32 and one.isalnum() and one.isascii() and _is_hex(one))


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)

"""The doors of the services: everybody may look, the owner may change, the desk may take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from parley.people.models import Person
from parley.storefront.content import Seen
from parley.storefront.listing import seen
from parley.storefront.models import Service
from parley.web.accounts.reader import person_of

SENDS_A_MINUTE = 20
"""Forms that one person sends, of services and of orders from them."""

OwnersView = Callable[[HttpRequest, Person, Service], HttpResponse]


def seen_or_404(service_id: UUID, reader: Person | None) -> Seen:
    """What this reader may see: a service that is shown, one's own of any stage, and for operators all that was published."""
    found = seen(service_id)
    if found is None:
        raise Http404
    is_open = found.service.is_listed and found.service.owner.is_active
    if not (is_open or found.service.is_of(reader) or (reader is not None and reader.is_operator)):
        raise Http404
    return found


def owners_only(
    *methods: str, stands_on: str = ""
) -> Callable[[OwnersView], Callable[Concatenate[HttpRequest, UUID, ...], HttpResponse]]:
    """Lets the owner in, by these methods; for all others there is no such page. A guest, whose session may have ended, signs
    in and comes back: to the page `stands_on` where the address only takes a form."""

    def guard(view: OwnersView) -> Callable[Concatenate[HttpRequest, UUID, ...], HttpResponse]:
        @require_http_methods(methods)
        def inside(request: HttpRequest, person: Person, service_id: UUID) -> HttpResponse:
            service = Service.objects.filter(id=service_id, owner=person).first()
            if service is None:
                raise Http404
            return view(request, person, service)

        @wraps(view)
        def guarded(request: HttpRequest, service_id: UUID) -> HttpResponse:
            person = person_of(request)
            if person is None:
                return redirect_to_login(reverse(stands_on) if stands_on else request.get_full_path())
            return inside(request, person, service_id)

        return guarded

    return guard


def said_no(refused: ValidationError) -> str:
    """The words of a refusal."""
    return str(refused.messages[0])

"""The doors of the services: everybody may look, the owner may change, the desk may take away."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404

from parley.people.models import Person
from parley.storefront.content import Seen
from parley.storefront.listing import seen
from parley.storefront.models import Service
from parley.web.accounts.owners import Guarded, View, owners_only

SENDS_A_MINUTE = 20
"""Forms that one person sends, of services and of orders from them."""


def seen_or_404(service_id: UUID, reader: Person | None) -> Seen:
    """What this reader may see: a service that is shown, one's own of any stage, and for operators all that was published."""
    found = seen(service_id)
    if found is None:
        raise Http404
    is_open = found.service.is_listed and found.service.owner.is_active
    if not (is_open or found.service.is_of(reader) or (reader is not None and reader.is_operator)):
        raise Http404
    return found


def sellers_only(*methods: str, stands_on: str = "") -> Callable[[View[Service]], Guarded]:
    """Lets the owner of a service in: see owners_only."""
    return owners_only(
        lambda person, service_id: Service.objects.filter(id=service_id, owner=person).first(), methods, stands_on
    )

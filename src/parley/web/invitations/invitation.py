"""By link, read, join. The token leaves the address at once: it must not end up in a history, a log or a Referer."""

from __future__ import annotations

from contextlib import suppress
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parley.core.order.messages import JoinOrder
from parley.core.parties import Role
from parley.desk.actor import NothingHere, order_for
from parley.desk.ask import ask
from parley.desk.intake import new_id
from parley.desk.now import now
from parley.desk.receipts import Receipt
from parley.people.invitations import InvitationRefused, find, find_hashed, use_hashed, waiting_for
from parley.people.models import Invitation, Person
from parley.people.tokens import token_hash
from parley.reads.order_page import order_page
from parley.web.accounts.reader import person_of
from parley.web.offers.read import offer_page
from parley.web.orders.door import Visit, sign_in_first

KEY = "invitation"


@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: keep the token's hash in the session, and go on to an address that says nothing."""
    found = find(token, now())
    if found is None:
        return _closed(request)
    request.session[KEY] = token_hash(token)
    response = _private(HttpResponseRedirect(reverse("invited", args=[found.order_id]), status=303))
    # Only here, where the address holds the token: on a page with a form it would hide the origin that CSRF checks.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def invited(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The offer as the invited side sees it, before they have joined. Reading commits to nothing."""
    found = _open_invitation(request, order_id)
    if found is None:
        return _back_in(request, order_id) or _closed(request)
    page = order_page(order_id)
    if page is None or page.order.offer.end is not None or page.order.person(Role(found.role)) is not None:
        return _back_in(request, order_id) or _closed(request)
    visit = Visit(request, cast("Person", request.user), Role(found.role), page, now())
    person = person_of(request)
    context = {
        "page": offer_page(visit),
        "is_guest": person is None,
        "is_other_address": person is not None and person.email != found.email,
        "address": found.email,
        "join_href": reverse("join", args=[order_id]),
        "command_id": str(new_id()),
    }
    return _private(render(request, "offers/invited.html", context))


@sign_in_first("invited")
@require_http_methods(["POST"])
def join(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Take the place: the order knows this person from now on, and the link is bound to them for good."""
    person = cast("Person", request.user)
    found = _open_invitation(request, order_id)
    if found is None:
        return _back_in(request, order_id) or _closed(request)
    if found.email != person.email and request.POST.get("confirmed") != "yes":
        return HttpResponseRedirect(reverse("invited", args=[order_id]), status=303)
    # The order decides first. A link that was used up before would be lost when the order says no, for instance to its own
    # author, or when the power fails in between.
    answer = ask(JoinOrder(order_id=order_id, id=new_id(), by=Role(found.role), person=str(person.id)))
    if not isinstance(answer, Receipt):
        return _back_in(request, order_id) or _closed(request)
    with suppress(InvitationRefused):
        use_hashed(found.token_hash, person, now(), other_address_confirmed=True)
    request.session.pop(KEY, None)
    return HttpResponseRedirect(reverse("order", args=[order_id]), status=303)


def _back_in(request: HttpRequest, order_id: UUID) -> HttpResponse | None:
    """To the order, for somebody who is in it already: the form was sent twice, or the back button was pressed."""
    person = person_of(request)
    try:
        order_for(order_id, str(person.id) if person is not None else "")
    except NothingHere:
        return None
    return HttpResponseRedirect(reverse("order", args=[order_id]), status=303)


def _open_invitation(request: HttpRequest, order_id: UUID) -> Invitation | None:
    """By the link that was opened in this session, or because it was sent to the reader's own address."""
    hashed = request.session.get(KEY)
    found = find_hashed(hashed, now()) if hashed else None
    if found is not None and found.order_id == order_id:
        return found
    person = person_of(request)
    if person is None:
        return None
    return next((one for one in waiting_for(person, now()) if one.order_id == order_id), None)


def _closed(request: HttpRequest) -> HttpResponse:
    context = {"title": _("This invitation is closed")}
    return _private(render(request, "offers/closed.html", context, status=410))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response

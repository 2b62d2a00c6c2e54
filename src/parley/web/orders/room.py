"""The order room: whose turn, until when, what happens if nobody moves, where the money is, and all that has happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parley.core.money import total
from parley.core.order.state import OfferEnd
from parley.core.specimens import possible_acts
from parley.desk.actor import NothingHere, load
from parley.people.models import Person
from parley.web.components.action import Link
from parley.web.components.case import CaseCard
from parley.web.components.clause import Clause
from parley.web.components.companion import Companion
from parley.web.components.composer import Composer
from parley.web.components.money_bar import MoneyBar
from parley.web.components.next_card import NextCard
from parley.web.components.notice import Notice
from parley.web.components.proposal import Proposal
from parley.web.components.refusal import RefusalCard
from parley.web.components.sentence import Text
from parley.web.components.stepper import Stepper
from parley.web.components.table import Table
from parley.web.components.timeline import Timeline
from parley.web.offers.clauses import agreed_clauses
from parley.web.offers.read import offer_page, show_offer
from parley.web.orders.door import Refused, Visit, enter, staff_role
from parley.web.orders.parts.cases import case_cards
from parley.web.orders.parts.composer import EMPTY, Draft, chosen, composer, draft_key
from parley.web.orders.parts.extras import agreed_extras
from parley.web.orders.parts.money import order_bar, order_steps
from parley.web.orders.parts.next import next_card, reference, with_whom
from parley.web.orders.parts.proposals import open_proposals
from parley.web.orders.parts.staff import desk_cards
from parley.web.orders.parts.standing import standing_notices
from parley.web.orders.parts.timeline import order_timeline
from parley.web.orders.resolution.companion import companion
from parley.words.locales import number
from parley.words.money import money


@dataclass(frozen=True, slots=True)
class Room:
    """The context of orders/room.html. `version` is how many events the page has seen."""

    title: str
    with_whom: Text
    reference: str
    live: str
    version: int
    bar: MoneyBar
    steps: Stepper | None
    cards: tuple[NextCard, ...]
    companion: Companion | None
    timeline: Timeline
    composer: Composer | None
    agreed: tuple[Clause, ...]
    proposals: tuple[Proposal, ...] = ()
    notices: tuple[Notice, ...] = ()
    cases: tuple[CaseCard, ...] = ()
    extras: tuple[Table, ...] = ()
    schedule: Link | None = None
    refusal: RefusalCard | None = None
    record: str = ""
    """How many events stand in the chain, and its head: what one compares with a receipt."""
    sent_draft: str = ""


@login_required
@require_safe
def room(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The page, or for a page that is open already, 304 while nothing has happened."""
    if request.headers.get("X-Live"):
        same = unchanged(request, order_id)
        if same is not None:
            return same
    before = request.GET.get("before", "")
    visit = enter(request, order_id, before_seq=int(before) if before.isdecimal() and len(before) < 10 else None)
    return show_room(visit, draft=chosen(visit) if "begin" in request.GET else EMPTY)


def show_room(visit: Visit, *, said_no: Refused | None = None, draft: Draft = EMPTY, status: int = 200) -> HttpResponse:
    """The page of an order whose offer was answered; of one that was not, the offer."""
    if visit.order.offer.end is None:
        return show_offer(visit.request, offer_page(visit, said_no=said_no, draft=draft), status=status)
    order = visit.order
    is_agreed = order.offer.end is OfferEnd.ACCEPTED
    acts = possible_acts(order, visit.role, visit.at)
    page = Room(
        title=visit.page.title,
        with_whom=with_whom(visit),
        reference=_("Order {reference} · {sum} in all").format(
            reference=reference(visit), sum=money(total([one.price for one in order.all_terms], order.terms.currency))
        ),
        live=visit.address,
        version=order.seq,
        bar=order_bar(visit),
        steps=order_steps(visit) if is_agreed else None,
        cards=(next_card(visit, acts), *desk_cards(visit)),
        companion=companion(visit, acts) if is_agreed else None,
        timeline=order_timeline(visit),
        composer=composer(visit, draft, said_no) if visit.is_party and visit.page.names[visit.other].person else None,
        agreed=agreed_clauses(visit),
        proposals=open_proposals(visit),
        notices=standing_notices(visit),
        cases=case_cards(visit),
        extras=agreed_extras(visit),
        schedule=_schedule(visit) if is_agreed else None,
        record=_record(order.seq, visit.page.head[:16]),
        sent_draft=draft_key(visit) if visit.request.GET.get("sent") else "",
    )
    response = render(visit.request, "orders/room.html", {"page": page}, status=status)
    response.headers["ETag"] = f'"{order.seq}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _schedule(visit: Visit) -> Link:
    return Link(_("The schedule: agreed dates beside what happened"), reverse("schedule", args=[visit.order.id]))


def _record(seq: int, head: str) -> str:
    # Translators: {head} is the beginning of the newest event's fingerprint.
    text = ngettext("On record: {count} event, head {head}", "On record: {count} events, head {head}", seq)
    return text.format(count=number(seq), head=head)


def unchanged(request: HttpRequest, order_id: UUID) -> HttpResponse | None:
    """304 for a page that has seen every event of the order; None where it must be drawn again. Strangers meet the same 404."""
    person = cast("Person", request.user)
    try:
        order = load(order_id)
    except NothingHere:
        raise Http404 from None
    if order.role_of(str(person.id)) is None and staff_role(person, order) is None:
        raise Http404
    # A packed answer carried a weak tag.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == f'"{order.seq}"':
        return HttpResponseNotModified()
    return None

"""What the other side says to an offer: a note on a clause, no, or yes to all; and the author's way to take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from parley.board.answers import is_agreed
from parley.core.order.messages import AcceptOffer, AnyCommand, DeclineOffer, NoteOnClause, WithdrawOffer
from parley.core.order.terms import ClauseKey, TermsHash
from parley.desk.intake import text
from parley.web.offers.read import offer_page, show_offer
from parley.web.orders.door import Visit, back_to_order, carry_out, command_id, enter, seen_version, sign_in_first


@sign_in_first("order")
@require_POST
def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Accept, or send a note with the ticks so far: both buttons belong to the same form of ticks."""
    visit = enter(request, order_id)
    command = AcceptOffer(
        order_id=order_id,
        id=command_id(request),
        by=visit.role,
        terms_hash=TermsHash(request.POST.get("terms", "")),
        ticked=ticked(request),
    )
    return _answer(visit, command)


@sign_in_first("order")
@require_POST
def note(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = enter(request, order_id)
    clause = request.POST.get("clause", "")
    command = NoteOnClause(
        order_id=order_id,
        id=command_id(request),
        by=visit.role,
        clause=ClauseKey(clause) if clause in {key.value for key in ClauseKey} else ClauseKey.WORK,
        note=text(request.POST.get("note", ""), get_language() or ""),
        agreed=ticked(request),
        seen=seen_version(request) or 0,
    )
    return _answer(visit, command)


@sign_in_first("order")
@require_POST
def withdraw(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = enter(request, order_id)
    return _answer(visit, WithdrawOffer(order_id=order_id, id=command_id(request), by=visit.role))


@sign_in_first("order")
@require_POST
def decline(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = enter(request, order_id)
    reason = text(request.POST.get("reason", ""), get_language() or "")
    return _answer(visit, DeclineOffer(order_id=order_id, id=command_id(request), by=visit.role, reason=reason))


def ticked(request: HttpRequest) -> tuple[ClauseKey, ...]:
    """The clauses that were ticked, in reading order."""
    posted = set(request.POST.getlist("clauses"))
    return tuple(key for key in ClauseKey if key.value in posted)


def _answer(visit: Visit, command: AnyCommand) -> HttpResponse:
    said_no = carry_out(visit, command)
    if said_no is None:
        if isinstance(command, AcceptOffer):
            is_agreed(visit.order.id, visit.at)  # if the offer answered a brief, the brief has found its freelancer
        return back_to_order(visit)
    again = enter(visit.request, visit.order.id)
    return show_offer(visit.request, offer_page(again, said_no=said_no), status=said_no.status)

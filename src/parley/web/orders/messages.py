"""Writing to the other side. A message is never refused for a stale page: words are not an act."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from parley.core.order.messages import SendMessage
from parley.core.parties import PARTIES
from parley.desk.intake import text
from parley.web.orders.door import acting, carry_out, command_id, enter, sign_in_first
from parley.web.orders.room import show_room

FROM_ELSEWHERE = ("from", "elsewhere")
"""The hidden field of a message form on another page: what lies unsent in the order room's own box must not go with it."""


@sign_in_first("order")
@require_POST
def messages(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = acting(enter(request, order_id), PARTIES)
    words = request.POST.get("text", "")
    command = SendMessage(
        order_id=order_id, id=command_id(request), by=visit.role, text=text(words, get_language() or "")
    )
    said_no = carry_out(visit, command)
    if said_no is None:
        name, value = FROM_ELSEWHERE
        sent = "" if request.POST.get(name) == value else "?sent=1"
        return HttpResponseRedirect(f"{visit.address}{sent}#composer", status=303)
    return show_room(enter(request, order_id), said_no=said_no, typed=words, status=said_no.status)

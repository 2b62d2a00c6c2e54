"""Writing to the other side. A message is never refused for a stale page: words are not an act."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from parley.core.order.messages import SendMessage
from parley.core.parties import PARTIES
from parley.desk.intake import text
from parley.web.coach.reading import KEPT, READ, coaching, once_more
from parley.web.orders.door import Visit, acting, carry_out, command_id, enter, sign_in_first
from parley.web.orders.parts.composer import Draft
from parley.web.orders.room import show_room

FROM_ELSEWHERE = ("from", "elsewhere")
"""The hidden field of a message form on another page: what lies unsent in the order room's own box must not go with it."""


@sign_in_first("order")
@require_POST
def messages(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """Sends it. A text with a threat in it, or with a way around the order, is shown once more first, with what the coach
    says of it; sent again as it is, it goes."""
    visit = acting(enter(request, order_id), PARTIES)
    words, kept = request.POST.get("text", ""), request.POST.getlist(KEPT)
    if once_more(visit, [words], kept, request.POST.get(READ, "")):
        return _once_more(visit, words, kept)
    command = SendMessage(
        order_id=order_id, id=command_id(request), by=visit.role, text=text(words, get_language() or "")
    )
    said_no = carry_out(visit, command)
    if said_no is None:
        sent = "" if _is_from_elsewhere(request) else "?sent=1"
        return HttpResponseRedirect(f"{visit.address}{sent}#composer", status=303)
    again = enter(request, order_id)
    return show_room(
        again, said_no=said_no, draft=Draft(words, coaching(again, words, kept=kept)), status=said_no.status
    )


def _once_more(visit: Visit, words: str, kept: list[str]) -> HttpResponse:
    shown = coaching(visit, words, kept=kept, is_read=True)
    carried = (FROM_ELSEWHERE,) if _is_from_elsewhere(visit.request) else ()
    return show_room(visit, draft=Draft(words, shown, once_more=True, carried=carried))


def _is_from_elsewhere(request: HttpRequest) -> bool:
    name, value = FROM_ELSEWHERE
    return request.POST.get(name) == value

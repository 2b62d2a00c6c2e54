"""A mediator takes a case, or leaves it to another."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parley.core.order.messages import LeaveCase, TakeCase
from parley.core.parties import Role
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.staff.barred import bar_notice, bar_to_judging


def take_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        barred = bar_to_judging(asked.visit, asked.milestone)
        if barred is not None and asked.request.method != "POST":
            return Sheet(notice=bar_notice(asked.visit, barred), is_done=True)
        return Sheet()

    def read(asked: Asked) -> Outcome:
        # As a mediator, also where an operator takes it: only giving it to somebody replaces whoever has it.
        by_themselves = asked.envelope() | {"by": Role.MEDIATOR}
        return TakeCase(**by_themselves, person=str(asked.visit.person.id)), ()

    answer = act_view(request, order_id, milestone, "take-case", TakeCase, draw, read)
    if answer.status_code == 303:
        # Whoever takes a case reads its record first.
        return HttpResponseRedirect(reverse("record", args=[order_id, milestone]), status=303)
    return answer


def leave_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return LeaveCase(**asked.envelope(), person=str(asked.visit.person.id)), ()

    return act_view(request, order_id, milestone, "leave-case", LeaveCase, _bare, read)


def _bare(_: Asked) -> Sheet:
    return Sheet()

"""A mediator takes a case, or leaves it to another."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from parley.core.order.messages import LeaveCase, TakeCase
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome


def take_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return TakeCase(**asked.envelope(), person=str(asked.visit.person.id)), ()

    return act_view(request, order_id, milestone, "take-case", TakeCase, _bare, read)


def leave_case(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        return LeaveCase(**asked.envelope(), person=str(asked.visit.person.id)), ()

    return act_view(request, order_id, milestone, "leave-case", LeaveCase, _bare, read)


def _bare(_: Asked) -> Sheet:
    return Sheet()

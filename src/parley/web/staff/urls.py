"""The addresses of the pages of those who work for the desk."""

from __future__ import annotations

from django.urls import path

from parley.web.staff.assign import assign
from parley.web.staff.cases import cases
from parley.web.staff.mediators import mediators, unname_mediator
from parley.web.staff.outcomes import outcomes_page
from parley.web.staff.record import record

OF_MILESTONE = "orders/<uuid:order_id>/milestones/<int:milestone>/"

urlpatterns = [
    path("cases", cases, name="cases"),
    path("mediators", mediators, name="mediators"),
    path("mediators/take-back", unname_mediator, name="unname_mediator"),
    path("outcomes", outcomes_page, name="outcomes"),
    path(OF_MILESTONE + "assign", assign, name="assign"),
    path(OF_MILESTONE + "record", record, name="record"),
]

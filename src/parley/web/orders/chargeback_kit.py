"""/orders/<id>/chargeback-kit: what there is to answer a bank with, for each reason it may name, and all of it in one click.

For the operator, who answers the bank, and for the freelancer, whom a lost dispute about the service costs the payment.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.casefile.chargeback import write_kit
from parley.casefile.chargeback_evidence import Evidence, NothingPaid, evidence_of
from parley.casefile.layout import TooLarge
from parley.casefile.record import Record, Unsound, record_of
from parley.core.order.records import ChargebackCode
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.web.accounts.limits import too_many_requests
from parley.web.components.empty_state import EmptyState
from parley.web.components.notice import Notice
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.orders.case_file import is_too_often, not_now, to_save, written
from parley.web.orders.door import Visit, enter
from parley.web.orders.parts.moments import full
from parley.words.chargeback_kit import (
    found_line,
    kit_intro,
    kit_words,
    piece_missing,
    piece_name,
    piece_shows,
)
from parley.words.locales import number
from parley.words.reasons import chargeback_code

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kit:
    """What answers one reason for one milestone. `asked_until` is the provider's date where the bank does name this reason
    now."""

    milestone: int
    code: str
    says: str
    intro: str
    pieces: Table
    asked_until: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """A milestone that was paid for, with a kit for each reason; the one that the bank named comes first."""

    number: int
    name: str
    kits: tuple[Kit, ...]


@dataclass(frozen=True, slots=True)
class KitPage:
    """The context of orders/chargeback_kit.html."""

    visit: Visit
    paid: tuple[Paid, ...]
    empty: EmptyState | None
    notice: Notice | None = None


@login_required
@require_safe
def chargeback_kit(request: HttpRequest, order_id: UUID) -> HttpResponseBase:
    """The page; with `?milestone=` and `?code=` the kit as a ZIP."""
    visit = enter(request, order_id)
    if visit.role not in (Role.FREELANCER, Role.OPERATOR):
        raise Http404
    try:
        return _kit(visit) if "code" in request.GET else _page(visit)
    except (Unsound, TooLarge) as error:
        log.error("no chargeback kit of order %s: %s", order_id, error)  # noqa: TRY400
        return _page(visit, not_now())


def _kit(visit: Visit) -> HttpResponseBase:
    if is_too_often(visit.person):
        return too_many_requests(visit.request)
    milestone, code = _wanted(visit)
    try:
        packed, _evidence = written(partial(write_kit, visit.order.id, milestone, code, get_language() or "en"))
    except NothingPaid:
        raise Http404 from None
    return to_save(packed, f"chargeback-{visit.order.id}-{milestone}-{code.value}.zip", "application/zip")


def _wanted(visit: Visit) -> tuple[int, ChargebackCode]:
    typed, code = visit.request.GET.get("milestone", ""), visit.request.GET.get("code", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10) or code not in {c.value for c in ChargebackCode}:
        raise Http404
    return visit.milestone(int(typed)).number, ChargebackCode(code)


def _page(visit: Visit, notice: Notice | None = None) -> HttpResponse:
    record = record_of(visit.order.id) if notice is None else None
    paid = tuple(_paid(visit, record)) if record is not None else ()
    page = KitPage(visit, paid, None if paid or notice else _nothing_paid(), notice)
    response = render(
        visit.request, "orders/chargeback_kit.html", {"page": page}, status=409 if notice is not None else 200
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _paid(visit: Visit, record: Record) -> list[Paid]:
    found = []
    for milestone in visit.order.milestones:
        if milestone.funded_at is None:
            continue
        named = milestone.chargeback.code if milestone.chargeback is not None else None
        codes = sorted(ChargebackCode, key=lambda code: code is not named)
        kits = tuple(_one(visit, milestone, evidence_of(record, milestone.number, code)) for code in codes)
        found.append(Paid(milestone.number, visit.page.milestone_name(milestone.number), kits))
    return found


def _one(visit: Visit, milestone: Milestone, evidence: Evidence) -> Kit:
    said = kit_words()
    rows = tuple(
        Row(
            (
                Cell(f"{number(one.number)}. {piece_name(one.piece.value)}"),
                Cell((piece_missing if one.is_missing else piece_shows)(one.piece.value)),
                Cell(said.not_there if one.is_missing else found_line(len(one.events), one.files)),
            )
        )
        for one in evidence.pieces
    )
    asked = milestone.chargeback
    until = asked.answer_by if asked is not None and asked.code is evidence.code else None
    return Kit(
        milestone=milestone.number,
        code=evidence.code.value,
        says=chargeback_code(evidence.code),
        intro=kit_intro(len(evidence.found), len(evidence.missing)),
        pieces=Table(said.evidence, (Column(said.piece), Column(said.shows), Column(said.found)), rows),
        asked_until=full(until, visit.zone, visit.at).text if until is not None else "",
    )


def _nothing_paid() -> EmptyState:
    return EmptyState(
        _("Nothing was paid yet"),
        _("As soon as a milestone is funded, the evidence for an answer to a bank stands here."),
    )

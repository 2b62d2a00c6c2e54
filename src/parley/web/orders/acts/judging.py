"""Deciding a case and an appeal: the form, then everything once more to look over, and only then the decision itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.foresight import preview
from parley.core.order.gates import GATES
from parley.core.order.judgement import Judge
from parley.core.order.messages import DecideAppeal, DecideCase
from parley.core.order.refusals import Code
from parley.core.order.terms import clauses
from parley.core.parties import Role
from parley.core.specimens import SHUT, specimen
from parley.reads.mediation_record import records_picked
from parley.web.components.action import Link
from parley.web.components.case import CaseCard, Judgement
from parley.web.components.file_chip import FileChip
from parley.web.components.form import Form
from parley.web.components.pager import Pager
from parley.web.components.preview import Preview
from parley.web.components.refusal import RefusalCard
from parley.web.components.table import Table
from parley.web.orders.acts.judging_events import event_line, events_pager, shown_before
from parley.web.orders.acts.judging_form import judging_fields, typed_again
from parley.web.orders.acts.judging_read import Errors, read_judged
from parley.web.orders.acts.page import Asked, refusal_card
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.door import Refused, Visit, acting, back_to_order, carry_out, enter, hidden, kept_hidden, refused
from parley.web.orders.parts.cases import case_cards
from parley.web.orders.parts.files import file_chip, handed_in
from parley.web.orders.telling import telling
from parley.web.orders.worth import shares_table, worth_explained, worth_table
from parley.web.staff.barred import shares
from parley.words.acts import act_words
from parley.words.money import money
from parley.words.reasons import counts_as
from parley.words.sentence import Sentence, strong
from parley.words.sentence import Text as Words
from parley.words.stages import clause_name
from parley.words.telling import tell

NOT_BY_YOU = frozenset(
    {
        *(Code.MEDIATOR_IS_PARTY, Code.MEDIATOR_SHARES, Code.MEDIATOR_WROTE, Code.MEDIATOR_DECIDED, Code.CASE_TAKEN),
    }
)
"""Refusals that no form could change: somebody else has to decide."""
Kind = type[DecideCase] | type[DecideAppeal]


@dataclass(frozen=True, slots=True)
class JudgingPage:
    """The context of orders/judging.html. `judgement` is the decision to look over; before that there is `worth`."""

    visit: Visit
    title: str
    milestone_name: str
    intro: Words
    form: Form | None
    slip: Preview | None = None
    refusal: RefusalCard | None = None
    case: CaseCard | None = None
    worth: Table | None = None
    worth_note: Words = ""
    files: tuple[FileChip, ...] = ()
    """What was delivered, to open while one judges."""
    judgement: Judgement | None = None
    events: Pager | None = None
    """Buttons under the events of the form, where the record is longer than what it lists."""


def decide(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return _view(request, order_id, milestone, "decide", DecideCase)


def decide_appeal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return _view(request, order_id, milestone, "decide-appeal", DecideAppeal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def _view(request: HttpRequest, order_id: UUID, milestone: int, slug: str, kind: Kind) -> HttpResponse:
    asked = _asked(request, order_id, milestone, slug, kind)
    if request.method != "POST" or "again" in request.POST:
        return _form(asked)
    judged = read_judged(asked)
    if judged.command is None:
        return _form(asked, judged.errors, status=422)
    if request.POST.get("sure") != "yes":
        return _look_over(asked, judged.command)
    said_no = carry_out(asked.visit, judged.command)
    if said_no is None:
        return back_to_order(asked.visit)
    return _form(_asked(request, order_id, milestone, slug, kind), said_no=said_no, status=said_no.status)


def _asked(request: HttpRequest, order_id: UUID, milestone: int, slug: str, kind: Kind) -> Asked:
    visit = acting(enter(request, order_id), GATES[kind].roles)
    return Asked(visit, visit.milestone(milestone), slug, kind)


def _form(
    asked: Asked, errors: Errors | None = None, *, said_no: Refused | None = None, status: int = 200
) -> HttpResponse:
    """What both said and the form. Where this person may not decide, why, and no form unless words are in it already."""
    visit, milestone = asked.visit, asked.milestone
    barred = _barred(asked)
    if said_no is None and barred is not None and not asked.typed:
        said_no = barred
    shut = barred is not None and not asked.typed
    form = Form(
        action=asked.address,
        fields=tuple(judging_fields(asked, errors or {})) if not shut else (),
        submit=_("Look it over"),
        id=asked.slug,
        hidden=(
            *(kept_hidden(asked.request) if asked.typed and not said_no else hidden(milestone)),
            ("before", str(shown_before(asked))),
        ),
        back_label=_("Back to the record"),
        back_href=reverse("record", args=[visit.order.id, milestone.number]),
    )
    more = {
        "form": None if shut else form,
        "events": None if shut else events_pager(asked),
        "refusal": refusal_card(visit, said_no, lost=bool(asked.typed)) if said_no else None,
        "case": _case(asked),
        "worth": worth_table(visit, milestone),
        "worth_note": worth_explained(milestone),
        "files": tuple(file_chip(visit, milestone.number, file) for file in handed_in(milestone)),
    }
    return _page(asked, status, **more)


def _look_over(asked: Asked, command: DecideCase | DecideAppeal) -> HttpResponse:
    """The decision as both sides will read it, and what it does; nothing is saved yet."""
    # The desk looks the organisations up again when it is asked; here it is only a preview.
    seen = preview(asked.visit.order, replace(command, shares=shares(asked.visit)), asked.visit.at)
    if seen.refusal is not None:
        said_no = refused(seen.refusal, asked.visit.zone, asked.visit.at)
        return _form(asked, said_no=said_no, status=said_no.status)
    form = Form(
        action=asked.address,
        submit=act_words(asked.kind, asked.visit.order, asked.milestone, telling(asked.visit)).label,
        more=_("Change something"),
        id=asked.slug,
        hidden=(*kept_hidden(asked.request), ("sure", "yes"), *typed_again(asked)),
    )
    slip = consequence_slip(asked.visit, seen, asked.milestone.number)
    return _page(asked, 200, form=form, slip=slip, judgement=_judgement(asked, command))


def _page(asked: Asked, status: int, **more: Any) -> HttpResponse:
    visit, milestone = asked.visit, asked.milestone
    words = act_words(asked.kind, visit.order, milestone, telling(visit))
    name = visit.page.milestone_name(milestone.number)
    page = JudgingPage(visit=visit, title=words.label, milestone_name=name, intro=words.description, **more)
    return render(asked.request, "orders/judging.html", {"page": page}, status=status)


def _barred(asked: Asked) -> Refused | None:
    """Why this very person may not decide this now, whatever they would write."""
    visit = asked.visit
    would_be = specimen(asked.kind, asked.milestone, visit.order.id, visit.role, visit.at)
    if isinstance(would_be, Judge):
        would_be = replace(would_be, person=str(visit.person.id), shares=shares(visit))
    refusal = preview(visit.order, would_be, visit.at).refusal
    if refusal is None or refusal.code not in SHUT | NOT_BY_YOU:
        return None
    return refused(refusal, visit.zone, visit.at)


def _case(asked: Asked) -> CaseCard | None:
    """What both said for the record and, in an appeal, the decision that it is about."""
    id_ = f"case-{asked.milestone.number}"
    return next((card for card in case_cards(asked.visit) if card.id == id_), None)


def _judgement(asked: Asked, command: DecideCase | DecideAppeal) -> Judgement:
    visit, milestone = asked.visit, asked.milestone
    numbers = {clause.key: place for place, clause in enumerate(clauses(visit.order.terms), start=1)}
    records = records_picked(visit.order.id, command.events)
    return Judgement(
        title=_("The decision, as both sides will read it"),
        result=_result(asked, command),
        facts=command.facts.words,
        clauses=tuple(
            Link(f"{numbers[key]}. {clause_name(key)}", f"{visit.address}#clause-{numbers[key]}")
            for key in command.clauses
        ),
        evidence=tuple(
            Link(event_line(visit, one), f"{visit.address}{_page_of(asked, one.seq)}#event-{one.seq}")
            for one in records
        ),
        files=tuple(
            file_chip(visit, milestone.number, file) for file in handed_in(milestone) if file.sha256 in command.files
        ),
        arithmetic=shares_table(visit, milestone, command.arithmetic, _("Arithmetic, item by item")),
        remedy=command.remedy.words,
        counts=counts_as(command.counts_as),
    )


def _page_of(asked: Asked, seq: int) -> str:
    """Where the page of the order does not begin with an event, the one that ends with it."""
    return "" if any(one.seq == seq for one in asked.visit.page.records) else f"?before={seq + 1}"


def _result(asked: Asked, command: DecideCase | DecideAppeal) -> Sentence:
    told = telling(asked.visit)
    return tell(
        _("{amount} of the hold for {name}, and {rest} back to {client}"),
        amount=strong(money(command.amount)),
        name=told.name(Role.FREELANCER),
        rest=strong(money(asked.milestone.held - command.amount)),
        client=told.name(Role.CLIENT),
    )

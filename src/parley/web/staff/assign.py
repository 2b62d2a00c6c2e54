"""/orders/<id>/milestones/<n>/assign: an operator gives a case to a mediator, takes it from one for another, or frees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.order.gates import GATES
from parley.core.order.messages import LeaveCase, TakeCase
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.office.acts import Did, note
from parley.reads.candidates import Candidate, Candidates, LeftOut, candidates
from parley.web.components.action import Link
from parley.web.components.form import Choice, Field, Form
from parley.web.components.refusal import RefusalCard
from parley.web.orders.acts.page import refusal_card
from parley.web.orders.door import (
    Refused,
    Visit,
    acting,
    carry_out,
    command_id,
    enter,
    hidden,
    kept_hidden,
    seen_version,
)
from parley.web.staff.barred import who_has_it
from parley.words.record import language_name, speaks
from parley.words.sentence import Text
from parley.words.staff import has_cases, left_out_words

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class AssignPage:
    """The context of staff/assign.html."""

    visit: Visit
    milestone_name: str
    has_it: str
    languages: tuple[str, ...]
    form: Form | None
    left_out: tuple[str, ...]
    refusal: RefusalCard | None
    record: Link


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    visit = acting(enter(request, order_id), {Role.OPERATOR})
    of = visit.milestone(milestone)
    found = candidates(visit.order, of)
    if request.method != "POST":
        return _page(visit, of, found)
    chosen = request.POST.get("person", "")
    command = _command(visit, of, found, chosen)
    if command is None:
        return _page(visit, of, found, error=_("Choose somebody."), status=422)
    said_no = carry_out(visit, command)
    if said_no is not None:
        return _page(visit, of, found, said_no=said_no, status=said_no.status)
    note(visit.person, Did.CASE_FREED if isinstance(command, LeaveCase) else Did.CASE_GIVEN, visit.at, order_id)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("cases"), status=303)


def _command(visit: Visit, milestone: Milestone, found: Candidates, chosen: str) -> TakeCase | LeaveCase | None:
    has_it = milestone.case.mediator if milestone.case is not None else ""
    asked: dict[str, Any] = {
        "order_id": visit.order.id,
        "id": command_id(visit.request),
        "by": Role.OPERATOR,
        "milestone": milestone.number,
        "seen": seen_version(visit.request),
    }
    if chosen == NOBODY and has_it:
        return LeaveCase(**asked, person=has_it)
    everybody: list[Candidate | LeftOut] = [*found.may, *found.left_out]
    if any(str(one.person.id) == chosen for one in everybody):
        # Somebody who may not is refused by the rules, with their words, not by this list.
        return TakeCase(**asked, person=chosen)
    return None


def _page(
    visit: Visit,
    milestone: Milestone,
    found: Candidates,
    *,
    error: Text = "",
    said_no: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    names = visit.page.names
    page = AssignPage(
        visit=visit,
        milestone_name=visit.page.milestone_name(milestone.number),
        has_it=who_has_it(milestone) or _("Nobody has taken it"),
        languages=tuple(
            speaks(names[role].name, names[role].language)
            for role in (Role.CLIENT, Role.FREELANCER)
            if names[role].person
        ),
        form=_form(visit, milestone, found, error) if milestone.stage in GATES[TakeCase].stages else None,
        left_out=tuple(left_out_words(one.person.name, one.why) for one in found.left_out),
        refusal=refusal_card(visit, said_no, lost=True) if said_no is not None else None,
        record=Link(_("The record"), reverse("record", args=[visit.order.id, milestone.number])),
    )
    return render(visit.request, "staff/assign.html", {"page": page}, status=status)


def _form(visit: Visit, milestone: Milestone, found: Candidates, error: Text) -> Form:
    chosen = visit.request.POST.get("person", "")
    choices = [_choice(visit, one, chosen) for one in found.may if not one.has_it]
    if milestone.case is not None and milestone.case.mediator:
        choices.append(
            Choice(NOBODY, _("Nobody for now"), _("Any mediator who may can take it."), checked=chosen == NOBODY)
        )
    field = Field("person", _("Who takes the case"), kind="radio", choices=tuple(choices), required=True, error=error)
    return Form(
        action=reverse("assign", args=[visit.order.id, milestone.number]),
        fields=(field,) if choices else (),
        submit=_("Give the case") if choices else "",
        id="assign",
        hidden=kept_hidden(visit.request) if visit.request.POST else hidden(milestone),
        back_label=_("Back to the cases"),
        back_href=reverse("cases"),
    )


def _choice(visit: Visit, one: Candidate, chosen: str) -> Choice:
    names = visit.page.names
    same = [names[role].name for role in (Role.CLIENT, Role.FREELANCER) if names[role].language == one.person.language]
    hint = f"{language_name(one.person.language)} · {has_cases(one.cases)}"
    if same:
        hint = _("{hint} · reads the language of {names}").format(hint=hint, names=", ".join(same))
    return Choice(str(one.person.id), one.person.name, hint, checked=str(one.person.id) == chosen)

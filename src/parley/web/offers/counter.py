"""Answering an offer with other terms: the same form, filled in with what stands."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.order.files import ANY_FILE
from parley.core.order.messages import CounterOffer
from parley.core.order.state import OrderStage
from parley.core.order.terms import Terms
from parley.desk.intake import new_id
from parley.web.offers.draft import Draft, read_draft, read_terms
from parley.web.offers.form import offer_form
from parley.web.offers.new import calendar_of
from parley.web.offers.ways import ways_from
from parley.web.orders.door import Visit, back_to_order, carry_out, command_id, enter, seen_version
from parley.words.durations import hours_for_input
from parley.words.money import amount_for_input
from parley.words.sentence import Text as Words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest, order_id: UUID) -> HttpResponse:
    visit = enter(request, order_id)
    if visit.order.stage is not OrderStage.OFFERED:
        return back_to_order(visit)
    if request.method != "POST":
        return _show(visit, draft_of(visit))
    draft = read_draft(request.POST, get_language() or "", ways_from(visit.order.terms))
    if "again" in request.POST:
        return _show(visit, draft)
    terms = _terms(visit, draft)
    if draft.errors:
        return _show(visit, draft, status=422)
    command = CounterOffer(
        order_id=order_id,
        id=command_id(request),
        by=visit.role,
        terms=terms,
        wording=tuple(draft.texts),
        seen=seen_version(request) or 0,
    )
    said_no = carry_out(visit, command)
    if said_no is None:
        return back_to_order(visit)
    return _show(visit, draft, errors=(said_no.words.says, said_no.words.way_on), status=said_no.status)


def _terms(visit: Visit, draft: Draft) -> Terms:
    """The terms of the draft. What was left as it stands is the same as before, so that ticks stay on it; and so is what the
    form does not ask about."""
    standing = visit.order.terms
    draft.known = {visit.page.wording.words(commitment): commitment for commitment in standing.commitments()}
    calendar = standing.calendar
    if [region for region in (draft.value("region"), draft.value("region_other")) if region] != regions(
        calendar.source
    ):
        calendar = calendar_of(draft, calendar.zone, visit.at.date())
    terms = read_terms(draft, calendar, calendar.local_date(visit.at), standing.fee_basis_points)
    order_of_work = {milestone.number: milestone.after for milestone in standing.milestones}
    milestones = tuple(replace(one, after=order_of_work.get(one.number, one.after)) for one in terms.milestones)
    return replace(terms, milestones=milestones)


def draft_of(visit: Visit) -> Draft:
    """The offer on the table, as if it had just been typed."""
    terms, wording = visit.order.terms, visit.page.wording
    typed = {
        "title": wording.words(terms.title),
        "summary": wording.words(terms.summary),
        "currency": terms.currency,
        "policy": terms.policy,
        "rounds": str(terms.rounds),
        "kill_fee": str(terms.kill_fee_percent),
        **dict(zip(("region", "region_other"), regions(terms.calendar.source), strict=False)),
    }
    for milestone in terms.milestones:
        number = milestone.number
        typed |= {
            f"name-{number}": wording.words(milestone.name),
            f"price-{number}": amount_for_input(milestone.price),
            f"deposit-{number}": amount_for_input(milestone.deposit) if milestone.deposit else "",
            f"due-{number}": milestone.due_on.isoformat(),
            f"days-{number}": str(milestone.working_days),
            f"brief-{number}": "on" if milestone.asks_brief else "",
        }
        for item in milestone.items:
            line = f"{number}-{item.number}"
            typed |= {
                f"what-{line}": wording.words(item.what),
                f"test-{line}": wording.words(item.test),
                f"hours-{line}": hours_for_input(item.effort_minutes),
                f"files-{line}": ", ".join(ending for ending in item.files if ending != ANY_FILE),
            }
    items = [len(milestone.items) for milestone in terms.milestones]
    return Draft(typed, len(terms.milestones), items, ways=ways_from(terms))


def regions(source: str) -> list[str]:
    """The countries whose days of rest a calendar was made from; its source names them after the colon."""
    named = source.partition(": ")[2]
    return [code.strip() for code in named.split(",") if code.strip()]


def _show(visit: Visit, draft: Draft, errors: tuple[Words, ...] = (), status: int = 200) -> HttpResponse:
    form = offer_form(
        draft,
        action=reverse("counter_offer", args=[visit.order.id]),
        submit=_("Send the new version"),
        hidden=(("command_id", str(new_id())), ("seen", str(visit.order.offer.version))),
        back_href=visit.address,
        errors=errors,
    )
    title = _("Answer with other terms")
    return render(visit.request, "offers/form.html", {"form": form, "title": title, "visit": visit}, status=status)

"""A new offer: for whom, what, by when, for how much, and what governs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.calendar import Calendar
from parley.core.order.messages import MakeOffer
from parley.core.order.refusals import Refusal
from parley.core.parties import PARTIES, Role
from parley.core.policies import STANDARD
from parley.desk.ask import ask
from parley.desk.calendars import NoSuchCountry, frozen_calendar
from parley.desk.intake import new_id
from parley.desk.now import now
from parley.desk.receipts import Receipt, Reused, id_for_other_words
from parley.people.invitations import invite, is_invited
from parley.people.models import Person
from parley.people.zones import FALLBACK, zone_or_utc
from parley.web.briefs.answering import Answering, answering_of, ask_as_answer
from parley.web.components.form import Choice, Field
from parley.web.components.typed import field_of, said_no
from parley.web.offers.draft import Draft, empty_draft, read_draft, read_terms
from parley.web.offers.form import offer_form
from parley.web.offers.ways import ways
from parley.web.orders.door import command_id, refused
from parley.words.sentence import Text as Words
from parley.words.stages import role_name

LONGEST_ADDRESS = 254
"""Characters of a mail address, by its standard and by our columns."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_offer(request: HttpRequest) -> HttpResponse:
    person, at = cast("Person", request.user), now()
    brief = answering_of(request, person, at)
    if request.method != "POST":
        return _show(request, _empty(request.GET.get("policy", ""), brief), brief)
    draft = read_draft(request.POST, get_language() or "", ways())
    if "again" in request.POST:
        return _show(request, draft, brief)
    role = _role(draft) if brief is None else Role.FREELANCER
    email = _other_side(draft, person) if brief is None else brief.client.email
    calendar = calendar_of(draft, person.zone, at.date())
    terms = read_terms(draft, calendar, calendar.local_date(at), fee_basis_points())
    if draft.errors:
        return _show(request, draft, brief, status=422)
    other = Person.objects.with_email(email)
    sides = {role: str(person.id), role.other: str(other.id) if other is not None and other.is_active else None}
    # The form's own id names the order too: the same form sent twice is the same offer.
    order_id = command_id(request)
    offer = MakeOffer(
        order_id=order_id,
        id=order_id,
        by=role,
        client=sides[Role.CLIENT],
        freelancer=sides[Role.FREELANCER],
        terms=terms,
        wording=tuple(draft.texts),
    )
    try:
        answer = _ask(offer, brief, person, at)
        if isinstance(answer, Reused):
            # The back button: the same form, filled in differently. That is another offer.
            order_id = id_for_other_words(offer)
            answer = _ask(replace(offer, order_id=order_id, id=order_id), brief, person, at)
    except ValidationError as closed:
        return _show(request, draft, brief, errors=(said_no(closed),), status=409)
    if isinstance(answer, Refusal):
        no = refused(answer, person.zone, at)
        return _show(request, draft, brief, errors=(no.words.says, no.words.way_on), status=no.status)
    if sides[role.other] is None and not is_invited(order_id, role.other.value):
        # The courier makes the link when it sends the letter: a token is kept nowhere.
        invite(order_id, role.other.value, email, get_language() or person.language, at)
    return HttpResponseRedirect(reverse("order", args=[order_id]), status=303)


def _ask(offer: MakeOffer, brief: Answering | None, person: Person, at: datetime) -> Receipt | Reused | Refusal:
    """Make the offer; where it answers a brief, as its answer."""
    return ask(offer) if brief is None else ask_as_answer(offer, brief, person, at)


def _empty(policy: str, brief: Answering | None) -> Draft:
    """Begun with this policy, where the address names one that may be chosen, and with what the brief says."""
    known = ways()
    chosen = known.policies.get(policy, STANDARD)
    begun = brief.typed if brief is not None else {"currency": "EUR"}
    return empty_draft({"role": Role.FREELANCER.value, **begun}, known, chosen)


def fee_basis_points() -> int:
    """The operator's fee as it is today; the terms keep it."""
    return int((Decimal(settings.OPERATOR_FEE_PERCENT) * 100).to_integral_value())


def calendar_of(draft: Draft, zone: str, today: date) -> Calendar:
    """Days of rest of both sides, frozen. An unknown `zone`, as an old account may have one, is UTC as on the pages."""
    known: list[str] = []
    for name in ("region", "region_other"):
        try:
            frozen_calendar(FALLBACK, [draft.value(name)], today)
        except NoSuchCountry:
            draft.errors[name] = _("The public holidays of this country are not known. Choose another.")
        else:
            known.append(draft.value(name))
    return frozen_calendar(zone_or_utc(zone), known, today)


def _role(draft: Draft) -> Role:
    typed = draft.value("role")
    if typed in {role.value for role in PARTIES}:
        return Role(typed)
    draft.errors["role"] = _("Say which side you are on.")
    return Role.FREELANCER


def _other_side(draft: Draft, person: Person) -> str:
    email = draft.value("email").strip().lower()
    if not _is_address(email):
        draft.errors["email"] = _("This is not a mail address. It looks like name@example.org.")
    if email == person.email:
        draft.errors["email"] = _("This is your own address. An order needs two people.")
    return email


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= LONGEST_ADDRESS


def _show(
    request: HttpRequest,
    draft: Draft,
    brief: Answering | None = None,
    errors: tuple[Words, ...] = (),
    status: int = 200,
) -> HttpResponse:
    form = offer_form(
        draft,
        action=reverse("new_offer"),
        submit=_("Send the offer"),
        hidden=(("command_id", str(_form_id(request.POST))), *((brief.hidden,) if brief is not None else ())),
        back_href=reverse("desk") if brief is None else brief.back_href,
        who=_who(draft) if brief is None else (),
        errors=errors,
    )
    context = {"form": form, "title": _("New offer"), "notice": brief.notice if brief is not None else None}
    return render(request, "offers/form.html", context, status=status)


def _form_id(posted: Mapping[str, str]) -> object:
    """The same form keeps its id while it is being corrected: nothing was made under it yet."""
    return posted.get("command_id") or new_id()


def _who(draft: Draft) -> tuple[Field, ...]:
    chosen = draft.value("role")
    roles = (Role.FREELANCER, Role.CLIENT)
    return (
        Field(
            "role",
            _("You are"),
            kind="radio",
            required=True,
            choices=tuple(Choice(role.value, role_name(role), checked=role.value == chosen) for role in roles),
            error=draft.errors.get("role", ""),
        ),
        field_of(
            draft,
            "email",
            _("Mail address of the other side"),
            "email",
            hint=_("They get a link to read the offer. An account is needed only to accept it."),
            required=True,
            autocomplete="off",
        ),
    )

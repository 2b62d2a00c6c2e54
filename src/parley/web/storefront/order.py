"""/services/<id>/order: a package, its extras, a few words, the sum, the dates and what is agreed, in one page; then an
ordinary offer to the freelancer, who accepts it or answers with other terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.order.messages import MakeOffer
from parley.core.order.refusals import Refusal
from parley.core.order.terms import ClauseKey, Terms, clauses
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.calendars import frozen_calendar
from parley.desk.intake import new_id
from parley.desk.now import now
from parley.desk.receipts import Reused, id_for_other_words
from parley.people.models import Person
from parley.people.zones import zone_or_utc
from parley.storefront.content import Seen
from parley.storefront.screening import clean_text
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.clause import Clause
from parley.web.components.facts import Fact
from parley.web.components.form import Choice, Field
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.offers.new import fee_basis_points
from parley.web.orders.door import command_id, refused
from parley.web.storefront.door import SENDS_A_MINUTE, seen_or_404
from parley.web.storefront.service import more_days
from parley.web.storefront.terms import Choosing, summary_of, terms_of
from parley.words.clauses import clause_words
from parley.words.dates import date_only
from parley.words.durations import business_days
from parley.words.money import money
from parley.words.sentence import Text as Words
from parley.words.telling import Telling
from parley.words.what_if import what_if

LONGEST_ABOUT = 4_000
"""Characters in which a client says what it is about."""


@dataclass(frozen=True, slots=True)
class OrderForm:
    """The context of storefront/order.html. `closed` stands in the place of the form: why it cannot be ordered."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    facts: tuple[Fact, ...]
    dates: str
    clauses: tuple[Clause, ...]
    what_if: Table
    submit: str
    back_href: str
    freelancer: str
    title: str
    language: str
    closed: str = ""
    errors: tuple[Words, ...] = ()

    @property
    def wrong(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.error)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def order_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    person = cast("Person", request.user)
    one = seen_or_404(service_id, person)
    if closed := _closed(one, person):
        return _show(request, person, one, closed=closed, status=422 if request.method == "POST" else 200)
    if request.method != "POST" or "again" in request.POST:
        return _show(request, person, one)
    if is_too_often("service", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    if request.POST.get("version", "") != str(one.service.version):
        changed = _("The service has changed since you opened this page. Look at it again before you order.")
        return _show(request, person, one, errors=(changed,), status=409)
    about = clean_text(request.POST.get("about", ""))
    if not about or len(about) > LONGEST_ABOUT:
        return _show(request, person, one, status=422)
    return _order(request, person, one, about)


def _order(request: HttpRequest, person: Person, one: Seen, about: str) -> HttpResponse:
    at = now()
    calendar = frozen_calendar(zone_or_utc(person.zone), (), at.date())
    language = get_language() or person.language
    terms, wording = terms_of(_choosing(request, one), about, language, calendar, fee_basis_points(), at)
    # The form's own id names the order too: the same form sent twice is the same offer.
    order_id = command_id(request)
    offer = MakeOffer(
        order_id=order_id,
        id=order_id,
        by=Role.CLIENT,
        client=str(person.id),
        freelancer=str(one.service.owner_id),
        terms=terms,
        wording=wording,
    )
    answer = ask(offer)
    if isinstance(answer, Reused):
        # The back button: the same form, filled in differently. That is another offer.
        order_id = id_for_other_words(offer)
        answer = ask(replace(offer, order_id=order_id, id=order_id))
    if isinstance(answer, Refusal):
        said_no = refused(answer, person.zone, at)
        errors = (said_no.words.says, said_no.words.way_on)
        return _show(request, person, one, errors=errors, status=said_no.status)
    return HttpResponseRedirect(reverse("order", args=[order_id]), status=303)


def _closed(one: Seen, person: Person) -> str:
    """Why this cannot be ordered; empty when it can."""
    if one.service.is_of(person):
        return _("This is your own service. Others order it here; you see what they see.")
    if not (one.service.is_listed and one.service.owner.is_active):
        return _("This service cannot be ordered now.")
    return ""


def _choosing(request: HttpRequest, one: Seen) -> Choosing:
    """What is chosen in the form or in the address; what is not there is the first package without extras."""
    asked = request.POST if request.method == "POST" else request.GET
    typed = asked.get("package", "")
    count = len(one.content.packages)
    position = int(typed) if typed.isdecimal() and len(typed) < 3 and 1 <= int(typed) <= count else 1
    ticked = set(asked.getlist("extra"))
    extras = tuple(extra for number, extra in enumerate(one.content.extras, start=1) if str(number) in ticked)
    return Choosing(one.content, position, extras)


def _show(
    request: HttpRequest,
    person: Person,
    one: Seen,
    *,
    closed: str = "",
    errors: tuple[Words, ...] = (),
    status: int = 200,
) -> HttpResponse:
    at = now()
    choosing = _choosing(request, one)
    calendar = frozen_calendar(zone_or_utc(person.zone), (), at.date())
    about = request.POST.get("about", "")
    terms, _wording = terms_of(choosing, about, get_language() or "en", calendar, fee_basis_points(), at)
    told = Telling(
        viewer_role=Role.CLIENT,
        client_name=person.name,
        freelancer_name=one.service.owner.name,
        milestone_names={1: choosing.package.name},
        zone=get_current_timezone_name(),
        now=at,
    )
    milestone = terms.milestones[0]
    form = OrderForm(
        action=reverse("order_service", args=[one.service.id]),
        hidden=(
            ("command_id", request.POST.get("command_id", "") or str(new_id())),
            ("version", str(one.service.version)),
        ),
        fields=(*_choices(one, choosing), _about(request, "again" in request.POST, about)),
        facts=_facts(choosing),
        # Translators: {date} is "Mon 14 Dec 2026", {days} "16 business days".
        dates=_("Due on {date} if {name} accepts today and you pay at once: {days} from the start of work.").format(
            date=date_only(milestone.due_on),
            name=one.service.owner.name,
            days=business_days(choosing.delivery_days),
        ),
        clauses=tuple(_clauses(terms, told, choosing, summary_of(choosing, about))),
        what_if=_what_if(terms, told),
        # Translators: a button. {name} is the freelancer, {amount} such as €240.00.
        submit=_("Send {name} the offer for {amount}").format(
            name=one.service.owner.name, amount=money(choosing.price)
        ),
        back_href=reverse("service", args=[one.service.id]),
        freelancer=one.service.owner.name,
        title=one.content.title,
        language=one.content.language,
        closed=closed,
        errors=errors,
    )
    context = {"form": form, "title": _("Order a service")}
    return render(request, "storefront/order.html", context, status=status)


def _choices(one: Seen, choosing: Choosing) -> tuple[Field, ...]:
    packages = Field(
        "package",
        _("Package"),
        kind="radio",
        required=True,
        choices=tuple(
            Choice(
                str(number),
                package.name,
                hint=f"{money(package.price)} · {business_days(package.delivery_days)}",
                checked=number == choosing.position,
            )
            for number, package in enumerate(one.content.packages, start=1)
        ),
    )
    extras = Field(
        "extra",
        _("Extras"),
        kind="checkboxes",
        choices=tuple(
            Choice(
                str(number),
                extra.title,
                hint=f"+{money(extra.price)} · {more_days(extra.delivery_days)}",
                checked=extra in choosing.extras,
            )
            for number, extra in enumerate(one.content.extras, start=1)
        ),
    )
    return (packages, extras) if one.content.extras else (packages,)


def _about(request: HttpRequest, is_again: bool, typed: str) -> Field:
    error = ""
    if request.method == "POST" and not is_again:
        cleaned = clean_text(typed)
        if not cleaned:
            error = _("Say in a sentence or two what it is about.")
        elif len(cleaned) > LONGEST_ABOUT:
            error = _("This is too long: at most {longest} characters.").format(longest=LONGEST_ABOUT)
    return Field(
        "about",
        _("What is it about?"),
        kind="textarea",
        hint=_("What the freelancer needs to know before saying yes. It becomes part of what you agree on."),
        value=typed,
        error=error,
        required=True,
        said=True,
        rows=5,
        maxlength=LONGEST_ABOUT,
    )


def _facts(choosing: Choosing) -> tuple[Fact, ...]:
    """The sum, line by line. The client pays no fee."""
    return (
        Fact(choosing.package.name, money(choosing.package.price)),
        *(Fact(extra.title, money(extra.price)) for extra in choosing.extras),
        Fact(_("Fee for you"), money(choosing.price - choosing.price)),
        Fact(_("You pay in all"), money(choosing.price)),
    )


def _clauses(terms: Terms, told: Telling, choosing: Choosing, summary: str) -> list[Clause]:
    """What is agreed, clause by clause; ticks are for the side that answers."""
    shown = []
    for position, clause in enumerate(clauses(terms), start=1):
        is_work = clause.key is ClauseKey.WORK
        words = clause_words(clause.key, terms, told, summary)
        shown.append(
            Clause(
                number=str(position),
                title=words.title,
                body=summary if is_work else "",
                body_said=is_work,
                state="agreed",
                table=_parts(choosing) if clause.key is ClauseKey.MILESTONES else None,
                items=() if is_work else words.body,
            )
        )
    return shown


def _parts(choosing: Choosing) -> Table:
    rows = tuple(Row((Cell(item.what, said=True), Cell(item.test, said=True))) for item in choosing.items)
    return Table(_("The parts of the work"), (Column(_("Part")), Column(_("Done when"))), rows)


def _what_if(terms: Terms, told: Telling) -> Table:
    rows = tuple(Row((Cell(one.question), Cell(one.answer))) for one in what_if(terms, told))
    return Table(_("What happens if…"), (Column(_("If")), Column(_("Then"))), rows)

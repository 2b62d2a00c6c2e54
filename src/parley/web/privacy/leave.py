"""/me/leave: what leaving would mean, what is in the way of it, and the form that does it. /left: afterwards."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parley.desk.now import now
from parley.people.models import Person
from parley.privacy.departure import CannotLeave, Leaving, leaving_of
from parley.privacy.departure import leave as leave_for_good
from parley.privacy.standing import Obstacle, Why, titles_of
from parley.web.components.form import Field, Form
from parley.web.components.notice import Notice
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.privacy.surely import came_in_lately, come_in_again, must_be_sure
from parley.words.dates import date_of
from parley.words.leaving import (
    bank_words,
    case_words,
    clearing_words,
    hold_words,
    last_operator_words,
    offer_words,
    owed_words,
    pay_out_words,
    taken_words,
    under_way_words,
    waiting_words,
)
from parley.words.locales import number

MOST_ROWS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        return _page(request, leaving_of(person, now()))
    must_be_sure(request)
    typed = request.POST.get("confirmed", "").strip()
    if typed.lower() != person.email:
        return _page(
            request, leaving_of(person, now()), typed, _("Type {email} to confirm.").format(email=person.email)
        )
    if not came_in_lately(request):
        return _page(request, leaving_of(person, now()), typed, come_in_again())
    try:
        leave_for_good(person, now())
    except CannotLeave as in_the_way:
        return _page(request, in_the_way.leaving, typed, status=409)
    logout(request)
    return HttpResponseRedirect(reverse("left"), status=303)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    context = {"title": _("You have left"), "waiting": waiting_words(settings.LEAVING_WAIT_DAYS)}
    return render(request, "privacy/left.html", context)


def _page(request: HttpRequest, leaving: Leaving, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    titles = titles_of([*(one.order for one in leaving.obstacles), *(order for order, _at in leaving.waits)])
    context = {
        "title": _("Leave"),
        "notices": _notices(leaving),
        "obstacles": _obstacles(leaving, titles) if leaving.obstacles else None,
        "waits": _waits(leaving, titles) if leaving.waits else None,
        "waiting": waiting_words(settings.LEAVING_WAIT_DAYS),
        "form": _form(cast("Person", request.user).email, typed, error) if leaving.is_free else None,
    }
    return render(request, "privacy/leave.html", context, status=422 if error else status)


def _form(email: str, typed: str, error: str) -> Form:
    field = Field(
        "confirmed",
        _("Your mail address, to confirm"),
        kind="email",
        hint=_("Type {email}. After this nobody can undo it, not even whoever runs this desk.").format(email=email),
        value=typed,
        error=error,
        required=True,
        autocomplete="off",
    )
    return Form(
        action=reverse("leave"),
        fields=(field,),
        submit=_("Close the account and erase what I wrote"),
        id="leave",
        back_label=_("Stay"),
        back_href=reverse("my_data"),
    )


def _notices(leaving: Leaving) -> tuple[Notice, ...]:
    """What no order has to do with."""
    zone, at = get_current_timezone_name(), now()
    found = []
    if leaving.held_until is not None:
        found.append(Notice("soon", "lock", _("Not before the hold ends"), hold_words(leaving.held_until, zone, at)))
    if leaving.is_last_operator:
        found.append(Notice("soon", "person", _("Somebody has to run this desk"), last_operator_words()))
    return tuple(found)


def _obstacles(leaving: Leaving, titles: dict[UUID, str]) -> Table:
    return _table(
        _("What has to end first"),
        (Column(_("Order")), Column(_("What is in the way, and what ends it"))),
        [
            (
                Cell(_title(one.order.id, titles), said=True, href=reverse("order", args=[one.order.id])),
                Cell(_words(one)),
            )
            for one in leaving.obstacles
        ],
    )


def _waits(leaving: Leaving, titles: dict[UUID, str]) -> Table:
    zone, at = get_current_timezone_name(), now()
    return _table(
        _("What stays for a while"),
        (Column(_("Order")), Column(_("Words and files go on"), numeric=True)),
        [
            (
                Cell(_title(order.id, titles), said=True, href=reverse("order", args=[order.id])),
                Cell(date_of(goes_at, zone, at), iso=goes_at.isoformat()),
            )
            for order, goes_at in sorted(leaving.waits, key=lambda pair: pair[1])
        ],
    )


def _table(caption: str, columns: tuple[Column, ...], cells: list[tuple[Cell, Cell]]) -> Table:
    rows = [Row(pair) for pair in cells[:MOST_ROWS]]
    if len(cells) > MOST_ROWS:
        rows.append(Row((Cell(_("{n} more").format(n=number(len(cells) - MOST_ROWS))), Cell(""))))
    return Table(caption, columns, tuple(rows))


def _title(order_id: UUID, titles: dict[UUID, str]) -> str:
    return titles.get(order_id) or _("An order")


def _words(one: Obstacle) -> str:
    ends = date_of(one.until, get_current_timezone_name(), now()) if one.until is not None else ""
    match one.why:
        case Why.TAKEN:
            return taken_words()
        case Why.OFFER:
            return offer_words(is_own=one.order.offer.by is one.role, ends=ends)
        case Why.UNDER_WAY:
            return under_way_words()
        case Why.CASE:
            return case_words()
        case Why.BANK:
            return bank_words()
        case Why.CLEARING:
            return clearing_words(ends)
        case Why.PAY_OUT:
            return pay_out_words()
        case Why.OWED:
            return owed_words()

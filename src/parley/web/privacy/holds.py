"""/holds: what may not be erased yet, until when, and why; for operators alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people.departures import Departure, LegalHold
from parley.people.holds import LONGEST, LONGEST_REASON, HoldRefused, lift, place, standing
from parley.people.leaving import left_names
from parley.people.models import Person
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field, Form
from parley.web.policies.door import FILL_IN, SEND, operators_only
from parley.words.dates import date_of
from parley.words.locales import number


@dataclass(frozen=True, slots=True)
class ListedHold:
    """A hold as the page shows it."""

    name: str
    until: str
    until_iso: str
    reason: str
    placed: str
    lift: Action


@operators_only(*FILL_IN)
def holds(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    typed = {name: request.POST.get(name, "").strip() for name in ("email", "until", "reason")}
    errors: dict[str, str] = {}
    person_id = _person(typed["email"])
    if person_id is None:
        errors["email"] = _("Nobody here has, or had, an account with this address.")
    until = _end_of(typed["until"])
    if until is None:
        errors["until"] = _("Choose the last day of the hold.")
    if person_id is not None and until is not None:
        try:
            with transaction.atomic():
                place(person_id, typed["reason"], until, cast("Person", request.user), now())
                note(cast("Person", request.user), Did.HOLD_PLACED, now(), person_id)
        except HoldRefused as refused:
            errors |= _refused(refused.code)
        else:
            messages.success(request, _("The hold stands."))
            return HttpResponseRedirect(reverse("holds"), status=303)
    return _page(request, typed, errors)


@operators_only(*SEND)
def lift_hold(request: HttpRequest) -> HttpResponse:
    lifted = lift(_id(request.POST.get("hold", "")), now())
    if lifted is not None:
        note(cast("Person", request.user), Did.HOLD_LIFTED, now(), lifted.person_id)
        messages.success(request, _("The hold is lifted."))
    return HttpResponseRedirect(reverse("holds"), status=303)


def _person(email: str) -> UUID | None:
    """Somebody with this address, or somebody who left and whose words still wait."""
    person = Person.objects.with_email(email) if email else None
    if person is not None:
        return person.id
    departure = Departure.objects.filter(email=email.lower(), finished_at=None).first() if email else None
    return departure.person_id if departure is not None else None


def _end_of(typed: str) -> datetime | None:
    """The last moment of the day that was typed, in the operator's zone."""
    try:
        return datetime.combine(date.fromisoformat(typed), time.max, ZoneInfo(get_current_timezone_name()))
    except (ValueError, OverflowError):
        return None


def _refused(code: str) -> dict[str, str]:
    match code:
        case "hold.no_reason":
            return {"reason": _("Write why. Without a reason nobody could tell later whether it was right.")}
        case "hold.reason_too_long":
            return {"reason": _("At most {most} characters.").format(most=number(LONGEST_REASON))}
        case "hold.over":
            return {"until": _("This day is over already.")}
        case _:
            most = number(LONGEST.days)
            return {
                "until": _("A hold lasts at most {most} days. It can be placed again before it ends.").format(most=most)
            }


def _id(typed: str) -> UUID:
    """A form that nobody has rendered names nothing."""
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)


def _page(
    request: HttpRequest, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> HttpResponse:
    typed, errors = typed or {}, errors or {}
    fields = (
        Field(
            "email",
            _("Mail address"),
            kind="email",
            hint=_("Of the person whose words, and whose orders, may not be erased."),
            value=typed.get("email", ""),
            error=errors.get("email", ""),
            required=True,
        ),
        Field(
            "until",
            _("Last day"),
            kind="date",
            value=typed.get("until", ""),
            error=errors.get("until", ""),
            required=True,
        ),
        Field(
            "reason",
            _("Reason"),
            kind="textarea",
            hint=_("Which claim, court or authority. Only operators read this; the person learns the date alone."),
            value=typed.get("reason", ""),
            error=errors.get("reason", ""),
            required=True,
            maxlength=LONGEST_REASON,
        ),
    )
    context = {
        "title": _("Legal holds"),
        "holds": _listed(),
        "form": Form(action=reverse("holds"), fields=fields, submit=_("Place the hold"), id="place-hold"),
        "empty": EmptyState(_("No hold stands"), _("Whoever wants to leave can.")),
    }
    return render(request, "privacy/holds.html", context, status=422 if errors else 200)


def _listed() -> list[ListedHold]:
    zone, at = get_current_timezone_name(), now()
    found = list(standing(at).select_related("placed_by"))
    people = Person.objects.in_bulk({hold.person_id for hold in found})
    names = {person.id: f"{person.name} ({person.email})" for person in people.values()}
    names |= left_names({hold.person_id for hold in found} - people.keys())
    return [
        ListedHold(
            name=names[hold.person_id],
            until=date_of(hold.until, zone, at),
            until_iso=hold.until.isoformat(),
            reason=hold.reason,
            placed=_placed(hold, date_of(hold.placed_at, zone, at)),
            lift=Action(
                _("Lift it"),
                post=Form(action=reverse("lift_hold"), hidden=(("hold", str(hold.id)),), id=f"lift-{hold.id}"),
                weight="quiet",
            ),
        )
        for hold in found
    ]


def _placed(hold: LegalHold, on: str) -> str:
    if hold.placed_by is None:
        return _("placed on {date}").format(date=on)
    return _("placed by {name} on {date}").format(name=hold.placed_by.name, date=on)

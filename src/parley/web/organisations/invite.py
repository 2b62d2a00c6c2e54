"""/organisations/<id>/invite: ask somebody in, by their address or by a link, and see who was asked and has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.desk.now import now
from parley.people.models import Membership, OrganisationInvitation, Person
from parley.people.organisation_invitations import invite_address, invite_by_link, waiting_in, withdraw
from parley.people.organisation_members import OrganisationRefused
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Field, Form
from parley.web.organisations.door import DAY_S, INVITED_A_DAY, SENDS_A_MINUTE, inviting_only, refusal_words
from parley.words.dates import date_of
from parley.words.locales import number

LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open invitation. `address` is empty for a link."""

    id: UUID
    address: str
    by: str
    until: str


@inviting_only("GET", "HEAD", "POST")
def invite(request: HttpRequest, person: Person, own: Membership) -> HttpResponse:
    if request.method != "POST":
        return _show(request, own)
    if is_too_often("invite", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    at, typed = now(), request.POST.get("email", "")
    try:
        if "withdraw" in request.POST:
            return _withdraw(request, person, own)
        if "link" not in request.POST and not typed.strip():
            return _show(request, own, wrong=_("Write the address of the person you want to invite."))
        if is_too_often("invitations", person, INVITED_A_DAY, DAY_S):
            return _show(request, own, typed, refused=_today())
        if "link" in request.POST:
            token = invite_by_link(person, own.organisation_id, at)
            return _show(request, own, link=settings.BASE_URL + reverse("organisation_link", args=[token]))
        invite_address(person, own.organisation_id, typed, at)
    except ValidationError as error:
        return _show(request, own, typed, wrong=error.messages[0])
    except OrganisationRefused as refused:
        return _show(request, own, typed, refused=refusal_words(refused.code))
    messages.success(
        request, _("The invitation waits for whoever has this address. Tell them: no letter is sent by Parley.")
    )
    return HttpResponseRedirect(request.path, status=303)


def _withdraw(request: HttpRequest, person: Person, own: Membership) -> HttpResponse:
    try:
        withdraw(person, own.organisation_id, UUID(request.POST["withdraw"]))
    except ValueError:
        return _show(request, own, refused=_("Choose an invitation from the list."))
    messages.success(request, _("The invitation is withdrawn."))
    return HttpResponseRedirect(request.path, status=303)


def _today() -> str:
    pattern = ngettext(
        "You have invited {most} person today, and more is not possible in one day. Come back tomorrow.",
        "You have invited {most} people today, and more is not possible in one day. Come back tomorrow.",
        INVITED_A_DAY,
    )
    return pattern.format(most=number(INVITED_A_DAY))


def _show(
    request: HttpRequest, own: Membership, typed: str = "", *, wrong: str = "", refused: str = "", link: str = ""
) -> HttpResponse:
    at = now()
    context = {
        "title": _("Invite somebody"),
        "organisation": own.organisation,
        "link": link,
        "by_address": Form(
            action=request.path,
            id="by-address",
            fields=(
                Field(
                    "email",
                    _("Their mail address"),
                    kind="email",
                    hint=_(
                        "The one with which they sign in, or will. They find the invitation under You, in their account."
                    ),
                    value=typed,
                    error=wrong,
                    required=True,
                    maxlength=LONGEST_ADDRESS,
                ),
            ),
            errors=(refused,) if refused else (),
            submit=_("Invite this address"),
            back_label=_("Back to the organisation"),
            back_href=reverse("organisation", args=[own.organisation_id]),
        ),
        "by_link": Form(
            action=request.path, id="by-link", hidden=(("link", "1"),), submit=_("Make a link"), quiet=True
        ),
        "waiting": tuple(_waiting(one, at) for one in waiting_in(own.organisation_id, at)),
    }
    status = 422 if wrong or refused else 200
    response = render(request, "organisations/invite.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _waiting(one: OrganisationInvitation, at: datetime) -> Waiting:
    return Waiting(one.id, one.email, one.by.person.name, date_of(one.expires_at, get_current_timezone_name(), at))

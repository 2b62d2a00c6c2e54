"""An invitation is read, and accepted or declined. A link's token leaves the address at once: it must not end up in a history,
a log or a Referer."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parley.desk.now import now
from parley.people.models import OrganisationInvitation, Person
from parley.people.organisation_invitations import accept, by_token, decline, invitation_for
from parley.people.organisation_members import OrganisationRefused, membership_of
from parley.people.tokens import token_hash
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Form
from parley.web.components.sentence import say, strong
from parley.web.organisations.door import SENDS_A_MINUTE, refusal_words
from parley.words.dates import date_of

KEY = "organisation_invitation"


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the token's hash in the session, and go on to an address that says nothing."""
    found = by_token(token, now())
    if found is None:
        return _private(
            render(request, "organisations/closed.html", {"title": _("This invitation is closed")}, status=410)
        )
    request.session[KEY] = token_hash(token)
    response = HttpResponseRedirect(reverse("join_organisation", args=[found.organisation_id]), status=303)
    response.headers["Referrer-Policy"] = "no-referrer"
    return _private(response)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """For whoever is invited; for all others there is no such page."""
    person = cast("Person", request.user)
    answer = request.POST.get("answer", "")
    invitation = invitation_for(person, organisation_id, request.session.get(KEY, ""), now())
    is_member = membership_of(person, organisation_id) is not None
    if is_member and (invitation or answer):
        # The form was sent twice, or the link is for somebody else.
        return HttpResponseRedirect(reverse("organisation", args=[organisation_id]), status=303)
    if invitation is None:
        raise Http404
    if request.method != "POST":
        return _show(request, invitation)
    if is_too_often("organisation", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    if answer == "decline":
        return _decline(request, person, invitation)
    if answer != "accept":
        return _show(request, invitation, _("Choose whether you accept the invitation."))
    try:
        accept(person, invitation, now())
    except OrganisationRefused as refused:
        return _show(request, invitation, refusal_words(refused.code))
    request.session.pop(KEY, None)
    messages.success(request, _("You belong to this organisation now."))
    return HttpResponseRedirect(reverse("organisation", args=[organisation_id]), status=303)


def _decline(request: HttpRequest, person: Person, invitation: OrganisationInvitation) -> HttpResponse:
    decline(person, invitation)
    request.session.pop(KEY, None)
    messages.success(request, _("You did not join. Nobody is told."))
    return HttpResponseRedirect(reverse("me"), status=303)


def _show(request: HttpRequest, invitation: OrganisationInvitation, refused: str = "") -> HttpResponse:
    organisation = invitation.organisation
    context = {
        "title": _("An invitation"),
        "sentence": say(
            _("{who} invites you to become a member of {organisation}. The invitation is open until {date}."),
            who=strong(invitation.by.person.name),
            organisation=strong(organisation.name),
            date=date_of(invitation.expires_at, get_current_timezone_name(), now()),
        ),
        "organisation": organisation,
        "accept": Form(
            action=request.path,
            id="accept",
            hidden=(("answer", "accept"),),
            errors=(refused,) if refused else (),
            submit=_("Become a member"),
        ),
        "decline": Form(
            action=request.path, id="decline", hidden=(("answer", "decline"),), submit=_("Decline"), quiet=True
        ),
    }
    return _private(render(request, "organisations/join.html", context, status=422 if refused else 200))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response

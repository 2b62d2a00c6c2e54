"""/organisations/<id>/leave: asks first, because coming back needs an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.people.models import Membership, Person
from parley.people.organisation_members import OrganisationRefused, bar_to_leaving, leave_organisation, members_of
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Form
from parley.web.organisations.door import SENDS_A_MINUTE, members_only, refusal_words
from parley.web.organisations.organisation import as_member


@members_only("GET", "HEAD", "POST")
def leave(request: HttpRequest, person: Person, own: Membership) -> HttpResponse:
    if request.method != "POST":
        return _show(request, own)
    if is_too_often("organisation", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    try:
        leave_organisation(person, own.organisation_id)
    except OrganisationRefused as refused:
        return _show(request, own, refusal_words(refused.code))
    messages.success(request, _("You do not belong to this organisation any more."))
    return HttpResponseRedirect(reverse("me"), status=303)


def _show(request: HttpRequest, own: Membership, refused: str = "") -> HttpResponse:
    members = members_of(own.organisation_id)
    bar = bar_to_leaving(members, as_member(own))
    context = {
        "title": _("Leave the organisation"),
        "organisation": own.organisation,
        "bar": refusal_words(bar) if bar and not refused else "",
        "is_last": len(members) == 1,
        "form": Form(
            action=request.path,
            errors=(refused,) if refused else (),
            submit="" if bar else _("Leave the organisation"),
            back_label=_("Stay"),
            back_href=reverse("organisation", args=[own.organisation_id]),
        ),
        "back_href": reverse("organisation", args=[own.organisation_id]),
    }
    return render(request, "organisations/leave.html", context, status=422 if refused else 200)

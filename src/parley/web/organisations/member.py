"""/organisations/members/<id>: give a member another role, or remove them. For whoever may do one of the two."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.people.models import MemberRole, Membership, Person
from parley.people.organisation_members import (
    OrganisationRefused,
    change_role,
    may_edit,
    may_remove,
    membership_of,
    remove_member,
)
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.accounts.owners import owners_only
from parley.web.components.form import Choice, Field, Form
from parley.web.organisations.door import SENDS_A_MINUTE, refusal_words, role_name
from parley.web.organisations.organisation import as_member


@dataclass(frozen=True, slots=True)
class Case:
    """The visitor's membership and the one they look at, which may be the same."""

    own: Membership
    whom: Membership

    @property
    def has_roles(self) -> bool:
        return may_edit(self.own.role)

    @property
    def has_removal(self) -> bool:
        return may_remove(as_member(self.own), as_member(self.whom))


def _case(person: Person, membership_id: UUID) -> Case | None:
    whom = Membership.objects.filter(id=membership_id).select_related("organisation", "person").first()
    own = membership_of(person, whom.organisation_id) if whom is not None else None
    if whom is None or own is None:
        return None
    case = Case(own, whom)
    return case if case.has_roles or case.has_removal else None


@owners_only(_case, ("GET", "HEAD", "POST"), "")
def member(request: HttpRequest, person: Person, case: Case) -> HttpResponse:
    if request.method != "POST":
        return _show(request, case)
    if is_too_often("organisation", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    organisation_id, whom = case.whom.organisation_id, case.whom.person_id
    try:
        if request.POST.get("act") == "remove":
            remove_member(person, organisation_id, whom)
            messages.success(request, _("This person does not belong to the organisation any more."))
        elif (role := request.POST.get("role", "")) in MemberRole.values:
            change_role(person, organisation_id, whom, MemberRole(role))
            messages.success(request, _("The role is changed."))
        else:
            return _show(request, case, wrong=_("Choose a role."))
    except OrganisationRefused as refused:
        return _show(request, case, refused=refusal_words(refused.code))
    return HttpResponseRedirect(reverse("organisation", args=[organisation_id]), status=303)


def _show(request: HttpRequest, case: Case, *, wrong: str = "", refused: str = "") -> HttpResponse:
    back = reverse("organisation", args=[case.whom.organisation_id])
    errors = (refused,) if refused else ()
    choices = tuple(
        Choice(role, role_name(role), hint=_means(role), checked=role == case.whom.role) for role in MemberRole
    )
    roles = Form(
        action=request.path,
        id="role",
        fields=(Field("role", _("Role"), kind="radio", choices=choices, error=wrong, required=True),),
        errors=errors,
        submit=_("Change the role"),
        back_label=_("Back to the organisation"),
        back_href=back,
    )
    removal = Form(
        action=request.path,
        id="remove",
        hidden=(("act", "remove"),),
        errors=() if case.has_roles else errors,
        submit=_("Remove from the organisation"),
        quiet=True,
    )
    context = {
        "title": case.whom.person.name,
        "organisation": case.whom.organisation,
        "back_href": back,
        "roles": roles if case.has_roles else None,
        "removal": removal if case.has_removal else None,
    }
    return render(request, "organisations/member.html", context, status=422 if wrong or refused else 200)


def _means(role: MemberRole) -> str:
    match role:
        case MemberRole.OWNER:
            return _("Does everything: changes name and text, gives roles, invites and removes.")
        case MemberRole.MANAGER:
            return _("Invites people, and removes members.")
        case MemberRole.MEMBER:
            return _("Belongs to it, and can leave.")

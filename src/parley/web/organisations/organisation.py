"""/organisations/<id>: what an organisation says of itself, and who belongs to it.

Whoever is signed in may look: with whom somebody works is told to whoever is about to agree with them. To guests, and so to
search engines, this address does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.people.models import MemberRole, Membership, Organisation
from parley.people.organisation_members import (
    Member,
    looks_like_another,
    may_edit,
    may_invite,
    may_remove,
    members_in,
)
from parley.web.accounts.reader import person_of
from parley.web.components.action import Action
from parley.web.components.notice import Notice
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.organisations.door import role_name
from parley.words.dates import date_only, local_date


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """The context of organisations/organisation.html. `role` is the visitor's own, empty where they do not belong to it."""

    name: str
    language: str
    about: tuple[str, ...]
    role: str
    notice: Notice | None
    members: Table
    actions: tuple[Action, ...]


@require_safe
def organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    reader = person_of(request)
    found = Organisation.objects.filter(id=organisation_id).first() if reader is not None else None
    if reader is None or found is None:
        raise Http404
    members = members_in(found)
    own = next((one for one in members if one.person_id == reader.id), None)
    page = OrganisationPage(
        name=found.name,
        language=found.language,
        about=tuple(part for part in found.about.split("\n\n") if part),
        role=role_name(own.role) if own else "",
        notice=_notice(found, is_own=own is not None),
        members=_members(members, own),
        actions=_actions(found, own) if own else (),
    )
    return render(request, "organisations/organisation.html", {"page": page})


def _notice(found: Organisation, *, is_own: bool) -> Notice | None:
    """A word where it is easily taken for another. It is news, and no reproach: both may be who they say."""
    if not looks_like_another(found):
        return None
    if is_own:
        return Notice(
            "news",
            "person",
            _("Another organisation here has a name that looks like yours"),
            _("Whoever reads this page is told, so that nobody takes one of you for the other."),
        )
    return Notice(
        "news",
        "person",
        _("Another organisation here has a name that looks the same"),
        _("Make sure that this is the one you mean: look at who belongs to it."),
    )


def _members(members: list[Membership], own: Membership | None) -> Table:
    columns = [Column(_("Name")), Column(_("Role")), Column(_("Since"))]
    if own is not None and may_invite(own.role):
        columns.append(Column(_("What you can do")))
    return Table(_("Who belongs to it"), tuple(columns), tuple(_row(one, own, len(columns)) for one in members))


def _row(one: Membership, own: Membership | None, width: int) -> Row:
    since = local_date(one.joined_at, get_current_timezone_name())
    cells = (
        Cell(one.person.name, href=reverse("person", args=[one.person_id])),
        Cell(role_name(one.role)),
        Cell(date_only(since), iso=since.isoformat()),
        _way(one, own),
    )
    return Row(cells[:width])


def _way(one: Membership, own: Membership | None) -> Cell:
    """What the visitor can do about this member."""
    to = reverse("organisation_member", args=[one.id])
    if own is None or not (may_edit(own.role) or may_remove(as_member(own), as_member(one))):
        return Cell("")
    if one.id == own.id:
        return Cell(_("Change your role"), href=to)
    return Cell(_("Change or remove") if may_edit(own.role) else _("Remove"), href=to)


def _actions(found: Organisation, own: Membership) -> tuple[Action, ...]:
    actions = []
    if may_invite(own.role):
        actions.append(Action(_("Invite somebody"), icon="plus", href=_at("invite_to_organisation", found)))
    if may_edit(own.role):
        actions.append(Action(_("Change name and text"), icon="pencil", href=_at("edit_organisation", found)))
    return (*actions, Action(_("Leave…"), href=_at("leave_organisation", found), weight="quiet"))


def _at(name: str, found: Organisation) -> str:
    return reverse(name, args=[found.id])


def as_member(one: Membership) -> Member:
    """As the rules see a row."""
    return Member(one.person_id, MemberRole(one.role), one.joined_at, one.id)

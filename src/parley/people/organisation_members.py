"""Who belongs to an organisation, and who may do what in it. First the rules, which know no tables; then what is done by
them.

Every organisation has an owner, always. Whoever changes who is in it holds its row, so that two owners who step down at the
same moment do not leave it without one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from parley.people.lines import clean_paragraphs
from parley.people.models import MemberRole, Membership, Organisation, OrganisationInvitation, Person, new_id
from parley.people.organisations import clean_organisation

MOST_ORGANISATIONS = 5
"""To which one person belongs."""
MOST_MEMBERS = 50
"""In one organisation: all of them are listed on its page."""
LONGEST_ABOUT_ORGANISATION = 2_000
"""Characters."""


class OrganisationRefused(Exception):
    """Why something is not done. `code` is one of:

    - `organisation.too_many`: the person belongs to MOST_ORGANISATIONS already.
    - `organisation.full`: it has MOST_MEMBERS.
    - `organisation.last_owner`: nobody would own it any more.
    - `organisation.not_yours`: their role does not reach so far, or they are no member any more.
    - `organisation.nobody`: whom they mean is no member any more.
    - `organisation.invitation_closed`: used, withdrawn, expired, or made by somebody who may not invite any more.
    - `organisation.too_many_invitations`: so many wait that nobody could look them over.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Member:
    """One of an organisation, as the rules see them. `membership_id` says who came first where two came at one instant."""

    person_id: UUID
    role: MemberRole
    joined_at: datetime
    membership_id: UUID


# --- the rules


def may_invite(role: str) -> bool:
    return role in (MemberRole.OWNER, MemberRole.MANAGER)


def may_edit(role: str) -> bool:
    return role == MemberRole.OWNER


def owners(members: Collection[Member]) -> int:
    return sum(one.role is MemberRole.OWNER for one in members)


def may_remove(by: Member, whom: Member) -> bool:
    """An owner removes anybody else, a manager plain members. Nobody removes themselves: they leave."""
    if by.person_id == whom.person_id:
        return False
    return by.role is MemberRole.OWNER or (by.role is MemberRole.MANAGER and whom.role is MemberRole.MEMBER)


def bar_to_leaving(members: Collection[Member], who: Member) -> str:
    """The code of what is in the way, or empty. The only member may leave: the organisation goes then."""
    is_last = who.role is MemberRole.OWNER and owners(members) == 1 and len(members) > 1
    return "organisation.last_owner" if is_last else ""


def bar_to_changing(members: Collection[Member], by: Member, whom: Member, to: MemberRole) -> str:
    """The code of what is in the way of giving `whom` another role, or empty. Owners do that, to themselves too."""
    if by.role is not MemberRole.OWNER:
        return "organisation.not_yours"
    is_last = whom.role is MemberRole.OWNER and to is not MemberRole.OWNER and owners(members) == 1
    return "organisation.last_owner" if is_last else ""


def heir(members: Collection[Member]) -> Member | None:
    """Who owns an organisation whose owner is gone: whoever has been its manager the longest, else its member. None while
    somebody owns it, and where nobody is left."""
    if not members or owners(members):
        return None
    return min(members, key=lambda one: (one.role is not MemberRole.MANAGER, one.joined_at, one.membership_id))


# --- what is written about one


@dataclass(frozen=True, slots=True)
class Told:
    """What an organisation says of itself, cleaned."""

    name: str
    about: str
    language: str


def clean_name_of_organisation(text: str) -> str:
    """As people.organisations cleans it, and not empty. Raises ValidationError in the words of the reader's language."""
    name = clean_organisation(text)
    if not name:
        raise ValidationError(_("Write the name of the organisation."), code="organisation.empty")
    return name


def clean_about_organisation(text: str) -> str:
    return clean_paragraphs(text, LONGEST_ABOUT_ORGANISATION)


def looks_like_another(organisation: Organisation) -> bool:
    """Whether another organisation here is easily taken for this one."""
    if not organisation.look:
        return False
    return Organisation.objects.filter(look=organisation.look).exclude(id=organisation.id).exists()


# --- looking


def membership_of(person: Person, organisation_id: UUID) -> Membership | None:
    found = Membership.objects.filter(person=person, organisation_id=organisation_id)
    return found.select_related("organisation").first()


def memberships_of(person: Person) -> list[Membership]:
    """What somebody belongs to, the longest first. At most MOST_ORGANISATIONS."""
    found = Membership.objects.filter(person=person).select_related("organisation")
    return list(found.order_by("joined_at", "id"))


def members_in(organisation: Organisation) -> list[Membership]:
    """With their people: owners, then managers, then members, each the longest first. At most MOST_MEMBERS."""
    found = Membership.objects.filter(organisation=organisation).select_related("person")
    order = list(MemberRole.values)
    return sorted(found, key=lambda one: (order.index(one.role), one.joined_at, one.id))


# --- acting


def found_organisation(person: Person, told: Told, at: datetime, id_: UUID | None = None) -> Organisation:
    """A new one, with this person as its owner. Where `id_` is one of theirs already, the form was sent twice, and that one is
    given. Raises OrganisationRefused."""
    with transaction.atomic():
        _hold_person(person)
        before = membership_of(person, id_) if id_ else None
        if before is not None:
            return before.organisation
        make_sure_one_more_fits(person)
        taken = id_ is None or Organisation.objects.filter(id=id_).exists()
        organisation = Organisation.objects.create(
            id=new_id() if taken else id_, name=told.name, about=told.about, language=told.language, made_at=at
        )
        Membership.objects.create(organisation=organisation, person=person, role=MemberRole.OWNER, joined_at=at)
    return organisation


def retell(person: Person, organisation_id: UUID, told: Told) -> None:
    """Other words about it. Raises OrganisationRefused."""
    with transaction.atomic():
        if not may_edit(_at_the_table(organisation_id, person).by.role):
            raise OrganisationRefused("organisation.not_yours")
        organisation = Organisation.objects.get(id=organisation_id)
        organisation.name, organisation.about, organisation.language = told.name, told.about, told.language
        organisation.save(update_fields=["name", "about", "language"])


def leave_organisation(person: Person, organisation_id: UUID) -> None:
    """Its last member takes it along. Raises OrganisationRefused."""
    with transaction.atomic():
        table = _at_the_table(organisation_id, person)
        if bar := bar_to_leaving(table.members, table.by):
            raise OrganisationRefused(bar)
        _let_go(organisation_id, person.id)


def remove_member(by: Person, organisation_id: UUID, person_id: UUID) -> None:
    """Raises OrganisationRefused."""
    with transaction.atomic():
        table = _at_the_table(organisation_id, by)
        if not may_remove(table.by, table.whom(person_id)):
            raise OrganisationRefused("organisation.not_yours")
        _let_go(organisation_id, person_id)


def change_role(by: Person, organisation_id: UUID, person_id: UUID, to: MemberRole) -> None:
    """Raises OrganisationRefused. Who may not invite any more takes their open invitations along."""
    with transaction.atomic():
        table = _at_the_table(organisation_id, by)
        if bar := bar_to_changing(table.members, table.by, table.whom(person_id), to):
            raise OrganisationRefused(bar)
        membership = Membership.objects.filter(organisation_id=organisation_id, person_id=person_id)
        membership.update(role=to)
        if not may_invite(to):
            OrganisationInvitation.objects.filter(by__in=membership).delete()


def leave_all_organisations(person: Person) -> None:
    """For somebody who leaves the desk: nothing bars them. Where nobody owns one any more, its heir does. Invitations to their
    address go too."""
    with transaction.atomic():
        OrganisationInvitation.objects.filter(email=person.email).delete()
        # Always in one order, so that two who leave at once do not wait for each other.
        for organisation_id in sorted(
            Membership.objects.filter(person=person).values_list("organisation_id", flat=True)
        ):
            hold(organisation_id)
            _let_go(organisation_id, person.id)


def hold(organisation_id: UUID) -> Organisation | None:
    """The organisation, for this transaction alone; None where there is none any more."""
    return Organisation.objects.select_for_update().filter(id=organisation_id).first()


def make_sure_one_more_fits(person: Person) -> None:
    """Raises OrganisationRefused for whoever belongs to as many as one may. Holds the person, so that two at once count."""
    _hold_person(person)
    if Membership.objects.filter(person=person).count() >= MOST_ORGANISATIONS:
        raise OrganisationRefused("organisation.too_many")


def members_of(organisation_id: UUID) -> tuple[Member, ...]:
    found = Membership.objects.filter(organisation_id=organisation_id)
    return tuple(Member(one.person_id, MemberRole(one.role), one.joined_at, one.id) for one in found)


def _hold_person(person: Person) -> None:
    Person.objects.select_for_update().filter(id=person.id).first()


@dataclass(frozen=True, slots=True)
class _Table:
    """Everybody in an organisation while its row is held, and the one of them who acts."""

    members: tuple[Member, ...]
    by: Member

    def whom(self, person_id: UUID) -> Member:
        for one in self.members:
            if one.person_id == person_id:
                return one
        raise OrganisationRefused("organisation.nobody")


def _at_the_table(organisation_id: UUID, person: Person) -> _Table:
    hold(organisation_id)
    members = members_of(organisation_id)
    for one in members:
        if one.person_id == person.id:
            return _Table(members, one)
    raise OrganisationRefused("organisation.not_yours")


def _let_go(organisation_id: UUID, person_id: UUID) -> None:
    Membership.objects.filter(organisation_id=organisation_id, person_id=person_id).delete()
    left = members_of(organisation_id)
    if not left:
        Organisation.objects.filter(id=organisation_id).delete()
    elif (next_owner := heir(left)) is not None:
        Membership.objects.filter(id=next_owner.membership_id).update(role=MemberRole.OWNER)

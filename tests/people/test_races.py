"""Two people at the same door at the same moment: one comes in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from parley.people.first_operator import LinkGone, become_first_operator, first_operator_link
from parley.people.invitations import InvitationRefused, invite, use
from parley.people.models import MemberRole, Membership, Person
from parley.people.organisation_invitations import accept, by_token, invite_by_link
from parley.people.organisation_members import (
    OrganisationRefused,
    Told,
    found_organisation,
    leave_organisation,
    members_in,
)
from parley.people.register import register
from parley.people.tokens import token_hash

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_engines]

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ORDER = UUID("01a2004f-c943-77e6-8ed7-3b6b57e84276")
AT_ONCE = 6


def at_once(act: Callable[[int], str]) -> list[str]:
    """Does `act` in several threads at the same moment, and closes their connections."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> str:
        try:
            start.wait(timeout=10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def test_one_link_makes_one_operator() -> None:
    link = first_operator_link(AT)
    assert link is not None
    hashed = token_hash(link.rpartition("/")[2])

    def come(number: int) -> str:
        try:
            become_first_operator(
                hashed,
                AT,
                name="Olga",
                email=f"olga{number}@example.org",
                password="a long way",
                language="en",
                zone="UTC",
            )
        except LinkGone:
            return "gone"
        return "came"

    assert at_once(come) == ["came", *["gone"] * (AT_ONCE - 1)]
    assert Person.objects.count() == 1


def test_one_invitation_lets_one_person_join() -> None:
    token = invite(ORDER, "client", "marc@example.org", "en", AT)
    people = [register("Marc", f"marc{number}@example.org", "en", "UTC") for number in range(AT_ONCE)]

    def join(number: int) -> str:
        try:
            use(token, people[number], AT, other_address_confirmed=True)
        except InvitationRefused:
            return "refused"
        return "joined"

    assert at_once(join) == ["joined", *["refused"] * (AT_ONCE - 1)]


def test_of_owners_who_leave_at_once_one_stays() -> None:
    people = [register(f"Owner {number}", f"owner{number}@example.org", "en", "UTC") for number in range(AT_ONCE + 1)]
    mill = found_organisation(people[0], Told("The Mill", "", "en"), AT)
    roles = [MemberRole.OWNER] * (AT_ONCE - 1) + [MemberRole.MEMBER]
    for person, role in zip(people[1:], roles, strict=True):
        Membership.objects.create(organisation=mill, person=person, role=role, joined_at=AT)

    def come(number: int) -> str:
        try:
            leave_organisation(people[number], mill.id)
        except OrganisationRefused as refused:
            return refused.code
        return "left"

    assert at_once(come) == ["left"] * (AT_ONCE - 1) + ["organisation.last_owner"]
    assert sorted(one.role for one in members_in(mill)) == ["member", "owner"]


def test_one_link_lets_one_person_into_an_organisation() -> None:
    people = [register(f"Guest {number}", f"guest{number}@example.org", "en", "UTC") for number in range(AT_ONCE + 1)]
    mill = found_organisation(people[-1], Told("The Mill", "", "en"), AT)
    invitation = by_token(invite_by_link(people[-1], mill.id, AT), AT)
    assert invitation is not None

    def come(number: int) -> str:
        try:
            accept(people[number], invitation, AT)
        except OrganisationRefused as refused:
            return refused.code
        return "joined"

    assert at_once(come) == ["joined", *["organisation.invitation_closed"] * (AT_ONCE - 1)]
    assert len(members_in(mill)) == 2

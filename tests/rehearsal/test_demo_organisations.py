"""The organisations of the demo belong to its people, and are there once."""

from __future__ import annotations

import pytest

from parley.desk.now import now
from parley.people.models import MemberRole, Organisation, OrganisationInvitation, Person
from parley.people.organisation_members import members_in
from parley.people.register import register
from parley.rehearsal.demo_organisations import fill_organisations
from parley.rehearsal.demo_people import demo_people

pytestmark = pytest.mark.django_db


def test_nobody_there_no_organisation() -> None:
    assert fill_organisations(now()) == 0


def test_filling_twice_makes_nothing_twice() -> None:
    for email in sorted(demo_people()):
        register(email.partition("@")[0].title(), email, "en", "UTC")
    assert fill_organisations(now()) == 1
    assert fill_organisations(now()) == 0
    organisation = Organisation.objects.get()
    members = members_in(organisation)
    assert [one.role for one in members] == [MemberRole.OWNER, MemberRole.MEMBER]
    assert organisation.made_at < members[1].joined_at < now()
    assert not OrganisationInvitation.objects.exists()
    assert Person.objects.filter(memberships__isnull=False).count() == len(members)

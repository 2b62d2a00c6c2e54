"""Invitations into an organisation: for an address or by a link, once, for two weeks, by whoever may invite."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.people import organisation_invitations
from parley.people.leaving import sweep_rests
from parley.people.models import MemberRole, Membership, Organisation, OrganisationInvitation, Person
from parley.people.organisation_invitations import (
    LIFE,
    accept,
    by_token,
    decline,
    invitation_for,
    invite_address,
    invite_by_link,
    waiting_for,
    waiting_in,
    withdraw,
)
from parley.people.organisation_members import (
    OrganisationRefused,
    Told,
    change_role,
    found_organisation,
    members_in,
)
from parley.people.register import register
from parley.people.tokens import token_hash

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def somebody(name: str) -> Person:
    return register(name, f"{name.lower()}@example.org", "en", "UTC")


@pytest.fixture
def olga() -> Person:
    return somebody("Olga")


@pytest.fixture
def mia() -> Person:
    return somebody("Mia")


@pytest.fixture
def mill(olga: Person) -> Organisation:
    """Olga's."""
    return found_organisation(olga, Told("The Mill", "", "en"), NOW)


def names(organisation: Organisation) -> list[str]:
    return [one.person.name for one in members_in(organisation)]


def test_whoever_has_the_address_joins_as_a_member(olga: Person, mia: Person, mill: Organisation) -> None:
    invite_address(olga, mill.id, " MIA@example.org", NOW)
    [invitation] = waiting_for(mia, NOW)
    assert waiting_for(somebody("Eva"), NOW) == []
    accept(mia, invitation, NOW)
    assert members_in(mill)[1].role == MemberRole.MEMBER
    assert waiting_for(mia, NOW) == waiting_in(mill.id, NOW) == []


def test_an_address_without_an_account_is_taken_as_any_other(olga: Person, mill: Organisation) -> None:
    invite_address(olga, mill.id, "later@example.org", NOW)
    assert len(waiting_in(mill.id, NOW)) == 1
    assert len(waiting_for(somebody("Later"), NOW)) == 1
    with pytest.raises(ValidationError):
        invite_address(olga, mill.id, "no address", NOW)


def test_asking_twice_is_one_invitation_and_a_member_is_not_asked(olga: Person, mill: Organisation) -> None:
    for days in (0, 3):
        invite_address(olga, mill.id, "mia@example.org", NOW + timedelta(days=days))
    [invitation] = waiting_in(mill.id, NOW)
    assert invitation.expires_at == NOW + timedelta(days=3) + LIFE
    invite_address(olga, mill.id, olga.email, NOW)
    assert waiting_for(olga, NOW) == []


def test_somebody_else_does_not_use_the_invitation_of_an_address(olga: Person, mia: Person, mill: Organisation) -> None:
    invite_address(olga, mill.id, mia.email, NOW)
    [invitation] = waiting_for(mia, NOW)
    eva = somebody("Eva")
    assert invitation_for(eva, mill.id, "", NOW) is None
    with pytest.raises(OrganisationRefused, match=r"organisation\.invitation_closed"):
        accept(eva, invitation, NOW)
    decline(eva, invitation)
    assert waiting_for(mia, NOW) == [invitation]
    decline(mia, invitation)
    assert waiting_for(mia, NOW) == []


def test_a_link_lets_one_in_and_only_its_hash_is_kept(olga: Person, mia: Person, mill: Organisation) -> None:
    token = invite_by_link(olga, mill.id, NOW)
    assert token not in str(list(OrganisationInvitation.objects.values()))
    invitation = by_token(token, NOW)
    assert invitation is not None
    assert invitation_for(mia, mill.id, token_hash(token), NOW) == invitation
    decline(mia, invitation)  # it need not have been meant for her
    accept(mia, invitation, NOW)
    assert by_token(token, NOW) is None
    with pytest.raises(OrganisationRefused, match=r"organisation\.invitation_closed"):
        accept(somebody("Eva"), invitation, NOW)
    assert names(mill) == ["Olga", "Mia"]


def test_a_member_who_opens_a_link_leaves_it_for_whom_it_is_meant(olga: Person, mill: Organisation) -> None:
    token = invite_by_link(olga, mill.id, NOW)
    invitation = by_token(token, NOW)
    assert invitation is not None
    accept(olga, invitation, NOW)
    assert members_in(mill)[0].role == MemberRole.OWNER
    assert by_token(token, NOW) is not None


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 44])
def test_what_is_no_token_opens_nothing(olga: Person, mill: Organisation, token: str) -> None:
    invite_address(olga, mill.id, "mia@example.org", NOW)
    assert by_token(token, NOW) is None


def test_without_a_link_nobody_joins_by_one(olga: Person, mia: Person, mill: Organisation) -> None:
    """An invitation to an address has no hash; an empty one from a session without a link must not find it."""
    invite_address(olga, mill.id, "eva@example.org", NOW)
    invite_by_link(olga, mill.id, NOW)
    assert invitation_for(mia, mill.id, "", NOW) is None


def test_after_two_weeks_it_is_over_and_swept(olga: Person, mia: Person, mill: Organisation) -> None:
    token = invite_by_link(olga, mill.id, NOW)
    invite_address(olga, mill.id, mia.email, NOW)
    [invitation] = waiting_for(mia, NOW)
    late = NOW + LIFE
    assert by_token(token, late) is None
    assert waiting_for(mia, late) == waiting_in(mill.id, late) == []
    with pytest.raises(OrganisationRefused, match=r"organisation\.invitation_closed"):
        accept(mia, invitation, late)
    sweep_rests(NOW + timedelta(days=1))
    assert OrganisationInvitation.objects.count() == 2
    sweep_rests(late + timedelta(seconds=1))
    assert not OrganisationInvitation.objects.exists()


def test_members_do_not_invite_and_a_withdrawn_link_is_dead(olga: Person, mia: Person, mill: Organisation) -> None:
    Membership.objects.create(organisation=mill, person=mia, role=MemberRole.MEMBER, joined_at=NOW)
    for refused in (
        lambda: invite_by_link(mia, mill.id, NOW),
        lambda: invite_address(mia, mill.id, "a@example.org", NOW),
        lambda: invite_by_link(somebody("Eva"), mill.id, NOW),
    ):
        with pytest.raises(OrganisationRefused, match=r"organisation\.not_yours"):
            refused()
    change_role(olga, mill.id, mia.id, MemberRole.MANAGER)
    token = invite_by_link(mia, mill.id, NOW)
    [invitation] = waiting_in(mill.id, NOW)
    other = found_organisation(somebody("Pia"), Told("Other", "", "en"), NOW)
    withdraw(other.memberships.get().person, other.id, invitation.id)  # not hers: nothing happens
    assert by_token(token, NOW) is not None
    withdraw(olga, mill.id, invitation.id)
    assert by_token(token, NOW) is None


def test_no_more_wait_than_can_be_looked_over_and_no_more_join_than_fit(
    olga: Person, mia: Person, mill: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisation_invitations, "MOST_OPEN", 2)
    monkeypatch.setattr(organisation_invitations, "MOST_MEMBERS", 1)
    invite_address(olga, mill.id, mia.email, NOW)
    invite_by_link(olga, mill.id, NOW)
    with pytest.raises(OrganisationRefused, match=r"organisation\.too_many_invitations"):
        invite_by_link(olga, mill.id, NOW)
    [invitation] = waiting_for(mia, NOW)
    with pytest.raises(OrganisationRefused, match=r"organisation\.full"):
        accept(mia, invitation, NOW)
    assert waiting_for(mia, NOW) == [invitation]

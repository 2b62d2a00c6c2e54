"""Who belongs to an organisation and who may do what in it: by the rules alone, and with the tables beneath them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from parley.people.leaving import close_account
from parley.people.models import MemberRole, Membership, Organisation, OrganisationInvitation, Person
from parley.people.organisation_invitations import accept, invite_address, waiting_for
from parley.people.organisation_members import (
    MOST_ORGANISATIONS,
    Member,
    OrganisationRefused,
    Told,
    bar_to_changing,
    bar_to_leaving,
    change_role,
    clean_about_organisation,
    clean_name_of_organisation,
    found_organisation,
    heir,
    leave_organisation,
    looks_like_another,
    may_remove,
    members_in,
    memberships_of,
    owners,
    remove_member,
    retell,
)
from parley.people.register import register

pytestmark = pytest.mark.both_engines

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
OWNER, MANAGER, MEMBER = MemberRole.OWNER, MemberRole.MANAGER, MemberRole.MEMBER


def one(number: int, role: MemberRole, days: int = 0) -> Member:
    return Member(UUID(int=number), role, NOW + timedelta(days=days), UUID(int=number))


def somebody(name: str) -> Person:
    return register(name, f"{name.lower()}@example.org", "en", "UTC")


def joined(organisation: Organisation, name: str, role: MemberRole = MEMBER, days: int = 1) -> Person:
    person = somebody(name)
    at = NOW + timedelta(days=days)
    Membership.objects.create(organisation=organisation, person=person, role=role, joined_at=at)
    return person


@pytest.fixture
def olga(db: None) -> Person:
    return somebody("Olga")


@pytest.fixture
def mill(olga: Person) -> Organisation:
    """Olga's."""
    return found_organisation(olga, Told("The Mill", "We grind.", "en"), NOW)


def roles(organisation: Organisation) -> dict[str, str]:
    return {one.person.name: one.role for one in members_in(organisation)}


# --- the rules alone


@pytest.mark.parametrize(
    ("by", "whom", "may"),
    [
        (OWNER, OWNER, True),
        (OWNER, MANAGER, True),
        (OWNER, MEMBER, True),
        (MANAGER, OWNER, False),
        (MANAGER, MANAGER, False),
        (MANAGER, MEMBER, True),
        (MEMBER, OWNER, False),
        (MEMBER, MANAGER, False),
        (MEMBER, MEMBER, False),
    ],
)
def test_who_removes_whom(by: MemberRole, whom: MemberRole, may: bool) -> None:
    assert may_remove(one(1, by), one(2, whom)) is may
    assert not may_remove(one(1, by), one(1, by))


def test_the_last_owner_neither_leaves_nor_steps_down_while_others_are_there() -> None:
    olga, mia = one(1, OWNER), one(2, MANAGER)
    assert bar_to_leaving([olga, mia], olga) == "organisation.last_owner"
    assert bar_to_changing([olga, mia], olga, olga, MEMBER) == "organisation.last_owner"
    assert bar_to_leaving([olga, mia], mia) == ""
    assert bar_to_leaving([olga], olga) == ""
    second = one(3, OWNER)
    assert bar_to_leaving([olga, mia, second], olga) == ""
    assert bar_to_changing([olga, mia, second], second, olga, MEMBER) == ""


@pytest.mark.parametrize("role", [MANAGER, MEMBER])
def test_only_owners_give_roles(role: MemberRole) -> None:
    by, olga = one(2, role), one(1, OWNER)
    assert bar_to_changing([olga, by], by, by, OWNER) == "organisation.not_yours"


def test_the_longest_standing_manager_inherits_and_else_the_longest_standing_member() -> None:
    early, late, manager = one(1, MEMBER, 1), one(2, MEMBER, 5), one(3, MANAGER, 9)
    assert heir([late, early, manager, one(4, MANAGER, 10)]) == manager
    assert heir([late, early]) == early
    assert heir([one(6, MEMBER, 1), one(5, MEMBER, 1)]) == one(5, MEMBER, 1)
    assert heir([]) is None
    assert heir([early, one(7, OWNER)]) is None


ROLES = st.sampled_from(list(MemberRole))
TRIES = st.lists(st.tuples(st.sampled_from(["leave", "remove", "change"]), st.integers(), st.integers(), ROLES))


@given(st.lists(ROLES, max_size=5), TRIES)
def test_whatever_is_tried_somebody_owns_it(
    others: list[MemberRole], tries: list[tuple[str, int, int, MemberRole]]
) -> None:
    members = [one(0, OWNER), *(one(number, role) for number, role in enumerate(others, 1))]
    for what, first, second, to in tries:
        by, whom = members[first % len(members)], members[second % len(members)]
        if what == "leave" and not bar_to_leaving(members, by):
            members.remove(by)
        elif what == "remove" and may_remove(by, whom):
            members.remove(whom)
        elif what == "change" and not bar_to_changing(members, by, whom, to):
            members[members.index(whom)] = Member(whom.person_id, to, whom.joined_at, whom.membership_id)
        if not members:
            return
        assert owners(members)


@pytest.mark.parametrize(("typed", "code"), [("", "empty"), (" \u202e ", "empty"), ("Sol www.a.example", "address")])
def test_a_name_is_there_and_is_none_of_an_address(typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_name_of_organisation(typed)
    assert refused.value.code == f"organisation.{code}"


def test_what_it_says_of_itself_is_cleaned_and_has_an_end() -> None:
    assert clean_about_organisation(" We\u202e grind.\r\n\r\n\r\nDaily. ") == "We grind.\n\nDaily."
    with pytest.raises(ValidationError):
        clean_about_organisation("x" * 2_001)


# --- with the tables


def test_whoever_founds_one_owns_it(olga: Person, mill: Organisation) -> None:
    assert roles(mill) == {"Olga": "owner"}
    assert [one.organisation for one in memberships_of(olga)] == [mill]


def test_nobody_belongs_to_more_than_five(olga: Person) -> None:
    for number in range(MOST_ORGANISATIONS):
        found_organisation(olga, Told(f"Mill {number}", "", "en"), NOW)
    with pytest.raises(OrganisationRefused, match=r"organisation\.too_many"):
        found_organisation(olga, Told("One more", "", "en"), NOW)
    assert Organisation.objects.count() == MOST_ORGANISATIONS
    other = found_organisation(somebody("Pia"), Told("Pia's", "", "en"), NOW)
    invite_address(other.memberships.get().person, other.id, olga.email, NOW)
    [invitation] = waiting_for(olga, NOW)
    with pytest.raises(OrganisationRefused, match=r"organisation\.too_many"):
        accept(olga, invitation, NOW)
    leave_organisation(olga, memberships_of(olga)[0].organisation_id)
    accept(olga, invitation, NOW)
    assert roles(other) == {"Pia": "owner", "Olga": "member"}


@pytest.mark.parametrize("role", [MANAGER, MEMBER])
def test_only_owners_change_what_is_said(mill: Organisation, role: MemberRole) -> None:
    mia = joined(mill, "Mia", role)
    with pytest.raises(OrganisationRefused, match=r"organisation\.not_yours"):
        retell(mia, mill.id, Told("Mine", "", "en"))
    mill.refresh_from_db()
    assert mill.name == "The Mill"


def test_a_new_name_has_a_new_look(olga: Person, mill: Organisation) -> None:
    other = found_organisation(somebody("Pia"), Told("Bakery", "", "en"), NOW)
    assert not looks_like_another(mill)
    retell(olga, mill.id, Told("Васкеrу", "", "en"))
    mill.refresh_from_db()
    assert not looks_like_another(mill)  # "Baskery" is another word
    retell(olga, mill.id, Told("Ваkеrу", "", "en"))  # the same, half of it in Cyrillic letters
    mill.refresh_from_db()
    assert looks_like_another(mill)
    assert looks_like_another(other)


def test_hands_it_over_and_leaves(olga: Person, mill: Organisation) -> None:
    mia = joined(mill, "Mia")
    with pytest.raises(OrganisationRefused, match=r"organisation\.last_owner"):
        leave_organisation(olga, mill.id)
    with pytest.raises(OrganisationRefused, match=r"organisation\.last_owner"):
        change_role(olga, mill.id, olga.id, MANAGER)
    change_role(olga, mill.id, mia.id, OWNER)
    leave_organisation(olga, mill.id)
    assert roles(mill) == {"Mia": "owner"}


def test_it_goes_with_its_last_member(olga: Person, mill: Organisation) -> None:
    invite_address(olga, mill.id, "new@example.org", NOW)
    leave_organisation(olga, mill.id)
    assert not Organisation.objects.exists()
    assert not OrganisationInvitation.objects.exists()


def test_a_manager_removes_members_and_nobody_else(olga: Person, mill: Organisation) -> None:
    mia, max_, noor = joined(mill, "Mia", MANAGER), joined(mill, "Max", MANAGER), joined(mill, "Noor")
    for whom in (olga, max_):
        with pytest.raises(OrganisationRefused, match=r"organisation\.not_yours"):
            remove_member(mia, mill.id, whom.id)
    with pytest.raises(OrganisationRefused, match=r"organisation\.not_yours"):
        remove_member(noor, mill.id, mia.id)
    with pytest.raises(OrganisationRefused, match=r"organisation\.nobody"):
        remove_member(mia, mill.id, uuid4())
    remove_member(mia, mill.id, noor.id)
    assert roles(mill) == {"Olga": "owner", "Mia": "manager", "Max": "manager"}
    with pytest.raises(OrganisationRefused, match=r"organisation\.not_yours"):
        leave_organisation(noor, mill.id)


def test_with_the_right_to_invite_go_the_open_invitations(olga: Person, mill: Organisation) -> None:
    mia = joined(mill, "Mia", MANAGER)
    invite_address(mia, mill.id, "new@example.org", NOW)
    invite_address(olga, mill.id, "other@example.org", NOW)
    change_role(olga, mill.id, mia.id, MEMBER)
    assert [one.email for one in OrganisationInvitation.objects.all()] == ["other@example.org"]


# --- when an account is erased


def test_an_account_that_is_erased_leaves_its_organisations(olga: Person, mill: Organisation) -> None:
    joined(mill, "Mia", MEMBER, days=1)
    joined(mill, "Noor", MANAGER, days=3)
    max_ = joined(mill, "Max", MANAGER, days=2)
    alone = found_organisation(olga, Told("Olga alone", "", "en"), NOW)
    invite_address(max_, mill.id, olga.email, NOW)
    close_account(olga, [], NOW)
    assert roles(mill) == {"Max": "owner", "Noor": "manager", "Mia": "member"}
    assert not Organisation.objects.filter(id=alone.id).exists()
    assert not OrganisationInvitation.objects.exists()


def test_a_second_owner_stays_the_owner_when_the_first_is_erased(olga: Person, mill: Organisation) -> None:
    joined(mill, "Noor", MANAGER)
    joined(mill, "Pia", OWNER, days=5)
    close_account(olga, [], NOW)
    assert roles(mill) == {"Pia": "owner", "Noor": "manager"}

"""Inviting somebody without an account to an offer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from parley.people.invitations import LIFE, InvitationRefused, find, invite, use, waiting_for
from parley.people.models import Invitation, Person
from parley.people.register import register

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ORDER = UUID("01a2004f-c943-77e6-8ed7-3b6b57e84276")


@pytest.fixture
def token() -> str:
    return invite(ORDER, "client", "Marc@Example.org", "fr", AT)


@pytest.fixture
def marc() -> Person:
    return register("Marc V.", "marc@example.org", "fr", "Europe/Paris")


@pytest.fixture
def nadia() -> Person:
    return register("Nadia B.", "nadia@example.org", "fr", "Europe/Paris")


def test_the_link_can_be_read_again_and_again(token: str) -> None:
    for days in range(30):
        invitation = find(token, AT + timedelta(days=days))
        assert invitation is not None
        assert (invitation.order_id, invitation.role, invitation.email) == (ORDER, "client", "marc@example.org")
        assert invitation.language == "fr"


def test_unknown_expired_and_replaced_links_look_alike(token: str) -> None:
    assert find("", AT) is None
    assert find("x" * 43, AT) is None
    assert find(token[:-1], AT) is None
    assert find("\ud800" * 43, AT) is None
    assert find(token, AT + LIFE) is None
    newer = invite(ORDER, "client", "marc@example.org", "fr", AT)
    assert find(token, AT) is None
    assert find(newer, AT) is not None
    assert Invitation.objects.count() == 1


def test_joining_uses_the_link_up(token: str, marc: Person, nadia: Person) -> None:
    used = use(token, marc, AT)
    assert (used.used_by, used.used_at) == (marc, AT)
    assert find(token, AT) is None
    with pytest.raises(InvitationRefused) as refused:
        use(token, nadia, AT, other_address_confirmed=True)
    assert refused.value.code == "invitation.closed"


def test_the_same_person_may_join_twice_and_is_joined_once(token: str, marc: Person) -> None:
    use(token, marc, AT)
    again = use(token, marc, AT + timedelta(minutes=1))
    assert again.used_at == AT


def test_somebody_with_another_address_has_to_say_that_they_are_meant(token: str, nadia: Person) -> None:
    with pytest.raises(InvitationRefused) as refused:
        use(token, nadia, AT)
    assert refused.value.code == "invitation.other_address"
    assert find(token, AT) is not None
    assert use(token, nadia, AT, other_address_confirmed=True).used_by == nadia


@pytest.mark.parametrize("wrong", ["", "y" * 43])
def test_nobody_joins_by_an_unknown_link(wrong: str, token: str, marc: Person) -> None:
    with pytest.raises(InvitationRefused) as refused:
        use(wrong, marc, AT)
    assert refused.value.code == "invitation.closed"


def test_nobody_joins_too_late(token: str, marc: Person) -> None:
    with pytest.raises(InvitationRefused):
        use(token, marc, AT + LIFE)


def test_an_invitation_waits_for_whoever_signs_up_with_the_address(token: str, marc: Person, nadia: Person) -> None:
    invite(uuid4(), "freelancer", "marc@example.org", "fr", AT - LIFE)
    assert [invitation.order_id for invitation in waiting_for(marc, AT)] == [ORDER]
    assert not waiting_for(nadia, AT)
    use(token, marc, AT)
    assert not waiting_for(marc, AT)


def test_the_database_holds_no_usable_token(token: str) -> None:
    assert token not in str(list(Invitation.objects.values()))


def test_an_invitation_needs_an_address() -> None:
    with pytest.raises(ValidationError):
        invite(ORDER, "client", "marc\nBcc: everybody@example.org", "fr", AT)

"""Ways of working that operators write."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, POLICIES, STANDARD, Policy
from parley.core.provisions import BadPolicy
from parley.people.models import Person, PolicyVersion
from parley.people.policies import (
    PolicyRefused,
    find,
    on_offer,
    retire,
    rewrite,
    shipped_like,
    titles,
    unretire,
    write,
    written,
)
from parley.people.register import register

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def policy(name: str = "calm", like: Policy = STANDARD, **windows: object) -> Policy:
    return replace(like, name=name, windows=replace(like.windows, **windows))  # type: ignore[arg-type]


@pytest.fixture
def olga() -> Person:
    return register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)


@pytest.fixture
def piet() -> Person:
    return register("Piet Jansen", "piet@example.org", "nl", "UTC", is_operator=True)


def test_a_policy_is_kept_as_it_was_written_with_who_and_when(olga: Person) -> None:
    mine = policy(review_days=10, review_nudge_days=(3, 6), notice_hours=0)
    write(mine, "Calm and careful", "standard", olga, AT)
    [found] = written()
    assert (found.name, found.title, found.started_from, found.retired_at) == (
        "calm",
        "Calm and careful",
        "standard",
        None,
    )
    assert found.policy == mine
    assert (found.newest.number, found.newest.written_by, found.newest.written_at) == (1, "Olga Petrova", AT)
    assert list(on_offer()) == [*POLICIES, "calm"]
    assert on_offer()["calm"] == mine
    assert titles() == {"calm": "Calm and careful"}


@pytest.mark.parametrize("like", POLICIES.values(), ids=POLICIES)
def test_a_copy_of_each_ready_made_policy_can_be_written(olga: Person, like: Policy) -> None:
    write(policy(like=like), "A copy", like.name, olga, AT)
    found = find("calm")
    assert found is not None
    assert found.policy == replace(like, name="calm")
    assert shipped_like("calm") is like


def test_editing_makes_a_version_and_keeps_the_ones_before(olga: Person, piet: Person) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    rewrite(policy(review_days=12), "Calmer", 1, piet, AT + timedelta(days=1))
    found = find("calm")
    assert found is not None
    assert [(one.number, one.title, one.written_by) for one in found.versions] == [
        (2, "Calmer", "Piet Jansen"),
        (1, "Calm", "Olga Petrova"),
    ]
    first = found.version(1)
    assert first is not None
    assert (first.policy.windows.review_days, found.policy.windows.review_days) == (7, 12)
    assert found.version(3) is None


@pytest.mark.parametrize("seen", [0, 2, 99])
def test_a_version_is_written_after_the_newest_only(olga: Person, seen: int) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    with pytest.raises(PolicyRefused, match="changed"):
        rewrite(policy(review_days=12), "Calmer", seen, olga, AT)
    assert PolicyVersion.objects.count() == 1


def test_a_policy_that_is_none_gets_no_version(olga: Person) -> None:
    with pytest.raises(PolicyRefused, match="changed"):
        rewrite(policy("nowhere"), "Nowhere", 1, olga, AT)


@pytest.mark.parametrize("name", [*POLICIES, "new"])
def test_the_names_of_ready_made_policies_are_taken(olga: Person, name: str) -> None:
    with pytest.raises(PolicyRefused, match="name_taken"):
        write(policy(name), "Mine", "standard", olga, AT)


def test_a_name_is_given_once_even_if_its_policy_is_retired(olga: Person) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    retire("calm", AT)
    with pytest.raises(PolicyRefused, match="name_taken"):
        write(policy(review_days=1), "Quick", "standard", olga, AT)
    found = find("calm")
    assert found is not None
    assert found.title == "Calm"


@pytest.mark.parametrize("name", ["", "a", "Calm", "calm policy", "-calm", "3days", "ca/lm", "спокойно", "c" * 41])
def test_a_name_that_is_no_address_is_none(olga: Person, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        write(policy(name), "Mine", "standard", olga, AT)


def test_a_retired_policy_is_not_on_offer_until_it_is_taken_back(olga: Person) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    retire("calm", AT)
    retire("calm", AT + timedelta(days=1))
    assert list(on_offer()) == list(POLICIES)
    assert titles() == {}
    found = find("calm")
    assert found is not None
    assert found.retired_at == AT
    unretire("calm")
    assert list(on_offer()) == [*POLICIES, "calm"]


def test_ready_made_policies_are_compared_with_themselves_and_strangers_with_the_standard_one(olga: Person) -> None:
    assert shipped_like("order-page") is ORDER_PAGE
    assert shipped_like("one-to-one") is ONE_TO_ONE
    assert shipped_like("nobody-knows") is STANDARD
    assert find("standard") is None


def test_who_wrote_it_may_leave(olga: Person) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    olga.delete()
    found = find("calm")
    assert found is not None
    assert found.newest.written_by == ""


def test_what_lies_in_the_table_is_checked_when_it_is_read(olga: Person) -> None:
    write(policy(), "Calm", "standard", olga, AT)
    PolicyVersion.objects.update(provisions={"rounds": 2})
    with pytest.raises(BadPolicy):
        written()


def test_the_migrations_are_those_of_the_models() -> None:
    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)

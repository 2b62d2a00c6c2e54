"""A policy as plain values: nothing it sets is left out, nothing impossible comes in."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from parley.core.order.terms import Funding, Windows
from parley.core.policies import ONE_TO_ONE, POLICIES, STANDARD, Policy
from parley.core.provisions import (
    BY_NAME,
    PROVISIONS,
    BadPolicy,
    Fault,
    Kind,
    Unit,
    in_terms,
    policy_in,
    policy_of,
    values,
)
from tests.deals import deal


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_is_the_same_after_a_way_through_plain_values(policy: Policy) -> None:
    assert policy_of(policy.name, values(policy)) == policy


def test_every_field_is_a_provision() -> None:
    own = [field.name for field in fields(Policy) if field.name not in ("name", "windows")]
    assert [one.name for one in PROVISIONS] == own + [window.name for window in fields(Windows)]
    assert len(BY_NAME) == len(PROVISIONS)


def test_units_are_read_off_the_names() -> None:
    units = {name: BY_NAME[name].unit for name in ("rounds", "kill_fee_percent", "notice_hours", "review_nudge_days")}
    assert units == {
        "rounds": Unit.COUNT,
        "kill_fee_percent": Unit.PERCENT,
        "notice_hours": Unit.HOURS,
        "review_nudge_days": Unit.DAYS,
    }
    assert BY_NAME["talk_business_days"].unit is Unit.BUSINESS_DAYS
    assert BY_NAME["silent_hours_before_notice"].unit is Unit.HOURS
    assert BY_NAME["most_milestones"].kind is Kind.NUMBER_OR_NONE


def test_a_window_that_was_invented_later_has_its_default() -> None:
    old = values(STANDARD)
    del old["clearance_days"]
    assert policy_of("standard", old) == STANDARD


FAULTS: list[tuple[str, object, Fault]] = [
    ("review_days", -1, Fault.NEGATIVE),
    ("review_days", 10_000, Fault.TOO_LARGE),
    ("review_days", 367, Fault.TOO_LARGE),
    ("review_days", "7", Fault.NOT_A_NUMBER),
    ("review_days", True, Fault.NOT_A_NUMBER),
    ("review_days", None, Fault.NOT_A_NUMBER),
    ("notice_hours", 366 * 24 + 1, Fault.TOO_LARGE),
    ("kill_fee_percent", 101, Fault.TOO_LARGE),
    ("kill_fee_percent", -1, Fault.NEGATIVE),
    ("deposit_percent", 100, Fault.TOO_LARGE),
    ("rounds", 21, Fault.TOO_LARGE),
    ("most_milestones", 0, Fault.TOO_SMALL),
    ("most_milestones", 21, Fault.TOO_LARGE),
    ("hold_cap_days", 0, Fault.TOO_SMALL),
    ("hold_cap_days", 10_000, Fault.TOO_LARGE),
    ("funding", "later", Fault.NOT_A_CHOICE),
    ("funding", 1, Fault.NOT_A_CHOICE),
    ("funding", [], Fault.NOT_A_CHOICE),
    ("review_nudge_days", [5, 2], Fault.OUT_OF_ORDER),
    ("review_nudge_days", [2, 2], Fault.OUT_OF_ORDER),
    ("review_nudge_days", [1, 2, 3, 4, 5, 6], Fault.TOO_MANY),
    ("review_nudge_days", [-1], Fault.NEGATIVE),
    ("review_nudge_days", 2, Fault.NOT_A_NUMBER),
    ("review_window", 7, Fault.UNKNOWN),
    ("name", "mine", Fault.UNKNOWN),
]


@pytest.mark.parametrize(("name", "value", "fault"), FAULTS)
def test_what_is_wrong_is_named(name: str, value: object, fault: Fault) -> None:
    with pytest.raises(BadPolicy) as bad:
        policy_of("mine", {**values(STANDARD), name: value})
    assert bad.value.faults == {name: fault}


def test_everything_wrong_is_named_at_once_and_what_is_missing_too() -> None:
    given: dict[str, object] = {**values(STANDARD), "rounds": 99, "review_days": -3}
    del given["kill_fee_percent"]
    with pytest.raises(BadPolicy) as bad:
        policy_of("mine", given)
    assert bad.value.faults == {
        "rounds": Fault.TOO_LARGE,
        "review_days": Fault.NEGATIVE,
        "kill_fee_percent": Fault.MISSING,
    }


def test_windows_of_no_length_are_policies_too() -> None:
    nothing = {one.name: 0 for one in PROVISIONS if one.is_window and one.kind is Kind.NUMBER}
    policy = policy_of("at-once", {**values(STANDARD), **nothing, "review_nudge_days": [], "brief_nudge_hours": []})
    assert policy.windows.review_days == 0
    assert policy.windows.review_nudge_days == ()


def test_every_bound_is_one_that_the_terms_accept() -> None:
    """The longest that a provision may be is not longer than what the windows allow: nothing is left to IMPOSSIBLE."""
    for one in PROVISIONS:
        if one.is_window:
            most = [one.most] if one.kind is Kind.IN_A_ROW else one.most
            least = [one.least] if one.kind is Kind.IN_A_ROW else one.least
            for value in (most, least):
                policy_of("mine", {**values(STANDARD), one.name: value})


def test_the_terms_take_what_they_know_and_give_it_back() -> None:
    given = in_terms(ONE_TO_ONE)
    assert (given["policy"], given["funding"], given["windows"]) == (
        "one-to-one",
        Funding.ALL_UP_FRONT,
        ONE_TO_ONE.windows,
    )
    terms = deal(policy=ONE_TO_ONE, review_days=9).terms
    frozen = policy_in(terms, like=ONE_TO_ONE)
    assert frozen == replace(ONE_TO_ONE, windows=replace(ONE_TO_ONE.windows, review_days=9))
    assert policy_in(terms).windows.review_days == 9
    assert policy_in(terms).name == "one-to-one"

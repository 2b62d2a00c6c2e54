"""Policies in words: nothing a policy sets is without a name, and every road says what it comes to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, POLICIES, STANDARD, Policy
from parley.core.provisions import PROVISIONS, Fault, Kind, values
from parley.core.situations import Situation
from parley.core.what_if import WhatIf, what_if
from parley.words.policies import (
    choice_name,
    explained,
    fault_words,
    groups,
    in_short,
    policy_title,
    provision_meaning,
    provision_name,
    unit_name,
    value_words,
)
from parley.words.provisions import MEANINGS
from parley.words.what_if_of_policies import (
    difference,
    last_payment,
    not_reached,
    outcome,
    situation_name,
    situation_start,
    stops_words,
)
from tests.deals import MONDAY


def test_every_provision_has_a_name_a_meaning_and_a_unit() -> None:
    assert [one.name for one in PROVISIONS if one.name not in MEANINGS] == []
    assert [name for name in MEANINGS if name not in {one.name for one in PROVISIONS}] == []
    for one in PROVISIONS:
        assert provision_name(one)
        assert provision_meaning(one).endswith(".")
        assert unit_name(one) or one.kind is Kind.CHOICE
        assert all(choice_name(one, choice) != choice for choice in one.choices)
    names = [provision_name(one) for one in PROVISIONS]
    assert len(names) == len(set(names))


def test_a_provision_that_is_too_new_for_words_is_still_shown() -> None:
    new = replace(PROVISIONS[0], name="siesta_hours")
    assert (provision_name(new), provision_meaning(new)) == ("Siesta hours", "")
    grouped = groups((*PROVISIONS, new))
    assert grouped[-1] == ("Other", [new])
    assert sum(len(group) for _, group in grouped) == len(PROVISIONS) + 1
    assert "Other" not in [heading for heading, _ in groups(PROVISIONS)]


@pytest.mark.parametrize("fault", Fault, ids=lambda one: one.value)
def test_every_fault_says_what_to_change(fault: Fault) -> None:
    for one in PROVISIONS:
        said = fault_words(one, fault)
        assert said.endswith(".")
        assert "{" not in said


def test_values_are_said_with_their_units() -> None:
    said = {one.name: value_words(one, values(STANDARD)[one.name]) for one in PROVISIONS}
    assert (said["review_days"], said["notice_hours"], said["kill_fee_percent"]) == ("7 days", "48 hours", "25%")
    assert (said["brief_nudge_hours"], said["most_milestones"]) == ("24 hours and 72 hours", "no limit")
    assert said["funding"] == "Each milestone is funded when it opens"


def test_a_written_policy_explains_itself_by_what_it_sets() -> None:
    mine = replace(ONE_TO_ONE, name="calm")
    assert explained(ORDER_PAGE).startswith("One delivery")
    assert explained(mine) == in_short(mine)
    assert "14 days, 48 hours of notice and 5 business days, then the release" in in_short(mine)
    assert "Deposit: 20%." in in_short(mine)
    assert "Kill fee" not in in_short(ORDER_PAGE)
    assert (policy_title("calm", "Calm and careful"), policy_title("order-page")) == (
        "Calm and careful",
        "One delivery",
    )


def told(policy: Policy) -> dict[Situation, WhatIf]:
    return {one.situation: one for one in what_if(policy, MONDAY, fee_basis_points=500)}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_every_situation_has_words_and_every_stop_a_day_and_a_date(policy: Policy) -> None:
    for situation, one in told(policy).items():
        assert situation_name(situation)
        assert situation_start(situation)
        assert outcome(one)
        assert bool(not_reached(one)) is not one.is_reached
        for stop, words in zip(one.stops, stops_words(one, "Europe/Madrid"), strict=True):
            assert words.day == f"Day {stop.days}"
            assert words.title
            assert words.when


def test_the_sums_are_told_with_the_fee_in_them() -> None:
    delivered = told(STANDARD)[Situation.DELIVERED]
    *_, release, cleared = stops_words(delivered, "UTC")
    assert release.title == "€1,000.00 released to the freelancer"
    assert release.detail.plain == "After 5 business days. €950.00 after the fee of €50.00"
    assert cleared.detail.plain == "€950.00 can be paid out"
    assert outcome(delivered) == "€1,000.00 to the freelancer on day 16"
    assert last_payment(delivered) == "Can be paid out from day 21 on"


def test_what_goes_to_both_and_what_goes_to_nobody() -> None:
    standard = told(STANDARD)
    assert "€500.00 to the freelancer, €500.00 back to the client" in outcome(standard[Situation.CASE_UNDECIDED])
    assert outcome(standard[Situation.OFFER_UNANSWERED]) == "Nobody owes anything from day 7 on"
    assert outcome(standard[Situation.NO_BRIEF]) == "€1,000.00 back to the client on day 14"
    assert outcome(told(ORDER_PAGE)[Situation.ONE_REPLY]) == "It does not come to that"
    never = stops_words(told(ONE_TO_ONE)[Situation.NEVER_DELIVERED], "UTC")[-1]
    assert never.detail.plain == "€200.00 of it is the deposit, which goes back"


def test_of_two_milestones_each_stop_names_its_own() -> None:
    stops = stops_words(told(STANDARD)[Situation.NEXT_MILESTONE], "UTC")
    assert stops[0].title.startswith("Milestone 1: ")
    assert stops[-1].title.startswith("Milestone 2: ")


def test_sooner_and_later_are_said_in_days() -> None:
    quick, usual = told(ORDER_PAGE)[Situation.DELIVERED], told(STANDARD)[Situation.DELIVERED]
    assert (difference(quick, usual), difference(usual, quick)) == ("13 days sooner", "13 days later")
    assert difference(usual, usual) == ""

"""What waits for the desk: who sees what, in which order, and when it leaves the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from parley.core.order.records import ChargebackCode
from parley.desk.now import now
from parley.web.staff import cases
from tests.asks import accept
from tests.asks_of_cases import appeal, bank_says, chargeback, decide, escalate, outreach, suggest, write_for_support
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage

CASES = "/cases"


@pytest.fixture
def pair(ana: Visitor, marc: Visitor) -> tuple[Visitor, Visitor]:
    return marc, ana


def listed(who: Visitor, at: str = CASES) -> list[str]:
    """The orders of the list, from the top."""
    return [href for href in who.look(at).links if href.startswith("/orders/") and href != "/orders/new"]


def test_a_case_is_listed_from_mediation_on_and_until_it_is_decided(
    pair: tuple[Visitor, Visitor], mia: Visitor
) -> None:
    deed = in_stage("sealed", *pair)
    assert listed(mia) == []
    deed = in_stage("mediation", *pair)
    assert listed(mia) == [deed.address]
    assert "Propose a division of Milestone 1" in mia.look(CASES).text
    deed.does(escalate())
    assert listed(mia) == [deed.address]
    assert "Decide about Milestone 1" in mia.look(CASES).text
    deed.does(decide(eur(70_00)))
    assert listed(mia) == []
    deed.does(appeal())
    assert listed(mia) == [deed.address]


def test_once_a_division_is_proposed_the_two_sides_are_waited_for(pair: tuple[Visitor, Visitor], mia: Visitor) -> None:
    deed = in_stage("mediation", *pair)
    deed.does(suggest(eur(50_00), person=mia.id))
    assert listed(mia) == []


def test_support_that_was_asked_is_listed_until_it_wrote(pair: tuple[Visitor, Visitor], mia: Visitor) -> None:
    deed = in_stage("working", *pair).does(outreach())
    assert listed(mia) == [deed.address]
    assert "Milestone 1: write to Marc Vidal, who does not answer" in mia.look(CASES).text
    deed.does(write_for_support(person=mia.id))
    assert listed(mia) == []


def test_a_bank_is_for_operators_and_until_it_has_judged(
    pair: tuple[Visitor, Visitor], mia: Visitor, olga: Visitor
) -> None:
    deed = in_stage("delivered", *pair).does(accept())
    deed.does(chargeback(ChargebackCode.FRAUD, answer_by=now() + timedelta(days=7)))
    assert listed(olga) == [deed.address]
    assert "Milestone 1: hear what the bank decides" in olga.look(CASES).text
    assert listed(mia) == []
    deed.does(bank_says(won=True))
    assert listed(olga) == []


def test_the_soonest_stands_first(pair: tuple[Visitor, Visitor], olga: Visitor) -> None:
    decision = in_stage("decision", *pair)
    at_bank = in_stage("working", *pair).does(chargeback(answer_by=now() + timedelta(days=3)))
    mediation = in_stage("mediation", *pair)
    support = in_stage("working", *pair).does(outreach())
    assert listed(olga) == [one.address for one in (at_bank, mediation, decision, support)]


def test_nobody_works_for_the_desk_in_their_own_order(pair: tuple[Visitor, Visitor], ana: Visitor) -> None:
    in_stage("decision", *pair)
    assert ana.person is not None
    ana.person.is_mediator = True
    ana.person.save()
    assert listed(ana) == []


def test_who_may_not_decide_reads_it_in_the_list(pair: tuple[Visitor, Visitor], mia: Visitor, noor: Visitor) -> None:
    deed = in_stage("mediation", *pair).does(outreach(), write_for_support(person=mia.id), escalate())
    assert "You wrote to one side, so somebody else decides" in mia.look(CASES).text
    assert "so somebody else decides" not in noor.look(CASES).text
    deed.does(decide(eur(70_00), person=noor.id), appeal())
    assert "You decided before, so somebody else decides the appeal" in noor.look(CASES).text


def test_a_long_list_is_turned_page_by_page(
    pair: tuple[Visitor, Visitor], mia: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    deeds = [in_stage("decision", *pair) for _ in range(5)]
    monkeypatch.setattr(cases, "PAGE", 2)
    found, at = listed(mia), CASES
    while onward := [href for href in mia.look(at).links if href.startswith("?after=")]:
        at = CASES + onward[0]
        found += listed(mia, at)
    assert found == [deed.address for deed in deeds]


@pytest.mark.parametrize("typed", ["x", "~", "2026-01-01~x", "~" + "0" * 36, "9999-99-99T00:00:00~" + "0" * 36])
def test_a_key_that_nobody_wrote_is_no_key(mia: Visitor, typed: str) -> None:
    mia.get(f"{CASES}?after={typed}")


def test_it_costs_the_same_few_questions_however_long_it_is(
    pair: tuple[Visitor, Visitor], mia: Visitor, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        in_stage("decision", *pair)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        mia.get(CASES)


def test_the_way_there_is_in_the_navigation_of_those_who_may(ana: Visitor, mia: Visitor, olga: Visitor) -> None:
    assert CASES in mia.look(reverse("desk")).links
    assert CASES in olga.look(reverse("desk")).links
    assert CASES not in ana.look(reverse("desk")).links
    assert reverse("mediators") in olga.look(CASES).links
    assert reverse("mediators") not in mia.look(CASES).links


def test_an_empty_list_says_what_will_be_in_it(mia: Visitor) -> None:
    assert "Nothing waits for the desk" in mia.look(CASES).text


def test_the_link_leads_into_the_order(pair: tuple[Visitor, Visitor], mia: Visitor) -> None:
    deed: Deed = in_stage("decision", *pair)
    [address] = listed(mia)
    page = mia.look(address)
    assert deed.act("decide") in page.links

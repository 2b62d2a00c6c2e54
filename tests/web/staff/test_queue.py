"""What waits for the desk: who sees what, in which order, and when it leaves the list."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import reverse

from parley.core.order.records import ChargebackCode
from parley.desk.now import now
from parley.reads import cases as reads
from parley.web.staff import cases
from tests.asks import accept
from tests.asks_of_cases import (
    appeal,
    bank_says,
    chargeback,
    decide,
    escalate,
    outreach,
    suggest,
    take,
    write_for_support,
)
from tests.deals import eur
from tests.web.people import Deed, Visitor, belong_together, in_stage, mediator, visitor
from tests.web.reading import read

CASES = "/cases"


@pytest.fixture
def pair(ana: Visitor, marc: Visitor) -> tuple[Visitor, Visitor]:
    return marc, ana


def listed(who: Visitor, at: str = CASES) -> list[str]:
    """The orders to which the list leads, from the top."""
    hrefs = [href for href in who.look(at).links if href.startswith("/orders/") and href != "/orders/new"]
    return list(dict.fromkeys("/".join(href.split("/")[:3]) for href in hrefs))


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
    in_stage("decision", *pair).does(outreach())
    assert ana.person is not None
    ana.person.is_mediator = True
    ana.person.is_operator = True
    ana.person.save()
    assert listed(ana) == []
    page = ana.look(CASES)
    assert "It is your own order, so somebody else has to do this" in page.text
    assert not page.has_form("take-case")


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
    with django_assert_max_num_queries(12):  # type: ignore[operator]
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
    assert deed.act("decide") in mia.look(address).links
    assert deed.act("record") in mia.look(CASES).links


# --- taking, and who has it


def presses(who: Visitor, deed: Deed, at: str = CASES) -> HttpResponse:
    """Press the button of the list that takes this case."""
    return who.fill_in(who.look(at), deed.act("take-case"))


def test_a_case_is_taken_from_the_list_and_its_record_opens(pair: tuple[Visitor, Visitor], mia: Visitor) -> None:
    deed = in_stage("mediation", *pair)
    answer = presses(mia, deed)
    assert (answer.status_code, answer.headers["Location"]) == (303, deed.act("record"))
    case = deed.order.milestone(1).case
    assert case is not None
    assert case.mediator == mia.id
    page = mia.look(CASES)
    assert "You have it" in page.text
    assert deed.act("suggest") in page.links


def test_what_somebody_has_taken_is_theirs(pair: tuple[Visitor, Visitor], mia: Visitor, noor: Visitor) -> None:
    deed = in_stage("decision", *pair).does(take(person=mia.id))
    page = noor.look(CASES)
    assert "Mia Lang has it" in page.text
    assert not page.has_form("take-case")
    assert deed.act("decide") not in page.links
    answer = noor.post(deed.act("take-case"))
    assert answer.status_code == 422
    assert "This case was taken already." in read(answer).text


def test_an_operator_who_takes_a_case_replaces_nobody(
    pair: tuple[Visitor, Visitor], mia: Visitor, olga: Visitor
) -> None:
    deed = in_stage("decision", *pair).does(take(person=mia.id))
    assert olga.post(deed.act("take-case")).status_code == 422
    case = deed.order.milestone(1).case
    assert case is not None
    assert case.mediator == mia.id


def test_the_list_is_narrowed_by_who_has_it_and_what_is_due(
    pair: tuple[Visitor, Visitor], mia: Visitor, noor: Visitor
) -> None:
    mine = in_stage("mediation", *pair).does(take(person=mia.id))
    theirs = in_stage("decision", *pair).does(take(person=noor.id))
    free = in_stage("decision", *pair)
    support = in_stage("support", *pair)
    assert listed(mia, f"{CASES}?whose=mine") == [mine.address]
    assert listed(mia, f"{CASES}?whose=free") == [free.address]
    assert listed(mia, f"{CASES}?work=support") == [support.address]
    assert listed(mia, f"{CASES}?work=mediation") == [mine.address]
    assert set(listed(mia, f"{CASES}?work=decision")) == {theirs.address, free.address}
    assert listed(mia, f"{CASES}?whose=mine&work=decision") == []
    assert "Nothing of this kind waits" in mia.look(f"{CASES}?whose=mine&work=decision").text
    assert len(listed(mia, f"{CASES}?whose=nobody&work=x")) == 4  # what nobody has written is no filter


def test_a_filter_that_fits_little_goes_on_behind_its_page(
    pair: tuple[Visitor, Visitor], mia: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        in_stage("decision", *pair)
    mine = in_stage("decision", *pair).does(take(person=mia.id))
    monkeypatch.setattr(cases, "PAGE", 2)
    monkeypatch.setattr(reads, "MOST_LOOKED_AT", 2)
    found, at = listed(mia, f"{CASES}?whose=mine"), f"{CASES}?whose=mine"
    assert found == []
    while onward := [href for href in mia.look(at).links if href.startswith("?") and "after=" in href]:
        assert "whose=mine" in onward[0]
        at = CASES + onward[0]
        found += listed(mia, at)
    assert found == [mine.address]


def test_languages_of_the_sides_and_of_the_mediator_stand_in_the_row(db: None) -> None:
    ana, marc = visitor("Ana Ruiz", "es"), visitor("Marc Vidal", "fr")
    in_stage("decision", marc, ana)
    page = mediator("Mia Lang", "es").look(CASES)
    assert "Marc Vidal: francés" in page.text or "Marc Vidal: French" in page.text
    assert "Ana Ruiz" in page.text


def test_whoever_shares_an_organisation_reads_why_and_is_led_nowhere(
    pair: tuple[Visitor, Visitor], mia: Visitor, ana: Visitor, noor: Visitor
) -> None:
    for person, name in ((ana.person, "Estudio Sol"), (mia.person, "ESTUDIO  SÓL")):
        assert person is not None
        person.organisation = name
        person.save()
    deed = in_stage("decision", *pair)
    page = mia.look(CASES)
    assert "You share an organisation with a side" in page.text
    assert listed(mia) == []
    assert listed(noor) == [deed.address]
    mia.get(deed.act("record"), 404)


def test_a_fellow_member_of_a_side_is_led_nowhere(pair: tuple[Visitor, Visitor], mia: Visitor, noor: Visitor) -> None:
    belong_together("The Mill", pair[0], mia)
    deed = in_stage("decision", *pair)
    assert "You share an organisation with a side" in mia.look(CASES).text
    assert listed(mia) == []
    assert listed(noor) == [deed.address]
    mia.get(deed.act("record"), 404)

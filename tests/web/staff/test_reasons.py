"""The reasons of a decision, at the desk itself: each missing part is refused with its own code and nothing is written, and
replaying the record gives the same division."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from parley.core.money import Money
from parley.core.order.evolve import fold
from parley.core.order.messages import DecideCase
from parley.core.order.records import ItemShare
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Stage
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.intake import text
from parley.desk.receipts import Receipt
from parley.reads.mediation_record import every_record
from tests.asks_of_cases import decide, seal_final
from tests.deals import eur
from tests.web.people import Deed, Visitor, belong_together, in_stage
from tests.web.reading import read
from tests.web.staff.desk import fills_in, whole_decision


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("decision", marc, ana)


def decision(deed: Deed, **but: Any) -> DecideCase:
    command = decide(eur(70_00))(deed.order)
    assert isinstance(command, DecideCase)
    return replace(command, **but)


@pytest.mark.parametrize(
    ("but", "code"),
    [
        ({"facts": text("  ", "en")}, Code.FACTS_MISSING),
        ({"remedy": text("", "en")}, Code.REMEDY_MISSING),
        ({"clauses": ()}, Code.CLAUSES_MISSING),
        ({"clauses": (ClauseKey.DEPOSIT,)}, Code.CLAUSES_MISSING),
        ({"events": (), "files": ()}, Code.EVIDENCE_MISSING),
        ({"events": (999,)}, Code.EVIDENCE_UNKNOWN),
        ({"events": (), "files": ("0" * 64,)}, Code.EVIDENCE_UNKNOWN),
        ({"arithmetic": ()}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": (ItemShare(1, eur(69_99)),)}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": (ItemShare(2, eur(70_00)),)}, Code.ARITHMETIC_WRONG),
        ({"arithmetic": (ItemShare(1, Money(70_00, "USD")),)}, Code.ARITHMETIC_WRONG),
        ({"amount": eur(100_01)}, Code.SUM_OUT_OF_RANGE),
        ({"amount": Money(-1, "EUR")}, Code.SUM_OUT_OF_RANGE),
        ({"amount": Money(70_00, "USD")}, Code.WRONG_CURRENCY),
    ],
)
def test_a_decision_without_one_of_its_parts_is_not_saved(deed: Deed, but: dict[str, Any], code: Code) -> None:
    before = deed.order
    answer = ask(decision(deed, **but))
    assert isinstance(answer, Refusal)
    assert answer.code is code
    assert deed.order == before


def test_replaying_the_record_gives_the_same_division(deed: Deed, mia: Visitor, noor: Visitor) -> None:
    mia.fill_in(read(fills_in(mia, deed)), deed.act("decide"))
    assert deed.stage() is Stage.CASE_APPEAL
    from_record = fold(None, deed.id, [one.event for one in every_record(deed.id)])
    assert from_record == deed.order
    case = from_record.milestone(1).case
    assert case is not None
    assert case.decision is not None
    assert case.decision.amount == eur(40_00)


# --- one of two last offers


@pytest.fixture
def chosen(ana: Visitor, marc: Visitor) -> Deed:
    """Marc would give 30.00, Ana would take 80.00, and both chose that one of the two is decided."""
    deed = in_stage("mediation", marc, ana)
    return deed.does(seal_final(eur(30_00)), seal_final(eur(80_00), Role.FREELANCER))


def test_only_the_two_last_sums_stand_in_the_form(chosen: Deed, mia: Visitor) -> None:
    assert chosen.stage() is Stage.CASE_DECISION
    page = mia.look(chosen.act("decide"))
    offered = [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "amount"]
    assert offered == ["30.00", "80.00"]
    assert "the last offer of Marc Vidal" in page.text


@pytest.mark.parametrize("amount", ["", "50.00", "30.01"])
def test_another_sum_is_refused_beside_its_field(chosen: Deed, mia: Visitor, amount: str) -> None:
    answer = mia.post(chosen.act("decide"), **whole_decision(amount=amount, share_1=amount))
    assert answer.status_code == 422
    page = read(answer)
    assert "Choose one of the two sums." in page.text
    assert page.form("/decide").fields["facts"] == ["The file shows half of the page."]


def test_one_of_the_two_is_decided(chosen: Deed, mia: Visitor) -> None:
    looked_over = mia.post(chosen.act("decide"), **whole_decision(amount="80.00", share_1="80.00"))
    assert looked_over.status_code == 200
    assert mia.fill_in(read(looked_over), chosen.act("decide")).status_code == 303
    case = chosen.order.milestone(1).case
    assert case is not None
    assert case.decision is not None
    assert case.decision.amount == eur(80_00)


# --- who may not, on the page


def test_whoever_shares_an_organisation_hears_it_before_typing(
    deed: Deed, ana: Visitor, mia: Visitor, noor: Visitor
) -> None:
    for who, name in ((ana, "Sol"), (mia, "SÓL")):
        assert who.person is not None
        who.person.organisation = name
        who.person.save()
    page = mia.look(deed.act("decide"))
    assert "belongs to the organisation of one side" in page.text
    assert not page.has_form("/decide")
    answer = mia.post(deed.act("decide"), sure="yes", **whole_decision())
    assert answer.status_code == 422
    assert deed.stage() is Stage.CASE_DECISION
    assert noor.look(deed.act("decide")).has_form("/decide")


def test_whoever_is_a_member_of_a_sides_organisation_does_not_judge_either(
    deed: Deed, ana: Visitor, mia: Visitor, noor: Visitor
) -> None:
    mill = belong_together("The Mill", ana, mia)
    assert noor.person is not None
    page = mia.look(deed.act("decide"))
    assert "belongs to the organisation of one side" in page.text
    assert mia.post(deed.act("decide"), sure="yes", **whole_decision()).status_code == 422
    assert deed.stage() is Stage.CASE_DECISION
    assert noor.look(deed.act("decide")).has_form("/decide")
    # What is written by hand counts against what is joined, too.
    noor.person.organisation = "THE MILL"
    noor.person.save()
    assert not noor.look(deed.act("decide")).has_form("/decide")
    mill.memberships.filter(person=ana.person).delete()
    assert mia.look(deed.act("decide")).has_form("/decide")


def test_what_another_mediator_has_taken_has_no_form(deed: Deed, mia: Visitor, noor: Visitor) -> None:
    assert noor.post(deed.act("take-case")).status_code == 303
    for slug in ("decide", "take-case"):
        page = mia.look(deed.act(slug))
        assert "This case was taken already." in page.text
        assert not page.has_form(f"/{slug}")
    assert isinstance(ask(decision(deed, person=noor.id)), Receipt)

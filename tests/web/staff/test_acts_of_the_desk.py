"""Support, a mediator's proposal, the bank and the record: what each form asks for, and what it does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from parley.core.order.records import ChargebackCode, CountsAs
from parley.core.order.state import Stage
from parley.desk.now import now
from tests.asks import accept
from tests.asks_of_cases import outreach
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage
from tests.web.reading import read

# --- support


@pytest.fixture
def support(ana: Visitor, marc: Visitor) -> Deed:
    """Ana gets no answer from Marc and has asked support to write."""
    return in_stage("support", marc, ana)


def test_support_reads_who_asked_and_writes_to_both(support: Deed, mia: Visitor, marc: Visitor) -> None:
    at = support.act("send-outreach")
    page = mia.look(at)
    assert "Ana Ruiz gets no answer from Marc Vidal" in page.text
    assert "I get no answer since Monday" in page.text
    answer = mia.send(page, at, words="Dear Marc, Ana waits for a word from you.")
    assert (answer.status_code, answer.headers["Location"]) == (303, support.address)
    assert support.order.milestone(1).outreach_persons == {mia.id}
    assert "Dear Marc, Ana waits for a word from you." in marc.look(support.address).text


def test_without_words_nothing_is_sent(support: Deed, mia: Visitor) -> None:
    at = support.act("send-outreach")
    answer = mia.send(mia.look(at), at, words="   ")
    assert answer.status_code == 422
    assert support.order.milestone(1).outreach_asked_by is not None


def test_what_was_asked_of_support_is_not_for_the_other_side(support: Deed, marc: Visitor) -> None:
    assert "I get no answer since Monday" not in marc.look(support.address).text


def test_where_nobody_asked_there_is_no_form(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    assert not olga.look(deed.act("send-outreach")).has_form("/send-outreach")


# --- a proposal


def test_a_mediator_proposes_beginning_with_the_valuation(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("mediation", marc, ana)
    at = deed.act("suggest")
    page = mia.look(at)
    assert page.form(at).fields["amount"] == ["50.00"]
    assert mia.send(page, at, amount="55.50", reasons="Half of it and a bit.").status_code == 303
    case = deed.order.milestone(1).case
    assert case is not None
    assert case.suggestion is not None
    assert (case.suggestion.person, case.suggestion.amount) == (mia.id, eur(55_50))
    assert "Half of it and a bit." in ana.look(deed.address).text


@pytest.mark.parametrize(
    ("amount", "reasons", "says"),
    [
        ("", "Why", "Write an amount"),
        ("100.01", "Why", "sum"),
        ("50", "", "Write a few words"),
        ("-1", "Why", "below zero"),
    ],
)
def test_a_proposal_without_sum_or_reasons_is_kept_and_refused(
    ana: Visitor, marc: Visitor, mia: Visitor, amount: str, reasons: str, says: str
) -> None:
    deed = in_stage("mediation", marc, ana)
    at = deed.act("suggest")
    answer = mia.send(mia.look(at), at, amount=amount, reasons=reasons)
    assert answer.status_code == 422
    page = read(answer)
    assert says in page.text
    assert (page.form(at).fields["amount"], page.form(at).fields["reasons"]) == ([amount], [reasons])


def test_a_second_proposal_is_not_possible(ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor) -> None:
    deed = in_stage("suggested", marc, ana)
    answer = mia.post(deed.act("suggest"), amount="10", reasons="Another")
    assert answer.status_code == 422
    assert "There is a proposal by a mediator already." in read(answer).text


# --- the bank


def test_a_chargeback_is_noted_with_the_banks_date(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    at = deed.act("chargeback")
    day = (now() + timedelta(days=9)).date()
    assert olga.send(olga.look(at), at, code="fraud", answer_by=day.isoformat()).status_code == 303
    milestone = deed.order.milestone(1)
    assert milestone.chargeback is not None
    assert (milestone.stage, milestone.chargeback.code) == (Stage.AT_BANK, ChargebackCode.FRAUD)
    last = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZoneInfo(deed.order.terms.calendar.zone))
    assert milestone.chargeback.answer_by == last.astimezone(UTC)


@pytest.mark.parametrize(
    ("code", "day", "says"),
    [
        ("", "2030-01-01", "Choose what the bank says."),
        ("theft", "2030-01-01", "Choose what the bank says."),
        ("fraud", "", "Choose the date that the bank names."),
        ("fraud", "soon", "Choose the date that the bank names."),
        ("fraud", "9999-12-31", "Choose the date that the bank names."),
    ],
)
def test_a_chargeback_without_code_or_date_is_not_noted(
    ana: Visitor, marc: Visitor, olga: Visitor, code: str, day: str, says: str
) -> None:
    deed = in_stage("working", marc, ana)
    answer = olga.post(deed.act("chargeback"), code=code, answer_by=day)
    assert answer.status_code == 422
    page = read(answer)
    assert says in page.text
    assert page.form("/chargeback").fields["answer_by"] == [day]
    assert deed.stage() is Stage.WORKING


@pytest.mark.parametrize(("outcome", "stage"), [("won", Stage.WORKING), ("lost", Stage.REVERSED)])
def test_what_the_bank_decided_is_noted(ana: Visitor, marc: Visitor, olga: Visitor, outcome: str, stage: Stage) -> None:
    deed = in_stage("at the bank", marc, ana)
    at = deed.act("close-chargeback")
    page = olga.look(at)
    assert "€100.00 lies with the bank" in page.text
    assert olga.send(page, at).status_code == 422
    assert olga.send(olga.look(at), at, outcome=outcome).status_code == 303
    assert deed.stage() is stage


def test_a_mediator_says_nothing_for_the_bank(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("at the bank", marc, ana)
    mia.get(deed.act("close-chargeback"), 404)
    assert mia.post(deed.act("close-chargeback"), outcome="won").status_code == 404
    assert deed.stage() is Stage.AT_BANK


# --- the record


def test_an_operator_puts_right_what_an_end_counts_as(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(accept())
    at = deed.act("correct-record")
    assert olga.send(olga.look(at), at, counts_as="exempt", reason="They are the same person.").status_code == 303
    assert deed.order.milestone(1).counts_as is CountsAs.EXEMPT
    assert "They are the same person." in ana.look(deed.address).text
    again = olga.send(olga.look(at), at, counts_as="exempt", reason="Once more.")
    assert again.status_code == 422
    assert "It counts as that already." in read(again).text


def test_a_correction_says_what_and_why(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(accept())
    for typed in ({"counts_as": "", "reason": "Why"}, {"counts_as": "exempt", "reason": " "}):
        assert olga.post(deed.act("correct-record"), **typed).status_code == 422
    assert deed.order.milestone(1).counts_as is None


def test_a_mediator_asked_for_support_sees_that_order_and_no_other(
    support: Deed, ana: Visitor, marc: Visitor, mia: Visitor
) -> None:
    other = in_stage("working", marc, ana)
    assert support.act("send-outreach") in mia.look(support.address).links
    mia.get(other.address, 404)
    mia.get(other.act("send-outreach"), 404)
    other.does(outreach())
    mia.get(other.address)


# --- where the doors are


def test_an_operator_finds_every_door_of_the_desk_in_the_order(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    deed = in_stage("decision", marc, ana)
    links = olga.look(deed.address).links
    assert {deed.act("decide"), deed.act("chargeback")} <= set(links)
    assert deed.act("close-chargeback") not in links
    at_bank = in_stage("at the bank", marc, ana)
    assert at_bank.act("close-chargeback") in olga.look(at_bank.address).links
    done = in_stage("delivered", marc, ana).does(accept())
    assert done.act("correct-record") in olga.look(done.address).links


@pytest.mark.parametrize(
    "slug", ["decide", "suggest", "chargeback", "close-chargeback", "correct-record", "send-outreach"]
)
def test_the_two_sides_find_none_of_them(ana: Visitor, marc: Visitor, slug: str) -> None:
    for stage in ("decision", "mediation", "at the bank", "support"):
        deed = in_stage(stage, marc, ana)
        for who in (ana, marc):
            assert deed.act(slug) not in who.look(deed.address).links


def test_both_judgements_of_the_bank_are_shown_before_one_is_noted(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    page = olga.look(in_stage("at the bank", marc, ana).act("close-chargeback"))
    assert page.text.index("If the bank decided for the desk") < page.text.index("If it decided for the client")
    assert "What changes if you do this now" not in page.text


# --- a proposal


def test_a_proposal_shows_both_what_their_yes_would_change(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("mediation", marc, ana)
    page = mia.look(deed.act("suggest"))
    assert "If both say yes to" in page.text
    assert "€50.00" in page.text


def test_a_proposal_begins_with_what_was_ticked_in_the_record(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("mediation", marc, ana)
    page = mia.look(f"{deed.act('suggest')}?events=2&events=5&clauses=review")
    [reasons] = page.form("/suggest").fields["reasons"]
    assert "Events of the record: 2 and 5" in reasons
    assert "Clauses:" in reasons


# --- support that wrote


def test_whoever_wrote_still_sees_what_became_of_it(ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor) -> None:
    deed = in_stage("support", marc, ana)
    page = mia.look(deed.act("send-outreach"))
    assert "it is no ruling" in page.text
    assert mia.send(page, deed.act("send-outreach"), words="Please answer Ana").status_code == 303
    assert "Marc Vidal has not answered yet" in mia.look(deed.act("record")).text
    noor.get(deed.act("record"), 404)
    assert "Nothing is decided by it." in marc.look(deed.address).text


def test_whoever_shares_an_organisation_does_not_write_either(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    for who in (marc, mia):
        assert who.person is not None
        who.person.organisation = "Sol"
        who.person.save()
    deed = in_stage("support", marc, ana)
    page = mia.look(deed.act("send-outreach"))
    assert "belongs to the organisation of one side" in page.text
    assert not page.has_form("/send-outreach")
    assert mia.post(deed.act("send-outreach"), words="Please answer").status_code == 422

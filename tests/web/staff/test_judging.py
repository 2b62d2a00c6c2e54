"""A mediator decides: what the form asks for, what it keeps, what is looked over, and who may not."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from parley.core.order.records import CountsAs
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.web.orders.acts import judging_events
from tests.asks import deliver, statement
from tests.asks_of_cases import appeal, decide, escalate, open_case, outreach, seal, write_for_support
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage, present_deal
from tests.web.reading import ReadPage, read
from tests.web.staff.desk import fills_in, whole_decision


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    """A case about one item of 100.00 waits for a decision."""
    return in_stage("decision", marc, ana)


def sure(who: Visitor, deed: Deed, answer: HttpResponse, slug: str = "decide") -> HttpResponse:
    assert answer.status_code == 200, read(answer).text
    return who.fill_in(read(answer), deed.act(slug))


def kept(**but: object) -> dict[str, list[str]]:
    """What was typed, as a form shows it again: the newest event stands first."""
    typed = whole_decision(**but)
    return {
        name: sorted(value, reverse=name == "events") if isinstance(value, list) else [value]
        for name, value in typed.items()
    } | {"clauses": typed["clauses"]}


def listed(page: ReadPage) -> list[str]:
    return [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "events"]


def words(page: ReadPage) -> str:
    """Without the gaps that bold sums leave before a sign."""
    return page.text.replace(" ,", ",").replace(" :", ":")


# --- what stands in the form


def test_it_begins_with_the_published_valuation(deed: Deed, mia: Visitor) -> None:
    form = mia.look(deed.act("decide")).form("/decide")
    assert (form.fields["amount"], form.fields["share-1"]) == (["50.00"], ["50.00"])


def test_every_event_of_the_record_can_be_evidence_newest_first(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("decide"))
    offered = [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "events"]
    assert offered == [str(seq) for seq in range(deed.order.seq, 0, -1)]
    assert "“This is how it was”" in page.text  # what somebody wrote stands beside its event
    assert "item-1.pdf" in page.text


def test_each_clause_of_the_agreement_is_there_with_its_words(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("decide"))
    offered = [given["value"] for tag, given in page.tags if tag == "input" and given.get("name") == "clauses"]
    assert offered[0] == "work"
    assert "review" in offered
    assert "All of it goes to" in page.text or "When it is released" in page.text


def test_what_both_said_stands_above_the_form(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("decide"))
    assert page.text.index("The colours are not those we agreed on") < page.text.index(
        "The sum, and how it comes about"
    )


def test_what_was_delivered_can_be_opened_beside_the_form(deed: Deed, mia: Visitor) -> None:
    [file] = deed.order.milestone(1).deliveries[0].files
    [link] = [href for href in mia.look(deed.act("decide")).links if file.sha256 in href]
    answer = mia.get(link)
    assert b"".join(answer).startswith(b"%PDF")  # type: ignore[arg-type]  # it streams
    assert deed.order.milestone(1).deliveries[0].opened_at is None  # only the client's look is a fact of the order


# --- what is missing


@pytest.mark.parametrize(
    ("field", "empty", "says"),
    [
        ("facts", "  ", "A decision says which facts it rests on."),
        ("remedy", "", "A decision says what follows from it for both sides."),
        ("clauses", None, "A decision names the clauses of the agreement that it applies."),
        ("events", None, "A decision names its evidence."),
        ("counts_as", None, "Choose what it counts as."),
        ("amount", "", "Write an amount"),
        ("amount", "100.01", "sum"),
        ("amount", "40.01", "The shares of the items do not add up to the sum."),
        ("share_1", "", "Write an amount"),
        ("share_1", "-1", "An amount cannot be below zero."),
    ],
)
def test_each_missing_part_is_said_and_nothing_typed_is_lost(
    deed: Deed, mia: Visitor, field: str, empty: str | None, says: str
) -> None:
    before = deed.order
    answer = fills_in(mia, deed, **{field: empty})
    assert answer.status_code == 422
    page = read(answer)
    assert says in page.text
    again = page.form("/decide").fields
    assert again | kept(**{field: empty}) == again
    assert deed.order == before


def test_all_that_is_missing_is_said_at_once(deed: Deed, mia: Visitor) -> None:
    answer = fills_in(mia, deed, amount="", share_1="", counts_as=None, facts="", clauses=None, events=None, remedy="")
    wrong = [
        given["href"] for tag, given in read(answer).tags if tag == "a" and given.get("href", "").startswith("#f-")
    ]
    assert sorted(wrong) == sorted(
        [f"#f-{name}" for name in ("amount", "share-1", "counts_as", "facts", "clauses", "events", "remedy")]
    )


def test_events_of_no_record_and_files_of_no_delivery_are_not_evidence(deed: Deed, mia: Visitor) -> None:
    at = deed.act("decide")
    form = mia.look(at).form(at)
    typed = {**form.fields, **whole_decision(events=["0", "99999", "x"]), "files": ["0" * 64]}
    answer = mia.client.post(at, typed)
    assert answer.status_code == 422
    assert "A decision names its evidence." in read(answer).text


@pytest.mark.parametrize(
    ("amount", "share", "says"),
    [
        ("40.00", "40.00", "The items come to €40.00, and so does the amount."),
        ("40.00", "41.50", "The items come to €41.50: €1.50 more than the amount of €40.00."),
        ("40.00", "0", "The items come to €0.00: €40.00 less than the amount of €40.00."),
        ("", "40.00", "Once every field has a sum, it says here whether they add up."),
        ("40.00", "forty", "Once every field has a sum, it says here whether they add up."),
    ],
)
def test_whether_the_shares_add_up_is_said_before_anything_is_sent(
    deed: Deed, mia: Visitor, amount: str, share: str, says: str
) -> None:
    at = deed.act("decide")
    typed: dict[str, object] = {"amount": amount, "share-1": share, "facts": "Kept"}
    answer = mia.fill_in(mia.look(at), at, typed, press=("again", "check"))
    assert answer.status_code == 200
    page = read(answer)
    assert says in words(page)
    assert page.form(at).fields["facts"] == ["Kept"]


# --- a long record


def test_the_pages_of_a_long_record_are_turned_inside_the_form(
    deed: Deed, mia: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging_events, "LISTED", 5)
    at, last = deed.act("decide"), deed.order.seq
    page = mia.look(f"{at}?events={last}")
    found = {int(value) for value in listed(page)}
    assert found == set(range(last - 4, last + 1))
    while older := [
        value for name, value in page.form(at).buttons if value.startswith("before-") and "newest" not in name
    ]:
        typed: dict[str, object] = {"facts": "Kept", "events": [str(last)]}
        page = read(mia.fill_in(page, at, typed, press=("again", older[0])))
        assert page.form(at).fields["facts"] == ["Kept"]
        assert page.form(at).fields["events"] == [str(last)]  # ticked, though it is not on this page of the record
        found |= {int(value) for value in listed(page)}
        if 1 in found:
            break
    assert found == set(range(1, last + 1))
    assert "Listed here: events" in page.text


def test_evidence_from_far_back_is_looked_over_and_saved(
    deed: Deed, mia: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging_events, "LISTED", 2)
    looked_over = fills_in(mia, deed, events=["1"])
    assert "made this offer" in read(looked_over).text
    assert sure(mia, deed, looked_over).status_code == 303
    case = deed.order.milestone(1).case
    assert case is not None
    assert case.decision is not None
    assert case.decision.reasons.events == (1,)


# --- looking it over


def test_it_is_looked_over_before_it_is_saved(deed: Deed, mia: Visitor) -> None:
    before = deed.order
    page = read(fills_in(mia, deed, facts="One\n\ntwo <b>three</b>"))
    assert deed.order == before
    assert "€40.00 of the hold for Ana Ruiz, and €60.00 back to Marc Vidal" in page.text
    assert "two <b>three</b>" in page.text
    assert "It counts neither for nor against anybody." in page.text
    assert ("again", "1") in page.form("/decide").buttons


def test_something_can_be_changed_after_looking_it_over(deed: Deed, mia: Visitor) -> None:
    looked_over = read(fills_in(mia, deed, facts="One\n\ntwo"))
    form = read(mia.fill_in(looked_over, deed.act("decide"), press=("again", "1"))).form("/decide")
    assert form.fields | kept(facts="One\n\ntwo") == form.fields
    assert "sure" not in form.names


def test_what_was_looked_over_is_what_is_saved(deed: Deed, mia: Visitor) -> None:
    [file] = deed.order.milestone(1).deliveries[0].files
    answer = sure(mia, deed, fills_in(mia, deed, files=[file.sha256], counts_as="completed"))
    assert (answer.status_code, answer.headers["Location"]) == (303, deed.address)
    case = deed.order.milestone(1).case
    assert case is not None
    assert case.decision is not None
    decision = case.decision
    assert (decision.person, decision.amount, decision.counts_as) == (mia.id, eur(40_00), CountsAs.COMPLETED)
    assert [clause.value for clause in decision.reasons.clauses] == ["work", "review"]
    assert (decision.reasons.events, decision.reasons.files) == ((1, 3), (file.sha256,))
    assert [(share.item, share.amount) for share in decision.reasons.arithmetic] == [(1, eur(40_00))]
    assert deed.stage() is Stage.CASE_APPEAL
    assert "The file shows half of the page." in mia.look(deed.address).text


def test_the_same_form_twice_is_one_decision(deed: Deed, mia: Visitor) -> None:
    looked_over = fills_in(mia, deed)
    first, second = sure(mia, deed, looked_over), sure(mia, deed, looked_over)
    assert (first.status_code, second.status_code) == (303, 303)
    assert deed.stage() is Stage.CASE_APPEAL


def test_a_case_that_moved_on_meanwhile_is_told_and_the_words_are_kept(deed: Deed, mia: Visitor, noor: Visitor) -> None:
    mine, theirs = fills_in(mia, deed), fills_in(noor, deed)
    assert sure(noor, deed, theirs).status_code == 303
    answer = sure(mia, deed, mine)
    assert answer.status_code == 409
    assert read(answer).form("/decide").fields["facts"] == ["The file shows half of the page."]


def test_two_items_share_what_one_person_gets(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("working", marc, ana, present_deal(items=2, escalate_hours=0))
    deed.does(deliver(), open_case(), statement(Role.FREELANCER), escalate())
    deed.does(seal(eur(90_00), Role.FREELANCER), escalate(Role.FREELANCER), escalate())
    form = mia.look(deed.act("decide")).form("/decide")
    assert (form.fields["amount"], form.fields["share-1"], form.fields["share-2"]) == (["50.00"], ["16.67"], ["33.33"])
    at = deed.act("decide")
    typed = whole_decision(amount="50", share_1="10") | {"share-2": "40"}
    assert sure(mia, deed, mia.fill_in(mia.look(at), at, typed)).status_code == 303


# --- an appeal


@pytest.fixture
def appealed(deed: Deed, mia: Visitor) -> Deed:
    """Mia decided, and Marc has appealed."""
    return deed.does(decide(eur(70_00), person=mia.id), appeal())


def test_the_first_decision_stands_above_the_form_of_the_second(appealed: Deed, noor: Visitor) -> None:
    page = noor.look(appealed.act("decide-appeal"))
    assert page.text.index("The second item was never delivered") < page.text.index("The sum, and how it comes about")


def test_somebody_else_decides_the_appeal_and_it_is_carried_out(appealed: Deed, noor: Visitor) -> None:
    looked_over = fills_in(noor, appealed, "decide-appeal")
    assert sure(noor, appealed, looked_over, "decide-appeal").status_code == 303
    milestone = appealed.order.milestone(1)
    assert (milestone.stage, milestone.released) == (Stage.SPLIT, eur(38_00))


# --- who may not


def no_form(page: ReadPage, slug: str) -> bool:
    return not page.has_form(f"/{slug}")


def test_who_decided_before_hears_it_before_typing_anything(appealed: Deed, mia: Visitor) -> None:
    page = mia.look(appealed.act("decide-appeal"))
    assert "An appeal goes to somebody who did not decide before." in page.text
    assert no_form(page, "decide-appeal")


def test_a_form_from_who_decided_before_is_refused_with_words(appealed: Deed, mia: Visitor) -> None:
    answer = mia.post(appealed.act("decide-appeal"), **whole_decision())
    assert answer.status_code == 422
    page = read(answer)
    assert "An appeal goes to somebody who did not decide before." in page.text
    assert page.form("/decide-appeal").fields["facts"] == ["The file shows half of the page."]
    assert appealed.stage() is Stage.APPEAL_FILED


def test_who_wrote_for_one_side_does_not_decide(ana: Visitor, marc: Visitor, mia: Visitor, noor: Visitor) -> None:
    deed = in_stage("mediation", marc, ana).does(outreach(), write_for_support(person=mia.id))
    deed.does(escalate())
    page = mia.look(deed.act("decide"))
    assert "Whoever wrote to one side for the other does not decide between the two." in page.text
    assert no_form(page, "decide")
    answer = mia.post(deed.act("decide"), sure="yes", **whole_decision())
    assert answer.status_code == 422
    assert deed.stage() is Stage.CASE_DECISION
    assert not no_form(noor.look(deed.act("decide")), "decide")


def test_a_mediator_who_is_a_party_finds_no_such_page(deed: Deed, ana: Visitor) -> None:
    assert ana.person is not None
    ana.person.is_mediator = True
    ana.person.is_operator = True
    ana.person.save()
    ana.get(deed.act("decide"), 404)
    assert ana.post(deed.act("decide"), sure="yes", **whole_decision()).status_code == 404


def test_an_operator_mediates_too(deed: Deed, olga: Visitor) -> None:
    assert sure(olga, deed, fills_in(olga, deed)).status_code == 303


def test_before_it_is_time_there_is_no_form(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("case", marc, ana)
    assert no_form(mia.look(deed.act("decide")), "decide")
    answer = mia.post(deed.act("decide"), sure="yes", **whole_decision())
    assert answer.status_code == 409
    assert deed.stage() is Stage.CASE_TALK


def test_it_is_in_the_mediators_language(deed: Deed, mia: Visitor) -> None:
    """Sums are read as the reader's language writes them."""
    assert mia.person is not None
    mia.person.language = "es"
    mia.person.save()
    form = mia.look(deed.act("decide")).form("/decide")
    assert form.fields["amount"] == ["50,00"]
    answer = fills_in(mia, deed, amount="40,00", share_1="40,00")
    assert sure(mia, deed, answer).status_code == 303

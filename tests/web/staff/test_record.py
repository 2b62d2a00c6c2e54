"""The whole record of a milestone on one page: what stands in it, how it is cited, and how ticks travel."""

from __future__ import annotations

import pytest

from parley.core.order.messages import SendMessage
from parley.core.parties import Role
from parley.desk.ask import ask
from parley.desk.intake import new_id, text
from parley.desk.receipts import Receipt
from parley.web.staff import record
from tests.asks import propose_refund
from tests.asks_of_cases import decide, outreach, write_for_support
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage
from tests.web.reading import ReadPage


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    """A case about one item of 100.00 waits for a decision."""
    return in_stage("decision", marc, ana)


def ticked(page: ReadPage, name: str) -> list[str]:
    """The values of this name that are ticked."""
    return [
        given["value"]
        for tag, given in page.tags
        if tag == "input" and given.get("name") == name and given.get("type") == "checkbox" and "checked" in given
    ]


def numbers(page: ReadPage) -> list[int]:
    """The events on the page, as they stand."""
    return [int(given["id"][6:]) for _tag, given in page.tags if given.get("id", "").startswith("event-")]


def writes(deed: Deed, words: str, by: Role = Role.CLIENT, language: str = "en") -> None:
    command = SendMessage(order_id=deed.id, id=new_id(), by=by, text=text(words, language))
    assert isinstance(ask(command), Receipt)


def test_every_event_has_its_number_as_an_anchor(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("record"))
    assert numbers(page) == list(range(1, deed.order.seq + 1))


def test_everything_a_mediator_asks_for_stands_on_the_page(deed: Deed, mia: Visitor) -> None:
    writes(deed, "Los colores no son los acordados", language="es")
    page = mia.look(deed.act("record"))
    for title in (
        "What was agreed",
        "Item by item",
        "What was handed in",
        "What was said for the record",
        "Clocks and silences",
        "Money of this milestone",
        "Every event",
    ):
        assert title in page.text, title
    assert "item-1.pdf" in page.text
    assert "Marc Vidal has not opened the files" in page.text
    assert "Los colores no son los acordados" in page.text
    assert "Spanish" in page.text
    assert ("p", "es") in {(tag, given.get("lang")) for tag, given in page.tags}


def test_the_clauses_are_numbered_and_can_be_linked(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("record"))
    ids = [given["id"] for _tag, given in page.tags if given.get("id", "").startswith("clause-")]
    assert ids == [f"clause-{n}" for n in range(1, len(ids) + 1)]
    assert len(ids) > 3


def test_what_was_asked_and_answered_stands_with_its_item(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("decision", marc, ana)
    assert "A defect" not in mia.look(deed.act("record")).text
    revising = in_stage("revising", marc, ana)
    revising.does(outreach())
    page = mia.look(revising.act("record"))
    assert "Request 1" in page.text
    assert "not answered" in page.text


def test_proposals_stand_with_what_became_of_them(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("delivered", marc, ana).does(propose_refund(eur(10_00), by=Role.CLIENT), outreach())
    page = mia.look(deed.act("record"))
    assert "Proposals and what became of them" in page.text
    assert "open" in page.text


def test_who_was_waited_for_is_drawn_and_told(deed: Deed, mia: Visitor) -> None:
    page = mia.look(deed.act("record"))
    assert "Who was waited for, and how long" in page.text
    assert "a mediator" in page.text
    assert "Marc Vidal last did something" in page.text


def test_what_support_wrote_stands_with_when_it_was_answered(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("working", marc, ana).does(outreach())
    assert "Nobody has written yet" in mia.look(deed.act("record")).text
    deed.does(write_for_support(person=mia.id))
    assert "Marc Vidal has not answered yet" in mia.look(deed.act("record")).text
    writes(deed, "I am here")
    assert "Marc Vidal answered" in mia.look(deed.act("record")).text


# --- ticks


def test_what_is_ticked_goes_into_the_form_of_the_decision(deed: Deed, mia: Visitor) -> None:
    [file] = deed.order.milestone(1).deliveries[0].files
    at = deed.act("record")
    button = next(given for tag, given in mia.look(at).tags if tag == "button" and "formaction" in given)
    assert button["formaction"] == deed.act("decide")
    page = mia.look(f"{button['formaction']}?events=2&events=4&clauses=review&files={file.sha256[:16]}")
    assert (sorted(ticked(page, "events")), ticked(page, "clauses")) == (["2", "4"], ["review"])
    assert ticked(page, "files") == [file.sha256]
    form = page.form("/decide")
    assert form.fields["amount"] == ["50.00"]  # the sums still begin with the valuation


def test_a_long_record_is_turned_page_by_page_and_loses_no_event_and_no_tick(
    deed: Deed, mia: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "SHOWN", 4)
    found: list[int] = []
    at = f"{deed.act('record')}?events={deed.order.seq}&clauses=work"
    for _ in range(deed.order.seq):
        page = mia.look(at)
        found = numbers(page) + found
        form = page.form("/record")
        assert str(deed.order.seq) in form.fields.get("events", []) + ticked(page, "events")
        assert ticked(page, "clauses") == ["work"]
        older = [value for name, value in form.buttons if name == "before" and value != "0"]
        if not older:
            break
        at = f"{deed.act('record')}?before={older[0]}&events={deed.order.seq}&clauses=work"
    assert found == list(range(1, deed.order.seq + 1))


@pytest.mark.parametrize(
    "typed", ["before=x", "before=-1", "before=99999999999", "events=x&events=-1&files=zz", "before=²"]
)
def test_an_address_that_nobody_wrote_is_read_kindly(deed: Deed, mia: Visitor, typed: str) -> None:
    mia.get(f"{deed.act('record')}?{typed}")


def test_a_record_of_more_than_a_thousand_events_is_whole(deed: Deed, mia: Visitor) -> None:
    for n in range(1_010):
        writes(deed, f"Message {n}")
    deed.does(decide(eur(70_00), person=mia.id))
    page = mia.look(deed.act("record"))
    assert numbers(page)[-1] == deed.order.seq
    assert "Earlier events" in page.text
    assert "The colours are not those we agreed on" in page.text  # said before the newest thousand
    assert numbers(mia.look(f"{deed.act('record')}?before=10")) == list(range(1, 10))


# --- who may


def test_the_two_sides_and_strangers_find_no_such_page(deed: Deed, ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    for who in (ana, marc, eva):
        who.get(deed.act("record"), 404)


def test_a_sealed_offer_is_on_no_page(ana: Visitor, marc: Visitor, mia: Visitor) -> None:
    deed = in_stage("sealed", marc, ana)
    from tests.asks_of_cases import seal  # noqa: PLC0415

    deed.does(seal(eur(93_21), Role.FREELANCER))
    assert "9321" not in mia.look(deed.act("record")).text

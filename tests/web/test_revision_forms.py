"""Sending work back and answering it, line by line: what the forms take, and what they say when they cannot."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parley.core.money import Money
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import Stage
from parley.rehearsal.samples import sample
from parley.store.queries import events_of
from tests.asks import answer as answers
from tests.asks import change, defect, new, request, will_do
from tests.web.people import Deed, Visitor, in_stage, present_deal
from tests.web.reading import read

REQUEST, ANSWER, REDELIVER = "/request-revision", "/answer", "/redeliver"


@pytest.fixture
def revising(ana: Visitor, marc: Visitor) -> Deed:
    """A defect, a change and something new were asked for."""
    deed = in_stage("delivered", marc, ana)
    return deed.does(request(defect("It is cut off"), change("Warmer"), new("A stamp too")))


def lines(*asked: tuple[str, str, str]) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    for number, (words, kind, item) in enumerate(asked, start=1):
        typed |= {f"words-{number}": words, f"item-{number}": item}
        if kind:
            typed[f"kind-{number}"] = kind
    return typed


# --- the request


def test_three_items_are_asked_for_with_what_they_belong_to(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    typed = lines(("Cut off", "defect", "1"), ("Warmer", "change", "1"), ("A stamp too", "new", ""))
    assert marc.fill_in(marc.look(deed.act("request-revision")), REQUEST, typed).status_code == 303
    asked = deed.order.milestone(1).request
    assert asked is not None
    assert [(item.kind, item.scope_item) for item in asked.items] == [
        (ItemKind.DEFECT, 1), (ItemKind.CHANGE, 1), (ItemKind.NEW, None),
    ]  # fmt: skip
    text = ana.look(deed.address).text
    assert all(words in text for words in ("Cut off", "Warmer", "A stamp too"))


def test_as_many_lines_as_one_asks_for_and_none_of_them_is_lost(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = marc.look(deed.act("request-revision"))
    typed: dict[str, Any] = lines(*[(f"Item number {n}", "change", "1") for n in (1, 2, 3)])
    for number in (4, 5):
        page = read(marc.fill_in(page, REQUEST, typed, press=("again", "1")))
        form = page.form(REQUEST)
        assert f"words-{number}" in form.names
        assert f"words-{number + 1}" not in form.names
        assert form.fields["words-1"] == ["Item number 1"]
        typed = {f"words-{number}": f"Item number {number}", f"kind-{number}": "change", f"item-{number}": "1"}
    assert marc.fill_in(page, REQUEST, typed).status_code == 303
    asked = deed.order.milestone(1).request
    assert asked is not None
    assert len(asked.items) == 5


def test_lines_left_empty_are_not_asked(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    typed = lines(("  ", "defect", "1"), ("", "", ""), ("Only this", "defect", "1"))
    assert marc.fill_in(marc.look(deed.act("request-revision")), REQUEST, typed).status_code == 303
    asked = deed.order.milestone(1).request
    assert asked is not None
    assert len(asked.items) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (lines(("", "", "")), "revision.empty"),
        (lines(("Warmer", "change", "")), "revision.change_without_item"),
        (lines(("Warmer", "change", "7")), "revision.change_without_item"),
        (lines(("Warmer", "defect", "99999999")), "revision.change_without_item"),
        (lines(("x" * 50_000, "change", "1")), "text.too_long"),
    ],
)
def test_a_request_that_cannot_stand_is_refused_with_its_words(
    ana: Visitor, marc: Visitor, typed: dict[str, Any], says: str
) -> None:
    deed = in_stage("delivered", marc, ana)
    answer = marc.fill_in(marc.look(deed.act("request-revision")), REQUEST, typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert read(answer).form(REQUEST).fields["words-1"] == [typed["words-1"]]
    assert deed.stage() is Stage.DELIVERED


def test_a_line_without_a_kind_is_asked_for_one(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    answer = marc.fill_in(
        marc.look(deed.act("request-revision")), REQUEST, lines(("Fine", "defect", "1"), ("Warmer", "", "1"))
    )
    assert answer.status_code == 422
    page = read(answer)
    assert "#f-kind-2" in page.links
    assert page.form(REQUEST).fields["words-2"] == ["Warmer"]


def test_more_rounds_than_agreed_are_refused_and_a_defect_is_not(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana, present_deal().but(rounds=0))
    page = marc.look(deed.act("request-revision"))
    answer = marc.fill_in(page, REQUEST, lines(("Warmer", "change", "1")))
    assert answer.status_code == 422
    assert "revision.rounds_used" in answer.content.decode()
    assert marc.fill_in(read(answer), REQUEST, {"kind-1": "defect"}).status_code == 303


def test_something_new_alone_leaves_the_delivery_where_it_is(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert (
        marc.fill_in(marc.look(deed.act("request-revision")), REQUEST, lines(("A stamp", "new", "1"))).status_code
        == 303
    )
    assert deed.stage() is Stage.DELIVERED
    assert [event.kind for event in events_of(deed.id)][-1] == "ExtraAsked"


# --- the answer


def test_each_item_gets_its_own_answer(revising: Deed, ana: Visitor, marc: Visitor) -> None:
    typed = {
        "kind-1": "will_do", "effort-1": "1,5",
        "kind-2": "outside", "reason-2": "The palette was agreed as it is",
        "kind-3": "price", "price-3": "110", "effort-3": "3",
    }  # fmt: skip
    assert ana.fill_in(ana.look(revising.act("answer")), ANSWER, typed).status_code == 303
    asked = revising.order.milestone(1).request
    assert asked is not None
    assert [(one.kind, one.effort_minutes, one.price) for one in asked.answers] == [
        (AnswerKind.WILL_DO, 90, None), (AnswerKind.OUTSIDE, None, None), (AnswerKind.PRICE, 180, Money(110_00, "EUR")),
    ]  # fmt: skip
    text = marc.look(revising.address).text
    assert "The palette was agreed as it is" in text
    assert "€110.00" in text


WILL_DO_ALL = {"kind-1": "will_do", "kind-2": "will_do", "kind-3": "will_do"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price-3", ""),
        ("price-3", "-110"),
        ("price-3", "a lot"),
        ("price-3", "110 USD"),
        ("price-3", "110.999"),
        ("price-3", "9" * 5_000),
        ("effort-1", "-1"),
        ("effort-1", "two"),
        ("effort-1", "NaN"),
        ("effort-1", "99999999"),
    ],
)
def test_wrong_numbers_are_said_at_their_field(revising: Deed, ana: Visitor, field: str, typed: str) -> None:
    answer = ana.fill_in(
        ana.look(revising.act("answer")), ANSWER, WILL_DO_ALL | {"kind-3": "price", "price-3": "110", field: typed}
    )
    assert answer.status_code == 422
    page = read(answer)
    assert f"#f-{field}" in page.links
    assert page.form(ANSWER).fields[field] == [typed]
    assert page.form(ANSWER).fields["kind-3"] == ["price"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"kind-3": "outside", "reason-3": " "}, "revision.reason_missing"),
        ({"kind-3": "price", "price-3": "0"}, "offer.price_not_positive"),
        ({"effort-1": "0.001"}, "offer.number_out_of_range"),
        ({"reason-1": "x" * 50_000}, "text.too_long"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(revising: Deed, ana: Visitor, typed: dict[str, str], says: str) -> None:
    answer = ana.fill_in(ana.look(revising.act("answer")), ANSWER, WILL_DO_ALL | typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    for name, value in typed.items():
        assert read(answer).form(ANSWER).fields[name] == [value]


def test_an_item_without_an_answer_is_asked_for_one(revising: Deed, ana: Visitor) -> None:
    answer = ana.fill_in(ana.look(revising.act("answer")), ANSWER, {"kind-1": "will_do"})
    assert answer.status_code == 422
    assert {"#f-kind-2", "#f-kind-3"} <= set(read(answer).links)


def test_answered_twice_is_refused_the_second_time(revising: Deed, ana: Visitor) -> None:
    page = ana.look(revising.act("answer"))
    assert ana.fill_in(page, ANSWER, WILL_DO_ALL).status_code == 303
    other = ana.post(revising.act("answer"), **WILL_DO_ALL)
    assert other.status_code in (409, 422)
    assert "revision.answered_already" in other.content.decode()


def test_the_same_answer_twice_is_one_even_when_it_closed_the_request(ana: Visitor, marc: Visitor) -> None:
    """All of it lies outside: the delivery stands again, and the second click must not hear that the page is stale."""
    deed = in_stage("revising", marc, ana)
    page = ana.look(deed.act("answer"))
    typed = {"kind-1": "outside", "reason-1": "It was agreed as it is"}
    for _ in range(2):
        assert ana.fill_in(page, ANSWER, typed).status_code == 303
    assert deed.stage() is Stage.DELIVERED


# --- delivering again


def upload(version: int = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile("item-1.pdf", sample("item-1.pdf", version))


def test_what_was_promised_must_be_ticked_or_explained(revising: Deed, ana: Visitor, marc: Visitor) -> None:
    revising.does(answers(will_do(1, 90), will_do(2), will_do(3)))
    page = ana.look(revising.act("redeliver"))
    half = ana.fill_in(page, REDELIVER, {"done": ["1"], "explain-2": "The printer has no warmer ink", "note": "Nearly"})
    assert half.status_code == 422
    assert "revision.will_do_open" in half.content.decode()
    form = read(half).form(REDELIVER)
    assert (form.fields["done"], form.fields["explain-2"], form.fields["note"]) == (
        ["1"], ["The printer has no warmer ink"], ["Nearly"],
    )  # fmt: skip
    assert ana.fill_in(read(half), REDELIVER, {"done": ["1", "3"], "files-1": upload()}).status_code == 303
    assert revising.stage() is Stage.DELIVERED
    assert "The printer has no warmer ink" in marc.look(revising.address).text


def test_without_new_files_those_of_the_last_delivery_stand(revising: Deed, ana: Visitor) -> None:
    page = ana.look(revising.act("redeliver"))
    typed = {"done": ["1", "2"], "note": "Nothing but the margins"}
    assert ana.fill_in(page, REDELIVER, typed).status_code == 303
    assert "Nothing but the margins" in ana.look(revising.address).text
    [file] = revising.order.milestone(1).files_now()
    assert file.ending == "pdf"


def test_items_that_are_none_cannot_be_ticked_or_explained(revising: Deed, ana: Visitor) -> None:
    page = ana.look(revising.act("redeliver"))
    form = page.form(REDELIVER)
    sent = form.filled({"done": ["1", "2", "77", "x", "9" * 4_000]}) | {"explain-88": "Nothing of the kind"}
    assert ana.client.post(form.action, sent).status_code == 303
    [again] = [event for event in events_of(revising.id) if event.kind == "Redelivered"]
    assert '"done":[1,2]' in again.body
    assert ana.get(revising.address)

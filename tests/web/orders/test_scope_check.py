"""The scope check on the pages: while one asks, while one answers, in the order room, and as a table to share."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.http import HttpResponse

from parley.core.money import Money
from parley.core.order.state import Stage
from parley.core.texts import LONGEST_MESSAGE
from tests.asks import accept_items, answer, change, defect, deliver, new, outside, priced, redeliver, request, will_do
from tests.web.people import Deed, Visitor, in_stage, present_deal
from tests.web.reading import ReadPage, read

REQUEST, ANSWER, MESSAGES = "/request-revision", "/answer", "/messages"
ADVICE_ITEM = "May be outside what was agreed: it takes at least the effort of the whole item."
ADVICE_DELIVERY = "May be outside what was agreed: it takes at least the effort of the whole delivery."
HOLD = ("again", "check")


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    """Two items of one and two hours are delivered; two rounds are agreed."""
    return in_stage("working", marc, ana, present_deal(items=2)).does(deliver())


@pytest.fixture
def asked(deed: Deed) -> Deed:
    """A defect of the first item, a change of the second, and something new."""
    return deed.does(request(defect("It is cut off", 1), change("Warmer, please", 2), new("A stamp, too")))


def check_of(answer: HttpResponse | ReadPage | str, line: int) -> str:
    """The words of the check under one item of a form."""
    page = answer.content.decode() if isinstance(answer, HttpResponse) else str(answer)
    start = page.index(f'id="check-{line}"')
    return read("<div " + page[start : page.index("</fieldset>", start)].split("<noscript>")[0]).text


def typed(**fields: str) -> dict[str, Any]:
    return {name.replace("_", "-"): value for name, value in fields.items()}


# --- while one asks


def test_nothing_is_said_before_a_kind_is_chosen(deed: Deed, marc: Visitor) -> None:
    page = marc.get(deed.act("request-revision"))
    assert [check_of(page, line) for line in (1, 2, 3)] == ["", "", ""]


def test_each_item_is_held_against_what_was_agreed_while_it_is_written(deed: Deed, marc: Visitor) -> None:
    form = marc.look(deed.act("request-revision"))
    filled = typed(words_1="Cut off", kind_1="defect", item_1="1", words_2="Warmer", kind_2="change", item_2="2")
    filled |= typed(words_3="A stamp", kind_3="new", item_3="1")
    page = marc.fill_in(form, REQUEST, filled, press=HOLD)
    assert page.status_code == 200
    first, second, third = (check_of(page, line) for line in (1, 2, 3))
    assert "In scope" in first
    assert "Agreed: “Item 1.1” (1 h) Done when: Test 1.1" in first
    assert "Takes no round" in first
    assert "In scope" in second
    assert "Agreed: “Item 1.2” (2 h) Done when: Test 1.2" in second
    assert "Rounds left after this request: 1 of 2" in second
    assert "Outside scope" in third
    assert "Item 1.1" not in third
    assert deed.stage() is Stage.DELIVERED


def test_holding_it_against_the_scope_adds_no_line_and_loses_no_word(deed: Deed, marc: Visitor) -> None:
    form = marc.look(deed.act("request-revision"))
    page = read(marc.fill_in(form, REQUEST, typed(words_1="Cut off", kind_1="defect"), press=HOLD))
    again = page.form(REQUEST)
    assert (again.fields["words-1"], again.fields["kind-1"], again.fields["lines"]) == (["Cut off"], ["defect"], ["3"])
    assert HOLD in again.buttons
    more = read(marc.fill_in(page, REQUEST, press=("again", "1")))
    assert more.form(REQUEST).fields["lines"] == ["4"]
    sent = marc.fill_in(more, REQUEST, typed(kind_1="defect", item_1="1"))
    assert sent.status_code == 303


def test_a_wish_without_an_item_and_one_for_an_accepted_item_are_told_apart(deed: Deed, marc: Visitor) -> None:
    deed.does(accept_items(1))
    form = marc.look(deed.act("request-revision"))
    filled = typed(words_1="Cut off", kind_1="defect", words_2="Warmer", kind_2="change", item_2="1")
    page = marc.fill_in(form, REQUEST, filled, press=HOLD)
    assert "Unclear" in check_of(page, 1)
    assert "No agreed item is named" in check_of(page, 1)
    assert "Outside scope" in check_of(page, 2)
    assert "accepted already" in check_of(page, 2)


def test_when_the_rounds_are_used_a_change_is_said_to_be_outside_before_it_is_sent(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana, present_deal().but(rounds=0))
    form = marc.look(deed.act("request-revision"))
    page = marc.fill_in(form, REQUEST, typed(words_1="Warmer", kind_1="change", item_1="1"), press=HOLD)
    assert "All agreed rounds are used" in check_of(page, 1)


@pytest.mark.parametrize("fields", [{"kind-1": "nonsense"}, {"kind-1": "change", "item-1": "9" * 400}, {"lines": "-4"}])
def test_what_nobody_can_choose_does_no_harm(deed: Deed, marc: Visitor, fields: dict[str, str]) -> None:
    assert marc.post(deed.act("request-revision"), again="check", **fields).status_code == 200


# --- while one answers


def test_the_answer_shows_the_clause_and_the_verdict_at_once(asked: Deed, ana: Visitor) -> None:
    page = ana.get(asked.act("answer"))
    first, second, third = (check_of(page, line) for line in (1, 2, 3))
    assert "In scope" in first
    assert "Agreed: “Item 1.1”" in first
    assert "In scope" in second
    assert "Outside scope" in third
    assert "effort of" not in first + second + third
    assert "Hold it against what was agreed" in page.content.decode()


@pytest.mark.parametrize(
    ("hours", "says", "advice"),
    [
        ("1", "50% of the effort of its item, 33% of the whole delivery", ""),
        ("1.99", "99% of the effort of its item", ""),
        ("2", "100% of the effort of its item, 67% of the whole delivery", ADVICE_ITEM),
        ("10000", "500,000% of the effort of its item", ADVICE_ITEM),
    ],
)
def test_the_verdict_follows_the_effort_that_is_typed(
    asked: Deed, ana: Visitor, hours: str, says: str, advice: str
) -> None:
    page = ana.fill_in(ana.look(asked.act("answer")), ANSWER, typed(effort_2=hours), press=HOLD)
    said = check_of(page, 2)
    assert says in said
    assert (advice in said) if advice else ("May be outside" not in said)
    assert ("Unclear" in said) is bool(advice)
    assert ("refuses nothing" in said) is bool(advice)
    assert read(page).form(ANSWER).fields["effort-2"] == [hours]
    assert asked.stage() is Stage.REVISING


def test_something_new_is_measured_against_the_whole_delivery(asked: Deed, ana: Visitor) -> None:
    form = ana.look(asked.act("answer"))
    small = check_of(ana.fill_in(form, ANSWER, typed(effort_3="2,9"), press=HOLD), 3)
    assert "97% of the effort of the whole delivery" in small
    assert "May be outside" not in small
    assert ADVICE_DELIVERY in check_of(ana.fill_in(form, ANSWER, typed(effort_3="3"), press=HOLD), 3)


@pytest.mark.parametrize("hours", ["", "two", "-1", "0", "NaN", "0.001", "1e9", "9" * 500])
def test_what_is_no_effort_changes_no_verdict(asked: Deed, ana: Visitor, hours: str) -> None:
    form = ana.look(asked.act("answer"))
    assert check_of(ana.fill_in(form, ANSWER, typed(effort_2=hours), press=HOLD), 2) == check_of(
        ana.get(asked.act("answer")), 2
    )


def test_the_advice_refuses_nothing(asked: Deed, ana: Visitor) -> None:
    filled = typed(kind_1="will_do", effort_1="50", kind_2="will_do", effort_2="50", kind_3="will_do", effort_3="50")
    assert ana.fill_in(ana.look(asked.act("answer")), ANSWER, filled).status_code == 303


def test_the_check_of_each_item_asks_for_itself_alone(asked: Deed, ana: Visitor, marc: Visitor, deed: Deed) -> None:
    page = ana.look(asked.act("answer"))
    live = [given for _, given in page.tags if given.get("class") == "live-check"]
    assert [given["id"] for given in live] == ["check-1", "check-2", "check-3"]
    for given in live:
        assert given["hx-post"] == asked.act("answer")
        assert given["hx-select"] == f"#{given['id']} > *"
        assert given["role"] == "status"
    assert all(f"#f-effort-{line}" in given["hx-trigger"] for line, given in enumerate(live, 1))
    assert all(f"f-effort-{line}" in page.ids for line in (1, 2, 3))


# --- in the order room


def test_both_sides_see_verdict_clause_and_advice_in_the_request(asked: Deed, ana: Visitor, marc: Visitor) -> None:
    asked.does(answer(will_do(1, 30), will_do(2, 120), priced(3, Money(50_00, "EUR"), 60)))
    for visitor in (ana, marc):
        text = visitor.look(asked.address).text
        assert "Done when: Test 1.2" in text
        assert "100% of the effort of its item" in text
        assert ADVICE_ITEM in text
        assert "Has a price: €50.00" in text
        assert "Will be done" in text
        assert asked.act("effort") in visitor.look(asked.address).links


def test_what_is_accepted_later_does_not_judge_an_old_request(asked: Deed, ana: Visitor) -> None:
    asked.does(answer(will_do(1), will_do(2), outside(3)), redeliver(done=[1, 2]), accept_items(1, 2))
    text = ana.look(asked.address).text
    assert "Done when: Test 1.2" in text
    assert "accepted already" not in text


def test_an_item_accepted_while_the_request_is_open_is_said_to_be_outside(asked: Deed, ana: Visitor) -> None:
    asked.does(accept_items(2))
    assert "accepted already" in ana.look(asked.address).text


# --- the table


def test_the_table_has_every_item_with_its_sums(asked: Deed, ana: Visitor, marc: Visitor) -> None:
    asked.does(answer(will_do(1, 30), will_do(2, 90), priced(3, Money(50_00, "EUR"), 60)))
    for visitor in (ana, marc):
        page = visitor.look(asked.act("effort"))
        text = page.text
        assert "Agreed for the whole delivery: 3 h" in text
        for words in ("It is cut off", "Warmer, please", "A stamp, too", "Defect", "Change", "New item", "€50.00"):
            assert words in text
        assert "75% 50%" in text  # of its item, of the delivery
        assert "Together 3" in text
        assert "Of this in scope 2" in text
        assert [tag for tag, _ in page.tags].count("tr") == 1 + 3 + 2
        assert "?as=csv" in page.links


def test_before_anything_is_asked_the_table_says_so(deed: Deed, marc: Visitor) -> None:
    page = marc.look(deed.act("effort"))
    assert "Nothing was asked for yet" in page.text
    assert not page.has_form(MESSAGES)
    assert len(list(csv.reader(StringIO(marc.get(deed.act("effort") + "?as=csv").content.decode("utf-8-sig"))))) == 1


def test_without_efforts_there_are_no_sums_and_after_the_answer_the_gaps_are_named(asked: Deed, ana: Visitor) -> None:
    assert "Together" not in ana.look(asked.act("effort")).text.partition("Share this table")[0]
    asked.does(answer(will_do(1, 30), will_do(2), outside(3)))
    assert "No effort is named yet for: 2 and 3." in ana.look(asked.act("effort")).text


def test_every_request_has_its_own_table_and_the_newest_comes_first(asked: Deed, ana: Visitor) -> None:
    asked.does(answer(will_do(1, 30), will_do(2, 60), outside(3)), redeliver(done=[1, 2]), request(change("Cooler", 2)))
    text = ana.look(asked.act("effort")).text
    assert text.index("Request 2") < text.index("Cooler") < text.index("Request 1") < text.index("Warmer, please")
    asked.does(answer(will_do(1, 15)))
    [newest, *_] = rows(ana, asked)
    assert (newest["What is asked"], newest["Effort (minutes)"]) == ("Cooler", "15")


def test_only_this_milestone_is_in_its_table(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana, present_deal(2))
    deed.does(request(change("Only of the first")))
    assert "Only of the first" in ana.look(deed.act("effort")).text
    assert "Nothing was asked for yet" in ana.look(deed.act("effort", 2)).text


def rows(visitor: Visitor, deed: Deed) -> list[dict[str, str]]:
    answer = visitor.get(deed.act("effort") + "?as=csv")
    assert answer.headers["Content-Type"] == "text/csv;charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="effort-')
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_download_counts_in_whole_minutes_and_plain_sums(asked: Deed, ana: Visitor) -> None:
    asked.does(answer(will_do(1, 30), will_do(2, 120), priced(3, Money(1_050_00, "EUR"), 60)))
    first, second, third = rows(ana, asked)
    assert (first["Effort (minutes)"], first["Share of the item (%)"], first["Share of the delivery (%)"]) == (
        "30", "50", "17",
    )  # fmt: skip
    assert (second["Reason"], second["Scope"], second["May be outside"]) == ("scope.as_large", "Unclear", "yes")
    assert (third["Reason"], third["Price"], third["Currency"]) == ("scope.new", "1050.00", "EUR")
    assert third["Share of the item (%)"] == ""


@pytest.mark.parametrize("words", ["=1+1", "+49 30", "-5 %", "@sum", "\t=1"])
def test_words_are_never_worked_out_by_a_spreadsheet(deed: Deed, ana: Visitor, words: str) -> None:
    deed.does(request(change(words)))
    [row] = rows(ana, deed)
    assert row["What is asked"] == f"'{words}"


# --- shared in a message


def test_the_table_is_shared_in_a_message_that_can_be_changed(asked: Deed, ana: Visitor, marc: Visitor) -> None:
    asked.does(answer(will_do(1, 30), will_do(2, 120), priced(3, Money(50_00, "EUR"), 60)))
    page = ana.look(asked.act("effort"))
    [draft] = page.form(MESSAGES).fields["text"]
    for words in ("1. “It is cut off”", "Unclear", ADVICE_ITEM, "Has a price: €50.00", asked.act("effort"), "Together"):
        assert words in draft
    sent = ana.fill_in(page, MESSAGES, {"text": f"Dear Marc\n{draft}"})
    assert sent.headers["Location"] == f"{asked.address}#composer"  # what lies unsent in the room stays there
    assert "Dear Marc" in marc.look(asked.address).text


def test_a_message_from_the_room_still_says_that_it_was_sent(deed: Deed, marc: Visitor) -> None:
    sent = marc.fill_in(marc.look(deed.address), MESSAGES, {"text": "Hello"})
    assert sent.headers["Location"].startswith(f"{deed.address}?sent=1")


def test_a_request_of_many_words_still_fits_into_a_message(deed: Deed, ana: Visitor) -> None:
    deed.does(request(*[change("word " * 1_000, 1) for _ in range(50)]))
    [draft] = ana.look(deed.act("effort")).form(MESSAGES).fields["text"]
    assert len(draft) <= LONGEST_MESSAGE
    assert deed.act("effort") in draft


def test_words_stay_words_in_the_table_and_in_the_draft(deed: Deed, ana: Visitor) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    deed.does(request(change(hostile)))
    answer = ana.get(deed.act("effort"))
    assert "<script>alert" not in answer.content.decode()
    assert hostile in read(answer).form(MESSAGES).fields["text"][0]

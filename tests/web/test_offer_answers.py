"""The offer as the other side reads it: ticked clause by clause, talked over, declined, withdrawn, agreed."""

from __future__ import annotations

import pytest

from parley.core.order.state import OfferEnd, OrderStage
from parley.core.order.terms import ClauseKey, clauses
from tests.asks import counter, note
from tests.web.people import Deed, Visitor, in_stage, offer, present_deal
from tests.web.reading import read


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    """An offer from Ana to Marc."""
    return offer(marc, ana)


def keys(deed: Deed) -> list[str]:
    return [clause.key.value for clause in clauses(deed.order.terms)]


def test_every_clause_ticked_makes_it_an_order(deed: Deed, marc: Visitor) -> None:
    page = marc.look(deed.address)
    answer = marc.fill_in(page, "/accept", {"clauses": keys(deed)})
    assert (answer.status_code, answer.headers["Location"]) == (303, deed.address)
    assert deed.order.offer.end is OfferEnd.ACCEPTED
    again = marc.fill_in(page, "/accept", {"clauses": keys(deed)})
    assert again.status_code == 303
    assert deed.order.seq == 3


def test_a_clause_that_is_not_ticked_keeps_the_offer_open(deed: Deed, marc: Visitor) -> None:
    answer = marc.fill_in(marc.look(deed.address), "/accept", {"clauses": keys(deed)[1:]})
    assert answer.status_code == 422
    assert 'id="refusal"' in answer.content.decode()
    assert "offer.clauses_open" in answer.content.decode()
    assert deed.order.stage is OrderStage.OFFERED


def test_an_offer_that_was_changed_while_one_read_it_is_not_accepted(deed: Deed, marc: Visitor) -> None:
    page = marc.look(deed.address)
    deed.does(counter(present_deal(price=999_00), by=deed.order.offer.by))
    answer = marc.fill_in(page, "/accept", {"clauses": keys(deed)})
    assert answer.status_code == 422
    assert "offer.changed" in answer.content.decode()
    assert deed.order.stage is OrderStage.OFFERED


def test_its_author_cannot_accept_it(deed: Deed, ana: Visitor) -> None:
    page = ana.look(deed.address)
    assert not page.has_form("/accept")
    assert not page.has_form("/decline")
    answer = ana.post(deed.offer_act("accept_offer"), clauses=keys(deed), terms="x")
    assert answer.status_code == 422
    assert "offer.yours" in answer.content.decode()


def test_a_note_is_read_by_the_other_side_and_stops_the_offer(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    page = marc.look(deed.address)
    answer = marc.fill_in(page, "/note", {"clause": "kill_fee", "note": "A quarter is a lot for us"})
    assert answer.status_code == 303
    assert set(deed.order.offer.notes) == {ClauseKey.KILL_FEE.value}
    assert "A quarter is a lot for us" in ana.look(deed.address).text
    blocked = marc.fill_in(marc.look(deed.address), "/accept", {"clauses": keys(deed)})
    assert blocked.status_code == 422
    assert "offer.clause_in_talk" in blocked.content.decode()


def test_a_note_without_words_is_refused(deed: Deed, marc: Visitor) -> None:
    answer = marc.fill_in(marc.look(deed.address), "/note", {"clause": "money", "note": "  "})
    assert answer.status_code == 422
    assert "text.missing" in answer.content.decode()


def test_ticks_stay_when_the_clauses_they_are_on_do_not_change(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    deed.does(note(ClauseKey.CHANGES, "Three rounds, please", agreed=[ClauseKey.WORK, ClauseKey.MONEY]))
    page = ana.look(deed.offer_act("counter_offer"))
    assert ana.fill_in(page, "/counter", {"rounds": "3"}).status_code == 303
    ticked = [given["value"] for tag, given in marc.look(deed.address).tags
              if tag == "input" and given.get("name") == "clauses" and "checked" in given]  # fmt: skip
    assert {"work", "money"} <= set(ticked)
    assert "changes" not in ticked


@pytest.mark.parametrize("reason", ["", "We have chosen somebody else"])
def test_declining_ends_it_with_or_without_a_reason(deed: Deed, ana: Visitor, marc: Visitor, reason: str) -> None:
    assert marc.fill_in(marc.look(deed.address), "/decline", {"reason": reason}).status_code == 303
    assert deed.order.stage is OrderStage.DECLINED
    room = ana.look(deed.address)
    assert reason in room.text
    assert not room.has_form("/accept")


def test_its_author_may_withdraw_it_and_then_nothing_can_be_accepted(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    page = marc.look(deed.address)
    assert ana.fill_in(ana.look(deed.address), "/withdraw").status_code == 303
    assert deed.order.stage is OrderStage.WITHDRAWN
    answer = marc.fill_in(page, "/accept", {"clauses": keys(deed)})
    assert answer.status_code == 409
    assert marc.get(deed.address)


def test_only_its_author_withdraws_and_only_the_other_side_declines(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    assert marc.post(deed.offer_act("withdraw_offer")).status_code in (409, 422)
    assert ana.post(deed.offer_act("decline_offer")).status_code in (409, 422)
    assert deed.order.stage is OrderStage.OFFERED


@pytest.mark.parametrize("words", ["x" * 50_000, "🦊" * 20_001])
@pytest.mark.parametrize(("form", "field"), [("/note", "note"), ("/decline", "reason")])
def test_words_that_are_too_long_are_refused_and_kept(
    deed: Deed, marc: Visitor, form: str, field: str, words: str
) -> None:
    answer = marc.fill_in(marc.look(deed.address), form, {field: words})
    assert answer.status_code == 422
    assert "text.too_long" in answer.content.decode()
    assert read(answer).form(form).fields[field] == [words]
    assert deed.order.stage is OrderStage.OFFERED


def test_ticks_are_kept_when_the_offer_was_not_accepted(deed: Deed, marc: Visitor) -> None:
    answer = marc.fill_in(marc.look(deed.address), "/accept", {"clauses": ["work", "money"]})
    assert answer.status_code == 422
    assert set(read(answer).form("/accept").fields["clauses"]) >= {"work", "money"}


def test_ticks_on_an_offer_that_changed_under_them_are_not_kept(deed: Deed, marc: Visitor) -> None:
    page = marc.look(deed.address)
    deed.does(counter(present_deal(price=999_00), by=deed.order.offer.by))
    answer = marc.fill_in(page, "/accept", {"clauses": keys(deed)})
    assert read(answer).form("/accept").fields["clauses"] == []


def test_a_message_about_an_offer_that_is_too_long_is_kept(deed: Deed, marc: Visitor) -> None:
    answer = marc.fill_in(marc.look(deed.address), "/messages", {"text": "x" * 50_000})
    assert answer.status_code == 422
    assert read(answer).form("/messages").fields["text"] == ["x" * 50_000]


def test_what_was_agreed_stands_in_the_room_to_read_again(ana: Visitor, marc: Visitor) -> None:
    room = marc.look(in_stage("working", marc, ana).address)
    assert "What was agreed" in room.text
    assert not room.has_form("/accept")
    assert any(given.get("id") == "agreed" for _, given in room.tags)

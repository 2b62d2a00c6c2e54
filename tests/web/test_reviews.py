"""The review of a closed order, through its own page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.asks_of_cases import bank_says, chargeback
from tests.web.people import Deed, Visitor, in_stage


def at(deed: Deed) -> str:
    return reverse("review", args=[deed.id])


def write(visitor: Visitor, deed: Deed, **typed: object) -> int:
    return visitor.fill_in(visitor.look(at(deed)), at(deed), typed).status_code


def test_the_room_of_a_closed_order_leads_to_the_review(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert at(deed) not in marc.look(deed.address).links
    deed = in_stage("released", marc, ana)
    for one in (ana, marc):
        assert at(deed) in one.look(deed.address).links


def test_both_reviews_are_shown_once_both_are_there(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("released", marc, ana)
    assert write(marc, deed, stars="4", words="Clear and on time") == 303
    assert "Your review is sealed" in marc.look(at(deed)).text
    assert not marc.look(at(deed)).has_form(at(deed))
    assert write(ana, deed, stars="5") == 303
    page = marc.look(at(deed)).text
    assert "4 of 5 stars" in page
    assert "5 of 5 stars" in page
    assert "Read the reviews" in ana.look(deed.address).text


def test_without_stars_nothing_is_sent_and_the_words_stay(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("released", marc, ana)
    answer = marc.fill_in(marc.look(at(deed)), at(deed), {"words": "Clear and on time"})
    assert answer.status_code == 422
    assert "Clear and on time" in answer.content.decode()
    assert deed.order.ratings == {}


@pytest.mark.parametrize("stars", ["0", "6", "12", "five", ""])
def test_other_stars_than_one_to_five_are_refused(ana: Visitor, marc: Visitor, stars: str) -> None:
    deed = in_stage("released", marc, ana)
    assert marc.post(at(deed), stars=stars, words="Good").status_code == 422
    assert deed.order.ratings == {}


def test_an_order_that_goes_on_has_no_review_yet(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = marc.look(at(deed))
    assert not page.has_form(at(deed))
    answer = marc.post(at(deed), stars="5", words="Good so far")
    assert answer.status_code == 409
    assert "Good so far" in answer.content.decode()


def test_nobody_writes_while_a_bank_judges(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("released", marc, ana).does(chargeback())
    assert not marc.look(at(deed)).has_form(at(deed))
    assert "rating.locked" in marc.look(at(deed)).text
    deed.does(bank_says(won=True))
    assert marc.look(at(deed)).has_form(at(deed))

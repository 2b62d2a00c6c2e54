"""What others wrote of somebody, on their page: never before the machine has shown it, and without a name."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from parley.core.parties import Role
from parley.desk.now import now
from parley.people.profiles import Told, keep
from parley.privacy.emptying import all_rows_of, empty
from parley.reads import reviews
from tests.asks_of_cases import bank_says, chargeback, rate
from tests.web.people import Deed, Visitor, in_stage


def page_of(one: Visitor) -> str:
    return reverse("person", args=[one.id])


def rated(marc: Visitor, ana: Visitor, stars: int, words: str = "Clear and kind", back: int = 5) -> Deed:
    deed = in_stage("released", marc, ana)
    return deed.does(rate(Role.CLIENT, stars, words), rate(Role.FREELANCER, back, "Paid at once"))


def test_nothing_is_shown_before_both_have_written(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    deed = in_stage("released", marc, ana).does(rate(Role.CLIENT, 1, "Slow and rude"))
    for who in (eva, ana, marc):
        page = who.look(page_of(ana)).text
        assert "Slow and rude" not in page
        assert "of 5 stars" not in page
    deed.does(rate(Role.FREELANCER, 5, "Paid at once"))
    page = eva.look(page_of(ana)).text
    assert "Slow and rude" in page
    assert "1 of 5 stars, from 1 review." in page
    assert "From a client," in page
    assert "Marc" not in page
    other = eva.look(page_of(marc)).text
    assert "Paid at once" in other
    assert "From a freelancer," in other


def test_the_mean_is_told_with_its_count(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    for stars in (5, 4, 4):
        rated(marc, ana, stars)
    assert "4.3 of 5 stars, from 3 reviews." in eva.look(page_of(ana)).text


def test_while_a_bank_judges_the_reviews_of_that_order_rest(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    deed = rated(marc, ana, 2).does(chargeback())
    assert "of 5 stars" not in eva.look(page_of(ana)).text
    deed.does(bank_says(won=True))
    assert "2 of 5 stars" in eva.look(page_of(ana)).text


def test_a_guest_hears_the_mean_and_not_the_words(ana: Visitor, marc: Visitor, nobody: Visitor) -> None:
    rated(marc, ana, 4)
    assert ana.person is not None
    keep(ana.person, Told("Maps", language="en", is_public=True))
    page = nobody.look(page_of(ana)).text
    assert "4 of 5 stars, from 1 review." in page
    assert "Clear and kind" not in page


def test_a_review_whose_words_were_erased_counts_no_more(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    deed = rated(marc, ana, 1)
    rated(marc, ana, 5)
    empty(deed.id, all_rows_of(deed.id), now())
    assert "5 of 5 stars, from 1 review." in eva.look(page_of(ana)).text


def test_many_reviews_go_on_from_a_key(
    ana: Visitor, marc: Visitor, eva: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "PAGE", 2)
    for words in ("one", "two", "three"):
        rated(marc, ana, 5, f"Words {words}.")
    first = eva.look(page_of(ana))
    assert "Words one." not in first.text
    [older] = [link for link in first.links if "reviews=" in link]
    second: Any = eva.look(page_of(ana) + older)
    assert "Words one." in second.text
    assert "Words three." not in second.text
    assert "from 3 reviews" in second.text
    eva.look(page_of(ana) + "?reviews=nonsense")

"""Offers choose the policies that operators wrote, and keep them as they were."""

from __future__ import annotations

from dataclasses import replace

from parley.core.policies import ONE_TO_ONE, STANDARD
from parley.desk.actor import load
from parley.desk.now import now
from parley.people.policies import retire, rewrite, write
from tests.web.people import Visitor
from tests.web.reading import read
from tests.web.test_offer_form import filled, made

OFFER = "/orders/new"


def test_an_offer_may_choose_a_written_policy_and_its_terms_carry_it(
    calm: Visitor, ana: Visitor, marc: Visitor
) -> None:
    page = ana.look(OFFER)
    assert "Calm and careful" in page.text
    assert "Silence after a delivery: 10 days" in page.text
    answer = ana.fill_in(page, OFFER, filled(policy="calm"))
    assert answer.status_code == 303
    terms = load(made()[0]).terms
    assert (terms.policy, terms.windows.review_days) == ("calm", 10)


def test_a_new_version_leaves_the_offers_that_exist_alone(calm: Visitor, ana: Visitor, marc: Visitor) -> None:
    ana.fill_in(ana.look(OFFER), OFFER, filled(policy="calm"))
    [order_id] = made()
    assert calm.person is not None
    rewrite(replace(STANDARD, name="calm", rounds=5), "Calmer", 1, calm.person, now())
    retire("calm", now())
    assert load(order_id).terms.windows.review_days == 10
    counter = f"/orders/{order_id}/offer/counter"
    page = marc.look(counter)
    assert page.form(counter).fields["policy"] == ["calm"]
    assert marc.fill_in(page, counter, {"price-1": "290"}).status_code == 303
    terms = load(order_id).terms
    assert (terms.policy, terms.windows.review_days, terms.price.amount_minor) == ("calm", 10, 290_00)


def test_a_retired_policy_is_not_chosen_any_more(calm: Visitor, ana: Visitor, marc: Visitor) -> None:
    page = ana.look(OFFER)
    retire("calm", now())
    assert "Calm and careful" not in ana.look(OFFER).text
    answer = ana.fill_in(page, OFFER, filled(policy="calm"))
    assert answer.status_code == 422
    assert "#f-policy" in read(answer).links
    assert made() == []


def test_an_offer_begins_with_the_policy_that_the_address_names(olga: Visitor, ana: Visitor) -> None:
    assert olga.person is not None
    write(replace(STANDARD, name="strict", rounds=0, kill_fee_percent=60), "Strict", "standard", olga.person, now())
    fields = ana.look(f"{OFFER}?policy=strict").form(OFFER).fields
    assert (fields["policy"], fields["rounds"], fields["kill_fee"]) == (["strict"], ["0"], ["60"])
    assert ana.look(f"{OFFER}?policy=nobody").form(OFFER).fields["policy"] == ["standard"]


def test_a_button_fills_in_what_the_policy_starts_from(ana: Visitor) -> None:
    page = ana.look(OFFER)
    typed = {"policy": ONE_TO_ONE.name, "price-1": "300", "rounds": "9", "title": "A logo"}
    fields = read(ana.fill_in(page, OFFER, typed, press=("again", "policy"))).form(OFFER).fields
    assert (fields["rounds"], fields["kill_fee"], fields["deposit-1"]) == (["2"], ["25"], ["60.00"])
    assert (fields["policy"], fields["title"]) == ([ONE_TO_ONE.name], ["A logo"])

"""Who somebody is in an order. Nobody learns from an answer whether an order exists."""

from __future__ import annotations

from uuid import UUID

import pytest

from parley.core.parties import Role
from parley.desk.actor import NothingHere, load, order_for
from tests.asks import CLIENT_PERSON, FREELANCER_PERSON, STRANGER, accept_offer
from tests.deals import MONDAY
from tests.desk.given_orders import MINUTE, do, offered, order

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_side_is_known_by_its_part() -> None:
    [order_id] = offered()
    assert order_for(order_id, CLIENT_PERSON) == (order(order_id), Role.CLIENT)
    assert order_for(order_id, FREELANCER_PERSON) == (order(order_id), Role.FREELANCER)


def test_a_stranger_hears_the_same_as_about_no_order_at_all() -> None:
    [order_id] = offered()
    with pytest.raises(NothingHere) as foreign:
        order_for(order_id, STRANGER)
    with pytest.raises(NothingHere) as unknown:
        order_for(UUID(int=404), CLIENT_PERSON)
    assert (type(foreign.value), foreign.value.args) == (type(unknown.value), unknown.value.args) == (NothingHere, ())


@pytest.mark.parametrize("nobody", ["", "None", "client", "clock"])
def test_an_empty_place_belongs_to_nobody(nobody: str) -> None:
    """A guest's id is None: it must never fit the place of a side that has not joined yet."""
    [order_id] = offered(client=None)
    with pytest.raises(NothingHere):
        order_for(order_id, nobody)


def test_what_is_loaded_is_the_order_as_it_stands() -> None:
    [order_id] = offered()
    do([order_id], accept_offer(), MONDAY + MINUTE)
    assert load(order_id) == order(order_id)
    assert load(order_id).seq == 3
    with pytest.raises(NothingHere):
        load(UUID(int=404))

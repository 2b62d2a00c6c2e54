"""The only way an order changes: what is answered, what is written, and that it is all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from parley.core.order import messages as m
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Stage
from parley.desk.files import KeptFile
from parley.desk.receipts import Receipt, Reused
from parley.desk.submit import submit
from parley.store.outbox import effects_of
from parley.store.queries import order_row, receipts_of, texts_of
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_offer,
    change,
    deliver,
    fund,
    make_offer,
    message,
    open_files,
    request,
)
from tests.deals import MONDAY, text
from tests.desk.given_orders import (
    DAY,
    MINUTE,
    SECOND,
    agreed,
    answer,
    assert_sound,
    command,
    delivered,
    do,
    done,
    everything,
    kinds,
    offered,
    order,
    row,
    working,
)

# What is on disk after submit() must be on disk: real commits, and no test transaction around them.
pytestmark = pytest.mark.django_db(transaction=True)

LATER = MONDAY + MINUTE
Files = Sequence[KeptFile]

# --- many at once


def test_a_batch_of_different_orders_is_answered_in_its_own_order() -> None:
    first, second, third = agreed(3)
    answers = submit([command(third, fund()), command(first, message(CLIENT)), command(second, accept())], LATER)
    funded, said, refused = answers
    assert isinstance(funded, Receipt)
    assert (funded.order_id, funded.seq, funded.head, funded.at) == (third, row(third).seq, row(third).head, LATER)
    assert isinstance(said, Receipt)
    assert (said.order_id, said.head) == (first, row(first).head)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_NOW
    assert kinds(second)[-1] != "Accepted"
    assert_sound([first, second, third])


def test_sixty_four_orders_are_written_as_soundly_as_one() -> None:
    ids = delivered(64)
    do(ids, accept(), LATER)
    assert {order(order_id).milestones[0].stage for order_id in ids} == {Stage.RELEASED}
    assert_sound(ids)


def test_two_commands_of_one_order_are_no_batch() -> None:
    [order_id] = agreed()
    with pytest.raises(ValueError, match="at most one command of an order"):
        submit([command(order_id, fund()), command(order_id, message(CLIENT))], LATER)
    assert kinds(order_id)[-1] == "Unlocked"


def test_no_commands_are_answered_with_nothing() -> None:
    assert submit([], LATER) == []


def test_an_engine_that_takes_one_order_at_a_time_gets_them_so(settings: Any) -> None:
    settings.ONE_ORDER_AT_A_TIME = True
    ids = working(3)
    assert [kinds(order_id)[-1] for order_id in ids] == ["WorkStarted"] * 3
    assert_sound(ids)


# --- the same command again


def test_the_same_command_again_gets_the_first_answer() -> None:
    [order_id] = agreed()
    asked = command(order_id, fund())
    [first] = submit([asked], LATER)
    do([order_id], deliver(), LATER + MINUTE)
    before = everything()
    [again] = submit([asked], LATER + DAY)
    assert again == first
    assert everything() == before


def test_the_same_words_with_another_salt_are_the_same_question() -> None:
    """A form that is sent twice is read twice, and each reading makes its own salts."""
    [order_id] = agreed()
    asked = m.SendMessage(order_id=order_id, id=UUID(int=99), by=CLIENT, text=text("Hello"))
    salted_anew = replace(asked, text=replace(text("Hello"), salt="0" * 32))
    assert submit([asked], LATER) == submit([salted_anew], LATER + MINUTE)
    assert kinds(order_id).count("MessageSent") == 1


def test_other_words_under_the_same_id_are_refused_as_reused() -> None:
    [order_id] = agreed()
    asked = m.SendMessage(order_id=order_id, id=UUID(int=99), by=CLIENT, text=text("Hello"))
    submit([asked], LATER)
    before = everything()
    assert submit([replace(asked, text=text("Good bye"))], LATER) == [Reused(order_id, asked.id)]
    assert submit([replace(asked, by=FREELANCER)], LATER) == [Reused(order_id, asked.id)]
    assert everything() == before


def test_words_that_change_places_are_another_question() -> None:
    [order_id] = delivered()
    asked = command(order_id, request(change("Warmer"), change("Larger")))
    assert isinstance(asked, m.RequestRevision)
    submit([asked], LATER)
    assert submit([replace(asked, items=asked.items[::-1])], LATER) == [Reused(order_id, asked.id)]


def test_other_files_under_the_same_id_are_another_question() -> None:
    [order_id] = working()
    asked = command(order_id, deliver())
    other = command(order_id, deliver(version="other"))
    submit([asked], LATER)
    assert submit([replace(other, id=asked.id)], LATER) == [Reused(order_id, asked.id)]


def test_what_was_asked_is_kept_as_a_hash_and_not_as_words() -> None:
    [order_id] = agreed()
    do([order_id], message(CLIENT, "A very particular sentence"), LATER)
    kept = everything()
    assert "A very particular sentence" in repr(kept["texts"])
    assert all("A very particular sentence" not in repr(kept[table]) for table in kept if table != "texts")


def test_a_refused_command_may_be_asked_again_under_the_same_id() -> None:
    """Nothing was done, so there is nothing to answer a second time."""
    [order_id] = agreed()
    [refused] = submit([early := command(order_id, deliver())], LATER)
    assert isinstance(refused, Refusal)
    do([order_id], fund(), LATER)
    [receipt] = submit([early], LATER)
    assert isinstance(receipt, Receipt)


def test_an_act_that_brings_no_event_is_answered_and_remembered_too() -> None:
    [order_id] = delivered()
    do([order_id], open_files(), LATER)
    seq = row(order_id).seq
    [again] = do([order_id], open_files(), LATER + MINUTE)
    assert again.seq == row(order_id).seq == seq
    assert kinds(order_id).count("FilesOpened") == 1


# --- a refusal


def test_a_refusal_writes_nothing() -> None:
    [order_id] = agreed()
    before = everything()
    refused = answer(order_id, message(CLIENT, "x" * 20_001), LATER)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.TEXT_TOO_LONG
    assert everything() == before


def test_a_refused_offer_leaves_no_order() -> None:
    offer = make_offer(client="the same", freelancer="the same")(None)
    [refused] = submit([offer], MONDAY)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.SAME_PERSON
    assert order_row(offer.order_id) is None


def test_a_command_about_no_order_is_refused() -> None:
    [asked] = [command(order_id, fund()) for order_id in agreed()]
    [refused] = submit([replace(asked, order_id=UUID(int=404))], LATER)
    assert isinstance(refused, Refusal)
    assert order_row(UUID(int=404)) is None


def test_clocks_that_were_overdue_stand_even_when_the_command_is_refused() -> None:
    [order_id] = agreed()
    late = MONDAY + 10 * DAY
    refused = answer(order_id, accept(), late)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_NOW
    assert kinds(order_id)[-1] == "FundingLapsed"
    assert order(order_id).milestones[0].stage is Stage.LAPSED
    assert row(order_id).updated_at == late
    assert [letter.kind for letter in effects_of(order_id)].count("FundingLapsed") == 2
    assert_sound([order_id])


def test_words_of_a_refused_command_are_not_kept_even_when_clocks_moved() -> None:
    [order_id] = agreed()
    refused = answer(order_id, message(CLIENT, "x" * 20_001), MONDAY + 10 * DAY)
    assert isinstance(refused, Refusal)
    assert kinds(order_id)[-1] == "FundingLapsed"
    assert all(len(one.body or "") < 100 for one in texts_of(order_id).values())
    assert len(receipts_of(order_id)) == 2


def test_a_refusal_harms_nobody_else_in_the_batch() -> None:
    ids = agreed(3)
    asked = [command(ids[0], fund()), command(ids[1], accept()), command(ids[2], fund())]
    answers = submit(asked, LATER)
    assert [type(one) for one in answers] == [Receipt, Refusal, Receipt]
    assert [order(order_id).milestones[0].stage for order_id in ids] == [Stage.WORKING, Stage.UNFUNDED, Stage.WORKING]


# --- time


def test_an_orders_own_time_never_runs_backwards() -> None:
    """Two processes' clocks may differ by a breath."""
    [order_id] = agreed()
    do([order_id], fund(), LATER)
    [receipt] = do([order_id], deliver(), LATER - 5 * SECOND)
    assert receipt.at == LATER
    assert row(order_id).updated_at == LATER
    assert order(order_id).milestones[0].since == LATER
    assert_sound([order_id])


def test_one_late_clock_in_a_batch_does_not_move_the_others() -> None:
    ahead, on_time = agreed(2)
    do([ahead], message(CLIENT), LATER + MINUTE)
    receipts = do([ahead, on_time], fund(), LATER)
    assert [receipt.at for receipt in receipts] == [LATER + MINUTE, LATER]


def test_the_offer_is_made_at_the_instant_it_was_asked() -> None:
    half_a_second = timedelta(microseconds=500_001)
    [order_id] = offered(at=MONDAY + half_a_second)
    assert row(order_id).created_at == row(order_id).updated_at == MONDAY + half_a_second
    do([order_id], accept_offer(), LATER)
    assert (row(order_id).created_at, row(order_id).updated_at) == (MONDAY + half_a_second, LATER)


def test_the_same_text_twice_in_one_command_is_kept_once() -> None:
    [order_id] = working()
    asked = command(order_id, deliver())
    assert isinstance(asked, m.Deliver)
    done(submit([replace(asked, names=(*asked.names, *asked.names))], LATER))
    assert [one.body for one in texts_of(order_id).values()].count("item-1.pdf") == 1

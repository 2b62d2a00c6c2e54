"""A crash between any two statements leaves nothing, and a poisoned command harms only itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from parley.core.machine import Outcome, decide_at
from parley.core.order import messages as m
from parley.core.order.state import Order, Stage
from parley.desk.files import KeptFile, keep_file
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.desk.writing import writing
from parley.store.errors import BrokenInvariant
from parley.store.postgres import Postgres
from parley.store.rows import OrderRow
from parley.store.sqlite import Sqlite
from parley.store.unit import Writing
from tests.asks import (
    accept,
    fund,
    make_offer,
)
from tests.deals import MONDAY
from tests.desk.given_orders import (
    MINUTE,
    agreed,
    assert_sound,
    command,
    delivered,
    delivery_of,
    done,
    everything,
    kinds,
    order,
    working,
)

# What is on disk after submit() must be on disk: real commits, and no test transaction around them.
pytestmark = pytest.mark.django_db(transaction=True)

LATER = MONDAY + MINUTE
Files = Sequence[KeptFile]

# --- a crash

WRITTEN_BY_A_DELIVERY = ("update_orders", "update_lists", "journal", "outbox", "receipts", "texts", "files")
WRITTEN_BY_A_PAYMENT = ("postings",)
WRITTEN_BY_AN_OFFER = ("orders", "parties", "update_lists", "journal", "outbox", "receipts", "texts")


class Crash(RuntimeError):
    """The power fails here."""


def crash_at(monkeypatch: pytest.MonkeyPatch, statement: str, *, after: bool) -> None:
    """The next statement of this name, or into this table, is the last thing that happens; `after`: it still went in."""
    engine = Postgres if connection.vendor == "postgresql" else Sqlite
    name = statement if statement.startswith("update_") else "insert"
    real = getattr(engine, name)

    def crash(self: Any, *args: Any) -> Any:
        if name == "insert" and args[0].name != statement:
            return real(self, *args)
        if after:
            real(self, *args)
        raise Crash(statement)

    monkeypatch.setattr(engine, name, crash)


def assert_nothing_is_left(asked: Sequence[m.AnyCommand], statement: str, *, after: bool, kept: Files = ()) -> None:
    """All of it is lost in the crash, and all of it is there when it is asked again."""
    before = everything()
    with pytest.MonkeyPatch.context() as broken:
        crash_at(broken, statement, after=after)
        with pytest.raises(Crash):
            submit(asked, LATER, kept)
    assert everything() == before
    done(submit(asked, LATER, kept))
    assert everything() != before
    assert_sound({one.order_id for one in asked})


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_A_DELIVERY)
def test_a_crash_while_deliveries_are_written_leaves_nothing(statement: str, after: bool) -> None:
    kept = [keep_file(order_id, BytesIO(b"%PDF-1.4 a page"), "item-1.pdf", 1) for order_id in working(2)]
    asked = [delivery_of(one) for one in kept]
    assert_nothing_is_left(asked, statement, after=after, kept=kept)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_A_PAYMENT)
def test_a_crash_while_money_is_booked_leaves_nothing(statement: str, after: bool) -> None:
    asked = [command(order_id, accept()) for order_id in delivered(2)]
    assert_nothing_is_left(asked, statement, after=after)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_AN_OFFER)
def test_a_crash_while_an_offer_is_written_leaves_no_order(statement: str, after: bool) -> None:
    assert_nothing_is_left([make_offer()(None)], statement, after=after)


# --- a poisoned command

Poison = Callable[[pytest.MonkeyPatch, UUID], None]


def poison_decide(monkeypatch: pytest.MonkeyPatch, poisoned: UUID) -> None:
    """A rule of ours is broken: it raises instead of refusing."""

    def break_down(before: Order | None, asked: m.AnyCommand, at: datetime) -> Outcome:
        if asked.order_id == poisoned:
            raise ZeroDivisionError
        return decide_at(before, asked, at)

    monkeypatch.setattr("parley.desk.submit.decide_at", break_down)


def poison_books(monkeypatch: pytest.MonkeyPatch, poisoned: UUID) -> None:
    """What would be written breaks a rule of the books: found only when the whole unit is about to be written."""

    def unbalanced(stood: OrderRow | None, *args: Any, **kwargs: Any) -> Writing:
        made = writing(stood, *args, **kwargs)
        if stood is None or stood.order_id != poisoned:
            return made
        return replace(made, postings=[replace(one, amount_minor=one.amount_minor + 1) for one in made.postings])

    monkeypatch.setattr("parley.desk.submit.writing", unbalanced)


@pytest.mark.parametrize(
    ("poison", "error"), [(poison_decide, ZeroDivisionError), (poison_books, BrokenInvariant)], ids=["rules", "books"]
)
def test_a_poisoned_command_harms_only_itself(
    monkeypatch: pytest.MonkeyPatch, poison: Poison, error: type[Exception]
) -> None:
    ids = agreed(5)
    asked = [command(order_id, fund()) for order_id in ids]
    with monkeypatch.context() as broken:
        poison(broken, ids[2])
        with pytest.raises(error):
            submit(asked, LATER)
    stages = [order(order_id).milestones[0].stage for order_id in ids]
    assert stages == [Stage.WORKING, Stage.WORKING, Stage.UNFUNDED, Stage.WORKING, Stage.WORKING]
    answers = submit(asked, LATER + MINUTE)
    assert all(isinstance(one, Receipt) for one in answers)
    assert [kinds(order_id).count("Funded") for order_id in ids] == [1] * 5
    assert_sound(ids)

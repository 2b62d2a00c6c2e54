"""What an earlier Parley kept is read by this one: events as they are, and states made anew from them."""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from parley.core.order.evolve import fold
from parley.core.order.messages import ExtraAsked
from parley.core.order.state import Order
from parley.reads.audit import audit
from parley.store.forms import EVENTS, STATES
from parley.store.queries import order_row
from tests.asks import propose_extension
from tests.asks_of_cases import open_case
from tests.deals import MONDAY
from tests.desk.given_orders import do, everything, offered, working

KEPT: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "orders_before_cases.json").read_text("utf-8"))
"""Orders as they were kept before there were cases with steps, pauses and banks: each with its state and its events."""

GONE = {"acted_in_case"}
"""What a milestone knew then and finds elsewhere now."""

MIGRATION = import_module("parley.store.migrations.0003_states_from_their_events")


def folded(name: str) -> Order:
    kept = KEPT[name]
    return fold(None, UUID(kept["state"]["id"]), [EVENTS.from_json(event) for event in kept["events"]])


def differences(old: Any, new: Any, place: str = "") -> list[str]:
    """Where the new form says something else than the old one. What only the new one has is no difference."""
    if isinstance(old, dict):
        return [
            found
            for key, one in old.items()
            if key not in GONE
            for found in (differences(one, new[key], f"{place}.{key}") if key in new else [f"{place}.{key} is gone"])
        ]
    if isinstance(old, list) and len(old) == len(new):
        return [
            found
            for number, pair in enumerate(zip(old, new, strict=True))
            for found in differences(*pair, f"{place}[{number}]")
        ]
    return [] if old == new else [f"{place} was {old} and is {new}"]


@pytest.mark.parametrize("name", KEPT)
def test_old_events_give_the_order_that_they_gave(name: str) -> None:
    assert differences(KEPT[name]["state"], STATES.to_json(folded(name))) == []


def test_a_difference_would_be_found() -> None:
    old = {"a": [{"b": 1}], "c": 2, "acted_in_case": []}
    assert differences(old, {"a": [{"b": 2, "new": 3}]}) == [".a[0].b was 1 and is 2", ".c is gone"]


def test_an_old_wish_for_something_new_waits_for_no_price() -> None:
    [asked] = [EVENTS.from_json(event) for event in KEPT["extra"]["events"] if event["kind"] == "ExtraAsked"]
    assert isinstance(asked, ExtraAsked)
    assert asked.number == 0
    assert folded("extra").milestones[0].proposals == ()
    assert EVENTS.from_text(EVENTS.to_text(asked)) == asked


def as_it_was(state: str) -> str:
    """A state in the old form, which this Parley cannot read."""
    plain = json.loads(state)
    for milestone in plain["milestones"]:
        for new in ("at_bank", "covered", "paid_out", "case", "back", "pause"):
            del milestone[new]
        milestone["acted_in_case"] = []
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


@pytest.mark.django_db(transaction=True)
def test_states_are_made_anew_from_their_events(caplog: pytest.LogCaptureFixture) -> None:
    ids = [*working(2), *offered(first=3), *working(first=4)]
    do(ids[:1], propose_extension(), MONDAY)
    do(ids[1:2], open_case(), MONDAY)
    before = everything()
    with connection.cursor() as cursor:
        for order_id in ids:
            row = order_row(order_id)
            assert row is not None
            rows = [as_it_was(row.state), connection.ops.adapt_datetimefield_value(MONDAY + timedelta(days=300))]
            key = order_id if connection.vendor == "postgresql" else order_id.hex
            cursor.execute("UPDATE orders SET state = %s, due_at = %s, turn = '' WHERE order_id = %s", [*rows, key])
            cursor.execute("UPDATE parties SET due_at = %s, waits = NOT waits WHERE order_id = %s", [rows[1], key])
        broken = ids[3] if connection.vendor == "postgresql" else ids[3].hex
        cursor.execute("UPDATE journal SET body = '{}' WHERE order_id = %s AND seq = 2", [broken])
    assert {problem.order_id for problem in audit().found} == set(ids)
    damaged = everything()
    with connection.schema_editor() as editor:
        MIGRATION.from_their_events(apps, editor)
    after = everything()
    for table in ("orders", "parties"):
        assert [row for row in after[table] if broken not in row] == [row for row in before[table] if broken not in row]
        assert [row for row in after[table] if broken in row] == [row for row in damaged[table] if broken in row]
    assert {problem.order_id for problem in audit().found} == {ids[3]}
    [said] = [record.getMessage() for record in caplog.records if record.name == "parley.store"]
    assert said.startswith(f"order {ids[3]} keeps its state")

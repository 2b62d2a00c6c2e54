"""The state of an order grew with cases, pauses and banks. It follows from the events, so it is made from them again."""

from __future__ import annotations

import logging
from uuid import UUID

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from parley.core.deadlines import due_at
from parley.core.order.evolve import fold
from parley.core.order.state import Order
from parley.core.order.turns import turns
from parley.store.codec import parse
from parley.store.forms import EVENTS, STATES
from parley.store.tables import NO_DEADLINE

log = logging.getLogger("parley.store")


def from_their_events(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    orders, parties, events = (
        apps.get_model("store", name).objects.using(alias) for name in ("Order", "Party", "Event")
    )
    for order_id in list(orders.order_by("order_id").values_list("order_id", flat=True)):
        bodies: list[str] = list(events.filter(order_id=order_id).order_by("seq").values_list("body", flat=True))
        try:
            order = _folded(order_id, bodies)
        except Exception as error:  # noqa: BLE001 - whatever a damaged event does to the rules
            # Damaged before: the audit names it, and every other order is upgraded.
            log.warning("order %s keeps its state, its events give none: %s", order_id, error)
            continue
        waited_for = sorted(role.value for role in turns(order))
        due = due_at(order)
        orders.filter(order_id=order_id).update(
            state=STATES.to_text(order),
            stage=order.stage.value,
            turn="".join(f" {role} " for role in waited_for),
            due_at=due,
        )
        for party in parties.filter(order_id=order_id):
            parties.filter(order_id=order_id, role=party.role).update(
                waits=party.role in waited_for, due_at=due or NO_DEADLINE
            )


def _folded(order_id: UUID, bodies: list[str]) -> Order:
    data = [body["data"] for body in map(parse, bodies) if isinstance(body, dict)]
    return fold(None, order_id, [EVENTS.from_json(one) for one in data])


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_queue_of_the_desk"),
    ]

    operations = [
        migrations.RunPython(from_their_events, migrations.RunPython.noop),
    ]

"""The tables, for migrations and for looking around. Nothing is written through these models: unit.py writes.

Every table of an order has a primary key that begins with `order_id`, and there are no foreign keys between them: the order
row is locked by whoever writes, and an engine that spreads orders over machines can keep each order's rows together.
tests/store/test_schema_rules.py holds this file to that.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parley.store.tables import NO_DEADLINE, TURNS_OF_SIDES

INSTALLATION_TABLES = {
    "heartbeats": "says of each worker, not of an order, when it was last alive",
    "demo_clock": "one number for the whole demo: how far its clock is ahead",
    "daily_roots": "a signed hash over all orders of a day, made from their journals and never written with one",
}
"""Tables that belong to the installation and not to an order, each with its reason."""


class Order(models.Model):
    order_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField()
    stage = models.TextField()
    turn = models.TextField()
    due_at = models.DateTimeField(null=True)
    state = models.TextField()
    head = models.TextField()
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "orders"
        indexes = (
            # What the clock asks for: the orders that are due, oldest first.
            models.Index(fields=["due_at", "order_id"], name="orders_due", condition=Q(due_at__isnull=False)),
            # What those who work for the desk ask for. Most orders wait for nobody but their two sides, and are not in it.
            models.Index(
                fields=["due_at", "order_id"], name="orders_of_the_desk", condition=~Q(turn__in=TURNS_OF_SIDES)
            ),
        )


class Party(models.Model):
    """Who plays which role, and what a person's list of orders is sorted by: a copy from the order row, made in the same unit.

    The copy is what keeps the list of somebody with thousands of orders as quick as that of a beginner."""

    pk = models.CompositePrimaryKey("order_id", "role")
    order_id = models.UUIDField()
    role = models.TextField()
    person_id = models.TextField()
    waits = models.BooleanField(db_default=False)
    due_at = models.DateTimeField(db_default=NO_DEADLINE)
    updated_at = models.DateTimeField(db_default=NO_DEADLINE)

    class Meta:
        db_table = "parties"
        indexes = (
            models.Index(fields=["person_id", "due_at", "order_id"], name="parties_due"),
            models.Index(fields=["person_id", "updated_at", "order_id"], name="parties_updated"),
        )


class Event(models.Model):
    pk = models.CompositePrimaryKey("order_id", "seq")
    order_id = models.UUIDField()
    seq = models.BigIntegerField()
    kind = models.TextField()
    at = models.DateTimeField()
    by = models.TextField()
    command_id = models.UUIDField()
    body = models.TextField()
    prev_hash = models.TextField()
    hash = models.TextField()
    hash_version = models.SmallIntegerField()

    class Meta:
        db_table = "journal"
        indexes = (
            # What the console leafs through. Things happen one after the other, so it grows at its end.
            models.Index(fields=["at", "order_id", "seq"], name="journal_by_time"),
        )


class Posting(models.Model):
    pk = models.CompositePrimaryKey("order_id", "seq", "line")
    order_id = models.UUIDField()
    seq = models.BigIntegerField()
    line = models.SmallIntegerField()
    account = models.TextField()
    milestone = models.IntegerField(null=True)
    currency = models.TextField()
    amount_minor = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "postings"


class Effect(models.Model):
    pk = models.CompositePrimaryKey("order_id", "effect_id")
    order_id = models.UUIDField()
    effect_id = models.UUIDField()
    kind = models.TextField()
    body = models.TextField()
    made_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_epoch = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    receipt = models.TextField(default="")

    class Meta:
        db_table = "outbox"
        indexes = (
            # What the courier asks for. Only what waits is in it, so it stays small however much was ever sent.
            models.Index(
                fields=["made_at", "order_id", "effect_id"], name="outbox_waiting", condition=Q(sent_at__isnull=True)
            ),
        )


class Receipt(models.Model):
    pk = models.CompositePrimaryKey("order_id", "command_id")
    order_id = models.UUIDField()
    command_id = models.UUIDField()
    salt = models.TextField()
    body_hash = models.TextField()
    receipt = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "receipts"


class Text(models.Model):
    pk = models.CompositePrimaryKey("order_id", "commitment")
    order_id = models.UUIDField()
    commitment = models.TextField()
    salt = models.TextField(null=True)
    body = models.TextField(null=True)
    language = models.TextField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "texts"


class File(models.Model):
    pk = models.CompositePrimaryKey("order_id", "sha256")
    order_id = models.UUIDField()
    sha256 = models.TextField()
    media_type = models.TextField()
    size_bytes = models.BigIntegerField()
    stored_as = models.TextField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files"


class Heartbeat(models.Model):
    name = models.TextField(primary_key=True)
    at = models.DateTimeField()
    lag_s = models.BigIntegerField()

    class Meta:
        db_table = "heartbeats"


class DemoClock(models.Model):
    name = models.TextField(primary_key=True)
    offset_s = models.BigIntegerField()

    class Meta:
        db_table = "demo_clock"


class DailyRoot(models.Model):
    day = models.TextField(primary_key=True)
    statement = models.TextField()
    signature = models.TextField()
    made_at = models.DateTimeField()
    stamp = models.TextField(null=True)

    class Meta:
        db_table = "daily_roots"

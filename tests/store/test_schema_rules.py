"""The order is the unit of consistency, and the tables say so: that keeps engines open that spread orders over machines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models.fields.related import ForeignKey

from parley.store.models import INSTALLATION_TABLES
from parley.store.tables import TABLES, Table

MODELS = list(apps.get_app_config("store").get_models())
OF_AN_ORDER = [model for model in MODELS if model._meta.db_table not in INSTALLATION_TABLES]


def breaches(model: type[models.Model]) -> Iterator[str]:
    """What is against the rules in a table of an order."""
    fields = {field.name: field for field in model._meta.get_fields()}
    order_id = fields.get("order_id")
    if not isinstance(order_id, models.UUIDField) or order_id.null:
        yield "order_id is not a uuid that is always there"
    if model._meta.pk_fields[0].name != "order_id":
        yield "the primary key does not begin with order_id"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and "order_id" not in constraint.fields:
            yield f"{constraint.name} is unique over all orders"
    yield from (
        f"{names} are unique over all orders" for names in model._meta.unique_together if "order_id" not in names
    )
    for field in fields.values():
        if getattr(field, "unique", False) and not getattr(field, "primary_key", False):
            yield f"{field.name} is unique over all orders"
        if isinstance(field, ForeignKey):
            yield f"{field.name} is a foreign key without order_id"


@pytest.mark.parametrize("model", OF_AN_ORDER, ids=lambda model: model._meta.db_table)
def test_a_table_of_an_order_keeps_the_rules(model: type[models.Model]) -> None:
    assert list(breaches(model)) == []


@pytest.mark.parametrize("name", INSTALLATION_TABLES)
def test_a_table_that_is_not_of_an_order_says_why(name: str) -> None:
    assert name in {model._meta.db_table for model in MODELS}
    assert len(INSTALLATION_TABLES[name]) > 20


def test_the_rules_find_what_is_against_them() -> None:
    class Wrong(models.Model):
        token = models.TextField(unique=True)
        person = models.TextField()
        event = models.ForeignKey("store.Order", on_delete=models.CASCADE)

        class Meta:
            app_label = "schema_rules"
            constraints = (models.UniqueConstraint(fields=["person"], name="one_person"),)

    found = list(breaches(Wrong))
    assert len(found) == 5, found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_rows_have_the_columns_of_their_table(table: Table[object]) -> None:
    kinds = {models.UUIDField: "UUID", models.DateTimeField: "datetime", models.TextField: "str"}
    [model] = [model for model in MODELS if model._meta.db_table == table.name]
    copied = {"waits", "due_at", "updated_at"} if table.name == "parties" else set()
    fields = [field for field in model._meta.local_concrete_fields if field.column not in copied]
    assert [(field.column, kinds.get(type(field), "int"), field.null) for field in fields] == [
        (column.name, column.type.__name__, column.nullable) for column in table.columns
    ]
    assert tuple(field.column for field in model._meta.pk_fields) == table.key


def test_every_table_has_its_rows() -> None:
    assert {model._meta.db_table for model in MODELS} == {table.name for table in TABLES}


@pytest.mark.django_db
def test_the_migrations_make_these_tables() -> None:
    call_command("makemigrations", "store", "--check", "--dry-run", verbosity=0)

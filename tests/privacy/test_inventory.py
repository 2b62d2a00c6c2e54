"""Nobody has to remember what an erasure must reach: every column in which words could stand has its line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from parley.privacy.inventory import ACCOUNT_TABLES, INVENTORY, Fate
from parley.store.scrubbing import TABLES as SCRUBBED

NO_ROOM_FOR_WORDS = (
    models.BooleanField,
    models.IntegerField,
    models.DateTimeField,
    models.DateField,
    models.UUIDField,
    models.ForeignKey,
    models.CompositePrimaryKey,
)
"""Whatever is not one of these can hold words, also a kind of column that nobody has thought of yet."""


def columns_of(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.local_concrete_fields:
        if not isinstance(field, NO_ROOM_FOR_WORDS):
            yield f"{model._meta.db_table}.{field.column}"


def columns() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        yield from columns_of(model)


def test_every_column_that_can_hold_words_has_a_fate() -> None:
    missing = sorted(set(columns()) - INVENTORY.keys())
    assert not missing, f"say in privacy/inventory.py what becomes of {', '.join(missing)} when a person is erased"


def test_every_fate_is_of_a_column_that_is_there() -> None:
    assert sorted(INVENTORY.keys() - set(columns())) == []


@pytest.mark.parametrize("name", INVENTORY)
def test_every_fate_says_why(name: str) -> None:
    assert len(INVENTORY[name].why) > 7


def test_what_goes_is_cleaned_out_of_the_bytes() -> None:
    tables = {name.split(".")[0] for name, entry in INVENTORY.items() if entry.fate is Fate.GOES}
    assert tables <= {*SCRUBBED, *ACCOUNT_TABLES}


def test_a_new_column_would_be_found() -> None:
    class Diary(models.Model):
        said = models.TextField()
        kept = models.FileField()
        number = models.IntegerField()

        class Meta:
            app_label = "inventory"

    del apps.all_models["inventory"]
    assert sorted(columns_of(Diary)) == ["inventory_diary.kept", "inventory_diary.said"]

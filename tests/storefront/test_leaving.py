"""A person's services go with the person, and stand in what the desk gives them of their data."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.db import connection

from parley.desk.intake import new_id
from parley.desk.now import now
from parley.people.models import Person
from parley.privacy.departure import leave
from parley.privacy.takeout import NAME, takeout
from parley.search.models import Entry
from parley.storefront.models import Extra, Package, Service
from parley.storefront.publishing import keep_draft, take_away
from tests.storefront.offered import NOON, content, offered, package, person

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]


def test_whoever_leaves_takes_every_service_along() -> None:
    ines, lev = person(), person("Lev")
    offered(ines, "Kanarie one", summary="zebrawords", tags=("zebratag",), packages=(package("Zebrapack"),))
    keep_draft(ines, new_id(), {"title": "zebradraft"}, NOON)
    offered(lev)
    leave(ines, now())
    assert not Person.objects.filter(name="Inés").exists()
    assert [one.owner_id for one in Service.objects.all()] == [lev.id]
    assert (Package.objects.count(), Extra.objects.count(), Entry.objects.count()) == (2, 1, 1)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM search_words_data")
            assert not any(b"zebra" in bytes(block) for (block,) in cursor.fetchall())


def test_everything_of_a_service_is_handed_out() -> None:
    ines = person()
    service = offered(ines)
    keep_draft(ines, service.id, {"title": "Being typed"}, NOON)
    take_away(service, person("Olga"), "Say whose pictures these are.", NOON)
    offered(person("Lev"), "Song texts")
    with zipfile.ZipFile(io.BytesIO(b"".join(takeout(ines, now())))) as archive:
        [told] = json.loads(archive.read(NAME))["services"]
    assert told["shown"]["title"] == content().title
    assert told["shown"]["packages"][0]["items"][0]["what"] == "Three drafts"
    assert (told["being_typed"], told["removed_because"]) == ({"title": "Being typed"}, "Say whose pictures these are.")

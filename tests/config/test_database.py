"""Where the orders live, and how the engine is told to keep them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from parley.config.database import POSTGRESQL, SQLITE, database_settings

DATA = Path("/srv/parley")


def test_without_an_address_it_is_a_file_in_the_data_folder() -> None:
    config = database_settings("", DATA)
    assert (config["ENGINE"], config["NAME"]) == (SQLITE, "/srv/parley/parley.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_gets_limits_and_keeps_what_the_operator_wrote() -> None:
    config = database_settings("postgresql://me:p%40w@db.example.org:5433/parley?sslmode=require", DATA)
    assert config["ENGINE"] == POSTGRESQL
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example.org", 5433, "parley")
    assert (config["USER"], config["PASSWORD"]) == ("me", "p@w")
    assert config["OPTIONS"]["sslmode"] == "require"
    assert "-c lock_timeout=5s" in config["OPTIONS"]["options"]
    mine = database_settings("postgresql:///parley?options=-c%20lock_timeout%3D1s", DATA)
    assert mine["OPTIONS"]["options"].endswith("-c lock_timeout=1s")


@pytest.mark.parametrize("url", ["mysql://a/b", "parley.sqlite3", "oracle://a:b@c/d"])
def test_other_engines_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite://"):
        database_settings(url, DATA)


@pytest.mark.django_db(transaction=True)
def test_a_commit_waits_for_the_disk() -> None:
    assert settings.DATABASES["default"]["ENGINE"] == SQLITE
    with connection.cursor() as cursor:
        said = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys"):
            cursor.execute(f"PRAGMA {pragma}")
            said[pragma] = cursor.fetchone()[0]
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}

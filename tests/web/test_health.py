"""What a probe of a machine hears."""

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parley.web import health

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not client.cookies


def test_ready_means_that_the_database_answers_and_is_up_to_date(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.json()["checks"]["migrations"] == {"ready": True, "missing": 0}


def test_what_is_in_the_way_is_named_without_its_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> health.Finding:
        raise DatabaseError("host db.internal refuses")

    monkeypatch.setitem(health.CHECKS, "database", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ready": False}
    assert b"internal" not in answer.content

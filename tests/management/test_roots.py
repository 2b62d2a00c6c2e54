"""What was signed about the days, on the command line: whether it still holds, and proofs from it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from parley.casefile.daily import end_of, make_root
from parley.casefile.proof import wrong_with
from parley.casefile.signing import public_key
from parley.management import audit, roots
from parley.management.cli import CannotWork
from tests.deals import MONDAY
from tests.desk.given_orders import events_of, offered

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = MONDAY.date()
Told = Callable[..., str]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """What a command prints, and whether it ends as expected."""

    def tell(*words: str, code: int = 0, command: object = roots) -> str:
        module = roots if command is roots else audit
        parser = argparse.ArgumentParser()
        module.add_arguments(parser)
        assert module.run(parser.parse_args(words)) == code
        return capsys.readouterr().out

    return tell


@pytest.fixture
def two_days() -> str:
    """The id of the first of three orders, under two signed days."""
    ids = offered(3)
    for day in (FIRST, FIRST + timedelta(days=1)):
        make_root(day, end_of(day))
    return str(ids[0])


def test_it_lists_every_day_and_says_that_all_is_well(two_days: str, told: Told) -> None:
    assert told().splitlines()[-1] == "2 roots looked at: all are as they were signed."
    said = json.loads(told("--json"))
    assert said["key"] == public_key()
    assert [root["day"] for root in said["roots"]] == ["2026-03-02", "2026-03-03"]
    assert said["found"] == []


def test_a_change_is_named_with_its_day_also_by_audit(two_days: str, told: Told) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE daily_roots SET signature = '' WHERE day = '2026-03-02'")
    assert "2026-03-02  signature: " in told(code=1)
    assert "roots: 2026-03-02: the signature" in told(code=1, command=audit)


def test_audit_holds_the_newest_root_against_the_journal(two_days: str, told: Told) -> None:
    told(command=audit)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal")
        cursor.execute("DELETE FROM orders")
    found = json.loads(told("--json", code=1, command=audit))["found"]
    assert [(one["check"], one["says"][:10]) for one in found if one["check"] == "roots"] == [("roots", "2026-03-03")]


def test_a_proof_is_printed_or_written(two_days: str, told: Told, tmp_path: Path) -> None:
    printed = told("proof", two_days, "--day", "2026-03-03")
    assert wrong_with(printed, public_key()) == ""
    told("proof", two_days, "--day", "2026-03-03", "-o", str(tmp_path / "proof.json"))
    assert (tmp_path / "proof.json").read_text() == printed
    with pytest.raises(CannotWork):
        told("proof", two_days, "--day", "2026-03-03", "-o", str(tmp_path / "nowhere" / "proof.json"))


def test_where_there_is_no_proof_it_says_why(two_days: str, capsys: pytest.CaptureFixture[str], told: Told) -> None:
    told("proof", two_days, "--day", "2026-03-01", code=1)
    told("proof", two_days.replace("1", "9"), "--day", "2026-03-02", code=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal SET hash = '' WHERE hash = %s", [events_of(offered(1, first=50)[0])[0].hash])
        cursor.execute("UPDATE daily_roots SET statement = 'x'")
    told("proof", two_days, "--day", "2026-03-02", code=1)

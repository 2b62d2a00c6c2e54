"""./parley erase and ./parley operators: what somebody at the machine can do about people, and what is in the way of it."""

from __future__ import annotations

import argparse
import io

import pytest

from parley.management import erase, operators
from parley.people.departures import Departure
from parley.people.models import Person
from parley.people.register import register
from tests.asks_of_cases import pay_out
from tests.web.people import in_stage, visitor

pytestmark = pytest.mark.django_db(transaction=True)


def called(command: object, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    code: int = command.run(parser.parse_args(words))  # type: ignore[attr-defined]
    return code, capsys.readouterr().out


def test_a_dry_run_says_what_would_go_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    ana, marc = visitor("Ana Ruiz"), visitor("Marc Vidal")
    deed = in_stage("cleared", marc, ana).does(pay_out())
    code, said = called(erase, capsys, "ANA@example.org", "--dry-run")
    assert code == 0
    assert "In orders: 6 texts and 1 files." in said
    assert f"order {deed.id} (A title)" in said
    assert "Last of all, on 20" in said
    assert Person.objects.filter(email="ana@example.org").exists()
    assert not Departure.objects.exists()


def test_what_is_in_the_way_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    deed = in_stage("working", visitor("Marc Vidal"), visitor("Ana Ruiz"))
    for words in (("--dry-run",), ("--yes",)):
        code, said = called(erase, capsys, "ana@example.org", *words)
        assert code == 1
        assert f"In the way: order {deed.id} (A title): under_way" in said
    assert Person.objects.filter(email="ana@example.org").exists()


def test_it_asks_before_it_erases(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    visitor("Eva Lind")
    monkeypatch.setattr("sys.stdin", io.StringIO("eva@example.org\n"))
    code, said = called(erase, capsys, "eva@example.org")
    assert (code, "say --yes" in said) == (1, True)
    assert Person.objects.filter(email="eva@example.org").exists()
    code, said = called(erase, capsys, "eva@example.org", "--yes")
    assert (code, "The account is closed." in said) == (0, True)
    assert not Person.objects.filter(email="eva@example.org").exists()
    assert Departure.objects.get().finished_at is not None
    assert called(erase, capsys, "eva@example.org")[0] == 1


def test_an_address_without_an_account_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = called(erase, capsys, "nobody@example.org", "--yes")
    assert (code, said) == (1, "Nobody has an account with the address nobody@example.org.\n")


def test_the_last_operator_is_kept_until_there_is_another(capsys: pytest.CaptureFixture[str]) -> None:
    register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)
    visitor("Eva Lind")
    code, said = called(erase, capsys, "olga@example.org", "--yes")
    assert (code, "./parley operators --add" in said) == (1, True)
    assert called(operators, capsys, "--remove", "olga@example.org")[0] == 1
    assert called(operators, capsys, "--add", "nobody@example.org")[0] == 1
    code, said = called(operators, capsys, "--add", "Eva@example.org")
    assert (code, said) == (0, "Eva Lind  eva@example.org\nOlga Petrova  olga@example.org\n")
    assert called(erase, capsys, "olga@example.org", "--yes")[0] == 0
    assert called(operators, capsys)[1] == "Eva Lind  eva@example.org\n"

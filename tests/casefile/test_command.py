"""./parley case: what it writes, what it says, and with which exit code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from parley.management import case, cli
from parley.management.cli import CannotWork
from parley.store.queries import files_of
from tests.casefile.bases import Base, played

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> int:
    parser = cli._parser(next(entry for entry in cli.COMMANDS if entry.name == "case"), case)
    return case.run(parser.parse_args(["case", *words]))


def test_what_is_exported_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = played("demo-unfunded.toml").order
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    assert run("export", str(order.id), "-o", str(one)) == 0
    assert run("export", str(order.id), "-o", str(two)) == 0
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]
    key = capsys.readouterr().out.split()[-1].rstrip(".")
    assert run("verify", str(one), "--key", key) == 0
    said = capsys.readouterr().out
    assert f"Nothing is wrong: order {order.id}" in said
    assert "proves nothing" not in said
    assert run("verify", str(one)) == 0
    assert "so this proves nothing about who made it" in capsys.readouterr().out


def test_what_is_wrong_is_said_with_its_place(
    bases: list[Base], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(bases[0].data + b"x")
    assert run("verify", str(path), "--key", bases[0].key) == 1
    assert f"  container: byte {len(bases[0].data)}: there are bytes behind the end." in capsys.readouterr().out
    path.write_bytes(bases[0].data)
    assert run("verify", str(path), "--key", "0" * 64, "--head", "0" * 64, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [finding["check"] for finding in told["found"]] == ["key", "head"]
    assert (told["sound"], told["key_known"], told["archive"]["seq"]) == (False, True, bases[0].record.seq)


def test_a_head_that_is_there_is_named(bases: list[Base], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(bases[0].data)
    assert run("verify", str(path), "--key", bases[0].key, "--head", bases[0].record.rows[3].hash) == 0
    assert "The head that was sent out is that of event 4." in capsys.readouterr().out


def test_an_order_that_is_not_sound_has_no_case_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    order = played("demo-in-review.toml").order
    stored_as = files_of(order.id)[0].stored_as
    (Path(settings.INSTALLATION.data) / "order-files" / str(stored_as)).unlink()
    assert run("export", str(order.id), "-o", str(tmp_path / "case.zip")) == 1
    assert "files: the file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export", "x", "-o", "case.zip"], "is not the id of an order"),
        (["export", "00000000-0000-7000-8000-000000000000", "-o", "case.zip"], "there is no order"),
        (["export", "00000000-0000-7000-8000-000000000000", "-o", "/no/such/folder/case.zip"], "cannot be written"),
        (["verify", "/no/such/file.zip"], "cannot be read"),
        (["verify", "/"], "cannot be read"),
        (["verify", "/", "--key", "abc"], "--key is 64 hexadecimal digits"),
        (["verify", "/", "--head", "x" * 64], "--head is 64 hexadecimal digits"),
    ],
)
def test_a_call_that_cannot_work_says_why(
    words: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotWork, match=says):
        run(*words)
    assert list(tmp_path.iterdir()) == []

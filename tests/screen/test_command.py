"""./parley screen: a line in, a line out, and figures for labelled briefs."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from parley.management.cli import main
from parley.prose import LANGUAGES

CASES = Path(__file__).parent / "cases"
PITCH = {"id": 7, "title": "Crypto arbitrage", "text": "You need a card and a wallet. No experience.", "lang": "en"}


def asked(monkeypatch: pytest.MonkeyPatch, said: bytes, *how: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said), encoding="utf-8"))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(kept := io.BytesIO(), encoding="utf-8", write_through=True))
    code = main(["screen", *how])
    return code, kept.getvalue().decode()


def test_a_line_in_is_a_line_out(monkeypatch: pytest.MonkeyPatch) -> None:
    code, printed = asked(
        monkeypatch, json.dumps(PITCH).encode() + b'\n\n{"id": 8, "text": "A logo, PDF."}\n', "--json"
    )
    first, second = map(json.loads, printed.splitlines())
    assert code == 0
    assert (first["id"], first["verdict"], second["id"], second["verdict"]) == (7, "block", 8, "pass")
    assert set(first["reasons"][0]) == {"code", "where", "start", "end", "why"}
    assert second["reasons"] == []


@pytest.mark.parametrize("line", [b"{", b"[1]", b'{"id": 1}', b'{"title": 3, "text": ""}', b"[" * 100_000, b"\xff\xfe"])
def test_a_line_that_cannot_be_read_is_answered_and_the_next_one_too(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, printed = asked(monkeypatch, line + b"\n" + json.dumps(PITCH).encode() + b"\n", "--json")
    first, second = map(json.loads, printed.splitlines())
    assert (code, "error" in first, second["verdict"]) == (1, True, "block")


def test_plain_text_is_one_brief(monkeypatch: pytest.MonkeyPatch) -> None:
    code, printed = asked(monkeypatch, f"{PITCH['title']}\n{PITCH['text']}".encode())
    assert (code, printed.splitlines()[0]) == (0, "block")
    assert "easy money, title, characters 0 to 16" in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_signs_were_written_after_is_judged_as_labelled(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Says nothing of other briefs; it says that a change of one sign has not broken another."""
    assert main(["screen", "evaluate", str(CASES / f"{language}.jsonl"), "--split", "train", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)[language]
    for name in ("block_precision", "block_recall", "stopped_precision", "stopped_recall"):
        right, of = figures[name]
        assert right >= 0.95 * of, (name, figures["table"])


def test_the_table_names_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [PITCH | {"verdict": "block"}, PITCH | {"id": 9, "verdict": "pass"}]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main(["screen", "evaluate", str(tmp_path / "own.jsonl"), "--wrong"]) == 0
    printed = capsys.readouterr().out
    assert "precision 0.50 (1/2), recall 1.00 (1/1)" in printed
    assert "9: pass, judged block" in printed


def test_a_file_without_verdicts_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.jsonl").write_text("[]\n", "utf-8")
    assert main(["screen", "evaluate", str(tmp_path / "own.jsonl")]) == 2
    assert "cannot read" in capsys.readouterr().err

"""A stamp of an authority is kept when it is one over this statement, to this question, by somebody who is trusted."""

from __future__ import annotations

import base64
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parley.casefile.timestamp import BadStamp, question_about, stamp_of, stamped_at
from tests.casefile.authority import Authority, made_authority, openssl, trust

STATEMENT = b'{"day":"2026-03-02","orders":3}'


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = made_authority(tmp_path / "authority")
    trust(monkeypatch, made)
    return made


def test_a_good_stamp_is_kept_and_says_when(authority: Authority) -> None:
    question = question_about(STATEMENT)
    before = datetime.now(UTC).replace(microsecond=0)
    stamp = stamp_of(STATEMENT, question, authority.stamp(question.body))
    assert before <= stamped_at(STATEMENT, stamp) <= before + timedelta(minutes=1)


def test_openssl_reads_what_is_kept(authority: Authority, tmp_path: Path) -> None:
    question = question_about(STATEMENT)
    stamp = stamp_of(STATEMENT, question, authority.stamp(question.body))
    (tmp_path / "statement").write_bytes(STATEMENT)
    (tmp_path / "stamp.tsr").write_bytes(base64.b64decode(stamp))
    words = ("ts", "-verify", "-data", tmp_path / "statement", "-in", tmp_path / "stamp.tsr", "-CAfile", authority.root)
    assert "Verification: OK" in openssl(*words)
    (tmp_path / "statement").write_bytes(STATEMENT + b" ")
    refused = subprocess.run(["openssl", *map(str, words)], capture_output=True, check=False)
    assert refused.returncode != 0


def test_each_question_has_a_number_of_its_own() -> None:
    assert question_about(STATEMENT).nonce != question_about(STATEMENT).nonce


def test_what_is_no_stamp_over_this_is_refused(authority: Authority, tmp_path: Path) -> None:
    question = question_about(STATEMENT)
    good = authority.stamp(question.body)
    assert stamp_of(STATEMENT, question, good)
    another = made_authority(tmp_path / "another")
    of_another_statement = question_about(STATEMENT + b" ")
    with_another_nonce = question_about(STATEMENT)
    answers = {
        "of a stranger": another.stamp(question.body),
        "over another statement": authority.stamp(of_another_statement.body),
        "to another question": authority.stamp(with_another_nonce.body),
        "cut off": good[:-1],
        "with something behind it": good + b"\0",
        "nothing": b"",
        "a page": b"<html>",
        "refused": authority.stamp(question.body[:-1] + b"\x00"),
    }
    for what, answer in answers.items():
        with pytest.raises(BadStamp):
            raise AssertionError(f"{what}: {stamp_of(STATEMENT, question, answer)}")


def test_no_bit_of_a_stamp_can_be_another_in_what_is_signed(authority: Authority) -> None:
    question = question_about(STATEMENT)
    answer = authority.stamp(question.body)
    kept = 0
    for place in range(0, len(answer), 7):
        bent = bytearray(answer)
        bent[place] ^= 1
        try:
            at = stamped_at(STATEMENT, base64.b64encode(bytes(bent)).decode())
        except BadStamp:
            continue
        # A bit that nobody has signed: the instant is the authority's all the same.
        assert at == stamped_at(STATEMENT, base64.b64encode(answer).decode())
        kept += 1
    assert kept < len(answer) / 7 / 2


@pytest.mark.parametrize("stamp", ["", "!", "AAAA", "ÄÄ", "A" * 100_000])
def test_what_is_kept_and_no_stamp_is_told(authority: Authority, stamp: str) -> None:
    with pytest.raises(BadStamp):
        stamped_at(STATEMENT, stamp)


def test_certificates_that_are_not_there_are_told(authority: Authority) -> None:
    question = question_about(STATEMENT)
    answer = authority.stamp(question.body)
    authority.root.unlink()
    with pytest.raises(BadStamp, match="PARLEY_TIMESTAMP_CERTIFICATES"):
        stamp_of(STATEMENT, question, answer)

"""The verifier of one file: its own Ed25519, nothing but the standard library, and the same fields as the core has."""

from __future__ import annotations

import ast
import runpy
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from parley.casefile import layout
from parley.casefile.findings import NEEDS_THE_CORE, Check
from parley.casefile.verify_decisions import CARRIES_OUT, WHAT
from parley.casefile.verify_tables import commitment_fields
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from tests.casefile.bases import Base
from tests.casefile.test_edits import VERIFIER

ALONE = runpy.run_path(str(VERIFIER))

RFC_8032 = (
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
"""Section 7.1: key, message, signature."""


def is_signed(message: bytes, signature: bytes, key: bytes) -> bool:
    return bool(ALONE["is_signed"](message, signature, key))


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_it_knows_the_signatures_of_the_rfc(key: str, message: str, signature: str) -> None:
    assert is_signed(bytes.fromhex(message), bytes.fromhex(signature), bytes.fromhex(key))
    assert not is_signed(bytes.fromhex(message) + b"x", bytes.fromhex(signature), bytes.fromhex(key))


def test_it_agrees_with_the_library_on_random_signatures_and_their_damage() -> None:
    chance = Random(1)  # noqa: S311  (to be repeated)
    for _ in range(60):
        private = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))
        key, message = private.public_key().public_bytes_raw(), chance.randbytes(chance.randrange(80))
        signature = private.sign(message)
        assert is_signed(message, signature, key)
        place = chance.randrange(64)
        damaged = signature[:place] + bytes([signature[place] ^ 1 << chance.randrange(8)]) + signature[place + 1 :]
        assert not is_signed(message, damaged, key)
        assert not is_signed(message, signature, bytes([key[0] ^ 1]) + key[1:])


def test_a_second_form_of_the_same_signature_is_none() -> None:
    """s and s + L would stand for the same number: RFC 8032, 5.1.7, takes the smaller one only."""
    key, message, signature = (bytes.fromhex(one) for one in RFC_8032[1])
    other = (int.from_bytes(signature[32:], "little") + ALONE["ORDER"]).to_bytes(32, "little")
    assert not is_signed(message, signature[:32] + other, key)


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 63, 65])
def test_a_key_or_signature_of_another_length_is_none(length: int) -> None:
    key, message, signature = (bytes.fromhex(one) for one in RFC_8032[0])
    assert not is_signed(message, signature[:length] + b"\1" * (length - len(signature)), key)
    assert length == 32 or not is_signed(message, signature, key[:length] + b"\1" * (length - 32))


def test_it_looks_for_the_same_things() -> None:
    assert ALONE["CHECKS"] == [check.value for check in Check if check not in NEEDS_THE_CORE]
    assert ALONE["COMMITMENTS"] == commitment_fields()
    assert set(ALONE["TABLES"]) == set(layout.REQUIRED)
    assert (ALONE["JUDGES"], ALONE["CARRIES_OUT"]) == (WHAT, CARRIES_OUT)
    assert (ALONE["FORMAT"], ALONE["MOST_ENTRIES"], ALONE["LARGEST_TABLE"]) == (
        *(layout.FORMAT, layout.MOST_ENTRIES, layout.LARGEST_TABLE),
    )
    assert all(ALONE["ROLE"](role.value) for role in Role)
    assert all(ALONE["CLAUSE"](key.value) for key in ClauseKey)


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(VERIFIER.read_text("utf-8"), feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    newer = {"removeprefix", "removesuffix", "bit_count", "pairwise"}
    assert not newer & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(VERIFIER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_it_prints(bases: list[Base], tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(bases[0].data)
    bad.write_bytes(bases[0].data[:-1])
    ran = run(good, "--key", bases[0].key, "--head", bases[0].head)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"{good}: nothing is wrong. Order {bases[0].record.order_id}" in ran.stdout
    assert "proves nothing" not in ran.stdout
    ran = run(good, bad)
    assert ran.returncode == 1
    assert f"{bad}: container: byte {len(bases[0].data) - 1}: " in ran.stdout
    assert "proves nothing about who made it" in ran.stdout
    assert run(tmp_path / "none.zip").returncode == 2

"""Who may import whom: the contracts of pyproject.toml, which tell the reader what each room may know."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.tree import ROOT, SOURCE

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_room_keeps_to_its_contracts() -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_new_room_has_to_be_placed_on_purpose() -> None:
    layers = [contract for contract in CONTRACTS if contract["type"] == "layers"]
    assert [contract["name"] for contract in layers if not contract["exhaustive"]] == []


def test_no_room_is_placed_that_is_not_there() -> None:
    """A line in brackets waits for its room; once it is there the brackets go, so that its end would be noticed."""
    for contract in CONTRACTS:
        if contract["type"] == "layers":
            folder = SOURCE.joinpath(*contract["containers"][0].split(".")[1:])
            rooms = [room.strip() for layer in contract["layers"] for room in layer.replace(":", "|").split("|")]
            waiting = {room.strip("()") for room in rooms if room.startswith("(")}
            there = {path.stem for path in folder.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"}
            assert waiting & there == set(), contract["name"]

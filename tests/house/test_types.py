"""What the types promise, checked strictly in every room."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.house.tree import ROOT


def test_every_room_is_strictly_typed() -> None:
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "src/parley"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

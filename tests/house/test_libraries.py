"""Every library has its reason in the docs."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent.parent


def test_whatever_is_required_has_a_reason_and_nothing_else_has_one() -> None:
    lines = (HOME / "requirements.in").read_text("utf-8").splitlines()
    required = {re.split(r"[\[~=<>]", line)[0].lower() for line in lines if line and not line.startswith("#")}
    page = (HOME / "docs/explanation/libraries.md").read_text("utf-8")
    told = {name.lower() for name in re.findall(r"^\| (\w[\w-]*) \|", page, re.MULTILINE)} - {"library"}
    assert told == required

"""What a program asks line by line: one JSON object a line on standard input, one answer a line on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any


class BadLine(ValueError):
    """A line that cannot be answered; the message says why, in English."""


def converse(
    answer: Callable[[Mapping[str, Any]], Mapping[str, Any]], as_text: Callable[[str], str], *, only_json: bool
) -> int:
    """Answer every line with its `id` and what `answer` makes of it, and return the exit code: 1 when a line could not be
    read, which its answer says. Text that is no JSON is taken whole and answered by `as_text`, unless `only_json`."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    first = next((line for line in sys.stdin if line.strip()), "")
    if not only_json and not first.lstrip().startswith("{"):
        print(as_text(first + sys.stdin.read()))
        return 0
    code = 0
    line = first
    while line:
        if line.strip():
            said = _said(line, answer)
            code |= "error" in said
            print(json.dumps(said, ensure_ascii=False), flush=True)
        line = sys.stdin.readline()
    return code


def _said(line: str, answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is no JSON"}
    id_ = asked.get("id") if isinstance(asked, dict) else None
    try:
        return {"id": id_, **answer(asked if isinstance(asked, dict) else {})}
    except BadLine as bad:
        return {"id": id_, "error": str(bad)}

"""Where a count that goes on piece by piece is kept between two pieces: one row for each count, written over what was read."""

from __future__ import annotations

import json
from typing import Any

from parley.people.models import PublishedFigures


def kept(name: str) -> tuple[dict[str, Any], int]:
    """What is kept, and its turn; nothing and 0 before the first piece."""
    row = PublishedFigures.objects.filter(name=name).first()
    return (json.loads(row.body), row.turn) if row is not None else ({}, 0)


def keep(name: str, body: dict[str, Any], turn: int) -> None:
    """Written only over what was read at `turn`: of two that counted side by side, the second has counted for nothing."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    if turn == 0:
        PublishedFigures.objects.get_or_create(name=name, defaults={"body": text, "turn": 1})
        return
    PublishedFigures.objects.filter(name=name, turn=turn).update(body=text, turn=turn + 1)

"""The briefs of a demo's people, written in their languages in demo_briefs.toml."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from parley.board.content import Budget, Content
from parley.board.models import Brief
from parley.board.posting import post
from parley.core.money import parse
from parley.people.models import Person

BRIEFS = Path(__file__).resolve().parent / "demo_briefs.toml"
NAMES = UUID("5b0c7a4e-7b0d-4d8a-9a53-0d6f7c2be921")
"""Under which the ids of a demo's briefs are made, so that filling twice makes nothing twice."""


def fill_briefs(at: datetime) -> int:
    """Post every brief of the demo, as if each had been posted some hours before `at` (UTC); the screen reads them as it reads
    all others. How many are new."""
    made = 0
    for entry in demo_briefs():
        author = Person.objects.with_email(f"{entry['by']}@example.org")
        id_ = uuid5(NAMES, entry["title"])
        if author is None or Brief.objects.filter(id=id_).exists():
            continue
        post(author, id_, content_of_entry(entry, at), at - timedelta(hours=entry["posted"]))
        made += 1
    return made


def demo_briefs() -> list[dict[str, Any]]:
    """The entries of the file."""
    return list(tomllib.loads(BRIEFS.read_text("utf-8"))["brief"])


def content_of_entry(entry: dict[str, Any], at: datetime) -> Content:
    currency = entry["currency"]
    least = parse(entry["least"], currency) if "least" in entry else None
    most = parse(entry["most"], currency) if "most" in entry else None
    return Content(
        language=entry["language"],
        trade=entry["trade"],
        title=entry["title"],
        text=entry["text"].strip(),
        result=entry.get("result", ""),
        wanted_by=(at + timedelta(days=entry["wanted"])).date() if "wanted" in entry else None,
        budget=Budget(least, most) if least is not None or most is not None else None,
    )

"""What the demo's people did in the help: votes and questions, as demo_help.toml has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from parley.help.models import HelpRequest
from parley.help.requests import answer_request, ask_operators
from parley.help.votes import Voter, vote
from parley.people.models import Person
from parley.rehearsal.demo_people import OPERATOR

TOLD = Path(__file__).with_name("demo_help.toml")
ANSWERED_AFTER = timedelta(hours=20)


def fill_help(at: datetime) -> None:
    """Let them vote and ask, as if it had happened before `at` (UTC)."""
    told = tomllib.loads(TOLD.read_text("utf-8"))
    for row in told["guests"]:
        for number in range(row["useful"] + row["not_useful"]):
            guest = Voter(browser=f"demo {number}")
            vote(guest, row["article"], row["language"], is_useful=number < row["useful"], at=at)
    for row in told["people"]:
        person = Person.objects.get(email=row["email"])
        vote(Voter(person), row["article"], person.language, is_useful=row["useful"], at=at)
    for row in told["questions"]:
        _ask(row, at)


def _ask(row: Mapping[str, Any], at: datetime) -> HelpRequest:
    person = Person.objects.get(email=row["email"])
    asked_at = at - timedelta(days=row["asked_days_ago"], hours=2)
    asked = ask_operators(
        row["question"],
        person=person,
        email="",
        language=person.language,
        article=row["article"],
        order_id=None,
        at=asked_at,
    )
    if "answer" in row:
        answer_request(asked, row["answer"], Person.objects.get(email=OPERATOR), asked_at + ANSWERED_AFTER)
    return asked

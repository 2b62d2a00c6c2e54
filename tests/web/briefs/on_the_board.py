"""Words for the tests of the pages: a brief as it is typed, and one that stands."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from parley.board.models import Brief
from parley.desk.now import now
from tests.board.posted import posted
from tests.web.people import Visitor

NEW = "/briefs/new"


def typed(**changes: Any) -> dict[str, Any]:
    """A brief with nothing wrong."""
    return {
        "title": "A logo for a bakery",
        "language": "en",
        "trade": "design",
        "text": "We open in spring and need three drafts first, then one of them worked out in two colours.",
        "result": "An SVG file that opens without an error.",
        "wanted_by": (now() + timedelta(days=40)).date().isoformat(),
        "currency": "EUR",
        "least": "300",
        "most": "500",
        **changes,
    }


def posts(visitor: Visitor, **changes: Any) -> HttpResponse:
    """Fill in the form as a person does, and press the button that posts."""
    return visitor.fill_in(visitor.look(NEW), NEW, typed(**changes), press=("send", "1"))


def stands(author: Visitor, title: str = "A logo for a bakery", **changes: Any) -> Brief:
    """A brief of today, posted behind the pages' back."""
    assert author.person is not None
    return posted(author.person, title, now(), **{"wanted_by": (now() + timedelta(days=40)).date(), **changes})


def of(brief: Brief, act: str = "") -> str:
    return f"/briefs/{brief.id}" + (f"/{act}" if act else "")

"""The vocabulary of the tests: a decision as it is filled in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from tests.web.people import Deed, Visitor


def whole_decision(**but: object) -> dict[str, Any]:
    """Everything that a decision about one item of 100.00 says, `but` for what is named; None empties a field."""
    says = {
        "amount": "40.00",
        "share_1": "40.00",
        "counts_as": "exempt",
        "facts": "The file shows half of the page.",
        "clauses": ["work", "review"],
        "events": ["1", "3"],
        "remedy": "The hold is divided.",
    }
    return {name.replace("_1", "-1"): [] if value is None else value for name, value in (says | but).items()}


def fills_in(who: Visitor, deed: Deed, slug: str = "decide", **but: object) -> HttpResponse:
    """Fill in the form of a decision and send it: what comes back is the page to look it over, or the form again."""
    at = deed.act(slug)
    return who.fill_in(who.look(at), at, whole_decision(**but))

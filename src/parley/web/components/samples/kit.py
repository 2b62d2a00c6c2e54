"""Everything that the sheet of parts (parts.html) shows. Made up; nobody here exists."""

from __future__ import annotations

from typing import Any, get_args

from parley.web.components.action import Action
from parley.web.components.facts import Fact
from parley.web.components.icons import Icon
from parley.web.components.moment import Moment
from parley.web.components.notice import Notice
from parley.web.components.revision import Verdict
from parley.web.components.samples import next_card, order, pages, resolution

COLOURS = (
    "paper sheet well rule edge ink ink-2 accent accent-wash green green-fill amber amber-fill amber-wash red plum"
)


def kit() -> dict[str, Any]:
    """Everything parts.html shows."""
    return {
        "money": order.order_money(),
        "uneven": order.uneven_money(),
        "milestones": order.milestones(),
        "stages": order.stages(),
        "yours": next_card.your_turn(),
        "theirs": next_card.their_turn(),
        "offer": next_card.offer_turn(),
        "timeline": order.timeline(),
        "composer": order.composer(),
        "coached": order.composer(finding=True),
        "wrong_composer": order.composer(error="This message is empty apart from spaces."),
        "clauses": pages.clauses(),
        "desk": pages.desk(),
        "statement": pages.statement(),
        "form": pages.form(),
        "refusal": pages.refusal(),
        "proposals": pages.proposals(),
        "matters": resolution.matters(),
        "companion": resolution.companion(),
        "envelopes": resolution.envelopes(),
        "notice": Notice(
            "soon",
            "hourglass",
            "The last notice is running",
            "If Saskia does not answer, the order counts as complete.",
            Moment("until Thu 26 Nov, 10:12", "2026-11-26T10:12:00+01:00"),
        ),
        "failed": Notice(
            "failed",
            "envelope",
            "The mail to Saskia came back",
            "The notice stands on the page, but ask her for another address.",
        ),
        "facts": (
            Fact("Held for you", "€1,520.00", "held"),
            Fact("Clears by Sat 28 Nov", "€300.00", "clearing"),
            Fact("Available", "€884.50", "released"),
        ),
        "verdicts": (
            Verdict("in_scope", "In scope"),
            Verdict("outside", "Outside scope"),
            Verdict("question", "Needs a question"),
            Verdict("declined", "Declined"),
            Verdict("open", "Still open"),
            Verdict("waiting", "Not delivered yet"),
        ),
        "buttons": (
            Action("Deliver again", "package", href="#", weight="primary"),
            Action("Use this wording", href="#"),
            Action("Keep mine", href="#", weight="quiet"),
            Action("Accept and fund", disabled=True),
        ),
        "colours": COLOURS.split(),
        "icons": get_args(Icon),
    }

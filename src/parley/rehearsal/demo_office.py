"""What a coach would have found on a desk like that of the demo, so that the console has something to show."""

from __future__ import annotations

from datetime import datetime, timedelta

from parley.office.coach_counts import count_findings

WEEKS = 8
FOUND = (
    ("no_next_step", "en", 3),
    ("accusation", "en", 2),
    ("accusation", "es", 3),
    ("rating_pressure", "es", 1),
    ("assumption_of_motive", "fr", 2),
    ("must_be_right", "nl", 1),
    ("hostility", "ru", 1),
    ("off_platform", "ru", 2),
)
"""Label, language, and how often in a week; from week to week one more or fewer."""


def fill_office(at: datetime) -> None:
    """Counts of made-up findings in the weeks before `at` (UTC)."""
    for back in range(WEEKS):
        week = at - timedelta(weeks=back)
        for number, (label, language, count) in enumerate(FOUND):
            often = count + (number + back) % 3 - 1
            count_findings([(label, language)] * often, week)

"""A coach of few words, so that these tests do not depend on what the rules of a language find."""

from __future__ import annotations

import re

import pytest

from parley.coach.advice import Advice, Context, Finding, Label, Scores, Severity

BLAME = "You never answered."
CALM = "I have had no answer yet. Is all well?"
ELSEWHERE = "Pay me by PayPal."
HERE = "Let us keep payments here."

FOUND = {
    BLAME: (Label.ACCUSATION, Severity.CAUTION, CALM),
    ELSEWHERE: (Label.OFF_PLATFORM, Severity.SERIOUS, HERE),
}
REASON = "It is easier to answer what you have seen."


def review(text: str, language: str | None = None, context: Context | None = None, reader: str | None = None) -> Advice:
    """Finds two sentences, each with its first two words as what hurts."""
    found = []
    for sentence, (label, severity, wording) in FOUND.items():
        for match in list(re.finditer(re.escape(sentence), text))[:1]:
            mark = match.start(), match.start() + len(" ".join(sentence.split()[:2]))
            found.append(Finding(label, match.start(), match.end(), severity, REASON, wording, "test", mark))
    found.sort(key=lambda one: one.start)
    return Advice("en", tuple(found), Scores(0.5, 0.0))


@pytest.fixture(autouse=True)
def _coach_of_few_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.web.coach.reading.review", review)

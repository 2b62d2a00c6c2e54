"""A rule said no: what happened, and the way on. Nobody is to blame, and nothing was lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from parley.core.order.refusals import Code, Refusal
from parley.words import (
    refusals_of_cases,
    refusals_of_extras,
    refusals_of_offers,
    refusals_of_proposals,
    refusals_of_work,
)
from parley.words.refusal_facts import Facts, Said

PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    **refusals_of_offers.PLAIN,
    **refusals_of_work.PLAIN,
    **refusals_of_proposals.PLAIN,
    **refusals_of_extras.PLAIN,
    **refusals_of_cases.PLAIN,
}
WORDS: Mapping[Code, Callable[[Facts], Said]] = {
    **refusals_of_offers.WORDS,
    **refusals_of_work.WORDS,
    **refusals_of_proposals.WORDS,
    **refusals_of_extras.WORDS,
    **refusals_of_cases.WORDS,
}
"""Each code is in one of the two; a test keeps them complete."""


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """`says` is what happened; `way_on` is what one can do now. Both are whole sentences."""

    says: str
    way_on: str


def refusal_words(refusal: Refusal, zone: str, now: datetime) -> RefusalWords:
    """The refusal in the active language; instants are told in `zone` (an IANA name) as seen at `now`."""
    if refusal.code in PLAIN:
        what, then = PLAIN[refusal.code]
        return RefusalWords(str(what), str(then))
    says, way_on = WORDS[refusal.code](Facts(refusal.facts, zone, now))
    return RefusalWords(says, way_on)

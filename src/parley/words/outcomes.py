"""The published figures in words: how cases ended, and how long they took."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from parley.core.statistics import Share
from parley.words.durations import days
from parley.words.locales import percent

# Translators: ways in which a case came to its end, as rows of a table.
WAYS: Mapping[str, Promise] = {
    "talk": pgettext_lazy("way of a case", "The two agreed"),
    "sealed": pgettext_lazy("way of a case", "Sealed offers met"),
    "mediated": pgettext_lazy("way of a case", "Both took a mediator’s proposal"),
    "decided": pgettext_lazy("way of a case", "A mediator decided"),
    "valuation": pgettext_lazy("way of a case", "The published valuation divided it"),
    "withdrawn": pgettext_lazy("way of a case", "Taken back"),
    "other": pgettext_lazy("way of a case", "A bank or the limit of a provider ended it"),
}
"""By the codes of reads.case_stories.Way."""

APPEALS: Mapping[str, Promise] = {
    "never": pgettext_lazy("appeal", "Nobody appealed"),
    "stood": pgettext_lazy("appeal", "An appeal left the sum as it was"),
    "changed": pgettext_lazy("appeal", "An appeal changed the sum"),
}

STEPS: Mapping[str, Promise] = {
    "talk": pgettext_lazy("step of a case", "Talk"),
    "sealed": pgettext_lazy("step of a case", "Sealed offers"),
    "mediation": pgettext_lazy("step of a case", "Mediation"),
    "decision": pgettext_lazy("step of a case", "Decision"),
    "appeal": pgettext_lazy("step of a case", "Appeal, until its answer"),
    "whole": pgettext_lazy("step of a case", "The whole case"),
}


def way_name(code: str) -> str:
    return str(WAYS[code])


def appeal_name(code: str) -> str:
    return str(APPEALS[code])


def step_name(code: str) -> str:
    return str(STEPS[code])


def not_shown() -> str:
    """In the place of a count that may not be published."""
    return _("not shown")


def too_few() -> str:
    """In the place of a length of time that too few cases stand behind."""
    return _("too few")


def share_words(share: Share) -> str:
    """31 % (22 % to 42 %)"""
    low, high = (percent(Decimal(permille) / 1000) for permille in (share.low_permille, share.high_permille))
    # Translators: a share and the interval in which it lies with 95 % certainty.
    return _("{share} ({low} to {high})").format(share=percent(Decimal(share.permille) / 1000), low=low, high=high)


def days_of_tenths(tenths: int) -> str:
    """Whole days, half up; under half a day says so."""
    whole = (tenths + 5) // 10
    return days(whole) if whole else _("less than a day")

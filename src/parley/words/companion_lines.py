"""Lines of the six steps that both sides read: how it was asked, how it stands, what it takes, what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.scope_check import ItemCheck, Share, Verdict
from parley.words.companion_facts import SentBack
from parley.words.dates import day_and_time
from parley.words.durations import effort
from parley.words.locales import listed, number
from parley.words.scope_check import percent
from parley.words.sentence import Sentence, strong
from parley.words.telling import NOTHING_MORE, Telling, tell


def kinds_line(checks: Sequence[ItemCheck]) -> Sentence:
    """2 defects, 1 change and 1 new item: how each was asked."""
    counts = Counter(check.kind for check in checks)
    words = {
        ItemKind.DEFECT: ngettext("{n} defect", "{n} defects", counts[ItemKind.DEFECT]),
        ItemKind.CHANGE: ngettext("{n} change", "{n} changes", counts[ItemKind.CHANGE]),
        ItemKind.NEW: ngettext("{n} new item", "{n} new items", counts[ItemKind.NEW]),
    }
    said = [text.format(n=number(counts[kind])) for kind, text in words.items() if counts[kind]]
    # Translators: {kinds} is a list such as "2 defects and 1 change".
    return tell(_("Asked as: {kinds}."), kinds=listed(said)) if said else NOTHING_MORE


def scope_line(checks: Sequence[ItemCheck]) -> Sentence:
    """Held against what was agreed: 2 in scope and 1 outside."""
    counts = Counter(check.verdict for check in checks)
    words = {
        Verdict.IN: ngettext("{n} in scope", "{n} in scope", counts[Verdict.IN]),
        Verdict.UNCLEAR: ngettext("{n} unclear", "{n} unclear", counts[Verdict.UNCLEAR]),
        Verdict.OUTSIDE: ngettext("{n} outside", "{n} outside", counts[Verdict.OUTSIDE]),
    }
    said = [text.format(n=number(counts[verdict])) for verdict, text in words.items() if counts[verdict]]
    # Translators: {how} is a list such as "2 in scope and 1 outside".
    if not said:
        return tell(_("Each item stands beside what was agreed, with how much it counts for."))
    return tell(_("Beside what was agreed: {how}."), how=listed(said))


def nothing_asked() -> Sentence:
    """In a case without a request."""
    return tell(_("Nothing was asked to be handed in again."))


def effort_line(about: SentBack) -> Sentence:
    """What the named hours come to beside the whole; an invitation to name them while there are none."""
    named = sum(answer.effort_minutes or 0 for answer in about.answers)
    agreed = about.milestone.terms.effort_minutes
    if not about.checks:
        return NOTHING_MORE
    if not named:
        return (
            tell(_("No effort is named yet. Hours beside each item show both of you what it takes."))
            if not about.is_over
            else NOTHING_MORE
        )
    share = Share(named, agreed)
    text = _("{asked} are named for it, {share} of the {agreed} agreed for the whole.")
    return tell(text, asked=strong(effort(named)), share=percent(share), agreed=effort(agreed))


def answered_line(about: SentBack) -> Sentence:
    """Answered: 2 will be done and 1 has a price."""
    counts = Counter(answer.kind for answer in about.answers)
    words = {
        AnswerKind.WILL_DO: ngettext("{n} will be done", "{n} will be done", counts[AnswerKind.WILL_DO]),
        AnswerKind.PRICE: ngettext("{n} has a price", "{n} have a price", counts[AnswerKind.PRICE]),
        AnswerKind.OUTSIDE: ngettext("{n} is outside", "{n} are outside", counts[AnswerKind.OUTSIDE]),
    }
    said = [text.format(n=number(counts[kind])) for kind, text in words.items() if counts[kind]]
    # Translators: {answers} is a list such as "2 will be done and 1 has a price".
    return tell(_("Answered: {answers}."), answers=listed(said)) if said else NOTHING_MORE


def delivered_again(about: SentBack, telling: Telling) -> Sentence:
    """When work was handed in again, or nothing."""
    if about.redelivered_at is None:
        return NOTHING_MORE
    return tell(_("Delivered again on {instant}."), instant=at_instant(about.redelivered_at, telling))


def last_resort(about: SentBack, telling: Telling) -> list[Sentence]:
    """The room, and in a case how long its present step lasts."""
    if about.in_case:
        lines = [tell(_("Everything that was asked, answered and proposed lies side by side in the resolution room."))]
        if about.milestone.ends_at is not None:
            until = at_instant(about.milestone.ends_at, telling)
            lines.append(
                tell(_("This step of the case lasts until {instant}. You can settle at any time."), instant=until)
            )
        return lines
    text = _(
        "The resolution room has everything in one place. A part of the money back, an end by consent, or a case: each shows "
        "first what it would change."
    )
    consent = _("An end by consent needs a yes from {name}. Silence is a no.")
    return [tell(text), tell(consent, name=telling.other_name)]


def at_instant(at: datetime | None, telling: Telling) -> str:
    """Thu 26 Nov, 18:00."""
    return day_and_time(at or telling.now, telling.zone, telling.now)

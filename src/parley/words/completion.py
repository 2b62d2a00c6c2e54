"""The completion rate in words: what an end counts as and why, the shares with their counts, and what an act would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_skeleton
from babel.numbers import format_percent
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.statistics import Judged, RateEffect, Reason, Record, Share, Verdict
from parley.words.locales import capitalized, date_locale, number, number_locale
from parley.words.sentence import Sentence, strong
from parley.words.telling import tell

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.COMPLETED: gettext_lazy("Completed"),
    Verdict.FREELANCER_CAUSED: gettext_lazy("Ended on the freelancer’s side"),
    Verdict.EXEMPT: gettext_lazy("Not counted"),
}

WHY: Mapping[Verdict, Promise] = {
    Verdict.COMPLETED: gettext_lazy("The work was delivered and taken."),
    Verdict.FREELANCER_CAUSED: gettext_lazy(
        "What was agreed did not come, and the reason lay with the freelancer. One such milestone decides for its whole order."
    ),
    Verdict.EXEMPT: gettext_lazy("The end says nothing about whether the freelancer finishes what was agreed."),
}
"""Why an end belongs where it does."""

REASONS: Mapping[Reason, Promise] = {
    Reason.ACCEPTED: gettext_lazy("The delivery was accepted."),
    Reason.SILENCE: gettext_lazy("The last notice and the days after it passed without an answer."),
    Reason.RULED_COMPLETED: gettext_lazy("A decision or a correction says that the work was done."),
    Reason.LATE: gettext_lazy("It was late, and nothing had been delivered."),
    Reason.ABANDONED: gettext_lazy("Nothing was delivered in the days after the due date."),
    Reason.RESIGNED: gettext_lazy("The freelancer stepped down."),
    Reason.RULED_FREELANCER: gettext_lazy("A decision or a correction says that the reason lay with the freelancer."),
    Reason.BEFORE_WORK: gettext_lazy("It was cancelled before work began."),
    Reason.NO_BRIEF: gettext_lazy("The time for the brief passed."),
    Reason.NOT_FUNDED: gettext_lazy("The time to fund it passed."),
    Reason.STOPPED: gettext_lazy("The client stopped it before a first delivery."),
    Reason.ABANDONED_UNANSWERED: gettext_lazy("Nothing was delivered while the freelancer waited for an answer."),
    Reason.CANCELLED: gettext_lazy("The two sides agreed to end it."),
    Reason.STOPPED_IN_PAUSE: gettext_lazy("The client stopped it during a pause."),
    Reason.RESIGNED_IN_PAUSE: gettext_lazy("The freelancer stepped down during a pause."),
    Reason.SETTLED: gettext_lazy("The two sides settled their case."),
    Reason.SEALED: gettext_lazy("Their sealed offers met."),
    Reason.MEDIATED: gettext_lazy("Both took the mediator’s proposal."),
    Reason.DECIDED: gettext_lazy("A decision divided the money and named no cause."),
    Reason.VALUATION: gettext_lazy("Nobody decided in time, so the published valuation did."),
    Reason.CAP: gettext_lazy("The money could not be held any longer."),
    Reason.CHARGEBACK: gettext_lazy("The client’s bank took the money back."),
    Reason.RULED_EXEMPT: gettext_lazy("A decision or a correction says that it is not to count."),
    Reason.PREDECESSOR_STOPPED: gettext_lazy("A milestone that had to be paid first ended without payment."),
}
"""The published table, in words that blame nobody."""


@dataclass(frozen=True, slots=True)
class RateEffectWords:
    """What an act would do to the freelancer's rate: a short label for the head of a row, and the sentence."""

    label: str
    sentence: Sentence


def verdict_name(verdict: Verdict) -> str:
    return str(VERDICTS[verdict])


def why_words(verdict: Verdict) -> str:
    return str(WHY[verdict])


def reason_words(reason: Reason) -> str:
    return str(REASONS[reason])


def formula_words() -> str:
    return _("Rate = completed orders ÷ (completed orders + orders that ended on the freelancer’s side)")


def permille_words(permille: int) -> str:
    """96 % or 80.5 %, as the language writes it."""
    return format_percent(Decimal(permille).scaleb(-3), locale=number_locale(), decimal_quantization=False)


def share_words(share: Share) -> str:
    """The share with what it was counted from."""
    # Translators: a share and its counts, as in "96 % (24 of 25)".
    pattern = _("{share} ({part} of {whole})")
    return pattern.format(share=permille_words(share.permille), part=number(share.part), whole=number(share.whole))


def rate_sentence(record: Record) -> str:
    """The rate in a sentence with its counts, or why there is none."""
    rate = record.rate
    if rate is None:
        return _("There is no completion rate yet: no order has ended that counts.")
    pattern = ngettext(
        "{share}: {part} of {whole} order that counts was completed.",
        "{share}: {part} of {whole} orders that count were completed.",
        rate.whole,
    )
    return pattern.format(share=permille_words(rate.permille), part=number(rate.part), whole=number(rate.whole))


def interval_words(share: Share) -> str:
    # Translators: two shares, as in "80.5 % to 99.3 %".
    pattern = _("{low} to {high}")
    return pattern.format(low=permille_words(share.low_permille), high=permille_words(share.high_permille))


def month_words(first: date) -> str:
    """March 2026, for the month that begins on this date."""
    return capitalized(format_skeleton("yMMMM", first, locale=date_locale()))


def rate_effect_words(effect: RateEffect, freelancer_name: str = "") -> RateEffectWords:
    """What the act would do to the rate of `freelancer_name`; without a name it is the reader's own."""
    # Translators: head of a row of the slip that says what an act would change. About fourteen letters fit.
    return RateEffectWords(_("Completion"), _effect_sentence(effect, freelancer_name))


def judged_words(judged: Judged | None) -> str:
    """What the order would count as, or that this is open."""
    return verdict_name(judged.verdict) if judged else _("Still open")


def _effect_sentence(effect: RateEffect, name: str) -> Sentence:
    before, after = effect.before.rate, effect.after.rate
    if after is None:
        own, other = _("You have no rate yet, as before"), _("{name} has no rate yet, as before")
        return tell(other, name=name) if name else tell(own)
    now = strong(share_words(after))
    if before is None:
        own, other = _("Your rate begins with {now}"), _("{name}’s rate begins with {now}")
        return tell(other, name=name, now=now) if name else tell(own, now=now)
    if before.permille == after.permille:
        own, other = _("Your rate stays {now}"), _("{name}’s rate stays {now}")
        return tell(other, name=name, now=now) if name else tell(own, now=now)
    was = share_words(before)
    own, other = _("Your rate goes from {before} to {now}"), _("{name}’s rate goes from {before} to {now}")
    return tell(other, name=name, before=was, now=now) if name else tell(own, before=was, now=now)

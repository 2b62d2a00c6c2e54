"""The operator's console in words: accounts of the books, ways in which milestones end, what operators did, what can be
switched off."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_compact_currency
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parley.core.money import Money
from parley.words.durations import days, hours
from parley.words.locales import number, number_locale

# Translators: accounts of the books. Money in the first ones is in flight: it came in and has not left for good.
ACCOUNTS: Mapping[str, Promise] = {
    "hold": pgettext_lazy("account", "Held"),
    "pending": pgettext_lazy("account", "Released, in clearance"),
    "available": pgettext_lazy("account", "Cleared, to be paid out"),
    "chargeback": pgettext_lazy("account", "Disputed at a bank"),
    "paid_out": pgettext_lazy("account", "Paid out"),
    "owed": pgettext_lazy("account", "Owed by freelancers"),
    "fee": pgettext_lazy("account", "The desk’s fees"),
    "reserve": pgettext_lazy("account", "The desk’s reserve"),
    "bank": pgettext_lazy("account", "Taken back by banks"),
    "client": pgettext_lazy("account", "From clients"),
}
"""By the codes of core.ledger.accounts.Account."""

# Translators: ways in which milestones come to their end, as rows beside a bar.
ENDS: Mapping[str, Promise] = {
    "accepted": pgettext_lazy("way of a milestone", "Accepted by the client"),
    "silence": pgettext_lazy("way of a milestone", "Released after silence"),
    "agreed": pgettext_lazy("way of a milestone", "Settled by the two of them"),
    "decided": pgettext_lazy("way of a milestone", "Decided by a mediator"),
    "valuation": pgettext_lazy("way of a milestone", "Divided by the published valuation"),
    "before": pgettext_lazy("way of a milestone", "Ended before work began"),
    "early": pgettext_lazy("way of a milestone", "Ended before a first delivery, or by one side"),
    "bank": pgettext_lazy("way of a milestone", "Ended by a bank or a limit of a provider"),
}

END_OF: Mapping[str, str] = {
    "accepted": "accepted",
    "silence": "silence",
    **dict.fromkeys(("settled", "sealed", "mediated", "cancelled"), "agreed"),
    "decided": "decided",
    "valuation": "valuation",
    **dict.fromkeys(("before_work", "not_funded", "no_brief", "predecessor_stopped"), "before"),
    **dict.fromkeys(
        ("late", "stopped", "stopped_in_pause", "resigned", "resigned_in_pause", "abandoned", "abandoned_unanswered"),
        "early",
    ),
    **dict.fromkeys(("cap", "chargeback"), "bank"),
}
"""The row in which each cause of an end is counted."""

# Translators: what an operator did. {what} is a person, a policy, an order, a feature.
DEEDS: Mapping[str, Promise] = {
    "mediator_named": gettext_lazy("Named a mediator: {what}"),
    "mediator_taken_back": gettext_lazy("Took the mediator’s role back: {what}"),
    "policy_written": gettext_lazy("Wrote a policy: {what}"),
    "policy_changed": gettext_lazy("Wrote a new version of a policy: {what}"),
    "policy_retired": gettext_lazy("Retired a policy: {what}"),
    "policy_unretired": gettext_lazy("Put a policy back on offer: {what}"),
    "case_given": gettext_lazy("Gave a case to a mediator: {what}"),
    "case_freed": gettext_lazy("Took a case from its mediator: {what}"),
    "hold_placed": gettext_lazy("Placed a legal hold: {what}"),
    "hold_lifted": gettext_lazy("Lifted a legal hold: {what}"),
    "announced": gettext_lazy("Announced something"),
    "announcement_ended": gettext_lazy("Took an announcement back"),
    "switched_off": gettext_lazy("Switched off: {what}"),
    "switched_on": gettext_lazy("Switched on: {what}"),
    "desk_named": gettext_lazy("Gave the desk its name"),
    "letter_tried": gettext_lazy("Sent a test letter"),
    "service_removed": gettext_lazy("Took a service away: {what}"),
    "service_put_back": gettext_lazy("Put a service back: {what}"),
    "brief_passed": gettext_lazy("Let a brief pass: {what}"),
    "brief_blocked": gettext_lazy("Kept a brief back: {what}"),
    "brief_taken_away": gettext_lazy("Took a brief away: {what}"),
}
"""By the codes of office.acts.Did."""

SWITCHES: Mapping[str, tuple[Promise, Promise]] = {
    "services": (
        gettext_lazy("Services"),
        gettext_lazy("The list of services, their pages and ordering from them. Orders that came from one go on."),
    ),
    "briefs": (
        gettext_lazy("Briefs"),
        gettext_lazy("The board, the brief of the day and answering a brief. Offers that were made go on."),
    ),
    "help_votes": (
        gettext_lazy("Votes on help articles"),
        gettext_lazy("Whether readers are asked if an article was useful. The articles stay."),
    ),
    "coach": (
        gettext_lazy("The coach"),
        gettext_lazy("Reading along while people write. Nothing is read, found or counted while it is off."),
    ),
}
"""By the codes of office.switches.Switch: what is called so, and what goes with it."""


def account_name(code: str) -> str:
    return str(ACCOUNTS[code])


def end_name(code: str) -> str:
    return str(ENDS[code])


def deed_words(code: str, what: str) -> str:
    return str(DEEDS[code]).format(what=what)


def switch_name(code: str) -> str:
    return str(SWITCHES[code][0])


def switch_explained(code: str) -> str:
    return str(SWITCHES[code][1])


def hours_or_days(count: int) -> str:
    """3 hours; 5 days from two days on; under half an hour says so."""
    if not count:
        return _("less than an hour")
    return hours(count) if count < 48 else days((count + 12) // 24)


def about_money(sum_: Money) -> str:
    """€150K: for the scale of a drawing, beside exact figures."""
    return format_compact_currency(sum_.decimal(), sum_.currency, locale=number_locale(), fraction_digits=1)


def up_to(count: int, *, is_more: bool) -> str:
    """A count that stopped at a bound."""
    # Translators: {n} is where counting stopped, as in "1,000 and more".
    return _("{n} and more").format(n=number(count)) if is_more else number(count)


def gigabytes(size_bytes: int) -> str:
    """12.5 GB, in powers of ten."""
    # Translators: GB is the sign for gigabytes.
    return _("{n}\u00a0GB").format(n=number((Decimal(size_bytes) / 10**9).quantize(Decimal("0.1"))))

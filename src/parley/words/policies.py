"""Policies in words: what each provision means, in which unit, and what is wrong with a value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from parley.core.order.terms import MOST_NUDGES, Funding
from parley.core.policies import Policy
from parley.core.provisions import Fault, Kind, Plain, Provision, Unit
from parley.words.durations import business_days, days, hours
from parley.words.locales import capitalized, listed, number, percent
from parley.words.provisions import MEANINGS
from parley.words.stages import funding_name, policy_explained, policy_name

# Translators: each heads a group of what a policy sets, in the order in which an order lives.
GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (
        pgettext_lazy("group", "Money and rounds"),
        ("rounds", "kill_fee_percent", "deposit_percent", "funding", "most_milestones", "hold_cap_days"),
    ),
    (
        pgettext_lazy("group", "The beginning"),
        ("offer_days", "funding_business_days", "lapse_days", "brief_days", "brief_nudge_hours"),
    ),
    (
        pgettext_lazy("group", "The work"),
        ("late_grace_hours", "abandoned_days", "redelivery_business_days", "redelivery_grace_days", "clarify_business_days"),
    ),
    (
        pgettext_lazy("group", "After a delivery"),
        ("review_days", "review_nudge_days", "notice_hours", "release_business_days", "reply_hours"),
    ),
    (
        pgettext_lazy("group", "Before an early notice"),
        ("silent_hours_before_notice", "contacts_before_notice", "contact_gap_hours"),
    ),
    (
        pgettext_lazy("group", "Proposals and pauses"),
        ("proposal_hours", "pause_days", "pause_stop_business_days", "extra_days"),
    ),
    (
        pgettext_lazy("group", "When the two disagree"),
        (
            "talk_business_days", "escalate_hours", "sealed_days", "sealed_rounds", "mediation_days",
            "suggestion_business_days", "decision_days", "appeal_business_days", "appeal_result_business_days",
            "long_stop_days",
        ),
    ),
    (
        pgettext_lazy("group", "After the end"),
        ("clearance_days", "rating_days", "bank_alarm_days"),
    ),
)  # fmt: skip


def groups(provisions: tuple[Provision, ...]) -> list[tuple[str, list[Provision]]]:
    """The provisions in groups with their headings. What no group names yet stands in one of its own at the end."""
    by_name = {one.name: one for one in provisions}
    found = [(str(heading), [by_name.pop(name) for name in names if name in by_name]) for heading, names in GROUPS]
    return [(heading, group) for heading, group in (*found, (_("Other"), list(by_name.values()))) if group]


def provision_name(provision: Provision) -> str:
    """Its label. A provision that is too new to have words is called by its name in the code."""
    known = MEANINGS.get(provision.name)
    return str(known[0]) if known else capitalized(provision.name.replace("_", " "))


def provision_meaning(provision: Provision) -> str:
    """One sentence, or "" where there is none yet."""
    known = MEANINGS.get(provision.name)
    return str(known[1]) if known else ""


# Translators: each stands behind a box with a number.
COUNTED: Mapping[str, Promise] = {
    "rounds": pgettext_lazy("unit", "rounds"),
    "most_milestones": pgettext_lazy("unit", "milestones"),
    "contacts_before_notice": pgettext_lazy("unit", "tries"),
    "sealed_rounds": pgettext_lazy("unit", "rounds"),
}


def unit_name(provision: Provision) -> str:
    """What stands behind the box."""
    match provision.unit:
        case Unit.PERCENT:
            return "%"
        case Unit.HOURS:
            return pgettext("unit", "hours")
        case Unit.DAYS:
            return pgettext("unit", "days")
        case Unit.BUSINESS_DAYS:
            return pgettext("unit", "business days")
        case Unit.COUNT:
            return str(COUNTED.get(provision.name, ""))


def choice_name(provision: Provision, value: str) -> str:
    return funding_name(Funding(value)) if provision.name == "funding" else value


def value_words(provision: Provision, value: Plain) -> str:
    """7 days; 24 hours and 72 hours; none."""
    if value is None:
        return _("no limit")
    if isinstance(value, str):
        return choice_name(provision, value)
    if isinstance(value, list):
        return listed([_counted(provision.unit, one) for one in value]) or pgettext("reminders", "none")
    return _counted(provision.unit, value)


def _counted(unit: Unit, count: int) -> str:
    match unit:
        case Unit.PERCENT:
            return percent(Decimal(count) / 100)
        case Unit.HOURS:
            return hours(count)
        case Unit.DAYS:
            return days(count)
        case Unit.BUSINESS_DAYS:
            return business_days(count)
        case Unit.COUNT:
            return number(count)


def fault_words(provision: Provision, fault: Fault) -> str:
    """What to change."""
    least, most = _counted(provision.unit, provision.least), _counted(provision.unit, provision.most)
    match fault:
        case Fault.NEGATIVE:
            return (
                _("This cannot be negative. Nought is allowed.")
                if provision.least == 0
                else _("This cannot be negative.")
            )
        case Fault.TOO_SMALL:
            return _("This is too small: at least {least}.").format(least=least)
        case Fault.TOO_LARGE:
            return _("This is too much: at most {most}.").format(most=most)
        case Fault.TOO_MANY:
            return _("These are too many: at most {most}.").format(most=number(MOST_NUDGES))
        case Fault.OUT_OF_ORDER:
            return _("Each reminder comes later than the one before: write them from the first to the last.")
        case Fault.NOT_A_CHOICE:
            return _("Choose one of these.")
        case Fault.NOT_A_NUMBER if provision.kind is Kind.IN_A_ROW:
            return _("Write whole numbers with commas between them, or leave this empty.")
        case Fault.NOT_A_NUMBER | Fault.MISSING:
            return _("Write a whole number from {least} to {most}.").format(
                least=number(provision.least), most=number(provision.most)
            )
        case Fault.UNKNOWN | Fault.IMPOSSIBLE:
            return _("The terms of an order do not allow this value.")


def policy_title(name: str, own_title: str = "") -> str:
    """What to call a policy: as the operator calls it, else by the name of the ready-made one."""
    return own_title or policy_name(name)


def explained(policy: Policy) -> str:
    """A ready-made policy as it explains itself; any other by what it sets, so that it is true in every language."""
    return policy_explained(policy.name) or in_short(policy)


def in_short(policy: Policy) -> str:
    """What matters most before one chooses, in two or three sentences."""
    windows = policy.windows
    silence = [days(windows.review_days)]
    if windows.notice_hours:
        # Translators: a part of a list, as in "Silence after a delivery: 7 days, 48 hours of notice and 5 business days".
        silence.append(_("{hours} of notice").format(hours=hours(windows.notice_hours)))
    if windows.release_business_days:
        silence.append(business_days(windows.release_business_days))
    sentences = [
        f"{funding_name(policy.funding)}.",
        _("Rounds of changes: {count}.").format(count=number(policy.rounds)),
        _("Silence after a delivery: {windows}, then the release.").format(windows=listed(silence)),
    ]
    if policy.kill_fee_percent:
        sentences.append(_("Kill fee: {percent}.").format(percent=_counted(Unit.PERCENT, policy.kill_fee_percent)))
    if policy.deposit_percent:
        sentences.append(_("Deposit: {percent}.").format(percent=_counted(Unit.PERCENT, policy.deposit_percent)))
    return " ".join(sentences)

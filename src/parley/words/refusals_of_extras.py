"""Refusals about parts, extra work, pauses, support that writes, more time to look, and the payment provider's cap."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.refusals import Code
from parley.words.refusal_facts import Facts, Said


def _extras_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "An order holds at most {most} extra milestone, and it is there.",
        "An order holds at most {most} extra milestones, and they are there.",
        most,
    ).format(most=facts.text("most"))
    return says, _("Agree on a new order for more work.")


def _extra_too_late(facts: Facts) -> Said:
    days = facts.count("days")
    says = ngettext(
        "Extra work can be agreed for {days} day after the release, and that time is over.",
        "Extra work can be agreed for {days} days after the release, and that time is over.",
        days,
    ).format(days=facts.text("days"))
    return says, _("Agree on a new order for it.")


def _parts_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "A milestone can be delivered in at most {most} part.",
        "A milestone can be delivered in at most {most} parts.",
        most,
    ).format(most=facts.text("most"))
    return says, _("Deliver the whole milestone.")


def _pause_short(facts: Facts) -> Said:
    says = _("The pause may go on until {possible_from} before somebody may end the milestone for it.").format(
        possible_from=facts.text("possible_from")
    )
    return says, _("Until then you can write a message, or propose to end it by consent.")


def _review_days(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "You can take {most} day more to look, at most.", "You can take {most} days more to look, at most.", most
    ).format(most=facts.text("most"))
    return says, _("Choose a number of days within that.")


def _fund_later(facts: Facts) -> Said:
    says = _(
        "The payment provider does not hold money for as long as this milestone may take, so it can be funded from "
        "{possible_from} on."
    ).format(possible_from=facts.text("possible_from"))
    return says, _("The time to fund begins then. You get a letter.")


def _beyond_cap(facts: Facts) -> Said:
    days = facts.count("days")
    sentence = ngettext(
        "the payment provider holds money for {days} day, and this would take longer.",
        "the payment provider holds money for {days} days, and this would take longer.",
        days,
    ).format(days=facts.text("days"))
    return facts.begin(sentence), _("Choose an earlier date, or divide the work into more milestones.")


PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    Code.PART_EMPTY: (
        gettext_lazy("A part holds at least one item."),
        gettext_lazy("Choose which items you deliver now."),
    ),
    Code.NO_PART: (
        gettext_lazy("No part of this milestone was delivered yet."),
        gettext_lazy("Deliver a part first, or the whole milestone."),
    ),
    Code.PART_DELIVERED: (
        gettext_lazy("A part of this milestone was delivered, so one side alone cannot take its money back."),
        gettext_lazy("Propose to end it by consent, or open a case that starts from what the part is worth."),
    ),
    Code.PAUSE_USED: (
        gettext_lazy("Each side can pause a milestone once, and you have."),
        gettext_lazy("Write to the other side, or ask for more time."),
    ),
    Code.PAUSE_YOURS: (
        gettext_lazy("Only whoever asked for the pause can end it early."),
        gettext_lazy("It ends by itself, at the latest on the date that the order shows."),
    ),
    Code.CAP_NEAR: (
        gettext_lazy("The payment provider will not hold this money much longer, so nothing can be paused now."),
        gettext_lazy("Write to the other side, or propose to end the milestone by consent."),
    ),
    Code.OUTREACH_OPEN: (
        gettext_lazy("Support was asked already, and has not written yet."),
        gettext_lazy("You see in the timeline when it has."),
    ),
    Code.OUTREACH_USED: (
        gettext_lazy("Support writes for each side once in a milestone, and has."),
        gettext_lazy("You can open a case."),
    ),
    Code.OUTREACH_NONE: (
        gettext_lazy("Nobody has asked support to write here."),
        gettext_lazy("Open the order to see what waits."),
    ),
    Code.REVIEW_EXTENDED: (
        gettext_lazy("More time to look can be taken once, and it was."),
        gettext_lazy("You can accept, ask for changes, or write a message."),
    ),
}
"""Refusals that need no facts: what happened, and the way on."""

WORDS: Mapping[Code, Callable[[Facts], Said]] = {
    Code.EXTRAS_USED: _extras_used,
    Code.EXTRA_TOO_LATE: _extra_too_late,
    Code.PARTS_USED: _parts_used,
    Code.PAUSE_SHORT: _pause_short,
    Code.REVIEW_DAYS_OUT_OF_RANGE: _review_days,
    Code.FUND_LATER: _fund_later,
    Code.BEYOND_CAP: _beyond_cap,
}
"""Refusals with facts."""

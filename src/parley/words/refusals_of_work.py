"""Refusals about funding, deliveries, revision requests and silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.files import ANY_FILE
from parley.core.order.refusals import Code
from parley.words.durations import hours
from parley.words.locales import listed
from parley.words.refusal_facts import Facts, Said


def _files_missing(facts: Facts) -> Said:
    endings = [_("a file") if ending == ANY_FILE else ending.upper() for ending in facts.text("missing").split(", ")]
    # Translators: {missing} is a list such as "PDF and SVG" or "a file".
    says = _("Scope item {item} still needs: {missing}.").format(item=facts.text("item"), missing=listed(endings))
    return says, _("Add what is missing. A delivery holds every file that was agreed for every item.")


def _deliver_again_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "A delivery can be replaced {most} time before it is answered, and that is used.",
        "A delivery can be replaced {most} times before it is answered, and these are used.",
        most,
    ).format(most=facts.text("most"))
    return says, _("You can still write a message. A revision request will let you deliver again.")


def _item_accepted(facts: Facts) -> Said:
    if "item" in facts:
        says = _("Scope item {item} is accepted already.").format(item=facts.text("item"))
    else:
        says = _("These items are accepted already.")
    return says, _("What was accepted stays accepted. New wishes can be asked for as new items.")


def _request_empty(facts: Facts) -> Said:
    says = _("A revision request has at least one item and at most {most}.").format(most=facts.text("most"))
    return says, _("Write each wish as an item of its own.")


def _change_without_item(facts: Facts) -> Said:
    says = facts.begin(_("it does not say which scope item it belongs to."))
    return says, _("Choose the scope item, or ask for it as something new.")


def _rounds_used(facts: Facts) -> Said:
    rounds = facts.count("rounds")
    if rounds == 0:
        says = _("No rounds of changes were agreed for this order.")
    else:
        says = ngettext(
            "The {rounds} round of changes that was agreed is used.",
            "The {rounds} rounds of changes that were agreed are used.",
            rounds,
        ).format(rounds=facts.text("rounds"))
    return says, _("You can accept, report what misses its acceptance test, or ask for the rest as an extra.")


def _defects_used(facts: Facts) -> Said:
    most = facts.count("most")
    says = ngettext(
        "{most} request for defects takes no round, and it is used.",
        "{most} requests for defects take no round, and they are used.",
        most,
    ).format(most=facts.text("most"))
    return says, _("You can ask for a change, which takes a round, or write a message to settle what is left.")


def _answers_incomplete(facts: Facts) -> Said:
    of = facts.count("of")
    says = ngettext(
        "The request has {of} item, and it needs an answer.",
        "The request has {of} items, and each needs one answer.",
        of,
    ).format(of=facts.text("of"))
    return says, _("Answer every item: it will be done, it has a price, or it is outside the scope.")


def _reason_missing(facts: Facts) -> Said:
    says = facts.begin(_("an item outside the scope needs a reason."))
    return says, _("Write one sentence, best with the clause that you both agreed on.")


def _will_do_open(facts: Facts) -> Said:
    count = facts.count("count")
    says = ngettext(
        "{count} item that was promised is neither done nor explained: item {item}.",
        "{count} items that were promised are neither done nor explained, the first is item {item}.",
        count,
    ).format(count=facts.text("count"), item=facts.text("item"))
    return says, _("Tick what is done, and explain what is not.")


def _too_early(facts: Facts) -> Said:
    says = _("The last notice can be sent from {possible_from}.").format(possible_from=facts.text("possible_from"))
    return says, _("Until then a kind message is the best way. It also counts as an attempt to reach the client.")


def _contacts_too_few(facts: Facts) -> Said:
    says = ngettext(
        "Before a last notice comes {needed} attempt to reach the client. So far: {counted}.",
        "Before a last notice come {needed} attempts to reach the client. So far: {counted}.",
        facts.count("needed"),
    ).format(needed=facts.text("needed"), counted=facts.text("counted"))
    # Translators: {gap} is a length of time, as in "24 hours apart".
    way_on = _("Write a message, or note a call that you made. Attempts count when they are {gap} apart.")
    return says, way_on.format(gap=hours(facts.count("gap_hours")))


PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    Code.AMOUNT_NOT_EXACT: (
        gettext_lazy("A milestone is funded with exactly its price."),
        gettext_lazy("Pay the amount that the order names, no more and no less."),
    ),
    Code.BRIEF_EMPTY: (
        gettext_lazy("The brief has neither words nor files yet."),
        gettext_lazy("Write what is needed to begin, or add a file."),
    ),
    Code.ITEM_UNKNOWN: (
        gettext_lazy("One of the items is not part of this milestone."),
        gettext_lazy("Choose among the items of the milestone."),
    ),
    Code.NOTHING_DELIVERED: (
        gettext_lazy("Nothing has been delivered yet."),
        gettext_lazy("It becomes possible with the first delivery."),
    ),
    Code.ANSWERED_ALREADY: (
        gettext_lazy("This request is answered already."),
        gettext_lazy("Deliver again when what you promised is done."),
    ),
    Code.CALL_DECLARED: (
        gettext_lazy("One attempt outside Parley is noted already, and only one counts."),
        gettext_lazy("Messages in Parley count by themselves. Write one."),
    ),
}
"""Refusals that need no facts: what happened, and the way on."""

WORDS: Mapping[Code, Callable[[Facts], Said]] = {
    Code.FILES_MISSING: _files_missing,
    Code.DELIVER_AGAIN_USED: _deliver_again_used,
    Code.ITEM_ACCEPTED: _item_accepted,
    Code.REQUEST_EMPTY: _request_empty,
    Code.CHANGE_WITHOUT_ITEM: _change_without_item,
    Code.ROUNDS_USED: _rounds_used,
    Code.DEFECTS_USED: _defects_used,
    Code.ANSWERS_INCOMPLETE: _answers_incomplete,
    Code.REASON_MISSING: _reason_missing,
    Code.WILL_DO_OPEN: _will_do_open,
    Code.TOO_EARLY: _too_early,
    Code.CONTACTS_TOO_FEW: _contacts_too_few,
}
"""Refusals with facts."""

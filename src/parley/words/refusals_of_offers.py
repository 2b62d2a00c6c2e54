"""Refusals about who and when, about words and files, and about the offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.refusals import Code
from parley.core.order.soundness import MOST_ITEMS
from parley.words.locales import number
from parley.words.refusal_facts import Facts, Said


def _not_now(facts: Facts) -> Said:
    if facts.stage():
        says = _("This cannot be done where things stand now: “{stage}”.").format(stage=facts.stage())
    else:
        says = _("This cannot be done where things stand now.")
    return says, _("Open the order to see what you can do next.")


def _page_stale(facts: Facts) -> Said:
    if facts.stage():
        says = _("The milestone has moved on since you opened the page. It now stands here: “{stage}”.").format(
            stage=facts.stage()
        )
    else:
        says = _("The milestone has moved on since you opened the page.")
    return says, _("What you wrote is kept. Look at the order as it is now, then decide again.")


def _no_such_milestone(facts: Facts) -> Said:
    says = _("This order has no milestone {number}.").format(number=facts.text("number"))
    return says, _("Open the order and choose one of its milestones.")


def _text_too_long(facts: Facts) -> Said:
    says = _("This text has {length} characters, and {longest} fit here.").format(
        length=facts.text("length"), longest=facts.text("longest")
    )
    return says, _("Shorten it, or put the long version into a file.")


def _no_milestones(facts: Facts) -> Said:
    says = _("An offer has at least one milestone and at most {most}.").format(most=facts.text("most"))
    return says, _("Add or join milestones until it fits.")


def _no_items(facts: Facts) -> Said:
    says = facts.begin(_("its scope items are missing, too many, or two carry the same number."))
    return says, _("Give the milestone at least one scope item and at most {most}.").format(most=number(MOST_ITEMS))


def _price_not_positive(facts: Facts) -> Said:
    return facts.begin(_("the price has to be more than zero.")), _("Write the price that you have in mind.")


def _wrong_currency(facts: Facts) -> Said:
    says = facts.begin(_("one of the amounts is in another currency than the order."))
    return says, _("An order has one currency. Write every amount in it.")


def _items_do_not_add_up(facts: Facts) -> Said:
    says = facts.begin(_("the prices of its items do not add up to its price."))
    return says, _("Change the prices until they add up, or leave all item prices empty.")


def _deposit_too_large(facts: Facts) -> Said:
    says = facts.begin(_("the deposit has to be smaller than the price."))
    return says, _("Choose a smaller deposit, or none.")


def _number_out_of_range(facts: Facts) -> Said:
    says = facts.begin(
        _("a number lies outside {least} to {most}.").format(least=facts.text("least"), most=facts.text("most"))
    )
    return says, _("Write a whole number within these bounds.")


def _date_passed(facts: Facts) -> Said:
    return facts.begin(_("its date has passed.")), _("Choose today or a later day.")


def _predecessor_unknown(facts: Facts) -> Said:
    says = facts.begin(_("it can only wait for milestones that come before it."))
    return says, _("Choose earlier milestones, or let it wait for none.")


def _offer_changed(facts: Facts) -> Said:
    says = _("The offer has changed since you read it: it is now version {version}.").format(
        version=facts.text("version")
    )
    return says, _("Read what is new. Your ticks stay on everything that did not change.")


def _clauses_open(facts: Facts) -> Said:
    missing = facts.count("missing")
    says = ngettext(
        "{missing} of {of} clauses is not ticked yet.", "{missing} of {of} clauses are not ticked yet.", missing
    ).format(missing=facts.text("missing"), of=facts.text("of"))
    return says, _("Tick what you agree with, and write a note where you do not.")


def _clause_in_talk(facts: Facts) -> Said:
    count = facts.count("count")
    says = ngettext("{count} clause is still in talk.", "{count} clauses are still in talk.", count).format(
        count=facts.text("count")
    )
    return says, _("The notes are answered by a new version of the offer. After that it can be accepted.")


PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    Code.NOT_YOUR_ACT: (
        gettext_lazy("This is for the other side to do."),
        gettext_lazy("You can write to them if something is unclear."),
    ),
    Code.NOT_DUE: (
        gettext_lazy("No deadline of this order has come yet."),
        gettext_lazy("There is nothing to do. Parley acts when the time comes."),
    ),
    Code.ALREADY_MADE: (
        gettext_lazy("This offer has been made already."),
        gettext_lazy("Open the order to see it."),
    ),
    Code.TEXT_MISSING: (
        gettext_lazy("There are no words yet."),
        gettext_lazy("Write a few words, then send again."),
    ),
    Code.FILE_EMPTY: (
        gettext_lazy("One of the files is empty."),
        gettext_lazy("Choose it again, or leave it out."),
    ),
    Code.FILE_REPEATED: (
        gettext_lazy("The same file is there twice for one item."),
        gettext_lazy("Remove one of the two."),
    ),
    Code.SAME_PERSON: (
        gettext_lazy("One person cannot be on both sides of an order."),
        gettext_lazy("Choose another person for the other side."),
    ),
    Code.PERCENT_OUT_OF_RANGE: (
        gettext_lazy("A percentage lies outside 0 to 100."),
        gettext_lazy("Write a whole number from 0 to 100."),
    ),
    Code.OFFER_YOURS: (
        gettext_lazy("This version of the offer is yours, so the answer is with the other side."),
        gettext_lazy("You can change the offer or take it back."),
    ),
    Code.NOTHING_CHANGED: (
        gettext_lazy("These terms are the same as before."),
        gettext_lazy("Change something, or accept the offer as it is."),
    ),
    Code.CLAUSE_UNKNOWN: (
        gettext_lazy("The offer does not have this clause any more."),
        gettext_lazy("Read the offer as it is now."),
    ),
    Code.PLACE_TAKEN: (
        gettext_lazy("Somebody has taken this place in the order already."),
        gettext_lazy("Ask whoever invited you."),
    ),
    Code.NOT_JOINED: (
        gettext_lazy("The other side has not joined yet."),
        gettext_lazy("It becomes possible when the invitation is taken up."),
    ),
}
"""Refusals that need no facts: what happened, and the way on."""

WORDS: Mapping[Code, Callable[[Facts], Said]] = {
    Code.NOT_NOW: _not_now,
    Code.PAGE_STALE: _page_stale,
    Code.NO_SUCH_MILESTONE: _no_such_milestone,
    Code.TEXT_TOO_LONG: _text_too_long,
    Code.NO_MILESTONES: _no_milestones,
    Code.NO_ITEMS: _no_items,
    Code.PRICE_NOT_POSITIVE: _price_not_positive,
    Code.WRONG_CURRENCY: _wrong_currency,
    Code.ITEMS_DO_NOT_ADD_UP: _items_do_not_add_up,
    Code.DEPOSIT_TOO_LARGE: _deposit_too_large,
    Code.NUMBER_OUT_OF_RANGE: _number_out_of_range,
    Code.DATE_PASSED: _date_passed,
    Code.PREDECESSOR_UNKNOWN: _predecessor_unknown,
    Code.OFFER_CHANGED: _offer_changed,
    Code.CLAUSES_OPEN: _clauses_open,
    Code.CLAUSE_IN_TALK: _clause_in_talk,
}
"""Refusals with facts."""

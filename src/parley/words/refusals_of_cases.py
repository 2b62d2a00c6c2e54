"""Refusals about cases, sealed offers, mediators, the bank, pay-outs and reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.order.refusals import Code
from parley.words.refusal_facts import Facts, Said


def _rating_over(facts: Facts) -> Said:
    days = facts.count("days")
    says = ngettext(
        "Reviews can be written for {days} day after the order has closed, and that time is over.",
        "Reviews can be written for {days} days after the order has closed, and that time is over.",
        days,
    ).format(days=facts.text("days"))
    return says, _("You can still write a message.")


PLAIN: Mapping[Code, tuple[Promise, Promise]] = {
    Code.CASE_USED: (
        gettext_lazy("Each side can open one case in a milestone, and yours was opened before."),
        gettext_lazy("The other side can still open one. You can write a message or make a proposal."),
    ),
    Code.CASE_NOT_YOURS: (
        gettext_lazy("Only whoever opened this case can take it back."),
        gettext_lazy("You can offer to settle it."),
    ),
    Code.BID_SEALED: (
        gettext_lazy("Your offer of this round is sealed already."),
        gettext_lazy("Wait for the other side, or go on to mediation."),
    ),
    Code.BID_MISSING: (
        gettext_lazy("The other side still has time for its sealed offer, and you have asked to go on already."),
        gettext_lazy("Seal an offer of your own, and you can go on at once."),
    ),
    Code.NO_SUGGESTION: (
        gettext_lazy("The mediator has not proposed anything yet."),
        gettext_lazy("You can offer to settle it between the two of you."),
    ),
    Code.SUGGESTION_MADE: (
        gettext_lazy("There is a proposal by a mediator already."),
        gettext_lazy("Both sides answer that one first. After it the case goes on to a decision."),
    ),
    Code.SUGGESTION_ANSWERED: (
        gettext_lazy("You have accepted this proposal already."),
        gettext_lazy("It holds as soon as the other side accepts it too."),
    ),
    Code.MEDIATOR_IS_PARTY: (
        gettext_lazy("Whoever is a party of an order does not act for the desk in it."),
        gettext_lazy("Somebody else on the desk has to do this."),
    ),
    Code.MEDIATOR_WROTE: (
        gettext_lazy("Whoever wrote to one side for the other does not decide between the two."),
        gettext_lazy("Somebody else on the desk has to decide."),
    ),
    Code.MEDIATOR_DECIDED: (
        gettext_lazy("An appeal goes to somebody who did not decide before."),
        gettext_lazy("Another mediator has to decide it."),
    ),
    Code.MEDIATOR_SHARES: (
        gettext_lazy("Whoever belongs to the organisation of one side does not act for the desk in its orders."),
        gettext_lazy("Somebody else on the desk has to do this."),
    ),
    Code.CASE_TAKEN: (
        gettext_lazy("This case was taken already."),
        gettext_lazy("Whoever has it can leave it, and an operator can give it to somebody else."),
    ),
    Code.CASE_NOT_TAKEN: (
        gettext_lazy("This person does not have the case."),
        gettext_lazy("Look again who has it now."),
    ),
    Code.NOT_A_FINAL_OFFER: (
        gettext_lazy("Both sides chose that the decision is one of their two last offers, and this is another sum."),
        gettext_lazy("Choose one of the two sums."),
    ),
    Code.FACTS_MISSING: (
        gettext_lazy("A decision says which facts it rests on."),
        gettext_lazy("Write down what happened, as you found it."),
    ),
    Code.CLAUSES_MISSING: (
        gettext_lazy("A decision names the clauses of the agreement that it applies."),
        gettext_lazy("Choose at least one clause of this agreement."),
    ),
    Code.EVIDENCE_MISSING: (
        gettext_lazy("A decision names its evidence."),
        gettext_lazy("Choose at least one event of the record or one delivered file."),
    ),
    Code.EVIDENCE_UNKNOWN: (
        gettext_lazy("Some of the evidence is not in the record of this order."),
        gettext_lazy("Choose events and delivered files of this order only."),
    ),
    Code.ARITHMETIC_WRONG: (
        gettext_lazy("The shares of the items do not add up to the sum."),
        gettext_lazy("Give each item a share that is not below zero, so that all of them together are the sum."),
    ),
    Code.REMEDY_MISSING: (
        gettext_lazy("A decision says what follows from it for both sides."),
        gettext_lazy("Write down the remedy."),
    ),
    Code.NO_CHARGEBACK: (
        gettext_lazy("No bank disputes a payment here."),
        gettext_lazy("If a bank does now, note the chargeback first."),
    ),
    Code.NOTHING_PAID: (
        gettext_lazy("There is no money here that a bank could ask back."),
        gettext_lazy("Check which milestone the payment was for."),
    ),
    Code.NOTHING_TO_PAY_OUT: (
        gettext_lazy("Nothing is available to be paid out here."),
        gettext_lazy("Money is available once its clearance is over, and it can be paid out once."),
    ),
    Code.AT_THE_BANK: (
        gettext_lazy("A bank disputes this payment, and until it has judged nothing is paid out."),
        gettext_lazy("The order shows how it stands. You need to do nothing for now."),
    ),
    Code.RATING_GIVEN: (
        gettext_lazy("Your review is sealed already."),
        gettext_lazy("It can be read when the other side has written too, or when the time is over."),
    ),
    Code.RATING_LOCKED: (
        gettext_lazy("While a bank judges a payment of this order, nobody can review."),
        gettext_lazy("When the bank has judged, the time to review begins anew."),
    ),
    Code.STARS_OUT_OF_RANGE: (
        gettext_lazy("A review has one to five stars."),
        gettext_lazy("Choose a number of stars."),
    ),
    Code.NOTHING_TO_RATE: (
        gettext_lazy("Nothing of this order ever began, so there is nothing to review."),
        gettext_lazy("You can write a message."),
    ),
    Code.ALREADY_COUNTED: (
        gettext_lazy("It counts as that already."),
        gettext_lazy("Choose something else, or leave it as it is."),
    ),
}
"""Refusals that need no facts: what happened, and the way on."""

WORDS: Mapping[Code, Callable[[Facts], Said]] = {Code.RATING_OVER: _rating_over}
"""Refusals with facts."""

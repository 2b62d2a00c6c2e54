"""The clauses about what happens when the two cannot agree, and when life intervenes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.order.terms import Terms
from parley.words.clauses_of_change import proposal_line
from parley.words.durations import business_days, days, hours
from parley.words.locales import number
from parley.words.sentence import Sentence
from parley.words.telling import tell


def disagreement_clause(terms: Terms) -> tuple[Sentence, ...]:
    """The steps of a case in their order, each with its time."""
    return (proposal_line(terms), *_talk_and_offers(terms), *_mediator(terms), *_ends(terms))


def pause_clause(terms: Terms) -> tuple[Sentence, ...]:
    windows = terms.windows
    long = days(windows.pause_days)
    free = business_days(windows.pause_stop_business_days)
    return (
        tell(_("Each side can pause each milestone once, for at most {days}. All its clocks stand still."), days=long),
        tell(_("The other side sees the kind of reason, never the words, and it counts against nobody.")),
        tell(
            _("If the freelancer’s own pause lasts longer than {days}, both may end the milestone without a kill fee."),
            days=free,
        ),
    )


def cap_line(terms: Terms) -> Sentence:
    """How long the payment provider holds money, and what follows."""
    cap = terms.hold_cap_days or 0
    return tell(
        _(
            "The payment provider holds money for at most {days}. A milestone is funded late enough for that, and what is not"
            " finished in time goes back or is decided before."
        ),
        days=days(cap),
    )


def extra_line(terms: Terms) -> Sentence:
    """Extra work after the release."""
    return tell(
        _("An extra can be agreed until {days} after a release. Silence never agrees to one."),
        days=days(terms.windows.extra_days),
    )


def _talk_and_offers(terms: Terms) -> Iterator[Sentence]:
    windows = terms.windows
    yield tell(
        _("First the two sides talk, for {days}, with everything on record. After {hours} one side may go on."),
        days=business_days(windows.talk_business_days),
        hours=hours(windows.escalate_hours),
    )
    rounds = ngettext(
        "Then both may seal what they would settle for, in {n} round within {days}. Where the two offers meet, the middle"
        " settles it; where they do not, nobody learns the other’s.",
        "Then both may seal what they would settle for, in {n} rounds within {days}. Where the two offers meet, the middle"
        " settles it; where they do not, nobody learns the other’s.",
        windows.sealed_rounds,
    )
    yield tell(rounds, n=number(windows.sealed_rounds), days=days(windows.sealed_days))


def _mediator(terms: Terms) -> Iterator[Sentence]:
    windows = terms.windows
    yield tell(
        _("Then a mediator may propose a division within {days}, and both have {answer} to answer it."),
        days=days(windows.mediation_days),
        answer=business_days(windows.suggestion_business_days),
    )
    yield tell(_("Then a decision is due within {days}, with its reasons."), days=days(windows.decision_days))
    if windows.appeal_business_days:
        yield tell(
            _("Within {days} each side may appeal to another mediator, who answers within {result}."),
            days=business_days(windows.appeal_business_days),
            result=business_days(windows.appeal_result_business_days),
        )
    else:
        yield tell(_("There is one mediator on this desk, so the decision is final."))


def _ends(terms: Terms) -> Iterator[Sentence]:
    windows = terms.windows
    yield tell(_("Without one the published valuation divides the hold: it counts what was delivered and accepted."))
    yield tell(
        _("At the latest {days} after a first delivery a decision is asked for."), days=days(windows.long_stop_days)
    )
    yield tell(
        _(
            "After the order has closed both may review each other for {days}. Nobody reads a review before both are in."
        ),
        days=days(windows.rating_days),
    )

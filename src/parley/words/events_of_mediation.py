"""The timeline of a mediator's help: what was proposed, what was decided and why it counts so, and the appeal against it."""

from __future__ import annotations

from typing import assert_never

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.messages import (
    AppealDecided,
    AppealFiled,
    AppealGround,
    CaseDecided,
    CaseLeft,
    CaseTaken,
    FinalOfferSealed,
    FinalOffersOpened,
    MediationBegan,
    SplitSuggested,
    SuggestionAccepted,
    SuggestionDeclined,
)
from parley.core.parties import Role
from parley.words.dates import day_and_time
from parley.words.money import money
from parley.words.reasons import counts_as
from parley.words.sentence import Sentence, strong
from parley.words.telling import EventWords, Telling, tell, told

MediationEvent = (
    MediationBegan
    | CaseTaken
    | CaseLeft
    | FinalOfferSealed
    | FinalOffersOpened
    | SplitSuggested
    | SuggestionAccepted
    | SuggestionDeclined
    | CaseDecided
    | AppealFiled
    | AppealDecided
)  # fmt: skip


def mediation_event_words(event: MediationEvent, telling: Telling) -> EventWords:
    """What the mediator and the two brought about. Sums are of the hold, before the operator's fee."""
    milestone = telling.milestone(event.milestone)
    match event:
        case MediationBegan():
            until = day_and_time(event.ends_at, telling.zone, telling.now)
            return EventWords(
                tell(_("{milestone} went on to mediation"), milestone=milestone),
                tell(_("A mediator can propose a division until {until}. Both are free to say no."), until=until),
            )
        case CaseTaken():
            return EventWords(
                tell(_("A mediator has taken the case about {milestone}"), milestone=milestone),
                tell(_("Nobody else decides in it now, and whoever decides is of neither side.")),
            )
        case CaseLeft():
            return EventWords(
                tell(_("The mediator left the case about {milestone}"), milestone=milestone),
                tell(_("Another one takes it. No deadline moves.")),
            )
        case FinalOfferSealed():
            return _sealed_last(event, telling)
        case FinalOffersOpened():
            return EventWords(_opened(event, telling), _chosen(event))
        case SplitSuggested():
            until = day_and_time(event.answer_by, telling.zone, telling.now)
            return EventWords(
                _suggested(event, telling),
                tell(_("Both can answer until {until}. It settles the case if both say yes."), until=until),
            )
        case SuggestionAccepted():
            you = _("*You* said yes to the mediator’s proposal for {milestone}")
            they = _("{name} said yes to the mediator’s proposal for {milestone}")
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone),
                tell(_("It settles the case once both have said yes.")),
            )
        case SuggestionDeclined():
            you = _("*You* said no to the mediator’s proposal for {milestone}")
            they = _("{name} said no to the mediator’s proposal for {milestone}")
            return EventWords(
                told(telling, event.by, you, they, milestone=milestone), tell(_("The case goes on to a decision."))
            )
        case CaseDecided():
            return EventWords(_decided(event, telling), _carried_out(event, telling))
        case AppealFiled():
            you = _("*You* appealed against the decision about {milestone}")
            they = _("{name} appealed against the decision about {milestone}")
            return EventWords(told(telling, event.by, you, they, milestone=milestone), _looked_at_again(event, telling))
        case AppealDecided():
            return EventWords(_appeal_decided(event, telling), tell(counts_as(event.decision.counts_as)))
        case _:
            assert_never(event)


def _sealed_last(event: FinalOfferSealed, telling: Telling) -> EventWords:
    milestone = telling.milestone(event.milestone)
    you = _("*You* sealed a last offer for {milestone}")
    they = _("{name} sealed a last offer for {milestone}")
    return EventWords(
        told(telling, event.by, you, they, milestone=milestone),
        tell(_("If both sides seal one, the decision is one of the two. If not, it is destroyed unread.")),
    )


def _opened(event: FinalOffersOpened, telling: Telling) -> Sentence:
    if telling.is_viewer(Role.FREELANCER):
        pattern = _("The last offers for {milestone}: {client} would give {most}, you would take {least}")
    elif telling.is_viewer(Role.CLIENT):
        pattern = _("The last offers for {milestone}: you would give {most}, {name} would take {least}")
    else:
        pattern = _("The last offers for {milestone}: {client} would give {most}, {name} would take {least}")
    return tell(
        pattern,
        milestone=telling.milestone(event.milestone),
        client=strong(telling.name(Role.CLIENT)),
        most=strong(money(event.offers.client)),
        name=strong(telling.name(Role.FREELANCER)),
        least=strong(money(event.offers.freelancer)),
    )


def _chosen(event: FinalOffersOpened) -> Sentence:
    if event.offers.freelancer <= event.offers.client:
        return tell(_("They met, so the middle between them settles the case."))
    return tell(_("The decision is one of these two sums. If nobody decides, it is the one nearer to the valuation."))


def _suggested(event: SplitSuggested, telling: Telling) -> Sentence:
    you = _("The mediator proposed for {milestone}: {amount} of the hold to you, the rest back to {client}")
    client = _("The mediator proposed for {milestone}: {amount} of the hold to {name}, the rest back to you")
    others = _("The mediator proposed for {milestone}: {amount} of the hold to {name}, the rest back to {client}")
    return _divided(event.milestone, event.suggestion.amount, you, client, others, telling)


def _decided(event: CaseDecided, telling: Telling) -> Sentence:
    you = _("The mediator decided about {milestone}: {amount} of the hold to you, the rest back to {client}")
    client = _("The mediator decided about {milestone}: {amount} of the hold to {name}, the rest back to you")
    others = _("The mediator decided about {milestone}: {amount} of the hold to {name}, the rest back to {client}")
    return _divided(event.milestone, event.decision.amount, you, client, others, telling)


def _appeal_decided(event: AppealDecided, telling: Telling) -> Sentence:
    you = _("Another mediator decided about {milestone}: {amount} of the hold to you, the rest back to {client}")
    client = _("Another mediator decided about {milestone}: {amount} of the hold to {name}, the rest back to you")
    others = _("Another mediator decided about {milestone}: {amount} of the hold to {name}, the rest back to {client}")
    return _divided(event.milestone, event.decision.amount, you, client, others, telling)


def _divided(number: int, amount: Money, you: str, client: str, others: str, telling: Telling) -> Sentence:
    """`you` where the freelancer reads, `client` where the client does."""
    return told(
        telling,
        Role.FREELANCER,
        you,
        client if telling.is_viewer(Role.CLIENT) else others,
        milestone=telling.milestone(number),
        amount=strong(money(amount)),
        client=strong(telling.name(Role.CLIENT)),
    )


def _carried_out(event: CaseDecided, telling: Telling) -> Sentence:
    counts = counts_as(event.decision.counts_as)
    if event.appeal_by <= event.at:
        # Translators: {counts} is a whole sentence.
        return tell(_("{counts} It is carried out at once."), counts=counts)
    until = day_and_time(event.appeal_by, telling.zone, telling.now)
    pattern = _("{counts} Both can appeal until {until}; then it is carried out.")
    return tell(pattern, counts=counts, until=until)


def _looked_at_again(event: AppealFiled, telling: Telling) -> Sentence:
    until = day_and_time(event.result_by, telling.zone, telling.now)
    match event.ground:
        case AppealGround.NEW_FACT:
            pattern = _("There is a new fact. Another mediator looks at it by {until}, else the decision stands.")
        case AppealGround.ERROR:
            pattern = _("A mistake is named. Another mediator looks at it by {until}, else the decision stands.")
        case _:
            assert_never(event.ground)
    return tell(pattern, until=until)

"""What a person can do next: the button, the small line with its limit or cost, and what the act means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AnswerRequest,
    CounterOffer,
    DeclareContact,
    DeclineOffer,
    Deliver,
    DeliverAgain,
    Fund,
    JoinOrder,
    MakeOffer,
    MakeStatement,
    NoteOnClause,
    OpenFiles,
    Redeliver,
    RequestRevision,
    SendMessage,
    SendNotice,
    SkipBrief,
    SubmitBrief,
    WithdrawOffer,
)
from parley.core.order.state import Milestone, Order
from parley.words import acts_of_cases, acts_of_change, acts_of_extras
from parley.words.act_limits import Setting, act_limit
from parley.words.money import money
from parley.words.sentence import Sentence
from parley.words.telling import NOTHING_MORE, Telling, tell

AnyAct = acts_of_change.AnyAct


@dataclass(frozen=True, slots=True)
class ActWords:
    """`label` names the button by its effect; `small` states the limit or the cost, or is empty; `description` is one
    sentence for the page of the act and its preview."""

    label: str
    small: Sentence
    description: Sentence


# Translators: buttons and links. Name the effect; keep them short. {amount} is a sum of money.
LABELS: Mapping[AnyAct, Promise] = {
    MakeOffer: gettext_lazy("Send the offer"),
    CounterOffer: gettext_lazy("Change the offer"),
    NoteOnClause: gettext_lazy("Send your note"),
    WithdrawOffer: gettext_lazy("Take the offer back"),
    DeclineOffer: gettext_lazy("Decline the offer"),
    JoinOrder: gettext_lazy("Join this order"),
    AcceptOffer: gettext_lazy("Accept the offer"),
    Fund: gettext_lazy("Fund {amount}"),
    SubmitBrief: gettext_lazy("Hand over the brief"),
    SkipBrief: gettext_lazy("Begin without the brief"),
    Deliver: gettext_lazy("Deliver"),
    DeliverAgain: gettext_lazy("Replace the delivery"),
    OpenFiles: gettext_lazy("Open the files"),
    AcceptItems: gettext_lazy("Accept some items"),
    Accept: gettext_lazy("Accept and release {amount}"),
    RequestRevision: gettext_lazy("Ask for changes"),
    AnswerRequest: gettext_lazy("Answer the request item by item"),
    Redeliver: gettext_lazy("Deliver again"),
    DeclareContact: gettext_lazy("Note a call or a mail"),
    SendNotice: gettext_lazy("Send the last notice"),
    MakeStatement: gettext_lazy("Say what happened"),
    SendMessage: gettext_lazy("Send the message"),
    **acts_of_change.LABELS,
    **acts_of_extras.LABELS,
    **acts_of_cases.LABELS,
}

DESCRIPTIONS: Mapping[AnyAct, Promise] = {
    MakeOffer: gettext_lazy(
        "{name} reads the offer clause by clause. Nothing binds either of you until it is accepted."
    ),
    CounterOffer: gettext_lazy("{name} gets a new version to read. Ticks stay on what does not change."),
    NoteOnClause: gettext_lazy("You say what should be different. {name} answers with a new version of the offer."),
    WithdrawOffer: gettext_lazy("The offer ends. Nobody owes anything."),
    DeclineOffer: gettext_lazy("The offer ends. Nobody owes anything."),
    JoinOrder: gettext_lazy("You take the place in this order that was kept for you. You agree to nothing yet."),
    AcceptOffer: gettext_lazy("The terms become the agreement of you both, and the first milestone opens."),
    Fund: gettext_lazy("You pay the price of {milestone}. It is held until you accept, or as the terms say."),
    SubmitBrief: gettext_lazy("{name} gets what is needed to begin {milestone}, and the time to deliver starts."),
    SkipBrief: gettext_lazy("Work on {milestone} begins now, and so does your time to deliver."),
    Deliver: gettext_lazy("{name} gets every file of {milestone}, and the time to look starts."),
    DeliverAgain: gettext_lazy("A better version takes the place of the delivery that waits for an answer."),
    OpenFiles: gettext_lazy("Both of you see in the timeline that the files were opened."),
    AcceptItems: gettext_lazy("You say yes to some items of {milestone}. Nobody can go back on these later."),
    Accept: gettext_lazy("You say yes to {milestone}, and what is held goes to {name}."),
    RequestRevision: gettext_lazy(
        "You say item by item what should be different, and {name} delivers {milestone} again."
    ),
    AnswerRequest: gettext_lazy("You say for each item whether it will be done, has a price, or is outside the scope."),
    Redeliver: gettext_lazy("{name} gets {milestone} again, with each promised item done or explained."),
    DeclareContact: gettext_lazy("You note that you tried to reach {name} outside Parley. It counts as one attempt."),
    SendNotice: gettext_lazy("{name} is asked one last time. Without an answer {milestone} counts as complete."),
    MakeStatement: gettext_lazy("What you write is on record, and whoever decides reads it."),
    SendMessage: gettext_lazy("Words alone move no money and stop no clock."),
    **acts_of_change.DESCRIPTIONS,
    **acts_of_extras.DESCRIPTIONS,
    **acts_of_cases.DESCRIPTIONS,
}


def act_words(kind: AnyAct, order: Order | None, milestone: Milestone | None, telling: Telling) -> ActWords:
    """The words for doing `kind` to this milestone as it stands; without one for an act of the whole order.

    `order` is None only for an offer that is not made yet.
    """
    small = act_limit(kind, Setting(order, milestone, telling)) if order is not None else NOTHING_MORE
    return ActWords(
        label=act_label(kind, milestone, telling),
        small=small,
        description=_filled(str(DESCRIPTIONS[kind]), milestone, telling),
    )


def act_label(kind: AnyAct, milestone: Milestone | None, telling: Telling) -> str:
    """The words of the button alone."""
    return _filled(str(LABELS[kind]), milestone, telling).plain


def _filled(pattern: str, milestone: Milestone | None, telling: Telling) -> Sentence:
    words: dict[str, str] = {"name": telling.other_name}
    if milestone is not None:
        words["milestone"] = telling.milestone_name(milestone.number)
        words["amount"] = money(milestone.held or milestone.terms.price)
    return tell(pattern, **words)
